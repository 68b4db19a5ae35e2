"""The table of meetups and the only SQL about it."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    Integer,
    Table,
    Text,
    delete,
    select,
    true,
    update,
)

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata, own_id
from bot.guilds.rules import leads
from bot.meetups.rules.meetup import Meetup, MeetupState, Outcome, Plan

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


def put_channel(tx: Tx, meetup_id: int, channel_id: int) -> None:
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(channel_id=channel_id))


def put_host(tx: Tx, meetup_id: int, host_id: int, *, sought: bool) -> None:
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(host_id=host_id, host_sought=sought))


def put_outcome(tx: Tx, meetup_id: int, outcome: Outcome) -> None:
    tx.change(update(meetups).where(meetups.c.id == meetup_id).values(**asdict(outcome)))


def take_turn(tx: Tx, meetup_id: int) -> int:
    """Return the meetup's next number: whoever says something later has a higher one, whatever the clock says."""
    mine = meetups.c.id == meetup_id
    tx.change(update(meetups).where(mine).values(turns=meetups.c.turns + 1))
    return int(tx.value(select(meetups.c.turns).where(mine)))


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


def coming(tx: Tx, guild_id: int, *, limit: int | None = None, only: ColumnElement[bool] | None = None) -> list[Meetup]:
    """Return those that are open and not over, the next one first."""
    here = (meetups.c.guild_id == guild_id) & (meetups.c.state == MeetupState.OPEN) & (meetups.c.ends_at > tx.now)
    query = select(meetups).where(here, true() if only is None else only)
    rows = tx.all(query.order_by(meetups.c.starts_at, meetups.c.id).limit(limit))
    return [_meetup(row) for row in rows]


def in_channel(tx: Tx, channel_id: int, *, starts_by: datetime, ends_after: datetime) -> list[Meetup]:
    """Return those whose cards stand in a channel, and that are on at some time in between."""
    some = (meetups.c.channel_id == channel_id) & (meetups.c.starts_at <= starts_by) & (meetups.c.ends_at > ends_after)
    return [_meetup(row) for row in tx.all(select(meetups).where(some))]


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(meetups).where(meetups.c.guild_id == guild_id))


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
