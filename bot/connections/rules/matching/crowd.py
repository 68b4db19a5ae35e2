"""Pairs among more people than the exact solver can take: nearly the best, and known how nearly.

Everybody is assigned to somebody, each person standing on both sides. That is quick, and half of its worth is no less
than what any pairs can reach. It consists of rings: an even one falls into pairs, an odd one lets one person go.
"""

from collections.abc import Iterator, Sequence
from math import inf

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from .candidates import CELLS, EACH, edges
from .exact import best_pairs
from .levels import LONG_AGO, NEW, NEWCOMERS, Array, Pairs
from .packing import factors
from .prices import held, prices

EDGES, FEWEST = 150_000, 10
"""Of each person as many fewer of the best as it takes to look at so many pairs in all, but at least so many."""
OUTWEIGHS = 4
"""A level is worth more than what so many pairs gain on those below it: all of them would take more bits than fit."""
BITS = 45
"""The solver calculates in floating point, which holds 53: the rest is for sums of some weights."""
WAYS = 50
"""To take a ring apart that are tried: a long one has as many as people."""
MENDED = 200
"""People who are matched once more over all their pairs: whom no ring has taken, and those in the pairs worth least."""

Found = list[tuple[tuple[int, int], float]]
"""Pairs of places, each with its worth."""


def nearly_best_pairs(pairs: Pairs) -> tuple[list[tuple[int, int]], float]:
    """Return pairs of places, and what share they reach, at least, of a bound that no pairs exceed."""
    by = np.array(factors([level.most for level in pairs.levels], OUTWEIGHS, bits=BITS))
    some = edges(pairs, min(EACH, max(EDGES // len(pairs), FEWEST)))
    half = csr_array((1.0 + by @ some.values, (some.rows, some.columns)), shape=(len(pairs), len(pairs)))
    worth = half + half.T
    alone = diags_array(np.full(len(pairs), 0.5))  # everybody could stay alone: else there might be no assignment
    table = hstack([worth, alone], format="csr")
    _, other = min_weight_full_bipartite_matching(table, maximize=True)
    next_to = [one if one < len(pairs) else None for one in other.tolist()]
    links = np.where(other < len(pairs), held(table, other), -inf).tolist()
    found = _mended(pairs, [pair for ring in _rings(next_to) for pair in _pairs_of(ring, links)], by)
    most = _most(pairs, prices(table, other), (1.0 + by @ some.beyond) / 2, by)
    return [pair for pair, _ in found], _share(pairs, found, most, by)


def _most(pairs: Pairs, price: Array, beyond: Array, by: Array) -> Array:
    """Return what each person adds to any pairs at most: their price, or more where it would not do for all pairs.

    `price`: enough for the pairs that were looked at; `beyond`: for all others, if both of a pair have as much. Who has
    less is compared with everybody, and needs no more than what somebody would be worth beyond that one's price.
    """
    most, short = price.copy(), np.flatnonzero(price < beyond)
    for rows in np.array_split(short, -(-len(short) * len(pairs) // CELLS)) if len(short) else ():
        worth = 1.0 + sum(factor * value for factor, value in zip(by, pairs.values(rows), strict=True))
        worth[~pairs.allowed(rows)] = 0.0
        most[rows] = np.maximum(price[rows], np.minimum(beyond[rows], (worth - price).max(axis=1)))
    return most


def _share(pairs: Pairs, found: Found, most: Array, by: Array) -> float:
    """Return what the pairs are worth, beside the bound. `most`: what each person adds to any pairs at most.

    Where everybody has somebody, all that any two strangers are worth is left out on both sides, and that each newcomer
    has somebody: next to it all else would be too little to be seen.
    """
    certain = np.zeros(len(pairs))
    if 2 * len(found) == len(pairs):
        sure = {NEW: NEW.most, LONG_AGO: LONG_AGO.most, NEWCOMERS: 2 * pairs.is_new}
        each = sum(factor * sure.get(level, 0) for factor, level in zip(by, pairs.levels, strict=True))
        certain = certain + (1.0 + each) / 2
    bound = (most - certain).sum()
    reached = sum(worth - certain[one] - certain[two] for (one, two), worth in found)
    return float(reached / bound) if bound > 0 else 1.0


def _mended(pairs: Pairs, found: Found, by: Array) -> Found:
    """Return the pairs with some of the people matched once more."""
    taken = {one for two, _ in found for one in two}
    free = [one for one in range(len(pairs)) if one not in taken]
    if not free:
        return found
    best_first = sorted(found, key=lambda pair: -pair[1])
    kept = best_first[: max(len(found) - max(MENDED - len(free), 0) // 2, 0)]
    again = sorted([*free, *(one for two, _ in best_first[len(kept) :] for one in two)])
    some = pairs.among(again)
    every = edges(some)
    worth = csr_array((1.0 + by @ every.values, (every.rows, every.columns)), shape=(len(again), len(again)))
    chosen = best_pairs(every, [level.most for level in pairs.levels], first=[0] * len(again))
    return [*kept, *(((again[one], again[two]), float(worth[one, two])) for one, two in chosen)]


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


def _pairs_of(ring: Sequence[int], links: Sequence[float]) -> Found:
    """Return the best of the ways to take neighbours together, with their worth. `links`: of each with the next one."""

    def way(begin: int) -> Found:
        turned = [*ring[begin:], *ring[:begin]]
        return [((one, two), links[one]) for one, two in zip(turned[::2], turned[1::2], strict=False)]

    ways = map(way, range(min(len(ring), WAYS)))
    return max(ways, key=lambda found: sum(worth for _, worth in found))
