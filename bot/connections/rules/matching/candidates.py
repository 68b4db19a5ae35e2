"""The pairs worth a look: all of them among some hundreds, of more people each one's best."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .levels import CHANCE, NEW, NEWCOMERS, Array, Level, Pairs, Value

ALL_UP_TO = 500
"""So many people are matched over all their pairs."""
EACH = 40
"""Of each of more people, so many of their best."""
CELLS = 300_000
"""Worked on at a time: what a processor holds close by."""


class Edges(NamedTuple):
    """`rows` and `columns`: the places of two; `values`: levels by edges.

    `beyond`: levels by people. No pair that is not among the edges speaks for more, whichever of the two is asked;
    newcomers are counted twice in it, as if the other one were one too.
    """

    rows: Array
    columns: Array
    values: Array
    beyond: Array


def edges(pairs: Pairs, each: int = EACH) -> Edges:
    """Return the pairs to choose from, each once."""
    parts = list(_parts(pairs, each))
    rows, columns = (np.concatenate([part[n] for part in parts]) for n in (0, 1))
    values, beyond = (np.concatenate([part[n] for part in parts], axis=1) for n in (2, 3))
    low, high = np.minimum(rows, columns), np.maximum(rows, columns)
    _, once = np.unique(low * len(pairs) + high, return_index=True)
    return Edges(low[once], high[once], values[:, once], beyond)


def _parts(pairs: Pairs, each: int) -> Iterator[Edges]:
    step = max(CELLS // len(pairs), 1)
    for first in range(0, len(pairs), step):
        some = slice(first, first + step)
        values, allowed = pairs.values(some), pairs.allowed(some)
        if len(pairs) <= ALL_UP_TO:
            chosen, beyond = allowed, np.zeros((len(values), len(allowed)), dtype=np.int64)
        else:
            level = dict(zip(pairs.levels, values, strict=True))
            chosen, best = _best(level, allowed, each)
            beyond = np.stack([2 * pairs.is_new[some] if one is NEWCOMERS else best[one] for one in pairs.levels])
        rows, columns = np.nonzero(chosen)
        yield Edges(rows + first, columns, np.stack([value[rows, columns] for value in values]), beyond)


def _best(values: dict[Level, Array], allowed: Array, each: int) -> tuple[Array, dict[Level, Array]]:
    """Return where the best of each row are, and about as many by chance: else all would want the same few.

    And the levels of the last of the best, by rows: no other speaks for more.
    """
    levels = [level for level in values if level is not NEWCOMERS]
    worth = np.zeros(allowed.shape, dtype=np.int32)  # all levels together: under 2**31
    for level in levels:
        worth *= level.most + 1
        worth += values[level]
    np.putmask(worth, ~allowed, -1)
    last = np.partition(worth, -each, axis=1)[:, -each]
    found = worth >= last[:, None]
    unmet = allowed & (values[NEW] == NEW.most) if NEW in values else allowed
    share = each / np.maximum(np.count_nonzero(unmet, axis=1), 1)
    below = np.ceil(np.minimum(share, 1.0) * (CHANCE.most + 1)).astype(Value)
    found |= unmet & (values[CHANCE] < below[:, None])
    of_last = np.unravel_index(np.maximum(last, 0), [level.most + 1 for level in levels])
    return found & allowed, dict(zip(levels, of_last, strict=True))
