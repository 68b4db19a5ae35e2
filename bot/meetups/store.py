"""The tables of meetups and answers, and the only SQL about them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, delete, select, update

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata, own_id

from .rules.meetup import Answer, Meetup, MeetupState, Plan

meetups = Table(
    "meetups",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("host_id", Snowflake, nullable=False),
    Column("draft_id", Integer, unique=True),
    Column("title", Text, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("minutes", Integer),
    Column("place", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    CheckConstraint("state in ('open', 'cancelled')", name="state"),
    Index("ix_meetups_guild_ends", "guild_id", "ends_at"),
)
answers = Table(
    "answers",
    metadata,
    own_id(),
    Column("meetup_id", ForeignKey("meetups.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_at", Instant, nullable=False),
    CheckConstraint("answer in ('going', 'maybe', 'cant')", name="answer"),
    Index("uq_answers_meetup_member", "meetup_id", "member_id", unique=True),
    Index("ix_answers_member", "member_id"),
)


def add(tx: Tx, *, guild_id: int, channel_id: int, host_id: int, draft_id: int, plan: Plan) -> int:
    """`draft_id` is unique: one draft makes one meetup."""
    meetup = Meetup(0, guild_id, channel_id, host_id, plan, MeetupState.OPEN)
    return tx.insert(
        meetups,
        guild_id=guild_id,
        channel_id=channel_id,
        host_id=host_id,
        draft_id=draft_id,
        title=plan.title,
        starts_at=plan.starts_at,
        ends_at=meetup.ends_at,
        zone=plan.zone,
        minutes=None if plan.length is None else plan.length // timedelta(minutes=1),
        place=plan.place,
        description=plan.description,
        state=meetup.state,
        created_at=tx.now,
    )


def get(tx: Tx, meetup_id: int) -> Meetup | None:
    row = tx.first(select(meetups).where(meetups.c.id == meetup_id))
    return None if row is None else _meetup(row)


def coming(tx: Tx, guild_id: int, *, limit: int) -> list[Meetup]:
    """Return those that are open and not over, the next one first."""
    here = (meetups.c.guild_id == guild_id) & (meetups.c.state == MeetupState.OPEN) & (meetups.c.ends_at > tx.now)
    rows = tx.all(select(meetups).where(here).order_by(meetups.c.starts_at, meetups.c.id).limit(limit))
    return [_meetup(row) for row in rows]


def put_answer(tx: Tx, meetup_id: int, member_id: int, answer: Answer) -> bool:
    """Write an answer down. False: it was this one already, and keeps its place in the order."""
    row = {"meetup_id": meetup_id, "member_id": member_id, "answer": answer, "answered_at": tx.now}
    return tx.upsert(
        answers,
        row,
        key=["meetup_id", "member_id"],
        update=["answer", "answered_at"],
        where=answers.c.answer != answer,
    )


def answered(tx: Tx, meetup_id: int) -> dict[Answer, list[int]]:
    """Return who has given which answer, in the order of their saying so."""
    rows = tx.all(select(answers).where(answers.c.meetup_id == meetup_id).order_by(answers.c.answered_at, answers.c.id))
    found: dict[Answer, list[int]] = {answer: [] for answer in Answer}
    for row in rows:
        found[Answer(row["answer"])].append(row["member_id"])
    return found


def of_member(tx: Tx, guild_id: int, member_id: int) -> Sequence[Row]:
    """Return the meetups that a member hosts or has answered."""
    joined = meetups.outerjoin(answers, (answers.c.meetup_id == meetups.c.id) & (answers.c.member_id == member_id))
    theirs = (meetups.c.host_id == member_id) | answers.c.id.is_not(None)
    columns = (meetups.c.title, meetups.c.starts_at, meetups.c.host_id, answers.c.answer)
    return tx.all(
        select(*columns).select_from(joined).where(meetups.c.guild_id == guild_id, theirs).order_by(meetups.c.starts_at)
    )


def forget(tx: Tx, guild_id: int, member_id: int) -> list[int]:
    """Erase a member's answers and their name as host; return the meetups whose cards change."""
    here = select(meetups.c.id).where(meetups.c.guild_id == guild_id)
    mine = (answers.c.member_id == member_id) & answers.c.meetup_id.in_(here)
    touched = set(tx.column(select(answers.c.meetup_id).where(mine)))
    hosted = (meetups.c.guild_id == guild_id) & (meetups.c.host_id == member_id)
    touched |= set(tx.column(select(meetups.c.id).where(hosted)))
    tx.change(delete(answers).where(mine))
    tx.change(update(meetups).where(hosted).values(host_id=0))
    return sorted(touched)


def _meetup(row: Row) -> Meetup:
    minutes: Any = row["minutes"]
    plan = Plan(
        title=row["title"],
        starts_at=row["starts_at"],
        zone=row["zone"],
        length=None if minutes is None else timedelta(minutes=minutes),
        place=row["place"],
        description=row["description"],
    )
    return Meetup(row["id"], row["guild_id"], row["channel_id"], row["host_id"], plan, MeetupState(row["state"]))
