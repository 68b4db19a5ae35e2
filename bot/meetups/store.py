"""The tables of meetups and answers, and the only SQL about them."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
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
from bot.guilds.rules import leads

from .rules.feedback import Feedback, Rating
from .rules.meetup import Answer, Meetup, MeetupState, Outcome, Plan
from .rules.seats import Roster, Rsvp, Standing

meetups = Table(
    "meetups",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("host_id", Snowflake, nullable=False),
    Column("host_sought", Boolean, nullable=False, default=False),
    Column("draft_id", Integer, unique=True),
    Column("again_of", Integer),
    Column("again_at", Instant),
    Column("title", Text, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("minutes", Integer),
    Column("place", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("seats", Integer),
    Column("lead_minutes", JSON(none_as_null=True)),
    Column("turns", Integer, nullable=False, default=0),
    Column("state", Text, nullable=False),
    Column("cancelled_because", Text),
    Column("took_place", Boolean),
    Column("attendance", Integer),
    Column("for_next_time", Text),
    Column("created_at", Instant, nullable=False),
    CheckConstraint("state in ('open', 'cancelled')", name="state"),
    Index("ix_meetups_guild_ends", "guild_id", "ends_at"),
    Index("uq_meetups_again", "again_of", "again_at", unique=True),
)
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


def add(
    tx: Tx,
    plan: Plan,
    *,
    guild_id: int,
    channel_id: int,
    host_id: int,
    draft_id: int | None,
    again_of: int | None,
) -> int:
    """One draft makes one meetup, and one meetup is again once for each time: both are unique."""
    return tx.insert(
        meetups,
        guild_id=guild_id,
        channel_id=channel_id,
        host_id=host_id,
        draft_id=draft_id,
        again_of=again_of,
        again_at=None if again_of is None else plan.starts_at,
        state=MeetupState.OPEN,
        created_at=tx.now,
        **_columns(plan),
    )


def put_plan(tx: Tx, meetup_id: int, plan: Plan) -> None:
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(**_columns(plan)))


def cancel(tx: Tx, meetup_id: int, *, because: str) -> None:
    """So that it may be had again at that time after all, it is no repetition any more."""
    done = {"state": MeetupState.CANCELLED, "cancelled_because": because, "again_of": None}
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(**done))


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "zone": plan.zone,
        "minutes": None if plan.length is None else plan.length // timedelta(minutes=1),
        "place": plan.place,
        "description": plan.description,
        "seats": plan.seats,
        "lead_minutes": None if plan.leads is None else leads.to_minutes(plan.leads),
    }


def get(tx: Tx, meetup_id: int) -> Meetup | None:
    row = tx.first(select(meetups).where(meetups.c.id == meetup_id))
    return None if row is None else _meetup(row)


def get_open(tx: Tx, meetup_id: int) -> Meetup | None:
    """None: there is none, or it is cancelled."""
    meetup = get(tx, meetup_id)
    return meetup if meetup is not None and meetup.state is MeetupState.OPEN else None


def repeated(tx: Tx, meetup_id: int, starts_at: datetime) -> Meetup | None:
    """Return the repetition of a meetup that was made for that time, whenever it is by now."""
    row = tx.first(select(meetups).where(meetups.c.again_of == meetup_id, meetups.c.again_at == starts_at))
    return None if row is None else _meetup(row)


def recent(tx: Tx, guild_id: int, *, since: datetime, limit: int) -> list[Meetup]:
    """Return those that end or ended after this instant, cancelled or not, the newest first."""
    here = (meetups.c.guild_id == guild_id) & (meetups.c.ends_at > since)
    return [
        _meetup(row) for row in tx.all(select(meetups).where(here).order_by(meetups.c.starts_at.desc()).limit(limit))
    ]


def coming(tx: Tx, guild_id: int, *, limit: int) -> list[Meetup]:
    """Return those that are open and not over, the next one first."""
    here = (meetups.c.guild_id == guild_id) & (meetups.c.state == MeetupState.OPEN) & (meetups.c.ends_at > tx.now)
    rows = tx.all(select(meetups).where(here).order_by(meetups.c.starts_at, meetups.c.id).limit(limit))
    return [_meetup(row) for row in rows]


def coming_with(tx: Tx, guild_id: int, member_id: int) -> list[Meetup]:
    """Return those of `coming` that a member hosts, goes to or may go to."""
    mine = (answers.c.member_id == member_id) & (answers.c.answer != Answer.CANT)
    theirs = (meetups.c.host_id == member_id) | meetups.c.id.in_(select(answers.c.meetup_id).where(mine))
    here = (meetups.c.guild_id == guild_id) & (meetups.c.state == MeetupState.OPEN) & (meetups.c.ends_at > tx.now)
    rows = tx.all(select(meetups).where(here, theirs).order_by(meetups.c.starts_at, meetups.c.id))
    return [_meetup(row) for row in rows]


def take_turn(tx: Tx, meetup_id: int) -> int:
    """Return the meetup's next number: whoever says something later has a higher one, whatever the clock says."""
    mine = meetups.c.id == meetup_id
    tx.change(update(meetups).where(mine).values(turns=meetups.c.turns + 1))
    return int(tx.value(select(meetups.c.turns).where(mine)))


