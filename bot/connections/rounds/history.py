"""What earlier rounds and introductions mean for the next draw: who has met, who was left out, who is new."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations

from bot.connections.rules.matching.asked import LeftOut, Pair, Past, Seats, pair
from bot.connections.rules.rounds import Draw
from bot.connections.store import draws, introductions
from bot.database import Tx
from bot.members import nevers
from bot.programmes import rounds
from bot.programmes.rules.programme import Round, Stage

from .subjects import TOPIC

WEEK = timedelta(weeks=1)
PLAYED = (Stage.BEGUN, Stage.OVER)
REMEMBERED = 8
"""Rounds for which a seat is kept."""
COUNTED = 52
"""Rounds in which it counts who was left out."""


@dataclass
class Played:
    """What a programme's rounds have brought to a member, so far."""

    rounds: int = 0
    left_out: list[int] = field(default_factory=list)
    """How many rounds ago, counted from the next one."""
    larger: int = 0

    @property
    def turn(self) -> LeftOut:
        return LeftOut(len(self.left_out), self.rounds, min(self.left_out, default=0))


@dataclass(frozen=True)
class Met:
    """Who of some members were introduced to each other, and who of them to anybody."""

    past: Mapping[Pair, Past]
    introduced: frozenset[int]


def met(tx: Tx, found: Round, member_ids: Collection[int], *, until: datetime | None = None) -> Met:
    """Return who have met but in this round; and, as good as that, who are about to by the draw of another one.

    `until`: what came later does not count.
    """
    made = introductions.made(tx, found.guild_id, member_ids, but_of_round=found.id)
    met = [((tx.now - made_at) // WEEK, people) for made_at, people in made if until is None or made_at < until]
    introduced = frozenset(one for _, people in met for one in people)
    for draw in drawn_beside(tx, found, until=until):
        groups = (group for group in draw.groups.values() if not group[0].introduction_id)
        met += [(0, [place.member_id for place in group]) for group in groups]
    weeks: dict[Pair, list[int]] = {}
    for ago, people in met:
        for two in combinations(people, 2):
            weeks.setdefault(pair(*two), []).append(ago)
    return Met({two: Past(len(each), min(each)) for two, each in weeks.items()}, introduced)


def seats(tx: Tx, programme_id: int) -> Seats:
    """Return on which seats those sit who were in the last rounds; who has long not come has none any more."""
    found, taken, number = dict[int, int](), set[int](), 0
    for one in rounds.of_programme(tx, programme_id, PLAYED)[:REMEMBERED]:
        draw = draws.get(tx, one.id)
        number = number or (draw.seats if draw else 0)
        for place in draw.places if draw and draw.seats == number else ():
            if place.member_id in found or place.seat is None or place.seat in taken:
                continue
            if place.seat < number:  # who came late may have got more than there are
                found[place.member_id] = place.seat
                taken.add(place.seat)
    return Seats(number, found)


def drawn_beside(tx: Tx, found: Round, *, until: datetime | None = None) -> list[Draw]:
    """Return the draws of other rounds that are about to be sent, or are being sent; if not later than `until`."""
    others = rounds.of_topic(tx, found.guild_id, TOPIC, [Stage.PREPARED, Stage.BEGUN])
    counted = [one for one in others if one.id != found.id and (until is None or one.begins_at < until)]
    return [draw for one in counted if (draw := draws.get(tx, one.id))]


def apart(tx: Tx, member_ids: Collection[int]) -> frozenset[Pair]:
    """Return which of these members are never introduced to each other."""
    return frozenset(pair(one, other) for one, other in nevers.among(tx, member_ids))


def played(tx: Tx, found: Round, member_ids: Collection[int], *, size: int) -> Mapping[int, Played]:
    """Return what the programme's rounds before this one have brought to each of these members.

    `size`: that of its groups now. Who came late and found nobody has been neither left out nor in.
    """
    every = rounds.of_programme(tx, found.programme_id, PLAYED)
    past = [one.id for one in every if one.number < found.number][:COUNTED]
    ago = {round_id: number for number, round_id in enumerate(past, start=1)}
    by_member = {one: Played(rounds) for one, rounds in draws.times_in(tx, past, member_ids).items()}
    for round_id, member_id in draws.left_out(tx, past, member_ids):
        by_member[member_id].left_out.append(ago[round_id])
    for member_id in draws.in_larger(tx, past, member_ids, size=size):
        by_member[member_id].larger += 1
    return by_member
