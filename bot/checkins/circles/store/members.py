"""What circles keep of one member: in which they were, where they stood in each lap."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from bot.checkins.circles.rules.circle import NOBODY
from bot.database import Row, Tx

from .circles import circle_laps, circle_people, circle_turns, circles


def drop_who_never_came(tx: Tx, circle_id: int) -> None:
    """Who was only on a list, and pressed nothing, was not there."""
    absent = select(circle_people.c.member_id).where(circle_people.c.circle_id == circle_id, ~circle_people.c.came)
    began = (circle_laps.c.circle_id == circle_id) & circle_laps.c.first_id.in_(absent)
    tx.change(update(circle_laps).where(began).values(first_id=NOBODY))
    tx.change(delete(circle_turns).where(circle_turns.c.circle_id == circle_id, circle_turns.c.member_id.in_(absent)))
    tx.change(delete(circle_people).where(circle_people.c.circle_id == circle_id, ~circle_people.c.came))


def of_member(tx: Tx, guild_id: int, member_id: int) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the circles that a member was in or hosted, and what they said in them."""
    was_in = select(circle_people.c.circle_id).where(circle_people.c.member_id == member_id)
    mine = (circles.c.guild_id == guild_id) & (circles.c.id.in_(was_in) | (circles.c.host_id == member_id))
    turns = select(circle_turns).join(circles).where(circles.c.guild_id == guild_id)
    return (
        tx.all(select(circles, circles.c.id.in_(was_in).label("was_in")).where(mine).order_by(circles.c.id)),
        tx.all(turns.where(circle_turns.c.member_id == member_id).order_by(circle_turns.c.id)),
    )


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    here = select(circles.c.id).where(circles.c.guild_id == guild_id)
    for table in (circle_people, circle_turns):
        tx.change(delete(table).where(table.c.member_id == member_id, table.c.circle_id.in_(here)))
    began = (circle_laps.c.first_id == member_id) & circle_laps.c.circle_id.in_(here)
    tx.change(update(circle_laps).where(began).values(first_id=NOBODY))
    hosted = (circles.c.guild_id == guild_id) & (circles.c.host_id == member_id)
    tx.change(update(circles).where(hosted).values(host_id=NOBODY))
