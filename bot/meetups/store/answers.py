"""The table of answers: who comes to which meetup, who has a seat; and the only SQL about it."""

from collections.abc import Collection

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    and_,
    delete,
    select,
    update,
)

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata, own_id
from bot.meetups.rules.meetup import Answer, Meetup
from bot.meetups.rules.seats import Roster, Rsvp, Standing

answers = Table(
    "answers",
    metadata,
    own_id(),
    Column("meetup_id", ForeignKey("meetups.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Column("answer", Text, nullable=False),
    Column("standing", Text),
    Column("turn", Integer, nullable=False),
    Column("answered_at", Instant, nullable=False),
    CheckConstraint("answer in ('going', 'maybe', 'cant')", name="answer"),
    CheckConstraint("standing in ('seated', 'waiting', 'asked', 'passed by')", name="standing"),
    CheckConstraint("(answer = 'going') = (standing is not null)", name="going"),
    Index("uq_answers_meetup_member", "meetup_id", "member_id", unique=True),
    Index("ix_answers_member", "member_id"),
)


def put(tx: Tx, meetup_id: int, rsvp: Rsvp) -> None:
    """Write down what a member says, in the place of what they said before."""
    said = {"answer": rsvp.answer, "standing": rsvp.standing, "turn": rsvp.turn, "answered_at": tx.now}
    row = {"meetup_id": meetup_id, "member_id": rsvp.member_id, **said}
    tx.upsert(answers, row, key=["meetup_id", "member_id"], update=list(said))


def put_standing(tx: Tx, meetup_id: int, member_ids: Collection[int], standing: Standing) -> None:
    """Change how those who are going stand."""
    tx.change(update(answers).where(_by(meetup_id, member_ids)).values(standing=standing))


def drop(tx: Tx, meetup_id: int, member_ids: Collection[int]) -> None:
    tx.change(delete(answers).where(_by(meetup_id, member_ids)))


def roster(tx: Tx, meetup: Meetup) -> Roster:
    said = select(answers.c.member_id, answers.c.answer, answers.c.standing, answers.c.turn)
    rows = tx.all(said.where(answers.c.meetup_id == meetup.id).order_by(answers.c.turn))
    return Roster(meetup.plan.seats, tuple(_rsvp(row) for row in rows))


def _by(meetup_id: int, member_ids: Collection[int]) -> ColumnElement[bool]:
    return and_(answers.c.meetup_id == meetup_id, answers.c.member_id.in_(member_ids))


def _rsvp(row: Row) -> Rsvp:
    standing = None if row["standing"] is None else Standing(row["standing"])
    return Rsvp(row["member_id"], Answer(row["answer"]), standing, row["turn"])
