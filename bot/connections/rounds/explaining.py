"""Why two are, or are not, introduced to each other in the newest round of both: an answer for organisers.

What keeps two people apart for good is answered like no time together, and like a break: no fit this time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.connections.rules.matching.asked import LEAST
from bot.connections.rules.matching.levels import BRIDGES, LONG_AGO, NEEDS, NEW, Pairs
from bot.connections.rules.matching.reasons import Reason, can_be_one
from bot.connections.rules.rounds import Draw, NotDrawnError, NotInRoundError, Place
from bot.connections.store import draws
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.members.nevers import ThatIsYouError
from bot.programmes import rounds
from bot.programmes.rules.programme import Round, Stage

from . import preparing, previewing
from .subjects import TOPIC

TOLD = (NEW, LONG_AGO, NEEDS, BRIDGES)
"""Levels that can decide it; newcomers count alike in whatever groups they are."""
SHOWN = (Stage.PREPARED, Stage.BEGUN, Stage.OVER)


class Verdict(StrEnum):
    TOGETHER = "together"
    NO_FIT = "no fit"
    OTHERS = "others"
    """They could be; others were preferred for them."""


@dataclass(frozen=True)
class Explained:
    """`reason`: why they are, with all `people` of their group, or what would have spoken for it; of a no fit, nothing.

    `decided`: the first level on which those they are with now are better; None: chance, or what is best for others.
    """

    round: Round
    verdict: Verdict
    reason: Reason | None
    instead: tuple[tuple[tuple[int, ...], Reason], ...]
    decided: str | None
    people: int = LEAST


def why(tx: Tx, *, actor: Actor, one_id: int, other_id: int) -> Explained:
    """Return it of the newest drawn round that both were in.

    Raises NotDrawnError, NotInRoundError, or ThatIsYouError for oneself: who knows all that speaks for it on their own
    side could find out by it that somebody has wished them away.
    """
    community.require_organiser(tx, actor)
    if one_id == other_id or actor.member_id in {one_id, other_id}:
        raise ThatIsYouError
    found, draw = _newest(tx, actor, one_id, other_id)
    place = {place.member_id: place for place in draw.places}
    if lacking := tuple(one for one in (one_id, other_id) if one not in place):
        raise NotInRoundError(lacking)
    one, other = place[one_id], place[other_id]
    if one.number and one.number == other.number:
        group = draw.groups[one.number]
        (together,) = previewing.reasons_for(tx, found, [group])
        return Explained(found, Verdict.TOGETHER, together, (), None, len(group))
    asked = preparing.asked_of(tx, found, [one_id, other_id])
    if len(asked.people) < len({one_id, other_id}) or not can_be_one(asked):
        return Explained(found, Verdict.NO_FIT, None, (), None)
    groups = [draw.groups[number] for number in (one.number, other.number) if number]
    would_be, *reasons = previewing.reasons_for(tx, found, [[one, other], *groups])
    people = (tuple(each.member_id for each in group) for group in groups)
    decided = _decided(tx, found, [one, other], groups)
    return Explained(found, Verdict.OTHERS, would_be, tuple(zip(people, reasons, strict=True)), decided)


def _newest(tx: Tx, actor: Actor, one_id: int, other_id: int) -> tuple[Round, Draw]:
    """Return the newest round in which both are, or else the newest one."""
    found = rounds.of_topic(tx, actor.guild_id, TOPIC, SHOWN)
    with_both = draws.with_all(tx, (one_id, other_id))
    for one in sorted(found, key=lambda one: one.id not in with_both):
        if draw := draws.get(tx, one.id):
            return one, draw
    raise NotDrawnError


def _decided(tx: Tx, found: Round, two: Sequence[Place], groups: Sequence[Sequence[Place]]) -> str | None:
    """Return the first level on which those they are with are better for them than each other, on average.

    None: there is none.
    """
    marks = {place.member_id: place.marks for place in [*two, *(place for group in groups for place in group)]}
    pairs = Pairs(preparing.asked_of(tx, found, marks, as_it_was=True).there(marks))
    at = {person.member_id: number for number, person in enumerate(pairs.people)}
    one, other = (at[place.member_id] for place in two)
    now = [
        (at[place.member_id], at[companion.member_id])
        for place in two
        for group in groups
        if place in group
        for companion in group
        if companion != place and companion.member_id in at
    ]
    for level, value in zip(pairs.levels, pairs.values(slice(0, len(pairs))), strict=True):
        theirs, each_others = sum(int(value[pair]) for pair in now), len(now) * int(value[one, other])
        if level in TOLD and theirs != each_others:
            return level.name if theirs > each_others else None
    return None
