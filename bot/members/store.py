"""The table of members and the only SQL about it."""

from sqlalchemy import Column, Table, Text, delete, select

from bot.database import Tx
from bot.database.tables import Snowflake, metadata

members = Table(
    "members",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", Text),
)


def zone(tx: Tx, member_id: int) -> str | None:
    found: str | None = tx.value(select(members.c.zone).where(members.c.id == member_id))
    return found


def put_zone(tx: Tx, member_id: int, zone: str) -> None:
    tx.upsert(members, {"id": member_id, "zone": zone}, key=["id"], update=["zone"])


def erase(tx: Tx, member_id: int) -> None:
    tx.change(delete(members).where(members.c.id == member_id))