def put_rsvp(tx: Tx, meetup_id: int, rsvp: Rsvp) -> None:
    """Write down what a member says, in the place of what they said before."""
    said = {"answer": rsvp.answer, "standing": rsvp.standing, "turn": rsvp.turn, "answered_at": tx.now}
    row = {"meetup_id": meetup_id, "member_id": rsvp.member_id, **said}
    tx.upsert(answers, row, key=["meetup_id", "member_id"], update=list(said))


def put_standing(tx: Tx, meetup_id: int, member_ids: Collection[int], standing: Standing) -> None:
    """Change how those who are going stand."""
    tx.change(update(answers).where(_by(meetup_id, member_ids)).values(standing=standing))


def drop_rsvps(tx: Tx, meetup_id: int, member_ids: Collection[int]) -> None:
    tx.change(delete(answers).where(_by(meetup_id, member_ids)))


def _by(meetup_id: int, member_ids: Collection[int]) -> ColumnElement[bool]:
    return and_(answers.c.meetup_id == meetup_id, answers.c.member_id.in_(member_ids))


def put_channel(tx: Tx, meetup_id: int, channel_id: int) -> None:
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(channel_id=channel_id))


def put_host(tx: Tx, meetup_id: int, host_id: int, *, sought: bool) -> None:
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(host_id=host_id, host_sought=sought))


def put_outcome(tx: Tx, meetup_id: int, outcome: Outcome) -> None:
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(**asdict(outcome)))


def put_feedback(tx: Tx, meetup_id: int, member_id: int, given: Feedback) -> None:
    row = {"meetup_id": meetup_id, "member_id": member_id, "rating": given.rating, "words": given.words}
    tx.upsert(feedback, row, key=["meetup_id", "member_id"], update=["rating", "words"])


def feedback_of(tx: Tx, meetup_id: int, member_id: int) -> Feedback | None:
    mine = (feedback.c.meetup_id == meetup_id) & (feedback.c.member_id == member_id)
    row = tx.first(select(feedback).where(mine))
    return None if row is None else _feedback(row)


def feedback_on(tx: Tx, meetup_id: int) -> list[Feedback]:
    return [_feedback(row) for row in tx.all(select(feedback).where(feedback.c.meetup_id == meetup_id))]


def roster(tx: Tx, meetup: Meetup) -> Roster:
    rows = tx.all(select(answers).where(answers.c.meetup_id == meetup.id).order_by(answers.c.turn))
    return Roster(meetup.plan.seats, tuple(_rsvp(row) for row in rows))


def of_member(tx: Tx, guild_id: int, member_id: int) -> Sequence[Row]:
    """Return the meetups that a member hosts or has answered, with what they said of them afterwards."""
    joined = meetups.outerjoin(answers, _of(answers, member_id)).outerjoin(feedback, _of(feedback, member_id))
    theirs = (meetups.c.host_id == member_id) | answers.c.id.is_not(None) | feedback.c.id.is_not(None)
    columns = (meetups, answers.c.answer, answers.c.standing, feedback.c.rating, feedback.c.words)
    return tx.all(
        select(*columns).select_from(joined).where(meetups.c.guild_id == guild_id, theirs).order_by(meetups.c.starts_at)
    )


def _of(table: Table, member_id: int) -> ColumnElement[bool]:
    return and_(table.c.meetup_id == meetups.c.id, table.c.member_id == member_id)


def forget(tx: Tx, guild_id: int, member_id: int) -> tuple[list[int], list[int]]:
    """Erase a member's answers, what they said afterwards, their name and notes as host.

    Return the meetups that they had answered, and those that they hosted.
    """
    here = select(meetups.c.id).where(meetups.c.guild_id == guild_id)
    mine = (answers.c.member_id == member_id) & answers.c.meetup_id.in_(here)
    hosted = (meetups.c.guild_id == guild_id) & (meetups.c.host_id == member_id)
    touched = tx.column(select(answers.c.meetup_id).where(mine)), tx.column(select(meetups.c.id).where(hosted))
    tx.change(delete(answers).where(mine))
    tx.change(delete(feedback).where(feedback.c.member_id == member_id, feedback.c.meetup_id.in_(here)))
    tx.change(update(meetups).where(hosted).values(host_id=0, for_next_time=None))
    return list(touched[0]), list(touched[1])


def _meetup(row: Row) -> Meetup:
    minutes: Any = row["minutes"]
    plan = Plan(
        title=row["title"],
        starts_at=row["starts_at"],
        zone=row["zone"],
        length=None if minutes is None else timedelta(minutes=minutes),
        place=row["place"],
        description=row["description"],
        seats=row["seats"],
        leads=None if row["lead_minutes"] is None else leads.from_minutes(row["lead_minutes"]),
    )
    state, because = MeetupState(row["state"]), row["cancelled_because"] or ""
    outcome = Outcome(row["took_place"], row["attendance"], row["for_next_time"] or "")
    return Meetup(
        id=row["id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        host_id=row["host_id"],
        plan=plan,
        state=state,
        cancelled_because=because,
        outcome=outcome,
        host_sought=row["host_sought"],
    )


def _feedback(row: Row) -> Feedback:
    return Feedback(Rating(row["rating"]), row["words"])


def _rsvp(row: Row) -> Rsvp:
    standing = None if row["standing"] is None else Standing(row["standing"])
    return Rsvp(row["member_id"], Answer(row["answer"]), standing, row["turn"])
