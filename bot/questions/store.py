"""The tables of questions and what was said to them, and the only SQL about them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, delete, select, update

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata, own_id
from bot.questions.rules.questions import Question

questions = Table(
    "questions",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("subject", Text, nullable=False),
    Column("until", Instant, nullable=False),
    Column("size", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False, default=True),
)
asked = Table(
    "asked",
    metadata,
    Column("question_id", ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("said", Text),
    Column("said_at", Instant),
    Index("ix_asked_member", "member_id"),
)


def add(tx: Tx, *, guild_id: int, subject: str, until: datetime, member_ids: Sequence[int], size: int) -> int:
    question_id = tx.insert(questions, guild_id=guild_id, subject=subject, until=until, size=size)
    for member_id in member_ids:
        tx.insert(asked, question_id=question_id, member_id=member_id)
    return question_id


def get(tx: Tx, question_id: int) -> Question | None:
    row = tx.first(select(questions).where(questions.c.id == question_id))
    if row is None:
        return None
    rows = tx.all(select(asked).where(asked.c.question_id == question_id).order_by(asked.c.member_id))
    said = {one["member_id"]: one["said"] for one in rows}
    return Question(row["id"], row["guild_id"], row["subject"], row["until"], row["size"], row["is_open"], said)


def put(tx: Tx, question_id: int, member_id: int, said: str) -> None:
    mine = (asked.c.question_id == question_id) & (asked.c.member_id == member_id)
    tx.change(update(asked).where(mine).values(said=said, said_at=tx.now))


def close(tx: Tx, question_id: int) -> None:
    tx.change(update(questions).where(questions.c.id == question_id).values(is_open=False))


def of_member(tx: Tx, guild_id: int, member_id: int) -> Sequence[Row]:
    mine = select(questions, asked.c.said, asked.c.said_at).join(asked)
    return tx.all(mine.where(questions.c.guild_id == guild_id, asked.c.member_id == member_id))


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    here = select(questions.c.id).where(questions.c.guild_id == guild_id)
    tx.change(delete(asked).where(asked.c.member_id == member_id, asked.c.question_id.in_(here)))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(questions).where(questions.c.guild_id == guild_id))
