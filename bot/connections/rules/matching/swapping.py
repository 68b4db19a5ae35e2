"""Better groups by swapping two people at a time: a tabu search (Glover, 1986) that ends after so many steps."""

from collections.abc import Sequence

import numpy as np

from .levels import Array

STEPS = 150
MANY = 150
"""Of more people, only those who are worst off are moved."""
MOVED_OF_MANY = 16
REST = 3, 8
"""Who was moved is not moved again for so many steps, unless it is the best so far."""
NO_SWAP = np.iinfo(np.int64).max


def improved(group_of: Array, cost: Array, rng: np.random.Generator) -> tuple[int, Array]:
    """Return the least cost that was found, and the group of each person then.

    `cost`: of each two people in one group, whole numbers, person by person, with nothing on the diagonal.
    """
    search = _Search(group_of.copy(), cost, rng)
    for step in range(max(STEPS, len(group_of) if len(group_of) > MANY else 0)):
        if search.least == 0:
            break
        search.swap(step)
    return search.least, search.best


class _Search:
    def __init__(self, group_of: Array, cost: Array, rng: np.random.Generator) -> None:
        self._group_of, self._cost, self._rng = group_of, cost, rng
        self._everybody = np.arange(len(group_of))
        order = np.argsort(group_of, kind="stable")
        firsts = np.searchsorted(group_of[order], np.arange(group_of.max() + 1))
        self._to_group = np.add.reduceat(cost[:, order], firsts, axis=1)
        """What each would cost with the members of each group."""
        self._now = int(self._to_group[self._everybody, group_of].sum()) // 2
        self._rests_until = np.zeros(len(group_of), dtype=np.int64)
        self.least, self.best = self._now, group_of.copy()

    def swap(self, step: int) -> None:
        """Do the best swap there is, even if it costs more: else the search would stay where it is."""
        own = self._to_group[self._everybody, self._group_of]
        movers = self._movers(own)
        change = self._changes(movers, own, step)
        lowest = change.min()
        if lowest == NO_SWAP:
            self._rests_until[:] = 0
            return
        ties = np.flatnonzero(change == lowest)
        row, other = divmod(int(ties[self._rng.integers(len(ties))]), len(self._everybody))
        self._do(int(movers[row]), other, int(lowest), step)

    def _movers(self, own: Array) -> Array:
        if len(self._everybody) <= MANY:
            return self._everybody
        worst = np.argsort(-own, kind="stable")[: MANY // 2]
        chosen: Array = worst[self._rng.permutation(len(worst))[:MOVED_OF_MANY]]
        return chosen

    def _changes(self, movers: Array, own: Array, step: int) -> Array:
        """Return what each swap of a mover with anybody would change."""
        group_of, to_group = self._group_of, self._to_group
        across = to_group[movers][:, group_of] + to_group[:, group_of[movers]].T
        change: Array = across - own[movers][:, None] - own - 2 * self._cost[movers]
        rests = (self._rests_until[movers] > step)[:, None] | (self._rests_until > step)
        rests &= change >= self.least - self._now
        change[rests | (group_of[movers][:, None] == group_of)] = NO_SWAP
        return change

    def _do(self, one: int, other: int, change: int, step: int) -> None:
        mine, theirs = self._group_of[one], self._group_of[other]
        difference = self._cost[:, other] - self._cost[:, one]
        self._to_group[:, mine] += difference
        self._to_group[:, theirs] -= difference
        self._group_of[one], self._group_of[other] = theirs, mine
        self._now += change
        self._rests_until[[one, other]] = step + self._rng.integers(*REST, 2)
        if self._now < self.least:
            self.least, self.best = self._now, self._group_of.copy()


def in_sizes(blocks: Sequence[Sequence[int]], sizes: Sequence[int]) -> Array:
    """Return the group of each person: of these sizes, the larger blocks kept together as far as they fit."""
    by_size = sorted(blocks, key=len, reverse=True)
    groups = [list(block[:wanted]) for block, wanted in zip(by_size, sizes, strict=False)]
    groups += [[] for _ in sizes[len(groups) :]]
    kept = {one for group in groups for one in group}
    loose = [one for block in by_size for one in block if one not in kept]
    group_of = np.empty(sum(sizes), dtype=np.int64)
    for number, (group, wanted) in enumerate(zip(groups, sizes, strict=True)):
        while len(group) < wanted:
            group.append(loose.pop())
        group_of[group] = number
    return group_of
