"""Who begins and who ends a circle's laps over a year, beside other ways to choose."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from statistics import mean

from bot.checkins.circles.rules.order import first_lap, next_lap, owed

from .baselines import KITH, SHUFFLE
from .scale import Scale

LIST = "down the list"
LAPS = 2
"""In each circle: the second one goes the other way round."""

Way = Callable[[Sequence[int], list[tuple[int, ...]], int], list[tuple[int, ...]]]
"""(who is there, what has been, number of the circle) -> the laps of this circle."""


@dataclass(frozen=True)
class Turns:
    """Of those who are always there, the fewest and the most beginnings, and ends; means of all seeds.

    `off_first`, `off_last`: how far anybody is from their share at most, those too who come and go.
    """

    way: str
    circles: int
    people: int
    firsts: tuple[float, float]
    lasts: tuple[float, float]
    off_first: float
    off_last: float
    twice_in_a_row: float
    """How often somebody ended one lap and began the next."""


def kith(there: Sequence[int], past: list[tuple[int, ...]], number: int) -> list[tuple[int, ...]]:
    clockwise = number % 2 == 0
    laps = [first_lap(owed(past, there), seed=number).member_ids]
    ring = laps[0] if clockwise else laps[0][::-1]
    for lap in range(2, LAPS + 1):
        clockwise = not clockwise
        known = [*past, *laps]
        order = next_lap(ring, owed(known, there), clockwise=clockwise, last=laps[-1][-1], seed=number, lap=lap)
        laps.append(order.member_ids)
    return laps


def shuffled(there: Sequence[int], _past: list[tuple[int, ...]], number: int) -> list[tuple[int, ...]]:
    rng = Random(number)
    return [tuple(rng.sample(list(there), len(there))) for _ in range(LAPS)]


def down_the_list(there: Sequence[int], past: list[tuple[int, ...]], _number: int) -> list[tuple[int, ...]]:
    """Each lap begins with the next one in the list who is there, and goes down it."""
    people, before = sorted(there), past[-1][0] if past else 0
    laps = []
    for _ in range(LAPS):
        start = next((place for place, one in enumerate(people) if one > before), 0)
        laps.append((*people[start:], *people[:start]))
        before = people[start]
    return laps


WAYS: Mapping[str, Way] = {SHUFFLE: shuffled, LIST: down_the_list, KITH: kith}


def turns(scale: Scale) -> Iterator[Turns]:
    for name, way in WAYS.items():
        years = [_year(way, scale, seed) for seed in range(scale.seeds)]
        always = range(1, scale.circle_always + 1)
        firsts, lasts = ([[_times(year, one, end) for one in always] for year in years] for end in (0, -1))
        yield Turns(
            name,
            scale.circles,
            scale.circle,
            (mean(map(min, firsts)), mean(map(max, firsts))),
            (mean(map(min, lasts)), mean(map(max, lasts))),
            mean(_off(year, 0) for year in years),
            mean(_off(year, -1) for year in years),
            mean(_in_a_row(year) for year in years),
        )


def _year(way: Way, scale: Scale, seed: int) -> list[tuple[int, ...]]:
    """Some are always there; of as many others again as the circle has people, some come each time."""
    rng, past = Random(seed), list[tuple[int, ...]]()
    always = list(range(1, scale.circle_always + 1))
    others = range(scale.circle_always + 1, scale.circle_always + scale.circle + 1)
    for number in range(scale.circles):
        there = [*always, *rng.sample(others, scale.circle - scale.circle_always)]
        past += way(there, past, seed * 1000 + number)
    return past


def _times(year: Sequence[tuple[int, ...]], member_id: int, end: int) -> int:
    return sum(lap[end] == member_id for lap in year)


def _off(year: Sequence[tuple[int, ...]], end: int) -> float:
    everybody = {one for lap in year for one in lap}
    share = {one: sum(1 / len(lap) for lap in year if one in lap) for one in everybody}
    return max(abs(_times(year, one, end) - share[one]) for one in everybody)


def _in_a_row(year: Sequence[tuple[int, ...]]) -> int:
    """Within a circle: laps follow each other in it without a break."""
    circles = [year[n : n + LAPS] for n in range(0, len(year), LAPS)]
    return sum(one[-1] == other[0] for laps in circles for one, other in pairwise(laps))
