"""What circles keep about a member: in which they were, how they stood in each lap, what they wrote."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot import outbox
from bot.database import Row, Tx

from . import joining
from .keeping import keep_by_itself
from .store import circles, members, words
from .subjects import subject, words_key

WORDS_KEPT = timedelta(days=35)
"""After the end: by then they stand in the channel, also where the bot was sent away and called back meanwhile."""


def upkeep(tx: Tx) -> None:
    """Let go of what was written in circles that are long over; look after those that a fault left alone."""
    words.prune(tx, closed_before=tx.now - WORDS_KEPT)
    for circle in circles.not_looked_after(tx):
        keep_by_itself(tx, circle, circle)


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    were_in, turns = members.of_member(tx, guild_id, member_id)
    return [_exported(row, turns, hosted=row["host_id"] == member_id) for row in were_in]


def _exported(row: Row, turns: Sequence[Row], *, hosted: bool) -> dict[str, Any]:
    mine = [one for one in turns if one["circle_id"] == row["id"]]
    laps = [{"lap": one["lap"], "standing": one["standing"], "words": one["words"]} for one in mine]
    opened_at = row["opened_at"].isoformat()
    return {"prompt": row["prompt"], "opened_at": opened_at, "hosted": hosted, "was_in": row["was_in"], "turns": laps}


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    """Circles go on, for the others; what the member wrote is deleted where it can still be found."""
    joining.take_out_of_all(tx, guild_id, member_id)
    were_in, turns = members.of_member(tx, guild_id, member_id)
    for turn in turns:
        outbox.retract(tx, key=words_key(turn["id"]))
    members.forget(tx, guild_id, member_id)
    for row in were_in:
        outbox.touch_card(tx, subject=subject(row["id"]))


def erase(tx: Tx, guild_id: int) -> None:
    circles.erase(tx, guild_id)
