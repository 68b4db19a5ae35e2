"""The table of members and the only SQL about it."""

from collections.abc import Collection

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Table, Text, delete, select

from bot.database import Tx
from bot.database.tables import Snowflake, in_parts, metadata

members = Table(
    "members",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", Text),
    Column("reminders", Text),
    Column("mentioned_in_circles", Boolean),
    CheckConstraint("reminders in ('channel', 'direct', 'off')", name="reminders"),
)


nevers = Table(
    "nevers",
    metadata,
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("other_id", Snowflake, primary_key=True, autoincrement=False),
    Index("ix_nevers_other", "other_id"),
)


def zone(tx: Tx, member_id: int) -> str | None:
    found: str | None = tx.value(select(members.c.zone).where(members.c.id == member_id))
    return found


def zones(tx: Tx, member_ids: Collection[int]) -> dict[int, str]:
    """Return the zones of those of these members who have one."""
    return {
        row["id"]: row["zone"]
        for some in in_parts(member_ids)
        for row in tx.all(select(members).where(members.c.id.in_(some), members.c.zone.is_not(None)))
    }


def put_zone(tx: Tx, member_id: int, zone: str) -> None:
    tx.upsert(members, {"id": member_id, "zone": zone}, key=["id"], update=["zone"])


def reminders(tx: Tx, member_ids: Collection[int]) -> dict[int, str]:
    """Return what those of these members have chosen who have chosen anything."""
    chosen = members.c.id.in_(member_ids) & members.c.reminders.is_not(None)
    return {row["id"]: row["reminders"] for row in tx.all(select(members).where(chosen))}


def put_reminders(tx: Tx, member_id: int, chosen: str) -> None:
    tx.upsert(members, {"id": member_id, "reminders": chosen}, key=["id"], update=["reminders"])


def is_mentioned_in_circles(tx: Tx, member_id: int) -> bool | None:
    """None: they have not chosen."""
    found: bool | None = tx.value(select(members.c.mentioned_in_circles).where(members.c.id == member_id))
    return found


def put_mentioned_in_circles(tx: Tx, member_id: int, *, wished: bool) -> None:
    values = {"id": member_id, "mentioned_in_circles": wished}
    tx.upsert(members, values, key=["id"], update=["mentioned_in_circles"])


def add_never(tx: Tx, member_id: int, other_id: int) -> None:
    tx.upsert(nevers, {"member_id": member_id, "other_id": other_id}, key=["member_id", "other_id"])


def remove_never(tx: Tx, member_id: int, other_id: int) -> None:
    tx.change(delete(nevers).where(nevers.c.member_id == member_id, nevers.c.other_id == other_id))


def nevers_of(tx: Tx, member_id: int) -> list[int]:
    """Return whom this member named."""
    return list(tx.column(select(nevers.c.other_id).where(nevers.c.member_id == member_id)))


def nevers_naming(tx: Tx, member_id: int) -> list[int]:
    """Return who named this member."""
    return list(tx.column(select(nevers.c.member_id).where(nevers.c.other_id == member_id)))


def nevers_among(tx: Tx, member_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return whom these members named, each with who did."""
    return [
        (row["member_id"], row["other_id"])
        for some in in_parts(member_ids)
        for row in tx.all(select(nevers).where(nevers.c.member_id.in_(some)))
    ]


def erase(tx: Tx, member_id: int) -> None:
    """What others have said of this member is theirs, and stays."""
    tx.change(delete(members).where(members.c.id == member_id))
    tx.change(delete(nevers).where(nevers.c.member_id == member_id))
