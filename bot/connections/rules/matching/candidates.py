"""The pairs worth a look: all of them among some hundreds, of more people each one's best."""

from collections.abc import Iterator, Sequence

import numpy as np

from .levels import CHANCE, NEW, NEWCOMERS, Array, Pairs
from .pairs import Edges

ALL_UP_TO = 500
"""So many people are matched over all their pairs."""
EACH = 40
"""Of each of more people, so many of their best."""
CELLS = 300_000
"""Worked on at a time: what a processor holds close by."""


def edges(pairs: Pairs, each: int = EACH) -> Edges:
    """Return the pairs to choose from, each once, with its levels."""
    parts = list(_parts(pairs, each))
    rows, columns = (np.concatenate([part[n] for part in parts]) for n in (0, 1))
    values = np.concatenate([part[2] for part in parts], axis=1)
    low, high = np.minimum(rows, columns), np.maximum(rows, columns)
    _, once = np.unique(low * len(pairs) + high, return_index=True)
    return low[once], high[once], values[:, once]


def _parts(pairs: Pairs, each: int) -> Iterator[Edges]:
    step = max(CELLS // len(pairs), 1)
    for first in range(0, len(pairs), step):
        some = slice(first, first + step)
        values, allowed = pairs.values(some), pairs.allowed(some)
        chosen = allowed if len(pairs) <= ALL_UP_TO else _best(pairs, values, allowed, each)
        rows, columns = np.nonzero(chosen)
        yield rows + first, columns, np.stack([value[rows, columns] for value in values])


def _best(pairs: Pairs, values: Sequence[Array], allowed: Array, each: int) -> Array:
    """Return where the best of each row are, and about as many by chance: else all would want the same few."""
    level = dict(zip(pairs.levels, values, strict=True))
    worth = np.zeros(allowed.shape, dtype=np.int32)  # all levels together: under 2**31
    for one, value in level.items():
        if one is not NEWCOMERS:
            worth *= one.most + 1
            worth += value
    worth[~allowed] = -1
    found = np.zeros(allowed.shape, dtype=bool)
    np.put_along_axis(found, np.argpartition(worth, -each, axis=1)[:, -each:], values=True, axis=1)
    unmet = allowed & (level[NEW] == NEW.most) if NEW in level else allowed
    share = each / np.maximum(unmet.sum(axis=1), 1)
    found |= unmet & (level[CHANCE] < share[:, None] * (CHANCE.most + 1))
    return found & allowed
