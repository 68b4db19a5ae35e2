"""The table of what must reach Discord exactly once."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Index,
    Integer,
    Table,
    Text,
    and_,
    case,
    delete,
    exists,
    func,
    select,
    tuple_,
    update,
)

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, fixed, metadata, own_id
from bot.outbox.rules import steps
from bot.outbox.rules.records import Delivery, DeliveryState, Place, Target
from bot.outbox.rules.waits import HELD, SETTLE_AFTER

OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)
MENDABLE = (DeliveryState.WAITING, DeliveryState.FAILED)

deliveries = Table(
    "deliveries",
    metadata,
    own_id(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("place", Text, nullable=False),
    Column("target_id", Snowflake, nullable=False),
    Column("subject", Text, nullable=False),
    Column("args", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("results", JSON, nullable=False, default=list),
    Column("state", Text, nullable=False, default=DeliveryState.WAITING),
    Column("token", Text),
    Column("anchor", Snowflake),
    Column("plain_text", Text),
    Column("message_id", Snowflake),
    Column("attempts", Integer, nullable=False, default=0),
    Column("stumbles", Integer, nullable=False, default=0),
    Column("created_at", Instant, nullable=False),
    Column("next_try", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("finished_at", Instant),
    Column("fault", Text),
)
_open = deliveries.c.state.in_([fixed(state) for state in OPEN])
_lane = tuple_(deliveries.c.place, deliveries.c.target_id)
Index("ix_deliveries_open", deliveries.c.next_try, sqlite_where=_open)
Index("ix_deliveries_subject", deliveries.c.subject, deliveries.c.id, sqlite_where=_open)
_direct = deliveries.c.place == fixed(Place.MEMBER)
Index("ix_deliveries_direct", deliveries.c.finished_at, sqlite_where=_direct)
Index("ix_deliveries_message", deliveries.c.target_id, deliveries.c.message_id)


def add(tx: Tx, row: dict[str, Any]) -> bool:
    """Return False, and change nothing, if there is one with this key."""
    whole = {**row, "created_at": tx.now, "next_try": tx.now, "results": []}
    return tx.upsert(deliveries, whole, key=["key"])


def get(tx: Tx, delivery_id: int) -> Delivery | None:
    row = tx.first(select(deliveries).where(deliveries.c.id == delivery_id))
    return None if row is None else from_row(row)


def by_key(tx: Tx, key: str) -> Delivery | None:
    row = tx.first(select(deliveries).where(deliveries.c.key == key))
    return None if row is None else from_row(row)


def posted_as(tx: Tx, key: str) -> tuple[int, int] | None:
    """Return the channel, or thread, and the message that this delivery has posted; None: none that is known."""
    row = tx.first(select(deliveries).where(deliveries.c.key == key, deliveries.c.message_id.is_not(None)))
    if row is None:
        return None
    delivery = from_row(row)
    return steps.thread_of(delivery.steps, delivery.results) or row["target_id"], row["message_id"]


def at(tx: Tx, channel_id: int, message_id: int) -> Delivery | None:
    """Return what has posted this message."""
    posted = (deliveries.c.target_id == channel_id) & (deliveries.c.message_id == message_id)
    row = tx.first(select(deliveries).where(posted))
    return None if row is None else from_row(row)


def newest_state(tx: Tx, subject: str, kind: str) -> DeliveryState | None:
    """Return what has become of the last delivery of this kind about a subject."""
    mine = (deliveries.c.subject == subject) & (deliveries.c.kind == kind)
    found = tx.value(select(deliveries.c.state).where(mine).order_by(deliveries.c.id.desc()).limit(1))
    return None if found is None else DeliveryState(found)


def heads(
    tx: Tx, limit: int, *, busy: Collection[Target], after_guild: int, but_members: bool = False
) -> list[Delivery]:
    """Return the next one of each target: its time has come, and nothing older of its subject is open.

    Fair: the first target of each guild, then the second of each. The guilds take turns, beginning with the one
    after this.
    """
    older = deliveries.alias()
    held = exists().where(
        older.c.subject == deliveries.c.subject,
        older.c.id < deliveries.c.id,
        older.c.state.in_([fixed(state) for state in OPEN]),
    )
    ready = and_(_open, deliveries.c.next_try <= tx.now, ~held)
    if busy:
        ready = and_(ready, _lane.not_in([(target.place, target.id) for target in busy]))
    if but_members:
        ready = and_(ready, deliveries.c.place != Place.MEMBER)
    place_in_lane = func.row_number().over(
        partition_by=(deliveries.c.place, deliveries.c.target_id), order_by=deliveries.c.id
    )
    rows = select(deliveries, place_in_lane.label("place_in_lane")).where(ready).subquery()
    turn = func.row_number().over(partition_by=rows.c.guild_id, order_by=rows.c.id)
    first = select(rows, turn.label("turn")).where(rows.c.place_in_lane == 1).subquery()
    in_turn = (first.c.turn, first.c.guild_id <= after_guild, first.c.guild_id)
    return [from_row(row) for row in tx.all(select(first).order_by(*in_turn).limit(limit))]


def next_instant(tx: Tx) -> datetime | None:
    to_come = _open & (deliveries.c.next_try > tx.now)
    found: datetime | None = tx.value(select(func.min(deliveries.c.next_try)).where(to_come))
    return found


def is_in_doubt(tx: Tx, plain_text: str, *, but: int) -> bool:
    """Whether another row has begun to send just these words, and its end is not known."""
    alike = (deliveries.c.plain_text == plain_text) & (deliveries.c.id != but)
    return tx.value(select(deliveries.c.id).where(alike, deliveries.c.state == DeliveryState.SENDING)) is not None


def direct_messages_since(tx: Tx, at: datetime) -> int:
    """Return how many were sent since then."""
    sent = and_(_direct, deliveries.c.state == DeliveryState.SENT, deliveries.c.finished_at > at)
    return int(tx.value(select(func.count()).select_from(deliveries).where(sent)))


def begin(
    tx: Tx, delivery_id: int, *, token: str, anchor: int, plain_text: str | None, settle_after: timedelta
) -> bool:
    """Write an attempt down before it is made. False: it was closed, or forgotten, since it was read.

    A later attempt keeps the first one's token and anchor, but not its text: it is worded anew, and the search for
    the one before has found nothing.
    """
    values = {
        "state": DeliveryState.SENDING,
        "token": func.coalesce(deliveries.c.token, token),
        "anchor": func.coalesce(deliveries.c.anchor, anchor),
        "plain_text": plain_text,
        "attempts": deliveries.c.attempts + 1,
        "next_try": tx.now + settle_after,
    }
    return tx.change(update(deliveries).where(_open, deliveries.c.id == delivery_id).values(**values)) == 1


def step_done(tx: Tx, delivery: Delivery, result: Any, *, message_id: int | None) -> bool:
    """Store a step's result before the next one is begun, with a token of its own. Return whether it was the last."""
    results = [*delivery.results, result]
    last = len(results) == len(delivery.steps)
    values: dict[str, Any] = {"results": results, "attempts": 0, "fault": None, "next_try": tx.now}
    if message_id is not None:
        values["message_id"] = message_id
    if last:
        values |= {"state": DeliveryState.SENT, "finished_at": tx.now}
    else:
        values |= {"state": DeliveryState.WAITING, "token": None}
    tx.change(update(deliveries).where(deliveries.c.id == delivery.id).values(**values))
    tx.wake(tx.now)
    return last


