"""The table of what must happen at a time."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Index, Integer, Table, Text, and_, delete, func, or_, select, update

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, fixed, metadata, own_id
from bot.outbox.rules.records import DueItem, DueState
from bot.outbox.rules.waits import HELD

due = Table(
    "due",
    metadata,
    own_id(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("subject", Text, nullable=False),
    Column("args", JSON, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("next_try", Instant, nullable=False),
    Column("useless_after", Instant),
    Column("state", Text, nullable=False, default=DueState.PENDING),
    Column("attempts", Integer, nullable=False, default=0),
    Column("fault", Text),
    Column("finished_at", Instant),
)
_pending = due.c.state == fixed(DueState.PENDING)
Index("ix_due_pending", due.c.next_try, sqlite_where=_pending)
Index("ix_due_subject", due.c.subject, sqlite_where=_pending)


def put(tx: Tx, row: dict[str, Any]) -> bool:
    """Add an item, or move the one that has its key and is pending or was withdrawn."""
    fresh = {"state": DueState.PENDING, "attempts": 0, "fault": None, "finished_at": None}
    moved = [*fresh, "args", "due_at", "next_try", "useless_after"]
    still_open = or_(_pending, due.c.state == fixed(DueState.WITHDRAWN))
    return tx.upsert(due, {**fresh, **row}, key=["key"], update=moved, where=still_open)


def is_pending(tx: Tx, key: str) -> bool:
    return tx.value(select(due.c.id).where(_pending, due.c.key == key)) is not None


def withdraw(tx: Tx, *, subject: str, kind: str | None, keep: Collection[str]) -> int:
    mine = [due.c.subject == subject, due.c.key.not_in(keep), *([] if kind is None else [due.c.kind == kind])]
    return _close(tx, _pending, *mine, state=DueState.WITHDRAWN)


def overdue(tx: Tx, limit: int, *, running: Collection[int], after_guild: int) -> list[DueItem]:
    """Return some that were never begun. Fair: the earliest of each guild, then the second of each.

    The guilds take turns, beginning with the one after this.
    """
    rank = func.row_number().over(partition_by=due.c.guild_id, order_by=(due.c.next_try, due.c.id))
    ready = (
        select(due, rank.label("rank"))
        .where(_pending, due.c.next_try <= tx.now, due.c.attempts == 0, due.c.id.not_in(running))
        .subquery()
    )
    in_turn = (ready.c.rank, ready.c.guild_id <= after_guild, ready.c.guild_id)
    return [_item(row) for row in tx.all(select(ready).order_by(*in_turn).limit(limit))]


def suspect(tx: Tx, *, running: Collection[int]) -> DueItem | None:
    """Return one that was begun and has not finished: the least often begun first, so that the innocent go first."""
    row = tx.first(
        select(due)
        .where(_pending, due.c.next_try <= tx.now, due.c.attempts > 0, due.c.id.not_in(running))
        .order_by(due.c.attempts, due.c.next_try, due.c.id)
        .limit(1)
    )
    return None if row is None else _item(row)


def begin(tx: Tx, ids: Sequence[int]) -> None:
    """Count the start of these, before any of them is run."""
    tx.change(update(due).where(due.c.id.in_(ids)).values(attempts=due.c.attempts + 1))


def claim(tx: Tx, item_id: int) -> DueItem | None:
    """Finish an item, in the transaction that does its work; return it as it is by now. None: no longer ripe."""
    if not _close(tx, _ripe(tx, item_id), state=DueState.DONE):
        return None
    row = tx.first(select(due).where(due.c.id == item_id))
    return None if row is None else _item(row)


def skip_if_useless(tx: Tx, item_id: int) -> bool:
    useless = due.c.useless_after <= tx.now
    return _close(tx, _pending, due.c.id == item_id, useless, state=DueState.SKIPPED, fault="too late") == 1


def fail(tx: Tx, item_id: int, fault: str) -> bool:
    return _close(tx, _ripe(tx, item_id), state=DueState.FAILED, fault=fault) == 1


def back_off(tx: Tx, item_id: int, wait: timedelta, fault: str) -> None:
    _later(tx, item_id, wait, fault=fault)


def postpone(tx: Tx, item_id: int, wait: timedelta, fault: str) -> None:
    """Back off without counting the start: the item itself is not to blame."""
    _later(tx, item_id, wait, fault=fault, attempts=0)


def next_instant(tx: Tx, *, running: Collection[int]) -> datetime | None:
    """Return when the next one is to be fired. It may have come since the overdue ones were read."""
    found: datetime | None = tx.value(
        select(due.c.next_try).where(_pending, due.c.id.not_in(running)).order_by(due.c.next_try).limit(1)
    )
    return found


def prune(tx: Tx, *, before: datetime) -> int:
    return tx.change(delete(due).where(due.c.finished_at < before))


def drop_finished(tx: Tx, subject: str) -> int:
    return tx.change(delete(due).where(due.c.subject == subject, due.c.state == DueState.DONE))


def hold(tx: Tx, guild_id: int) -> None:
    tx.change(update(due).where(_pending, due.c.guild_id == guild_id).values(next_try=HELD))


def release(tx: Tx, guild_id: int) -> None:
    """What is late by now is skipped or done as each item says."""
    held = and_(_pending, due.c.guild_id == guild_id, due.c.next_try == HELD)
    tx.change(update(due).where(held).values(next_try=due.c.due_at, attempts=0))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(due).where(due.c.guild_id == guild_id))


def listing(tx: Tx, states: Collection[DueState]) -> Sequence[Row]:
    return tx.all(select(due).where(due.c.state.in_(states)).order_by(due.c.next_try, due.c.id))


def retry(tx: Tx, item_id: int) -> bool:
    again = {"state": DueState.PENDING, "attempts": 0, "next_try": tx.now, "fault": None, "finished_at": None}
    open_or_failed = due.c.state.in_([DueState.PENDING, DueState.FAILED])
    return tx.change(update(due).where(due.c.id == item_id, open_or_failed).values(**again)) == 1


def drop(tx: Tx, item_id: int) -> bool:
    open_or_failed = due.c.state.in_([DueState.PENDING, DueState.FAILED])
    return _close(tx, open_or_failed, due.c.id == item_id, state=DueState.SKIPPED, fault="dropped by hand") == 1


def _ripe(tx: Tx, item_id: int) -> ColumnElement[bool]:
    """Say that it was neither closed nor moved to an instant to come since it was read."""
    return and_(_pending, due.c.id == item_id, due.c.next_try <= tx.now)


def _later(tx: Tx, item_id: int, wait: timedelta, **values: Any) -> None:
    tx.change(update(due).where(_ripe(tx, item_id)).values(next_try=tx.now + wait, **values))
    tx.wake(tx.now + wait)


def _close(tx: Tx, *where: Any, state: DueState, fault: str | None = None) -> int:
    return tx.change(update(due).where(*where).values(state=state, fault=fault, finished_at=tx.now))


def _item(row: Row) -> DueItem:
    return DueItem(
        id=row["id"],
        key=row["key"],
        kind=row["kind"],
        guild_id=row["guild_id"],
        subject=row["subject"],
        args=row["args"],
        due_at=row["due_at"],
        attempts=row["attempts"],
    )
