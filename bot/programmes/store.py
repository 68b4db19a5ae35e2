"""The tables of programmes, their rounds and who is in, and the only SQL about them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, metadata, own_id

from .rules.programme import Plan, Programme, Round, Stage, State, from_json, to_json

programmes = Table(
    "programmes",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("topic", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("role_id", Snowflake),
    Column("every", Text, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("begins_on", Text, nullable=False),
    Column("skipped", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("state", Text, nullable=False),
    CheckConstraint("state in ('running', 'paused', 'closed')", name="state"),
    Index("ix_programmes_guild", "guild_id"),
)
rounds = Table(
    "rounds",
    metadata,
    own_id(),
    Column("programme_id", ForeignKey("programmes.id", ondelete="CASCADE"), nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("number", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("settings", JSON, nullable=False),
    CheckConstraint("stage in ('asking', 'prepared', 'begun', 'over', 'cancelled')", name="stage"),
    Index("uq_rounds_begins_at", "programme_id", "begins_at", unique=True),
)
round_answers = Table(
    "round_answers",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("is_in", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_round_answers_member", "member_id"),
)
regulars = Table(
    "regulars",
    metadata,
    Column("programme_id", ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
    Index("ix_regulars_member", "member_id"),
)
"""Who is in each time, unless they say otherwise."""


def add(tx: Tx, *, guild_id: int, topic: str, plan: Plan) -> int:
    return tx.insert(programmes, guild_id=guild_id, topic=topic, state=State.RUNNING, **to_json(plan))


def put(tx: Tx, programme_id: int, plan: Plan) -> None:
    tx.change(update(programmes).where(programmes.c.id == programme_id).values(**to_json(plan)))


def put_state(tx: Tx, programme_id: int, state: State) -> None:
    tx.change(update(programmes).where(programmes.c.id == programme_id).values(state=state))


def get(tx: Tx, programme_id: int) -> Programme | None:
    row = tx.first(select(programmes).where(programmes.c.id == programme_id))
    return None if row is None else _programme(row)


def of_guild(tx: Tx, guild_id: int) -> list[Programme]:
    """Return those that are not closed, in the order in which they were made."""
    here = (programmes.c.guild_id == guild_id) & (programmes.c.state != State.CLOSED)
    return [_programme(row) for row in tx.all(select(programmes).where(here).order_by(programmes.c.id))]


def with_rounds(tx: Tx, guild_id: int, state: State, stages: Collection[Stage]) -> list[Programme]:
    """Return those in this state that have a round at one of these stages."""
    live = select(rounds.c.programme_id).where(rounds.c.guild_id == guild_id, rounds.c.stage.in_(stages))
    here = (programmes.c.guild_id == guild_id) & (programmes.c.state == state) & programmes.c.id.in_(live)
    return [_programme(row) for row in tx.all(select(programmes).where(here).order_by(programmes.c.id))]


def add_round(tx: Tx, programme: Programme, *, begins_at: datetime, ends_at: datetime) -> int | None:
    """Return the new round's id; None: there is one at this instant."""
    number = 1 + int(tx.value(select(func.count()).where(rounds.c.programme_id == programme.id)))
    row = {
        "programme_id": programme.id,
        "guild_id": programme.guild_id,
        "channel_id": programme.plan.channel_id,
        "number": number,
        "stage": Stage.ASKING,
        "begins_at": begins_at,
        "ends_at": ends_at,
        "settings": dict(programme.plan.settings),
    }
    if not tx.upsert(rounds, row, key=["programme_id", "begins_at"]):
        return None
    at = (rounds.c.programme_id == programme.id) & (rounds.c.begins_at == begins_at)
    return int(tx.value(select(rounds.c.id).where(at)))


def put_stage(tx: Tx, round_id: int, stage: Stage) -> None:
    tx.change(update(rounds).where(rounds.c.id == round_id).values(stage=stage))


def get_round(tx: Tx, round_id: int) -> Round | None:
    row = tx.first(select(rounds).where(rounds.c.id == round_id))
    return None if row is None else _round(row)


