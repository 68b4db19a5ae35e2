"""The table of members and the only SQL about it."""

from collections.abc import Collection

from sqlalchemy import CheckConstraint, Column, Table, Text, delete, select

from bot.database import Tx
from bot.database.tables import Snowflake, metadata

members = Table(
    "members",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", Text),
    Column("reminders", Text),
    CheckConstraint("reminders in ('channel', 'direct', 'off')", name="reminders"),
)


def zone(tx: Tx, member_id: int) -> str | None:
    found: str | None = tx.value(select(members.c.zone).where(members.c.id == member_id))
    return found


def put_zone(tx: Tx, member_id: int, zone: str) -> None:
    tx.upsert(members, {"id": member_id, "zone": zone}, key=["id"], update=["zone"])


def reminders(tx: Tx, member_ids: Collection[int]) -> dict[int, str]:
    """Return what those of these members have chosen who have chosen anything."""
    chosen = members.c.id.in_(member_ids) & members.c.reminders.is_not(None)
    return {row["id"]: row["reminders"] for row in tx.all(select(members).where(chosen))}


def put_reminders(tx: Tx, member_id: int, chosen: str) -> None:
    tx.upsert(members, {"id": member_id, "reminders": chosen}, key=["id"], update=["reminders"])


def erase(tx: Tx, member_id: int) -> None:
    tx.change(delete(members).where(members.c.id == member_id))
