"""The laps that have been."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, tuple_

from bot.database import Tx

from .circles import circle_laps, circle_turns, circles


def prompt_of(tx: Tx, circle_id: int, lap: int) -> str:
    mine = (circle_laps.c.circle_id == circle_id) & (circle_laps.c.number == lap)
    return str(tx.value(select(circle_laps.c.prompt).where(mine)) or "")


def last_way_round(tx: Tx, channel_id: int) -> bool | None:
    """Return whether the last lap in a channel went clockwise; None: there was none."""
    laps = select(circle_laps.c.clockwise).join(circles).where(circles.c.channel_id == channel_id)
    found: bool | None = tx.value(laps.order_by(circle_laps.c.begun_at.desc(), circle_laps.c.number.desc()).limit(1))
    return found


def past_laps(tx: Tx, guild_id: int, member_ids: Collection[int], *, since: datetime) -> list[list[int]]:
    """Return who was in each lap, by their places, of a community's laps since then that any of these people was in."""
    theirs = circle_turns.alias()
    some = select(theirs.c.circle_id, theirs.c.lap).where(theirs.c.member_id.in_(member_ids))
    lap = (circle_turns.c.circle_id, circle_turns.c.lap)
    began = (circle_laps.c.circle_id == circle_turns.c.circle_id) & (circle_laps.c.number == circle_turns.c.lap)
    here = (circles.c.guild_id == guild_id) & (circle_laps.c.begun_at >= since) & tuple_(*lap).in_(some)
    laps = select(circle_turns).select_from(circle_turns.join(circles).join(circle_laps, began)).where(here)
    found: dict[tuple[int, int], list[int]] = {}
    for row in tx.all(laps.order_by(*lap, circle_turns.c.place)):
        found.setdefault((row["circle_id"], row["lap"]), []).append(row["member_id"])
    return list(found.values())
