"""Pairs are the best there are: held against every way there is."""

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from bot.connections.rules.matching.candidates import edges
from bot.connections.rules.matching.exact import best_pairs
from bot.connections.rules.matching.levels import Pairs
from bot.connections.rules.matching.turns import turns

from .brute_force import Group, Known, ways
from .communities import community

PEOPLE = [(seed, 2 + seed % 9) for seed in range(120)]


class Judged:
    """A way to take people together, by all that counts in its order."""

    def __init__(self, pairs: Pairs) -> None:
        self.known, self._turn = Known(pairs), turns(pairs.people)

    def worth(self, way: Sequence[Group]) -> tuple[object, ...]:
        covered = sorted((self._turn[one] for two in way for one in two), reverse=True)
        return len(way), covered, self.known.levels(way)

    def found(self, pairs: Pairs) -> list[tuple[int, int]]:
        return best_pairs(edges(pairs), [level.most for level in pairs.levels], first=self._turn)


@pytest.mark.parametrize(("seed", "people"), PEOPLE)
def test_no_way_is_better_on_any_level(seed: int, people: int) -> None:
    pairs = Pairs(community(seed, people, apart=Random(seed).random() * 0.7))
    judged = Judged(pairs)

    found = judged.found(pairs)

    assert all(judged.known.allowed(two) for two in found)
    assert judged.worth(found) == max(map(judged.worth, ways(range(people), judged.known, sizes=[2])))


@pytest.mark.parametrize("seed", range(30))
def test_it_is_never_below_taking_the_best_pair_each_time(seed: int) -> None:
    pairs = Pairs(community(seed, 24 + seed % 2))
    judged = Judged(pairs)

    assert judged.worth(judged.found(pairs)) >= judged.worth(_greedily(judged.known, len(pairs)))


def _greedily(known: Known, people: int) -> list[Group]:
    every = [two for two in combinations(range(people), 2) if known.allowed(two)]
    taken: list[Group] = []
    for two in sorted(every, key=lambda one: known.levels([one]), reverse=True):
        if not any(set(two) & set(other) for other in taken):
            taken.append(two)
    return taken
