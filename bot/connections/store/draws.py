"""The tables of who was drawn with whom in intro rounds, and the only SQL about them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, Table, delete, func, select, update

from bot.connections.rules.rounds import Draw, Place
from bot.database import Row, Tx
from bot.database.tables import Snowflake, in_parts, metadata

draws = Table(
    "draws",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("share", Float),
    Column("seats", Integer, nullable=False),
)
drawn = Table(
    "drawn",
    metadata,
    Column("round_id", ForeignKey("draws.round_id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("is_locked", Boolean, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("introduction_id", Integer),
    Column("is_late", Boolean, nullable=False),
    Column("seat", Integer),
    Index("ix_drawn_member", "member_id"),
)


def put(tx: Tx, draw: Draw) -> None:
    """Write a draw in the place of what was there, one revision above it."""
    before = get(tx, draw.round_id)
    revision = 1 if before is None else before.revision + 1
    row = {"guild_id": draw.guild_id, "revision": revision, "seed": draw.seed, "share": draw.share, "seats": draw.seats}
    tx.upsert(draws, row | {"round_id": draw.round_id}, key=["round_id"], update=list(row))
    tx.change(delete(drawn).where(drawn.c.round_id == draw.round_id))
    tx.insert_all(drawn, [{"round_id": draw.round_id, **_columns(place)} for place in draw.places])


def get(tx: Tx, round_id: int) -> Draw | None:
    row = tx.first(select(draws).where(draws.c.round_id == round_id))
    if row is None:
        return None
    here = select(drawn).where(drawn.c.round_id == round_id).order_by(drawn.c.number, drawn.c.member_id)
    places = [_place(one) for one in tx.all(here)]
    return Draw(round_id, row["guild_id"], row["revision"], row["seed"], row["share"], row["seats"], places)


def place_of(tx: Tx, round_id: int, member_id: int) -> Place | None:
    row = tx.first(select(drawn).where(drawn.c.round_id == round_id, drawn.c.member_id == member_id))
    return None if row is None else _place(row)


def with_all(tx: Tx, member_ids: Collection[int]) -> frozenset[int]:
    """Return the rounds in which all of these stand."""
    here = select(drawn.c.round_id).where(drawn.c.member_id.in_(member_ids)).group_by(drawn.c.round_id)
    return frozenset(tx.column(here.having(func.count() == len(set(member_ids)))))


def times_in(tx: Tx, round_ids: Collection[int], member_ids: Collection[int]) -> dict[int, int]:
    """Return in how many of these rounds each of these members was, in a group or left out."""
    of_late = (drawn.c.number == 0) & drawn.c.is_late
    here = select(drawn.c.member_id, func.count().label("times")).where(drawn.c.round_id.in_(round_ids), ~of_late)
    return {
        row["member_id"]: row["times"]
        for some in in_parts(member_ids)
        for row in tx.all(here.where(drawn.c.member_id.in_(some)).group_by(drawn.c.member_id))
    }


def left_out(tx: Tx, round_ids: Collection[int], member_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return in which of these rounds which of these members were left out at the hour."""
    here = select(drawn.c.round_id, drawn.c.member_id).where(
        drawn.c.round_id.in_(round_ids), drawn.c.number == 0, ~drawn.c.is_late
    )
    return [
        (row["round_id"], row["member_id"])
        for some in in_parts(member_ids)
        for row in tx.all(here.where(drawn.c.member_id.in_(some)))
    ]


def in_larger(tx: Tx, round_ids: Collection[int], member_ids: Collection[int], *, size: int) -> list[int]:
    """Return these members, each once for each of these rounds in which more were in their group than this."""
    group = (drawn.c.round_id, drawn.c.number)
    here = select(*group).where(drawn.c.round_id.in_(round_ids), drawn.c.number > 0).group_by(*group)
    larger = here.having(func.count() > size).subquery()
    joined = drawn.join(larger, (group[0] == larger.c.round_id) & (group[1] == larger.c.number))
    people = select(drawn.c.member_id).select_from(joined)
    return [one for some in in_parts(member_ids) for one in tx.column(people.where(drawn.c.member_id.in_(some)))]


def the(tx: Tx, round_id: int) -> Draw:
    """Return one that is there, as it was just written."""
    found = get(tx, round_id)
    assert found is not None, "it was just written"  # noqa: S101
    return found


def take_out(tx: Tx, round_id: int, member_ids: Collection[int]) -> None:
    """Have these be in no group any more; the round had begun by then."""
    for some in in_parts(member_ids):
        mine = (drawn.c.round_id == round_id) & drawn.c.member_id.in_(some)
        tx.change(update(drawn).where(mine).values(number=0, is_locked=False, is_late=True))


def remove(tx: Tx, round_id: int, member_id: int) -> None:
    """Have a member stand nowhere in a draw, if they are not introduced by it."""
    mine = (drawn.c.round_id == round_id) & (drawn.c.member_id == member_id) & drawn.c.introduction_id.is_(None)
    tx.change(delete(drawn).where(mine))


def put_introduction(tx: Tx, round_id: int, number: int, introduction_id: int) -> None:
    group = (drawn.c.round_id == round_id) & (drawn.c.number == number)
    tx.change(update(drawn).where(group).values(introduction_id=introduction_id))


def of_member(tx: Tx, guild_id: int, member_id: int) -> list[tuple[int, Place]]:
    """Return where a member stood in each round of a community."""
    mine = (draws.c.guild_id == guild_id) & (drawn.c.member_id == member_id)
    found = tx.all(select(drawn).join(draws).where(mine).order_by(drawn.c.round_id))
    return [(row["round_id"], _place(row)) for row in found]


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    here = select(draws.c.round_id).where(draws.c.guild_id == guild_id)
    tx.change(delete(drawn).where(drawn.c.member_id == member_id, drawn.c.round_id.in_(here)))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(draws).where(draws.c.guild_id == guild_id))


def _columns(place: Place) -> dict[str, Any]:
    return {
        "member_id": place.member_id,
        "number": place.number,
        "is_locked": place.is_locked,
        "marks": sorted(place.marks),
        "introduction_id": place.introduction_id,
        "is_late": place.is_late,
        "seat": place.seat,
    }


def _place(row: Row) -> Place:
    return Place(
        row["member_id"],
        row["number"],
        row["is_locked"],
        frozenset(row["marks"]),
        row["introduction_id"],
        row["is_late"],
        row["seat"],
    )
