"""How much of what members need a round meets, in pairs: beside the most that could be met."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import permutations
from statistics import mean

import numpy as np
import rustworkx
from scipy.sparse import csr_array, diags_array, hstack, vstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bot.connections.rules.fit import between
from bot.connections.rules.matching.asked import Asked, Drawn
from bot.connections.rules.matching.levels import NEEDS, Array, Pairs

from .baselines import UP_TO, WAYS
from .communities import community
from .scale import Scale

EXACT_UP_TO = 1_000
ROWS = 500
"""Worked on at a time."""


@dataclass(frozen=True)
class Useful:
    """`share`: of the most that could be met; `own`: of all levels, as the draw itself says, if it does.

    `helped`: the share of people in whose group is somebody who can help them, or whom they can help.
    """

    people: int
    way: str
    share: float
    helped: float
    seeds: int
    own: float | None = None


def usefulness(scale: Scale) -> Iterator[Useful]:
    for people, seeds in scale.needs:
        communities = [(asked, Known(asked)) for asked in (community(seed, people) for seed in range(seeds))]
        for name, way in WAYS.items():
            if people <= UP_TO[name]:
                drawn = [(way(asked), known) for asked, known in communities]
                own = [one.share for one, _ in drawn if one.share is not None]
                yield Useful(
                    people,
                    name,
                    mean(known.met_by(one) / known.most for one, known in drawn),
                    mean(known.helped_by(one) / people for one, known in drawn),
                    seeds,
                    min(own, default=None),
                )


class Known:
    """What each two people could do for each other, and the `most` that all could in pairs.

    Of up to a thousand people that is exact, over all pairs. Of more it is a bound: everybody is assigned to somebody,
    each person standing on both sides; no pairs reach more than half of that.
    """

    def __init__(self, asked: Asked) -> None:
        self._people = {person.member_id: person for person in asked.people}
        self._place = {person.member_id: place for place, person in enumerate(Pairs(asked).people)}
        self._worth = _needs(asked)
        self.most = _exact(self._worth) if len(self._place) <= EXACT_UP_TO else _bound(self._worth)

    def met_by(self, drawn: Drawn) -> int:
        ids = [two for group in drawn.groups for two in permutations(group, 2)]
        places = np.array([[self._place[one] for one in two] for two in ids]).reshape(-1, 2)
        return int(self._worth[places[:, 0], places[:, 1]].sum()) // 2

    def helped_by(self, drawn: Drawn) -> int:
        return sum(self._is_useful(one, group) for group in drawn.groups for one in group)

    def _is_useful(self, one: int, group: Collection[int]) -> bool:
        mine = self._people[one].sides
        return any(any(between(mine, self._people[other].sides)) for other in group if other != one)


def _needs(asked: Asked) -> csr_array:
    pairs = Pairs(asked)
    level = pairs.levels.index(NEEDS)
    parts = [slice(first, first + ROWS) for first in range(0, len(pairs), ROWS)]
    return vstack([csr_array(np.where(pairs.allowed(part), pairs.values(part)[level], 0)) for part in parts], "csr")


def _exact(worth: csr_array) -> float:
    rows, columns = (places.tolist() for places in np.triu(worth.toarray()).nonzero())
    weights: Array = worth[rows, columns]
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(worth.shape[0]))
    graph.add_edges_from(list(zip(rows, columns, weights.tolist(), strict=True)))
    return float(sum(worth[one, other] for one, other in rustworkx.max_weight_matching(graph, weight_fn=int)))


def _bound(worth: csr_array) -> float:
    people = worth.shape[0]
    alone = diags_array(np.full(people, 0.5))  # everybody could stay alone: else there might be no assignment
    rows, columns = min_weight_full_bipartite_matching(hstack([worth.astype(float), alone], "csr"), maximize=True)
    inside = columns < people
    return float(worth[rows[inside], columns[inside]].sum() + 0.5 * (people - inside.sum())) / 2