def rounds_of(tx: Tx, programme_id: int, *, stages: Collection[Stage] = tuple(Stage)) -> list[Round]:
    """Return a programme's rounds, the newest first."""
    some = (rounds.c.programme_id == programme_id) & rounds.c.stage.in_(stages)
    return [_round(row) for row in tx.all(select(rounds).where(some).order_by(rounds.c.begins_at.desc()))]


def rounds_of_topic(tx: Tx, guild_id: int, topic: str, *, stages: Collection[Stage]) -> list[Round]:
    """Return a community's rounds of a topic, the newest first."""
    here = (rounds.c.guild_id == guild_id) & (programmes.c.topic == topic) & rounds.c.stage.in_(stages)
    return [
        _round(row) for row in tx.all(select(rounds).join(programmes).where(here).order_by(rounds.c.begins_at.desc()))
    ]


def put_answer(tx: Tx, round_id: int, member_id: int, *, is_in: bool) -> None:
    row = {"round_id": round_id, "member_id": member_id, "is_in": is_in, "at": tx.now}
    tx.upsert(round_answers, row, key=["round_id", "member_id"], update=["is_in", "at"])


def remove_answer(tx: Tx, round_id: int, member_id: int) -> None:
    tx.change(delete(round_answers).where(round_answers.c.round_id == round_id, round_answers.c.member_id == member_id))


def answers(tx: Tx, round_id: int) -> dict[int, bool]:
    """Return who has said whether they are in."""
    here = select(round_answers).where(round_answers.c.round_id == round_id).order_by(round_answers.c.at)
    return {row["member_id"]: row["is_in"] for row in tx.all(here)}


def in_since(tx: Tx, round_id: int, since: datetime) -> list[int]:
    """Return who has said since then that they are in."""
    mine = (round_answers.c.round_id == round_id) & round_answers.c.is_in & (round_answers.c.at >= since)
    return list(tx.column(select(round_answers.c.member_id).where(mine).order_by(round_answers.c.at)))


def add_regular(tx: Tx, programme_id: int, member_id: int) -> None:
    row = {"programme_id": programme_id, "member_id": member_id, "since": tx.now}
    tx.upsert(regulars, row, key=["programme_id", "member_id"])


def remove_regular(tx: Tx, programme_id: int, member_id: int) -> None:
    mine = (regulars.c.programme_id == programme_id) & (regulars.c.member_id == member_id)
    tx.change(delete(regulars).where(mine))


def remove_regulars(tx: Tx, guild_id: int, topic: str, member_id: int) -> None:
    here = select(programmes.c.id).where(programmes.c.guild_id == guild_id, programmes.c.topic == topic)
    tx.change(delete(regulars).where(regulars.c.member_id == member_id, regulars.c.programme_id.in_(here)))


def regular_ids(tx: Tx, programme_id: int) -> Sequence[int]:
    return tx.column(select(regulars.c.member_id).where(regulars.c.programme_id == programme_id))


def of_member(tx: Tx, guild_id: int, member_id: int) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the rows of a member's answers and of the programmes in which they are each time."""
    answered = select(rounds.c.begins_at, round_answers.c.is_in).join(round_answers)
    each_time = select(programmes.c.name, regulars.c.since).join(regulars)
    return (
        tx.all(answered.where(rounds.c.guild_id == guild_id, round_answers.c.member_id == member_id)),
        tx.all(each_time.where(programmes.c.guild_id == guild_id, regulars.c.member_id == member_id)),
    )


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    these = select(rounds.c.id).where(rounds.c.guild_id == guild_id)
    tx.change(delete(round_answers).where(round_answers.c.member_id == member_id, round_answers.c.round_id.in_(these)))
    here = select(programmes.c.id).where(programmes.c.guild_id == guild_id)
    tx.change(delete(regulars).where(regulars.c.member_id == member_id, regulars.c.programme_id.in_(here)))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(programmes).where(programmes.c.guild_id == guild_id))


def _programme(row: Row) -> Programme:
    return Programme(row["id"], row["guild_id"], row["topic"], from_json(dict(row)), State(row["state"]))


def _round(row: Row) -> Round:
    return Round(
        row["id"],
        row["programme_id"],
        row["guild_id"],
        row["channel_id"],
        row["number"],
        Stage(row["stage"]),
        row["begins_at"],
        row["ends_at"],
        row["settings"],
    )
