"""What a member told Kith about themselves; the same in every guild."""

from typing import Any

from bot.database import Tx

from . import store, wishes


def export(tx: Tx, _guild_id: int, member_id: int) -> Any:
    return {
        "zone": store.zone(tx, member_id),
        "reminders": wishes.reminders(tx, member_id),
        "mentioned_in_circles": wishes.is_mentioned_in_circles(tx, member_id),
        "never_introduced_to": [str(one) for one in store.nevers_of(tx, member_id)],
    }


def forget(tx: Tx, _guild_id: int, member_id: int) -> None:
    store.erase(tx, member_id)
