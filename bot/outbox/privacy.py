"""What the outbox keeps about a member: to whom messages go or went."""

from typing import Any

from bot.database import Tx

from .store import deliveries


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    rows = deliveries.to_member(tx, guild_id, member_id)
    return [{"what": row["key"], "when": row["created_at"].isoformat()} for row in rows]


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    """Take the member out of every message, sent or not; direct messages that wait are not sent."""
    for row in deliveries.to_member(tx, guild_id, member_id):
        deliveries.drop_recipient(tx, row, member_id)
