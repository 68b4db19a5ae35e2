"""The table of what members say of a meetup afterwards, and the only SQL about it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, select

from bot.database import Row, Tx
from bot.database.tables import Snowflake, metadata, own_id
from bot.meetups.rules.feedback import Feedback, Rating

feedback = Table(
    "feedback",
    metadata,
    own_id(),
    Column("meetup_id", ForeignKey("meetups.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("words", Text, nullable=False),
    CheckConstraint("rating between 1 and 5", name="rating"),
    Index("uq_feedback_meetup_member", "meetup_id", "member_id", unique=True),
    Index("ix_feedback_member", "member_id"),
)


def put(tx: Tx, meetup_id: int, member_id: int, given: Feedback) -> None:
    row = {"meetup_id": meetup_id, "member_id": member_id, "rating": given.rating, "words": given.words}
    tx.upsert(feedback, row, key=["meetup_id", "member_id"], update=["rating", "words"])


def by(tx: Tx, meetup_id: int, member_id: int) -> Feedback | None:
    mine = (feedback.c.meetup_id == meetup_id) & (feedback.c.member_id == member_id)
    row = tx.first(select(feedback).where(mine))
    return None if row is None else _feedback(row)


def on(tx: Tx, meetup_id: int) -> list[Feedback]:
    return [_feedback(row) for row in tx.all(select(feedback).where(feedback.c.meetup_id == meetup_id))]


def _feedback(row: Row) -> Feedback:
    return Feedback(Rating(row["rating"]), row["words"])