def finish(tx: Tx, delivery_id: int, state: DeliveryState, fault: str) -> None:
    """Close one that was not sent, or perhaps not. Its subject's later rows are free to go."""
    values = {"state": state, "fault": fault, "finished_at": tx.now}
    tx.change(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))
    tx.wake(tx.now)


def back_off(tx: Tx, delivery_id: int, state: DeliveryState, wait: timedelta, fault: str) -> None:
    """Keep it for later: WAITING if the attempt was certainly not applied, SENDING if that is not known."""
    values = {"state": state, "next_try": tx.now + wait, "fault": fault}
    tx.change(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))
    tx.wake(tx.now + wait)


def stumble(tx: Tx, delivery_id: int, wait: timedelta, fault: str) -> None:
    """Count a failure of our own, such as a renderer that raises."""
    values = {"stumbles": deliveries.c.stumbles + 1, "next_try": tx.now + wait, "fault": fault}
    tx.change(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))
    tx.wake(tx.now + wait)


def start_over(tx: Tx, delivery_id: int, wait: timedelta, fault: str) -> None:
    """Have all of its steps done anew."""
    values: dict[str, Any] = {"results": [], "state": DeliveryState.WAITING, "token": None, "anchor": None}
    tx.change(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))
    stumble(tx, delivery_id, wait, fault)


