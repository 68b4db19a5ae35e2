"""What is kept of a member's part in programmes."""

from typing import Any

from bot.database import Tx

from . import store


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    answers, each_time = store.of_member(tx, guild_id, member_id)
    return {
        "rounds": [{"begins_at": row["begins_at"].isoformat(), "is_in": row["is_in"]} for row in answers],
        "each_time": [{"programme": row["name"], "since": row["since"].isoformat()} for row in each_time],
    }
