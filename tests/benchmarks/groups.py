"""Other ways to take people together in threes and fours, and ours beside them."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from bot.connections.rules.matching.asked import Asked, Drawn
from bot.connections.rules.matching.draw import draw
from bot.connections.rules.matching.levels import NEW, Array, Pairs

from .baselines import KITH, Draw

TRIES = 300
SHUFFLES, ONCE, GREEDILY = f"best of {TRIES} shuffles", "one greedy try", f"best of {TRIES} greedy tries"
Way = Callable[[Array, int, np.random.Generator], Array]
"""From how often each two have met, and the size of groups, to tries: each an order in which a group is a run."""


def at_random(met: Array, _size: int, rng: np.random.Generator) -> Array:
    return rng.permuted(np.tile(np.arange(len(met)), (TRIES, 1)), axis=1)


def greedily(met: Array, size: int, rng: np.random.Generator, *, tries: int) -> Array:
    """Fill one group after the other, each with who has met its people least often; lots decide between equals."""
    every, orders = np.arange(tries), np.empty((tries, len(met)), dtype=np.int64)
    taken = np.zeros((tries, len(met)), dtype=bool)
    cost = np.zeros((tries, len(met)), dtype=np.int64)
    for place in range(len(met)):
        if place % size == 0:
            cost[:] = 0
        chosen = np.where(taken, np.inf, cost + rng.random(cost.shape)).argmin(axis=1)
        orders[:, place] = chosen
        taken[every, chosen] = True
        cost += met[chosen]
    return orders


def as_draw(way: Way) -> Draw:
    """Return it as a way to draw a round: the try with the fewest repeats. People must fill their groups."""

    def drawn(asked: Asked) -> Drawn:
        pairs, size = Pairs(asked), asked.hopes.size
        known = dict(zip(pairs.levels, pairs.values(slice(0, len(pairs))), strict=True))
        met: Array = NEW.most - known[NEW].astype(np.int64)
        np.fill_diagonal(met, 0)
        tries = way(met, size, np.random.default_rng(asked.seed)).reshape(-1, len(pairs) // size, size)
        repeats = met[tries[..., :, None], tries[..., None, :]].sum(axis=(1, 2, 3))
        groups = tries[int(repeats.argmin())].tolist()
        return Drawn(tuple(tuple(sorted(pairs.people[one].member_id for one in group)) for group in groups), ())

    return drawn


WAYS: Mapping[str, Draw] = {
    SHUFFLES: as_draw(at_random),
    ONCE: as_draw(partial(greedily, tries=1)),
    GREEDILY: as_draw(partial(greedily, tries=TRIES)),
    KITH: draw,
}
