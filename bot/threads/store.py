"""The tables of private threads, and the only SQL about them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, delete, select, update

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata, own_id

corners = Table(
    "corners",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Index("uq_corners_member", "guild_id", "member_id", unique=True),
)
threads = Table(
    "threads",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("topic", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("question_id", Integer, nullable=False),
    Column("starter_id", Snowflake, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("is_open", Boolean, nullable=False, default=True),
    Index("uq_threads_subject", "subject", unique=True),
)


@dataclass(frozen=True)
class Thread:
    """`topic` names who worded its messages; `question_id`: did they meet, asked of all of them."""

    id: int
    guild_id: int
    topic: str
    subject: str
    question_id: int
    starter_id: int
    opened_at: datetime
    is_open: bool

    @property
    def key(self) -> str:
        """Under which the outbox finds it."""
        return f"thread:{self.id}"


def corner(tx: Tx, guild_id: int, member_id: int) -> int:
    """Return the id of a member's corner, which stands for it without telling whose it is."""
    row = {"guild_id": guild_id, "member_id": member_id}
    tx.upsert(corners, row, key=["guild_id", "member_id"])
    return int(tx.value(select(corners.c.id).where(corners.c.guild_id == guild_id, corners.c.member_id == member_id)))


def add(tx: Tx, *, guild_id: int, topic: str, subject: str, question_id: int, starter_id: int) -> Thread:
    row = {"guild_id": guild_id, "topic": topic, "subject": subject, "question_id": question_id}
    thread_id = tx.insert(threads, starter_id=starter_id, opened_at=tx.now, **row)
    return Thread(thread_id, guild_id, topic, subject, question_id, starter_id, tx.now, is_open=True)


def get(tx: Tx, thread_id: int) -> Thread | None:
    row = tx.first(select(threads).where(threads.c.id == thread_id))
    return None if row is None else _thread(row)


def about(tx: Tx, subject: str) -> Thread | None:
    row = tx.first(select(threads).where(threads.c.subject == subject))
    return None if row is None else _thread(row)


def close(tx: Tx, thread_id: int) -> None:
    tx.change(update(threads).where(threads.c.id == thread_id).values(is_open=False))


def forget(tx: Tx, guild_id: int, member_id: int) -> list[int]:
    """Return the ids of the corners that were the member's."""
    mine = (corners.c.guild_id == guild_id) & (corners.c.member_id == member_id)
    found = list(tx.column(select(corners.c.id).where(mine)))
    tx.change(delete(corners).where(mine))
    starts = (threads.c.guild_id == guild_id) & (threads.c.starter_id == member_id)
    tx.change(update(threads).where(starts).values(starter_id=0))
    return found


def erase(tx: Tx, guild_id: int) -> None:
    for table in (corners, threads):
        tx.change(delete(table).where(table.c.guild_id == guild_id))


def _thread(row: Row) -> Thread:
    return Thread(
        row["id"],
        row["guild_id"],
        row["topic"],
        row["subject"],
        row["question_id"],
        row["starter_id"],
        row["opened_at"],
        row["is_open"],
    )
