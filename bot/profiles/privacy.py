"""What is kept of what a member has said of themselves."""

from typing import Any

from bot.database import Tx

from . import store, viewing


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    mine = viewing.profile(tx, guild_id, member_id)
    return {
        "aim": mine.aim,
        "aim_shown": mine.aim_shown,
        "said": [
            {
                "side": one.entry.side,
                "heading": one.skill.name if one.skill else None,
                "words": one.entry.words,
                "said_at": one.entry.said_at.isoformat(),
                "rests": one.entry.rests,
            }
            for one in mine.entries
        ],
    }


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    store.forget(tx, guild_id, member_id)
