"""People who leave without a press, the server or the voice channel: nobody waits for them."""

from collections.abc import Mapping

from bot.database import Tx
from bot.outbox import DueItem, Job
from bot.outbox.presence import Asked, gone, still_there

from . import joining
from .keeping import keep_by_itself
from .rules import going
from .rules.circle import Circle
from .store import circles
from .subjects import PRESENCE

NEXT_ONES = 3
"""How many of those to come are asked about with the speaker."""


def _who_is_asked_about(tx: Tx, item: DueItem) -> Asked:
    circle = circles.get(tx, item.args["circle_id"])
    if circle is None or not circle.is_live:
        return Asked(item.guild_id)
    next_ones = [one.member_id for one in circle.to_come()[:NEXT_ONES]]
    asked = [circle.speaker_id, *next_ones, circle.host_id]
    return Asked(item.guild_id, tuple(dict.fromkeys(one for one in asked if one)))


def _take_out(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    """Where Discord knows none of several, they have hardly all left at once: the next turn asks again."""
    circle = circles.get(tx, item.args["circle_id"])
    left = gone(asked, present)
    none_is_known = not present and len(asked.member_ids) > 1
    if circle is not None and circle.is_live and left and not none_is_known:
        joining.take_out(tx, circle, left)


JOBS = {PRESENCE: Job(read=_who_is_asked_about, work=still_there, write=_take_out)}


def voice_changed(tx: Tx, *, guild_id: int, member_id: int, left: int | None, joined: int | None) -> None:
    """A member has gone from one voice channel to another; None: from or to none."""
    channels = [one for one in (left, joined) if one is not None]
    for circle in circles.live_in_voice(tx, guild_id, channels):
        since = None if circle.voice_channel_id == joined else tx.now
        _keep_changed(tx, circle, going.away(circle, member_id, since=since))


def take_stock_of_voice(tx: Tx, *, guild_id: int, in_voice: Mapping[int, frozenset[int]]) -> None:
    """The bot is there again. `in_voice`: who is in which voice channel; whoever came back meanwhile is back.

    Who left meanwhile is not told apart from who takes part by pressing alone, and is waited for like them.
    """
    for circle in circles.live_in_voice(tx, guild_id):
        after = circle
        for member_id in in_voice.get(circle.voice_channel_id or 0, frozenset()):
            after = going.away(after, member_id, since=None)
        _keep_changed(tx, circle, after)


def _keep_changed(tx: Tx, before: Circle, after: Circle) -> None:
    if after != before:
        keep_by_itself(tx, before, after)
