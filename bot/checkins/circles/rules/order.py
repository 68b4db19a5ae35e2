"""Who begins, and which way round: fair over time, and by lot among equals.

In a lap of n people everybody is owed an n-th of a beginning, and of an end. Who has been owed most for longest begins;
who has begun lately is owed least, and who is new has hardly been owed anything yet. So nobody who seldom comes must
begin whenever they do, as they would if beginnings were only counted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

CLOSE = 1e-9
"""Sums of fractions that differ by less are the same."""


@dataclass(frozen=True)
class Owed:
    """How many beginnings and ends of laps a member has had fewer than their share; below 0: more."""

    firsts: float = 0.0
    lasts: float = 0.0


@dataclass(frozen=True)
class Order:
    """Who is called after whom. `by_lot`: the first one was chosen among several who were owed as much."""

    member_ids: tuple[int, ...]
    by_lot: bool


def owed(past: Iterable[Sequence[int]], member_ids: Collection[int]) -> dict[int, Owed]:
    """Return what these people are owed, with the lap that is about to begin. `past`: who was in each lap, in order."""
    share = 1 / max(len(member_ids), 1)
    found = dict.fromkeys(member_ids, Owed(share, share))
    for lap in past:
        part = 1 / len(lap)
        for member_id in found.keys() & set(lap):
            before = found[member_id]
            firsts, lasts = (member_id == lap[end] for end in (0, -1))
            found[member_id] = Owed(before.firsts + part - firsts, before.lasts + part - lasts)
    return found


def first_lap(owed_to: Mapping[int, Owed], *, away: Collection[int] = (), seed: int) -> Order:
    """Who is owed most begins, and of the others who is owed most ends; who sits between them is drawn by lot.

    Whoever is `away` neither begins nor ends where anybody else can.
    """
    lots = _lots(owed_to, seed=seed, lap=1)
    first, by_lot = _most_owed({one: (owed_to[one].firsts,) for one in _but(owed_to, away)}, lots)
    others = sorted(owed_to.keys() - {first}, key=lots.__getitem__)
    if not others:
        return Order((first,), by_lot)
    last, _ = _most_owed({one: (owed_to[one].lasts,) for one in _but(others, away)}, lots)
    return Order((first, *(one for one in others if one != last), last), by_lot)


def next_lap(
    ring: Sequence[int],
    owed_to: Mapping[int, Owed],
    *,
    clockwise: bool,
    last: int,
    away: Collection[int] = (),
    seed: int,
    lap: int,
) -> Order:
    """Go round the ring, one way or the other, from whoever is owed most; the end counts where they are equal.

    Who spoke `last` in the lap before does not begin where anybody else who is there can; nor does who is `away`.
    """
    way = list(ring) if clockwise else list(reversed(ring))
    before = dict(zip(way, [way[-1], *way[:-1]], strict=True))
    claims = {one: (owed_to[one].firsts, owed_to[before[one]].lasts) for one in _but(_but(way, away), {last})}
    first, by_lot = _most_owed(claims, _lots(owed_to, seed=seed, lap=lap))
    start = way.index(first)
    return Order((*way[start:], *way[:start]), by_lot)


def _but(member_ids: Iterable[int], some: Collection[int]) -> list[int]:
    """Return these without some, or all of them where nobody would be left."""
    everybody = list(member_ids)
    return [one for one in everybody if one not in some] or everybody


def _most_owed(claims: Mapping[int, tuple[float, ...]], lots: Mapping[int, int]) -> tuple[int, bool]:
    """Return the one with the highest claim, and whether others have the same."""
    best = max(claims.values())
    equal = [one for one, claim in claims.items() if all(abs(a - b) < CLOSE for a, b in zip(claim, best, strict=True))]
    return min(equal, key=lots.__getitem__), len(equal) > 1


def _lots(member_ids: Iterable[int], *, seed: int, lap: int) -> dict[int, int]:
    """Draw a lot for each, the same for the same seed and lap in whichever order they come."""
    people = sorted(member_ids)
    drawn = np.random.default_rng((seed, lap)).permutation(len(people))
    return dict(zip(people, drawn.tolist(), strict=True))
