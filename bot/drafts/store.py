"""The table of drafts and the only SQL about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, Table, Text, delete, select, update

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata, own_id


class DraftState(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


drafts = Table(
    "drafts",
    metadata,
    own_id(),
    Column("kind", Text, nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("state", Text, nullable=False, default=DraftState.OPEN),
    Column("result", JSON),
    Column("changed_at", Instant, nullable=False),
)
Index("ix_drafts_member", drafts.c.member_id)


def add(tx: Tx, *, kind: str, guild_id: int, member_id: int, fields: Mapping[str, Any]) -> int:
    return tx.insert(drafts, kind=kind, guild_id=guild_id, member_id=member_id, fields=dict(fields), changed_at=tx.now)


def get(tx: Tx, draft_id: int) -> Row | None:
    return tx.first(select(drafts).where(drafts.c.id == draft_id))


def change(tx: Tx, draft_id: int, **values: Any) -> bool:
    """Change an open draft. False: it is open no longer."""
    still_open = drafts.c.state == DraftState.OPEN
    mine = update(drafts).where(drafts.c.id == draft_id, still_open)
    return tx.change(mine.values(**values, changed_at=tx.now)) == 1


def of_member(tx: Tx, guild_id: int, member_id: int) -> Sequence[Row]:
    mine = (drafts.c.guild_id == guild_id) & (drafts.c.member_id == member_id)
    return tx.all(select(drafts).where(mine).order_by(drafts.c.id))


def erase(tx: Tx, guild_id: int, member_id: int) -> None:
    tx.change(delete(drafts).where(drafts.c.guild_id == guild_id, drafts.c.member_id == member_id))


def erase_guild(tx: Tx, guild_id: int) -> None:
    tx.change(delete(drafts).where(drafts.c.guild_id == guild_id))


def prune(tx: Tx, *, before: datetime) -> int:
    return tx.change(delete(drafts).where(drafts.c.changed_at < before))
