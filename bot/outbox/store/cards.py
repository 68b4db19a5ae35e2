"""The table of living messages: what each should show, and what it shows."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Index, Integer, Table, Text, and_, case, delete, func, or_, select, update

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, fixed, metadata
from bot.outbox.rules.records import Card, CardState, Place, Target
from bot.outbox.rules.waits import HELD

UNKNOWN_REVISION = 0
"""Shown, but which revision is not known: to be edited once."""

cards = Table(
    "cards",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("message_id", Snowflake),
    Column("token", Text),
    Column("wanted", Integer, nullable=False, default=1),
    Column("shown", Integer, nullable=False, default=UNKNOWN_REVISION),
    Column("next_edit", Instant, nullable=False),
    Column("doubt_until", Instant),
    Column("attempts", Integer, nullable=False, default=0),
    Column("stumbles", Integer, nullable=False, default=0),
    Column("state", Text, nullable=False, default=CardState.LIVE),
    Column("fault", Text),
)
_live = and_(cards.c.state == fixed(CardState.LIVE), cards.c.message_id.is_not(None))
_behind = cards.c.shown < cards.c.wanted
_stale = and_(_live, or_(_behind, cards.c.doubt_until.is_not(None)))
_edit_at = case((_behind, cards.c.next_edit), else_=func.max(cards.c.doubt_until, cards.c.next_edit))
Index("ix_cards_stale", cards.c.next_edit, sqlite_where=_stale)
Index("ix_cards_message", cards.c.message_id)


def add(tx: Tx, row: dict[str, Any]) -> bool:
    return tx.upsert(cards, {**row, "next_edit": tx.now}, key=["subject"])


def get(tx: Tx, subject: str) -> Card | None:
    row = tx.first(select(cards).where(cards.c.subject == subject))
    return None if row is None else _card(row)


def touch(tx: Tx, subject: str) -> None:
    tx.change(update(cards).where(cards.c.subject == subject).values(wanted=cards.c.wanted + 1))
    tx.wake(tx.now)


def posted(tx: Tx, subject: str, *, message_id: int, channel_id: int, token: str, shown: int) -> None:
    values = {
        "state": CardState.LIVE,
        "message_id": message_id,
        "channel_id": channel_id,
        "token": token,
        "shown": shown,
        "next_edit": tx.now,
    }
    _set(tx, subject, **values)


def subjects_at(tx: Tx, message_ids: Collection[int]) -> Sequence[str]:
    """Return what is shown by these messages, as far as they are cards."""
    return tx.column(select(cards.c.subject).where(_live, cards.c.message_id.in_(message_ids)))


def subjects_in(tx: Tx, channel_id: int) -> Sequence[str]:
    return tx.column(select(cards.c.subject).where(_live, cards.c.channel_id == channel_id))


def begin_anew(tx: Tx, subject: str, channel_id: int) -> None:
    """Have a card that is gone live in this channel, as another message; of one that stands, show a new revision."""
    values = {
        "state": CardState.LIVE,
        "channel_id": channel_id,
        "message_id": None,
        "token": None,
        "doubt_until": None,
        "wanted": cards.c.wanted + 1,
        "shown": UNKNOWN_REVISION,
        "attempts": 0,
        "stumbles": 0,
        "fault": None,
    }
    mine = (cards.c.subject == subject) & (cards.c.state == CardState.GONE)
    if tx.change(update(cards).where(mine).values(**values)) == 0:
        touch(tx, subject)


def stale(tx: Tx, limit: int, *, busy: Collection[Target]) -> list[Card]:
    """Return the stalest card of each channel that has one whose time for an edit has come."""
    taken = [target.id for target in busy if target.place is Place.CHANNEL]
    turn = func.row_number().over(partition_by=cards.c.channel_id, order_by=(_edit_at, cards.c.subject))
    rows = (
        select(cards, turn.label("turn"), _edit_at.label("edit_at"))
        .where(_stale, _edit_at <= tx.now, cards.c.channel_id.not_in(taken))
        .subquery()
    )
    first = select(rows).where(rows.c.turn == 1).order_by(rows.c.edit_at).limit(limit)
    return [_card(row) for row in tx.all(first)]


def next_instant(tx: Tx) -> datetime | None:
    found: datetime | None = tx.value(select(_edit_at).where(_stale, _edit_at > tx.now).order_by(_edit_at).limit(1))
    return found


def shown(tx: Tx, subject: str, revision: int, *, rest: timedelta, beyond_doubt: bool) -> None:
    """`beyond_doubt`: the edit was begun after every one before it must have arrived."""
    _set(tx, subject, shown=revision, next_edit=tx.now + rest, attempts=0, stumbles=0, fault=None)
    if beyond_doubt:
        _set(tx, subject, doubt_until=None)


def doubt(tx: Tx, subject: str, *, until: datetime) -> None:
    """An edit has no known end; it may still arrive until then."""
    _set(tx, subject, doubt_until=until)


def doubt_what_was_begun(tx: Tx, *, until: datetime) -> None:
    """A process has ended: any card that it had not written down as shown may have been in the middle of an edit."""
    tx.change(update(cards).where(_stale).values(doubt_until=until))


def back_off(tx: Tx, subject: str, wait: timedelta, fault: str) -> None:
    _set(tx, subject, next_edit=tx.now + wait, fault=fault, attempts=cards.c.attempts + 1)
    tx.wake(tx.now + wait)


def stumble(tx: Tx, subject: str, wait: timedelta, fault: str) -> None:
    _set(tx, subject, next_edit=tx.now + wait, fault=fault, stumbles=cards.c.stumbles + 1)
    tx.wake(tx.now + wait)


def gone(tx: Tx, subject: str, fault: str) -> None:
    _set(tx, subject, state=CardState.GONE, fault=fault)


def not_posted(tx: Tx, subject: str, fault: str) -> None:
    """A card is gone that could not be posted; one that should have taken the place of another has that one."""
    mine = (cards.c.subject == subject) & cards.c.message_id.is_(None)
    tx.change(update(cards).where(mine).values(state=CardState.GONE, fault=fault))


def hold(tx: Tx, guild_id: int) -> None:
    tx.change(update(cards).where(cards.c.guild_id == guild_id).values(next_edit=HELD))


def release(tx: Tx, guild_id: int) -> None:
    """Have all of them edited, those too that were found gone: they could not be seen meanwhile.

    One that was never posted, as that failed, stays gone.
    """
    there = (cards.c.state == CardState.LIVE) | cards.c.message_id.is_not(None)
    fresh = {"state": CardState.LIVE, "wanted": cards.c.wanted + 1, "attempts": 0, "stumbles": 0, "fault": None}
    tx.change(update(cards).where(cards.c.guild_id == guild_id, there).values(next_edit=tx.now, **fresh))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(cards).where(cards.c.guild_id == guild_id))


def listing(tx: Tx) -> Sequence[Row]:
    """Return cards that are gone, or that show what is no longer so."""
    return tx.all(
        select(cards).where((cards.c.state == CardState.GONE) | and_(_live, _behind)).order_by(cards.c.subject)
    )


def _set(tx: Tx, subject: str, **values: Any) -> None:
    tx.change(update(cards).where(cards.c.subject == subject).values(**values))


def _card(row: Row) -> Card:
    return Card(
        subject=row["subject"],
        kind=row["kind"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        token=row["token"],
        wanted=row["wanted"],
        shown=row["shown"],
        doubt_until=row["doubt_until"],
        attempts=row["attempts"],
        stumbles=row["stumbles"],
        state=CardState(row["state"]),
    )
