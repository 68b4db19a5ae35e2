"""The table of private threads that are written into again and again, each by its key."""

from sqlalchemy import Column, Table, Text, delete, select

from bot.database import Tx
from bot.database.tables import Snowflake, metadata

threads = Table(
    "open_threads",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("thread_id", Snowflake, nullable=False),
)


def put(tx: Tx, key: str, *, guild_id: int, channel_id: int, thread_id: int) -> None:
    row = {"key": key, "guild_id": guild_id, "channel_id": channel_id, "thread_id": thread_id}
    tx.upsert(threads, row, key=["key"], update=["channel_id", "thread_id"])


def at(tx: Tx, key: str) -> int | None:
    found: int | None = tx.value(select(threads.c.thread_id).where(threads.c.key == key))
    return found


def known(tx: Tx, channel_id: int) -> frozenset[int]:
    return frozenset(tx.column(select(threads.c.thread_id).where(threads.c.channel_id == channel_id)))


def forget(tx: Tx, key: str) -> None:
    tx.change(delete(threads).where(threads.c.key == key))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(threads).where(threads.c.guild_id == guild_id))
