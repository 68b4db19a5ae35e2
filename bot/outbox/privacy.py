"""What the outbox keeps about a member: to whom messages go or went; and of a guild."""

from typing import Any

from bot.database import Tx

from .store import cards, deliveries, due, members, threads


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    """By kind alone: a key has numbers in it, from which one could tell what others were sent."""
    rows = members.of_member(tx, guild_id, member_id)
    return [{"what": row["kind"], "when": row["created_at"].isoformat()} for row in rows]


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    """Take the member out of every message and step, done or not; what is for them alone is not done any more."""
    for row in members.of_member(tx, guild_id, member_id):
        members.take_out(tx, row, member_id)


def erase(tx: Tx, guild_id: int) -> None:
    for store in (due, deliveries, cards, threads):
        store.erase(tx, guild_id)
