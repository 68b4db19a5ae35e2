"""The table of who takes part in introductions, and the only SQL about it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Index,
    Integer,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from bot.connections.rules.participation import Mix, Participant, Size, State, Wishes
from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, in_parts, metadata, own_id

participants = Table(
    "participants",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("state", Text, nullable=False),
    Column("paused_until", Instant),
    Column("every", Integer, nullable=False),
    Column("size", Text, nullable=False),
    Column("mix", Text, nullable=False),
    Column("slots", JSON, nullable=False),
    Column("joined_at", Instant, nullable=False),
    CheckConstraint("state in ('in', 'paused', 'rests')", name="state"),
    Index("uq_participants_member", "guild_id", "member_id", unique=True),
)


def of(tx: Tx, guild_id: int, member_id: int) -> Participant | None:
    mine = (participants.c.guild_id == guild_id) & (participants.c.member_id == member_id)
    row = tx.first(select(participants).where(mine))
    return None if row is None else _participant(row)


def by_id(tx: Tx, participant_id: int) -> Participant | None:
    row = tx.first(select(participants).where(participants.c.id == participant_id))
    return None if row is None else _participant(row)


def among(tx: Tx, guild_id: int, member_ids: Collection[int]) -> list[Participant]:
    """Return those of these members who take part."""
    here = participants.c.guild_id == guild_id
    return [
        _participant(row)
        for some in in_parts(member_ids)
        for row in tx.all(select(participants).where(here, participants.c.member_id.in_(some)))
    ]


def member_ids(tx: Tx, guild_id: int) -> Sequence[int]:
    """Return who takes part."""
    return tx.column(select(participants.c.member_id).where(participants.c.guild_id == guild_id))


def how_many(tx: Tx, guild_id: int) -> dict[State, int]:
    """Return how many take part, by their state."""
    here = select(participants.c.state, func.count().label("number")).where(participants.c.guild_id == guild_id)
    return {State(row["state"]): row["number"] for row in tx.all(here.group_by(participants.c.state))}


def join(tx: Tx, guild_id: int, member_id: int, *, channel_id: int) -> None:
    row = {"guild_id": guild_id, "member_id": member_id, "channel_id": channel_id, "state": State.IN}
    new = row | _wishes(Wishes()) | {"joined_at": tx.now}
    tx.upsert(participants, new, key=["guild_id", "member_id"], update=["channel_id", "state"])


def put_state(tx: Tx, participant_id: int, state: State, *, until: datetime | None = None) -> None:
    mine = participants.c.id == participant_id
    tx.change(update(participants).where(mine).values(state=state, paused_until=until))


def put_wishes(tx: Tx, participant_id: int, wishes: Wishes) -> None:
    tx.change(update(participants).where(participants.c.id == participant_id).values(**_wishes(wishes)))


def leave(tx: Tx, participant_id: int) -> None:
    tx.change(delete(participants).where(participants.c.id == participant_id))


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    mine = (participants.c.guild_id == guild_id) & (participants.c.member_id == member_id)
    tx.change(delete(participants).where(mine))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(participants).where(participants.c.guild_id == guild_id))


def _wishes(wishes: Wishes) -> dict[str, Any]:
    return {"every": wishes.every, "size": wishes.size, "mix": wishes.mix, "slots": sorted(wishes.slots)}


def _participant(row: Row) -> Participant:
    wishes = Wishes(row["every"], Size(row["size"]), Mix(row["mix"]), frozenset(row["slots"]))
    return Participant(
        row["id"],
        row["guild_id"],
        row["member_id"],
        row["channel_id"],
        State(row["state"]),
        row["paused_until"],
        wishes,
    )
