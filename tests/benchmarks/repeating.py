"""What comes of round after round: who meets again, who is left out how often, and when threes and fours repeat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import mean

from bot.connections.rules.matching.asked import Person
from bot.connections.rules.participation import Size
from tests.connections.matching.seasons import Season, coming_and_going, strangers, unavoidable

from . import baselines, groups
from .baselines import Draw
from .scale import Scale

MAXIMA = {
    (3, 9): 4, (3, 15): 7, (3, 21): 10, (3, 27): 13, (3, 33): 16,
    (4, 16): 5, (4, 20): 5, (4, 24): 7, (4, 28): 9, (4, 32): 10,
}  # fmt: skip
"""By the size of groups and the people: rounds in which nobody need meet again, known from the theory of designs."""


@dataclass(frozen=True)
class Repeats:
    """Means of all seeds. `beyond`: repeats that could have been avoided; `worst`: the count of one pair."""

    people: int
    rounds: int
    way: str
    beyond: float
    worst: float
    unavoidable: int


@dataclass(frozen=True)
class Waits:
    """How often those who are always there were left out; means of all seeds. `most`, `least`: of one of them."""

    community: str
    way: str
    most: float
    least: float
    never: float


@dataclass(frozen=True)
class Before:
    """Rounds before a repeat, mean of all seeds. `people`: who are there; as many as `away` are not, others each time.

    `known`: how many rounds there can be; unknown if people come and go.
    """

    size: int
    people: int
    away: int
    way: str
    rounds: float
    known: int | None


def repeats(scale: Scale) -> Iterator[Repeats]:
    for people, rounds in scale.repeats:
        for name, way in baselines.WAYS.items():
            seasons = [_played(way, seed, [strangers(people)] * rounds) for seed in range(scale.seeds)]
            least = unavoidable(people, rounds)
            worst = mean(max(map(len, season.met.values())) for season in seasons)
            beyond = mean(season.repeats - least for season in seasons)
            yield Repeats(people, rounds, name, beyond, worst, least)


def waits(scale: Scale) -> Iterator[Waits]:
    """Everybody wishes to be two alone, so that of an odd number one is left out each round."""
    there = {
        f"{scale.odd} people": (scale.odd, [strangers(scale.odd)] * scale.rounds),
        f"{scale.always} people, others come and go": (
            scale.always,
            list(coming_and_going(scale.rounds, scale.always, scale.others)),
        ),
    }
    for who, (always, rounds) in there.items():
        alone = [[replace(one, size=Size.PAIR) for one in here] for here in rounds]
        for name, way in baselines.WAYS.items():
            seasons = [_played(way, seed, alone) for seed in range(scale.seeds)]
            times = [[len(season.left_out.get(one, ())) for one in range(1, always + 1)] for season in seasons]
            never = mean(each.count(0) for each in times)
            yield Waits(who, name, mean(map(max, times)), mean(map(min, times)), never)


def before(scale: Scale) -> Iterator[Before]:
    """With the same people each round, and with a group's worth of others who are away."""
    for size, numbers in scale.larger:
        for away in (0, size):
            for people in numbers:
                for name, way in groups.WAYS.items():
                    rounds = mean(_until_a_repeat(way, size, people, away, seed) for seed in range(scale.seeds))
                    known = None if away else MAXIMA.get((size, people))
                    yield Before(size, people, away, name, rounds, known)


def _played(way: Draw, seed: int, rounds: Sequence[Sequence[Person]]) -> Season:
    season = Season(way, seed=seed)
    for here in rounds:
        season.play(here)
    return season


def _until_a_repeat(way: Draw, size: int, people: int, away: int, seed: int) -> int:
    season, everybody, rng = Season(way, size=size, seed=seed), strangers(people + away), Random(seed)
    while not season.repeats:
        season.play(rng.sample(everybody, people))
    return season.round - 1
