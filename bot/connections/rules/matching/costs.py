"""What two people cost in one group, for groups of three and four, as one whole number.

The first level first: that they may not be together; that they have met; that a later round of the design would bring
them together, which is given up the more easily the more of that round is spoilt already; what speaks for others.
"""

from collections.abc import Iterator

import numpy as np

from .asked import Seats
from .designs import meetings
from .levels import BRIDGES, LONG_AGO, NEEDS, NEW, Array, Level, Pairs
from .packing import factors
from .swapping import MANY

REFUSED, LATER = Level("refused", 1), Level("a later round", 60)
BY_CHANCE = 4
"""Beginnings beside those of the design."""
SPOILT_BY_REFUSAL = 4
"""Of a round of the design, by each two in it who may not be together: it can't be played whole."""
OUTWEIGHS = 8
"""A level is worth more than what so many pairs cost on those below it: more than a swap changes."""
BITS = 52
"""Of what two people cost: sums of a thousand of it fit into 63."""


class Costs:
    """What each two people cost in one group, in a round of the design, or in none of it: -1."""

    def __init__(self, pairs: Pairs, seats: Seats) -> None:
        self._pairs = pairs
        self._seat = np.array([seats.of.get(person.member_id, -1) for person in pairs.people])
        every = slice(0, len(pairs))
        values = dict(zip(pairs.levels, pairs.values(every), strict=True))
        self._refused = ~pairs.allowed(every)
        levels = [level for level in (NEW, LONG_AGO) if level in values]
        others = [level for level in pairs.levels if level in (NEEDS, BRIDGES)]
        by = factors([one.most for one in (REFUSED, *levels, LATER, *others)], OUTWEIGHS, bits=BITS)
        known = {REFUSED: self._refused, **{level: level.most - values[level] for level in (*levels, *others)}}
        factor = dict(zip((REFUSED, *levels, LATER, *others), by, strict=True))
        self._cost: Array = np.zeros(self._refused.shape, dtype=np.int64)
        for level, cost in known.items():
            self._cost += factor[level] * cost.astype(np.int64)
        self._later_by = factor[LATER] if levels else 0
        self._met = values[NEW] < NEW.most if levels else np.zeros_like(self._refused)
        self._meet, self._spoilt = self._in_the_design(seats)
        self._later = self._what_is_given_up()

    def beginnings(self, rng: np.random.Generator) -> Iterator[tuple[list[list[int]], int]]:
        """Yield blocks of people to begin with, and the round of the design that they are."""
        people = len(self._pairs)
        for number in range(len(self._spoilt)):
            blocks: dict[int, list[int]] = {}
            for one in range(people):
                blocks.setdefault(min([one, *np.flatnonzero(self._meet[one] == number).tolist()]), []).append(one)
            yield list(blocks.values()), number
        size = self._pairs.asked.hopes.size
        for _ in range(BY_CHANCE if people <= MANY else 1):
            order = rng.permutation(people).tolist()
            yield [order[first : first + size] for first in range(0, people, size)], -1

    def at(self, number: int) -> Array:
        """Return it in a round: what it has itself is not given up by playing it."""
        later = np.where(self._meet == number, 0, self._later) if number >= 0 else self._later
        cost: Array = self._cost + self._later_by * later
        np.fill_diagonal(cost, 0)
        return cost

    def _in_the_design(self, seats: Seats) -> tuple[Array, Array]:
        """Return in which round of the design each two meet, and how much of each round is spoilt."""
        meet = meetings(self._pairs.asked.hopes.size, seats.number)
        sit = self._seat >= 0
        here = np.where(sit[:, None] & sit, meet[np.ix_(self._seat, self._seat)], -1)
        spoilt = np.zeros(int(meet.max(initial=-1)) + 1, dtype=np.int64)
        for (one, other), past in self._pairs.asked.past.items():
            if one in seats.of and other in seats.of and (number := meet[seats.of[one], seats.of[other]]) >= 0:
                spoilt[number] += past.times
        refused = here[self._refused & (here >= 0)]
        return here, spoilt + SPOILT_BY_REFUSAL * np.bincount(refused, minlength=len(spoilt))

    def _what_is_given_up(self) -> Array:
        """Return what is lost for later by having two in one group now.

        Without a design that still goes on, the pairs are spared that many would need: who share many whom neither has
        met ("freedom", Triska and Musliu, 2012). Counted from the least spoilt round, a design begins anew at its end.
        """
        if len(self._spoilt) and (self._spoilt.min() == 0 or len(self._pairs) > MANY):
            worth = LATER.most // (1 + self._spoilt - self._spoilt.min())
            found: Array = np.where(self._meet >= 0, worth[self._meet], 0)
            return found
        unmet = (~self._met).astype(np.int64)
        np.fill_diagonal(unmet, 0)
        shared: Array = np.minimum(unmet @ unmet, LATER.most) * unmet if len(unmet) <= MANY else np.zeros_like(unmet)
        return shared
