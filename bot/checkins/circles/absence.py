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
"""How many of those to come are asked about with the speaker and the host."""
ASKED = NEXT_ONES + 2
"""It is always asked about several, where there are several: one answer that knows nobody is a fault of Discord's."""


def _who_is_asked_about(tx: Tx, item: DueItem) -> Asked:
    circle = circles.get(tx, item.args["circle_id"])
    if circle is None or not circle.is_live:
        return Asked(item.guild_id)
    next_ones = [one.member_id for one in circle.to_come()[:NEXT_ONES]]
    asked = [circle.speaker_id, *next_ones, circle.host_id, *circle.member_ids]
    return Asked(item.guild_id, tuple(dict.fromkeys(one for one in asked if one))[:ASKED])


def _take_out(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    """Where Discord knows none of several, they have hardly all left at once: the next turn asks again."""
    circle = circles.get(tx, item.args["circle_id"])
    left = gone(asked, present)
    none_is_known = not present and len(asked.member_ids) > 1
    if circle is not None and circle.is_live and left and not none_is_known:
        joining.take_out(tx, circle, left)


JOBS = {PRESENCE: Job(read=_who_is_asked_about, work=still_there, write=_take_out)}


def voice_changed(tx: Tx, *, guild_id: int, member_id: int, in_voice: Mapping[int, frozenset[int]]) -> None:
    """A member has left a voice channel, or joined one, or both. `in_voice`: who is in each of these now."""
    for circle in circles.live_in_voice(tx, guild_id, in_voice):
        there = _there(circle, in_voice)
        after = going.away(circle, member_id, since=None if member_id in there else tx.now)
        _keep_changed(tx, circle, going.in_voice(after, there, now=tx.now))


def take_stock_of_voice(tx: Tx, *, guild_id: int, in_voice: Mapping[int, frozenset[int]]) -> None:
    """The bot is there again. `in_voice`: who is in which voice channel; whoever came back meanwhile is back.

    Who left meanwhile is not told apart from who takes part by pressing alone, and is waited for like them.
    """
    for circle in circles.live_in_voice(tx, guild_id):
        after, there = circle, _there(circle, in_voice)
        for member_id in there:
            after = going.away(after, member_id, since=None)
        _keep_changed(tx, circle, going.in_voice(after, there, now=tx.now))


def _there(circle: Circle, in_voice: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return in_voice.get(circle.voice_channel_id or 0, frozenset())


def _keep_changed(tx: Tx, before: Circle, after: Circle) -> None:
    if after != before:
        keep_by_itself(tx, before, after)
