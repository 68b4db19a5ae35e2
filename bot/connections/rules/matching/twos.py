"""Groups of two. Whom no pair is left for makes one of three, with the two whom they fit best."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.connections.rules.participation import Size

from .asked import LEAST
from .candidates import ALL_UP_TO, edges
from .crowd import nearly_best_pairs
from .exact import best_pairs
from .levels import Pairs
from .turns import claims, turns

EXACT_UP_TO = 2000
A_TRIO = 3
MOST_TRIES = 6
"""To find a place for somebody who has few whom they could be introduced to."""


@dataclass(frozen=True)
class Twos:
    """Groups of places in `people`; `alone`: who is in none. `share`: as in `Drawn`."""

    groups: list[list[int]]
    alone: list[int]
    share: float | None = None


def in_twos(pairs: Pairs) -> Twos:
    """Return as many people as possible in groups; where somebody is in none, who was left out least."""
    found = _in_twos(pairs, turns(pairs.people))
    for only_two_first in (True, False):
        tried, before = found, frozenset[int]()
        for _ in range(MOST_TRIES):
            if before >= set(tried.alone):
                break
            before |= set(tried.alone)
            tried = _in_twos(pairs, turns(pairs.people, before=before, only_two_first=only_two_first))
            found = min(found, tried, key=lambda one: _left_out(pairs, one))
    return found


def _left_out(pairs: Pairs, found: Twos) -> tuple[int, list[int]]:
    claim = claims(pairs.people)
    return len(found.alone), sorted((claim[one] for one in found.alone), reverse=True)


def _in_twos(pairs: Pairs, turn: Sequence[int]) -> Twos:
    chosen, share = _pairs(pairs, turn)
    taken = {one for two in chosen for one in two}
    without = sorted(set(range(len(pairs))) - taken, key=lambda one: -turn[one])
    groups = [list(two) for two in chosen]
    alone = [one for one in without if not taken_up(pairs, one, groups, most=A_TRIO)]
    return Twos(groups, alone, share)


def _pairs(pairs: Pairs, turn: Sequence[int]) -> tuple[list[tuple[int, int]], float | None]:
    """Return the pairs, and the share as in `Drawn`.

    Of many people mostly all but the odd one can be in a pair: then it is quicker without asking who comes first.
    """
    if len(pairs) > ALL_UP_TO:
        even = len(pairs) // 2 * 2
        places = sorted(sorted(range(len(pairs)), key=lambda one: -turn[one])[:even])
        most = pairs.among(places) if even < len(pairs) else pairs
        exact = len(pairs) <= EXACT_UP_TO
        found, share = (_exact(most, [0] * even), None) if exact else nearly_best_pairs(most)
        if not exact or 2 * len(found) == even:
            return [(places[one], places[two]) for one, two in found], share
    return _exact(pairs, turn), None


def _exact(pairs: Pairs, turn: Sequence[int]) -> list[tuple[int, int]]:
    return best_pairs(edges(pairs), [level.most for level in pairs.levels], first=turn)


def taken_up(pairs: Pairs, one: int, groups: Sequence[list[int]], *, most: int) -> bool:
    """Have the group take one more person whom they suit best, a small one first; return whether there is one."""
    row = slice(one, one + 1)
    allowed, values = pairs.allowed(row)[0], [value[0].tolist() for value in pairs.values(row)]
    possible = [group for group in groups if len(group) < most and _may_be_more(pairs, [one, *group])]
    possible = [group for group in possible if allowed[group].all()]
    if not possible:
        return False

    def suits(group: Sequence[int]) -> tuple[int, ...]:
        *levels, chance = (sum(value[two] for two in group) for value in values)
        people = [pairs.people[two] for two in group]
        gladly = sum(person.size is Size.TRIO for person in people)
        return -len(group), *levels, gladly, -sum(person.larger for person in people), chance

    max(possible, key=suits).append(one)
    return True


def _may_be_more(pairs: Pairs, group: Sequence[int]) -> bool:
    """Whether these may be one group: who wishes to be two alone is in none that is larger."""
    return len(group) <= LEAST or all(pairs.people[one].size is not Size.PAIR for one in group)
