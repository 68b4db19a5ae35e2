"""Other ways to take people together in pairs, and ours beside them.

Each is told the same of every two people: how often they have met, and then what they could do for each other.
"""

from collections.abc import Callable, Mapping
from itertools import combinations

import networkx as nx
import numpy as np

from bot.connections.rules.matching.asked import Asked, Drawn
from bot.connections.rules.matching.draw import draw
from bot.connections.rules.matching.levels import NEEDS, NEW, Array, Pairs
from bot.connections.rules.matching.packing import factors

Draw = Callable[[Asked], Drawn]
Two = tuple[int, int]
Choose = Callable[[Array, np.random.Generator], list[Two]]
"""From what each two are worth, places by places, to pairs of places."""

RESTARTS = 100
SHUFFLE, BY_MEMBER, BY_EDGE, STABLE, NETWORKX, KITH = (
    "shuffle",
    "greedy by member",
    "greedy by best edge",
    "stable marriage",
    "networkx exact",
    "Kith",
)


def shuffled(worth: Array, rng: np.random.Generator) -> list[Two]:
    """Take neighbours in a random order together."""
    order = rng.permutation(len(worth)).tolist()
    return list(zip(order[::2], order[1::2], strict=False))


def greedy_by_member(worth: Array, rng: np.random.Generator) -> list[Two]:
    """Have each in a random order choose the best who is still free."""
    lots, free, found = _with_lots(worth, rng), np.ones(len(worth), dtype=bool), list[Two]()
    for one in rng.permutation(len(worth)).tolist():
        if free[one] and free.sum() > 1:
            free[one] = False
            other = int(np.where(free, lots[one], -np.inf).argmax())
            free[other] = False
            found.append((one, other))
    return found


def greedy_by_edge(worth: Array, rng: np.random.Generator) -> list[Two]:
    """Take the best pair there is, then the best of those who are left."""
    rows, columns = np.triu_indices(len(worth), 1)
    order = np.argsort(-_with_lots(worth, rng)[rows, columns])
    free, found = np.ones(len(worth), dtype=bool), list[Two]()
    for one, other in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if free[one] and free[other]:
            free[[one, other]] = False
            found.append((one, other))
    return found


def stable_marriage(worth: Array, rng: np.random.Generator) -> list[Two]:
    """Split people in random halves and marry them, again and again; keep the try whose worst pair is best."""

    def judged(found: list[Two]) -> tuple[int, int]:
        each = [int(worth[two]) for two in found]
        return min(each, default=0), sum(each)

    return max((_married(worth, rng) for _ in range(RESTARTS)), key=judged)


def networkx_exact(worth: Array, _rng: np.random.Generator) -> list[Two]:
    """Take as many pairs as there can be, and of those ways the best."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(worth)))
    graph.add_weighted_edges_from((*two, int(worth[two])) for two in combinations(range(len(worth)), 2))
    return [(one, other) for one, other in nx.max_weight_matching(graph, maxcardinality=True)]


def as_draw(choose: Choose) -> Draw:
    """Return it as a way to draw a round."""

    def drawn(asked: Asked) -> Drawn:
        ids = [person.member_id for person in Pairs(asked).people]
        found = choose(worth_of(asked), np.random.default_rng(asked.seed))
        groups = tuple(tuple(sorted((ids[one], ids[other]))) for one, other in found)
        return Drawn(groups, tuple(sorted(set(ids) - {one for group in groups for one in group})))

    return drawn


def worth_of(asked: Asked) -> Array:
    """Return what each two are worth: the fewer times they have met, and then the more they can do for each other."""
    pairs = Pairs(asked)
    known = dict(zip(pairs.levels, pairs.values(slice(0, len(pairs))), strict=True))
    new_by, needs_by = factors([NEW.most, NEEDS.most], len(pairs))
    worth: Array = new_by * known[NEW].astype(np.int64) + needs_by * known[NEEDS]
    return worth


WAYS: Mapping[str, Draw] = {
    SHUFFLE: as_draw(shuffled),
    BY_MEMBER: as_draw(greedy_by_member),
    BY_EDGE: as_draw(greedy_by_edge),
    STABLE: as_draw(stable_marriage),
    NETWORKX: as_draw(networkx_exact),
    KITH: draw,
}
UP_TO = {SHUFFLE: 2_000, BY_MEMBER: 2_000, BY_EDGE: 2_000, STABLE: 1_000, NETWORKX: 200, KITH: 10_000}
"""Of more people, a way takes too long, or a matrix of all pairs too much memory."""


def _with_lots(worth: Array, rng: np.random.Generator) -> Array:
    """Return it with lots drawn between those who are worth the same."""
    half = np.triu(rng.random(worth.shape), 1)
    lots: Array = worth + half + half.T
    return lots


def _married(worth: Array, rng: np.random.Generator) -> list[Two]:
    """Marry one random half to the other (Gale and Shapley, 1962): no two would rather have each other."""
    order = rng.permutation(len(worth))
    here, there = np.array_split(order[: len(order) // 2 * 2], 2)
    across = worth[np.ix_(here, there)]
    asks = np.argsort(-(across + rng.random(across.shape)), axis=1).tolist()
    likes = (across + rng.random(across.shape)).T.tolist()
    asked, husband, free = [0] * len(here), [-1] * len(there), list(range(len(here)))
    while free:
        one = free.pop()
        other = asks[one][asked[one]]
        asked[one] += 1
        before = husband[other]
        if before >= 0 and likes[other][before] >= likes[other][one]:
            free.append(one)
            continue
        husband[other] = one
        if before >= 0:
            free.append(before)
    return [(int(here[one]), int(there[other])) for other, one in enumerate(husband)]
