"""What was said in written turns."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.checkins.circles.rules.circle import Circle
from bot.database import Row, Tx

from .circles import circle_turns, circles


def put(tx: Tx, circle: Circle, member_id: int, words: str) -> None:
    """Write down what a member said in this lap."""
    tx.change(update(circle_turns).where(_turn(circle, member_id)).values(words=words, said_in=circle.turn))


def turn_id(tx: Tx, circle: Circle, member_id: int) -> int:
    return int(tx.value(select(circle_turns.c.id).where(_turn(circle, member_id))))


def get(tx: Tx, turn_id: int) -> Row | None:
    """Return what was said in one turn: the row of it, with its circle."""
    return tx.first(select(circle_turns).where(circle_turns.c.id == turn_id, circle_turns.c.words.is_not(None)))


def of_circle(tx: Tx, circle_id: int) -> Sequence[Row]:
    """Return what was said in a circle, in the order in which it was."""
    here = (circle_turns.c.circle_id == circle_id) & circle_turns.c.words.is_not(None)
    return tx.all(select(circle_turns).where(here).order_by(circle_turns.c.said_in))


def drop(tx: Tx, turn_ids: Collection[int]) -> None:
    tx.change(update(circle_turns).where(circle_turns.c.id.in_(turn_ids)).values(words=None, said_in=None))


def prune(tx: Tx, *, closed_before: datetime) -> None:
    over = select(circles.c.id).where(circles.c.closed_at < closed_before)
    some = circle_turns.c.circle_id.in_(over) & circle_turns.c.words.is_not(None)
    tx.change(update(circle_turns).where(some).values(words=None, said_in=None))


def _turn(circle: Circle, member_id: int) -> ColumnElement[bool]:
    lap = 0 if circle.lap is None else circle.lap.number
    return (
        (circle_turns.c.circle_id == circle.id) & (circle_turns.c.lap == lap) & (circle_turns.c.member_id == member_id)
    )
