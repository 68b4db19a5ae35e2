"""Pairs among more people than the exact solver can take: nearly the best, and known how nearly.

Everybody is assigned to somebody, each person standing on both sides. That is quick, and half of its worth is no less
than what any pairs can reach. It consists of rings: an even one falls into pairs, an odd one lets one person go.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import inf

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from .candidates import edges
from .levels import LONG_AGO, NEW, Array, Pairs
from .packing import factors
from .pairs import best_pairs

EACH = 10
"""Of each, so many of the best."""
OUTWEIGHS = 4
"""A level is worth more than what so many pairs gain on those below it: all of them would take more bits than fit."""
BITS = 45
"""The solver calculates in floating point, which holds 53: the rest is for sums of some weights."""


def nearly_best_pairs(pairs: Pairs) -> tuple[list[tuple[int, int]], float]:
    """Return pairs of places, and what share they reach, at least, of the most that the candidates make possible."""
    by = np.array(factors([level.most for level in pairs.levels], OUTWEIGHS, bits=BITS))
    rows, columns, values = edges(pairs, EACH)
    half = csr_array((1.0 + by @ values, (rows, columns)), shape=(len(pairs), len(pairs)))
    worth = half + half.T
    alone = diags_array(np.full(len(pairs), 0.5))  # everybody could stay alone: else there might be no assignment
    _, other = min_weight_full_bipartite_matching(hstack([worth, alone], format="csr"), maximize=True)
    next_to = [one if one < len(pairs) else None for one in other.tolist()]
    links = {one: float(worth[one, two]) for one, two in enumerate(next_to) if two is not None}
    found = [pair for ring in _rings(next_to) for pair in _pairs_of(ring, links)]
    taken = {one for pair, _ in found for one in pair}
    found += _among(pairs, [one for one in range(len(pairs)) if one not in taken], by)
    return [pair for pair, _ in found], _share(pairs, found, links, by)


def _share(
    pairs: Pairs, found: Sequence[tuple[tuple[int, int], float]], links: Mapping[int, float], by: Array
) -> float:
    """Return what the pairs are worth, beside half of the assignment.

    Where everybody has somebody, all that any two strangers are worth is left out on both sides: next to it all else
    would be too little to be seen.
    """
    everybody = 2 * len(found) == len(links) == len(pairs)
    plain = [level.most if level in (NEW, LONG_AGO) else 0 for level in pairs.levels]
    left_out = 1.0 + float(by @ np.array(plain)) if everybody else 0.0
    bound = sum(worth - left_out for worth in links.values()) / 2
    return min(sum(worth - left_out for _, worth in found) / bound, 1.0) if bound > 0 else 1.0


def _among(pairs: Pairs, places: Sequence[int], by: Array) -> list[tuple[tuple[int, int], float]]:
    """Return the best pairs of the few that no ring has taken."""
    if not places:
        return []
    rest = pairs.among(places)
    rows, columns, values = edges(rest)
    worth = dict(zip(zip(rows.tolist(), columns.tolist(), strict=True), (1.0 + by @ values).tolist(), strict=True))
    chosen = best_pairs((rows, columns, values), [level.most for level in pairs.levels], first=[0] * len(rest))
    return [((places[one], places[two]), worth[one, two]) for one, two in chosen]


def _rings(next_to: Sequence[int | None]) -> Iterator[list[int]]:
    """Yield those who follow each other: in a ring, or in a row whose last one is alone."""
    followed = {two for two in next_to if two is not None}
    beginnings = [one for one in range(len(next_to)) if one not in followed]
    seen = set[int]()
    for beginning in [*beginnings, *range(len(next_to))]:
        ring, one = list[int](), beginning
        while one is not None and one not in seen:
            seen.add(one)
            ring.append(one)
            one = next_to[one]
        if len(ring) > 1:
            yield ring


def _pairs_of(ring: Sequence[int], links: Mapping[int, float]) -> list[tuple[tuple[int, int], float]]:
    """Return the best of the ways to take neighbours together, with their worth. `links`: of each with the next one."""

    def way(begin: int) -> list[tuple[tuple[int, int], float]]:
        turned = [*ring[begin:], *ring[:begin]]
        return [((one, two), links.get(one, -inf)) for one, two in zip(turned[::2], turned[1::2], strict=False)]

    return max((way(begin) for begin in range(len(ring))), key=lambda found: sum(worth for _, worth in found))
