"""What earlier rounds and introductions mean for the next draw: who has met, who was left out, who is new."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

from bot.connections.rules.matching.asked import LeftOut, Pair, Past, Seats, pair
from bot.connections.rules.rounds import Draw
from bot.connections.store import draws, introductions
from bot.database import Tx
from bot.members import nevers
from bot.programmes import rounds
from bot.programmes.rules.programme import Stage

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


def met(tx: Tx, guild_id: int, member_ids: Collection[int], *, but: int) -> Met:
    """Return who have met before a round; and, as good as that, who are about to by the draw of another one."""
    made = introductions.made(tx, guild_id, member_ids, but_of_round=but)
    met = [((tx.now - made_at) // WEEK, people) for made_at, people in made]
    introduced = frozenset(one for _, people in met for one in people)
    for draw in drawn_beside(tx, guild_id, but=but):
        groups = (group for group in draw.groups.values() if not group[0].introduction_id)
        met += [(0, [place.member_id for place in group]) for group in groups]
    weeks: dict[Pair, list[int]] = {}
    for ago, people in met:
        for two in combinations(people, 2):
            weeks.setdefault(pair(*two), []).append(ago)
    return Met({two: Past(len(each), min(each)) for two, each in weeks.items()}, introduced)


def seats(tx: Tx, programme_id: int) -> Seats:
    """Return on which seats those sit who were in the last rounds; who has long not come has none any more."""
    found, number = dict[int, int](), 0
    for one in rounds.of_programme(tx, programme_id, PLAYED)[:REMEMBERED]:
        draw = draws.get(tx, one.id)
        number = number or (draw.seats if draw else 0)
        for place in draw.places if draw and draw.seats == number else ():
            if place.seat is not None and place.member_id not in found and place.seat not in found.values():
                found[place.member_id] = place.seat
    return Seats(number, found)


def drawn_beside(tx: Tx, guild_id: int, *, but: int) -> list[Draw]:
    """Return the draws of other rounds that are about to be sent, or are being sent."""
    others = [one for one in rounds.of_topic(tx, guild_id, TOPIC, [Stage.PREPARED, Stage.BEGUN]) if one.id != but]
    return [draw for one in others if (draw := draws.get(tx, one.id))]


def apart(tx: Tx, member_ids: Collection[int]) -> frozenset[Pair]:
    """Return which of these members are never introduced to each other."""
    return frozenset(pair(one, other) for one, other in nevers.among(tx, member_ids))


def played(tx: Tx, programme_id: int, member_ids: Collection[int], *, size: int) -> Mapping[int, Played]:
    """Return what a programme's rounds have brought to each of these members. `size`: that of its groups now."""
    past = [one.id for one in rounds.of_programme(tx, programme_id, PLAYED)[:COUNTED]]
    ago = {round_id: number for number, round_id in enumerate(past, start=1)}
    larger = draws.above(tx, past, size=size)
    found: dict[int, Played] = {}
    for round_id, place in draws.in_rounds(tx, past, member_ids):
        mine = found.setdefault(place.member_id, Played())
        mine.rounds += 1
        mine.left_out += [] if place.number or place.is_late else [ago[round_id]]
        mine.larger += (round_id, place.number) in larger
    return found
