"""The table of communities and the only SQL about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Table, Text, delete, select

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata

guilds = Table(
    "guilds",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", Text),
    Column("organisers_channel_id", Snowflake),
    Column("meetups_channel_id", Snowflake),
    Column("organiser_role_id", Snowflake),
    Column("anyone_plans", Boolean),
    Column("day_first", Boolean),
    Column("lead_minutes", JSON(none_as_null=True)),
    Column("greeted_at", Instant),
    Column("left_at", Instant),
    Column("connections_channel_id", Snowflake),
)


def get(tx: Tx, guild_id: int) -> Row | None:
    return tx.first(select(guilds).where(guilds.c.id == guild_id))


def put(tx: Tx, guild_id: int, changes: Mapping[str, Any]) -> None:
    """Write these columns, and leave the others as they are."""
    tx.upsert(guilds, {"id": guild_id, **changes}, key=["id"], update=list(changes))


def present(tx: Tx) -> Sequence[Row]:
    """Return those that the bot has not left."""
    return tx.all(select(guilds).where(guilds.c.left_at.is_(None)))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(guilds).where(guilds.c.id == guild_id))