def known_messages(tx: Tx, *, after: int) -> frozenset[int]:
    """Return the messages since then that rows know as theirs, wherever: a row's thread is not its target."""
    return frozenset(tx.column(select(deliveries.c.message_id).where(deliveries.c.message_id > after)))


def known_threads(tx: Tx, channel_id: int) -> frozenset[int]:
    """Return the private threads there that open or sent rows have opened."""
    live = deliveries.c.state.in_([*OPEN, DeliveryState.SENT])
    rows = tx.all(select(deliveries.c.steps, deliveries.c.results).where(deliveries.c.target_id == channel_id, live))
    opened = (
        steps.thread_of(tuple(steps.from_json(step) for step in row["steps"]), tuple(row["results"])) for row in rows
    )
    return frozenset(thread_id for thread_id in opened if thread_id is not None)


def prune(tx: Tx, *, recipients_before: datetime, rows_before: datetime) -> int:
    """Forget to whom old ones went, and drop those that are older still. Return how many were touched."""
    old = and_(deliveries.c.finished_at < recipients_before, deliveries.c.steps != [])
    nobody = case((deliveries.c.place == Place.MEMBER, 0), else_=deliveries.c.target_id)
    forgotten = update(deliveries).where(old).values(recipients=[], steps=[], results=[], target_id=nobody)
    return tx.change(forgotten) + tx.change(delete(deliveries).where(deliveries.c.finished_at < rows_before))


def hold(tx: Tx, guild_id: int) -> None:
    tx.change(update(deliveries).where(_open, deliveries.c.guild_id == guild_id).values(next_try=HELD))


def release(tx: Tx, guild_id: int) -> None:
    """What was being sent just then may still arrive: as after any attempt, it is given some seconds."""
    held = and_(_open, deliveries.c.guild_id == guild_id, deliveries.c.next_try == HELD)
    tx.change(update(deliveries).where(held).values(next_try=tx.now + SETTLE_AFTER))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(deliveries).where(deliveries.c.guild_id == guild_id))


def listing(tx: Tx, states: Collection[DeliveryState]) -> Sequence[Row]:
    return tx.all(select(deliveries).where(deliveries.c.state.in_(states)).order_by(deliveries.c.id))


def retry(tx: Tx, delivery_id: int, *, channel_id: int | None = None) -> bool:
    """Not for one that has lost its recipients to age. `channel_id`: begin anew there."""
    again: dict[str, Any] = {
        "state": DeliveryState.WAITING,
        "next_try": tx.now,
        "stumbles": 0,
        "fault": None,
        "finished_at": None,
    }
    if channel_id is not None:
        again |= {"target_id": channel_id, "results": [], "token": None, "anchor": None}
    mine = and_(deliveries.c.id == delivery_id, deliveries.c.state.in_(MENDABLE), deliveries.c.steps != [])
    return tx.change(update(deliveries).where(mine).values(**again)) == 1


def drop(tx: Tx, delivery_id: int) -> bool:
    values = {"state": DeliveryState.SKIPPED, "fault": "dropped by hand", "finished_at": tx.now}
    mine = and_(deliveries.c.id == delivery_id, deliveries.c.state.in_(MENDABLE))
    return tx.change(update(deliveries).where(mine).values(**values)) == 1


def from_row(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        key=row["key"],
        kind=row["kind"],
        guild_id=row["guild_id"],
        target=Target(Place(row["place"]), row["target_id"]),
        subject=row["subject"],
        args=row["args"],
        recipients=tuple(row["recipients"]),
        steps=tuple(steps.from_json(step) for step in row["steps"]),
        results=tuple(row["results"]),
        state=DeliveryState(row["state"]),
        token=row["token"],
        anchor=row["anchor"],
        plain_text=row["plain_text"],
        attempts=row["attempts"],
        stumbles=row["stumbles"],
        expires_at=row["expires_at"],
    )
