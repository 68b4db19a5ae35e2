"""What deliveries know of members: to whom they go, for whom something is done."""

from sqlalchemy import delete, select, update

from bot.database import Row, Tx
from bot.outbox.rules import steps
from bot.outbox.rules.records import Delivery, direct_messages

from .deliveries import deliveries, from_row


def of_member(tx: Tx, guild_id: int, member_id: int) -> list[Row]:
    """Return those that mention this member, go to their direct messages, or do something for them."""
    rows = tx.all(select(deliveries).where(deliveries.c.guild_id == guild_id).order_by(deliveries.c.id))
    return [row for row in rows if _names(from_row(row), member_id)]


def take_out(tx: Tx, row: Row, member_id: int) -> None:
    """Leave the member out of it; drop it if it is for nobody else."""
    mine = deliveries.c.id == row["id"]
    delivery = from_row(row)
    for_them = any(steps.is_about(step, member_id) for step in delivery.steps)
    if for_them or delivery.target == direct_messages(member_id):
        tx.change(delete(deliveries).where(mine))
        return
    others = {
        "recipients": [other for other in delivery.recipients if other != member_id],
        "steps": [steps.to_json(steps.without(step, member_id)) for step in delivery.steps],
        "results": [
            [other for other in result if other != member_id] if isinstance(result, list) else result
            for result in delivery.results
        ],
    }
    tx.change(update(deliveries).where(mine).values(**others))


def _names(delivery: Delivery, member_id: int) -> bool:
    mentioned = member_id in delivery.recipients or delivery.target == direct_messages(member_id)
    return mentioned or any(steps.names(step, member_id) for step in delivery.steps)
