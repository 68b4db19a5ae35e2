"""The best pairs there are: a maximum weight matching, exact."""

from collections.abc import Sequence

import numpy as np
import rustworkx

from .candidates import Edges
from .packing import factors, packed


def best_pairs(edges: Edges, most: Sequence[int], *, first: Sequence[int]) -> list[tuple[int, int]]:
    """Return as many pairs as there can be; of those, who comes first; of those, the best on each level in order.

    `first`: how early each person comes, the higher the earlier. The people whom a matching can cover are a matroid: so
    the highest sum of it over those covered is the one in which the earliest is covered, then the next, and so on.
    """
    rows, columns, values, _ = edges
    early = np.array(first, dtype=np.int64)
    by = factors([2 * max(first, default=0), *most], len(first) // 2)
    weights = packed(np.vstack([early[rows] + early[columns], values]), by)
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(first)))
    graph.add_edges_from(list(zip(rows.tolist(), columns.tolist(), weights, strict=True)))
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return sorted((min(one), max(one)) for one in found)
