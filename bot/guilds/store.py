"""The table of communities and the only SQL about it."""

from sqlalchemy import Column, Table, Text, select

from bot.database import Row, Tx
from bot.database.tables import Snowflake, metadata

guilds = Table(
    "guilds",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", Text),
    Column("organisers_channel_id", Snowflake),
)


def get(tx: Tx, guild_id: int) -> Row | None:
    return tx.first(select(guilds).where(guilds.c.id == guild_id))


def put(tx: Tx, guild_id: int, *, zone: str | None, organisers_channel_id: int | None) -> None:
    row = {"id": guild_id, "zone": zone, "organisers_channel_id": organisers_channel_id}
    tx.upsert(guilds, row, key=["id"], update=["zone", "organisers_channel_id"])
