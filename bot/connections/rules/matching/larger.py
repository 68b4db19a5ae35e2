"""Groups of three and four. Nobody knows a quick way to the best ones; these are found by search, from good beginnings.

Who takes part sits on the seats of a design, whose rounds repeat nobody. Each of its rounds, with those alone who are
there, is a beginning; swaps mend what absences and the past have spoilt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.connections.rules.participation import Size

from .asked import LEAST, MOST, Asked, Seats
from .costs import Costs
from .levels import Pairs
from .swapping import improved, in_sizes
from .turns import turns
from .twos import in_twos, taken_up

AT_A_TIME = 600
"""More people are drawn in parts: each has several hundred others to meet."""


@dataclass(frozen=True)
class Larger:
    """Groups of places in `people`; `alone`: who is in none; `seats`: where members sit from now on."""

    groups: list[list[int]]
    alone: list[int]
    seats: Seats


def in_larger(pairs: Pairs) -> Larger:
    """Return everybody in groups of the size that is hoped for, or one less, as far as nothing keeps them apart."""
    rng = np.random.default_rng(pairs.asked.seed)
    of_two, others, alone = _two_alone(pairs)
    seats = seated(pairs.asked, [pairs.people[one].member_id for one in others], rng)
    drawn = [group for part in _parts(others, rng) for group in _drawn(pairs, part, seats, rng)]
    groups, loose = _without_refusals(pairs, drawn)
    most = min(pairs.asked.hopes.size + 1, MOST)
    alone += [one for one in loose if not taken_up(pairs, one, groups, most=most)]
    again = in_twos(pairs.among(sorted(alone))) if len(alone) >= LEAST else None
    if again is not None:
        places = sorted(alone)
        groups += [[places[one] for one in group] for group in again.groups]
        alone = [places[one] for one in again.alone]
    return Larger([*of_two, *groups], alone, seats)


def seated(asked: Asked, member_ids: Sequence[int], rng: np.random.Generator) -> Seats:
    """Return where members sit: those who sat as before, others on free seats, as long as there are some.

    A new design is begun where there is none yet, and where most of those who are here have no seat in the old one.
    """
    size, before = asked.hopes.size, asked.seats
    sitting = sum(one in before.of for one in member_ids)
    if before.number % size or 2 * sitting < len(member_ids):
        before = Seats()
    number = before.number or -(-len(member_ids) // size) * size
    taken = dict(before.of)
    free = [seat for seat in rng.permutation(number).tolist() if seat not in taken.values()]
    new = [one for one in member_ids if one not in taken]
    return Seats(number, taken | dict(zip(new, free, strict=False)))


def _two_alone(pairs: Pairs) -> tuple[list[list[int]], list[int], list[int]]:
    """Return pairs of those who wish to be two alone, the others, and whom there was no second one for."""
    wished = [one for one, person in enumerate(pairs.people) if person.size is Size.PAIR]
    others = [one for one, person in enumerate(pairs.people) if person.size is not Size.PAIR]
    if not wished:
        return [], others, []
    found = in_twos(pairs.among(wished))
    groups = [[wished[one] for one in group] for group in found.groups]
    alone = []
    for one in sorted((wished[place] for place in found.alone), key=lambda one: -turns(pairs.people)[one]):
        singles = [[other] for other in others]
        if taken_up(pairs, one, singles, most=LEAST):
            (pair,) = (single for single in singles if len(single) == LEAST)
            groups.append(pair)
            others.remove(pair[0])
        else:
            alone.append(one)
    return groups, others, alone


def _parts(places: Sequence[int], rng: np.random.Generator) -> Iterator[list[int]]:
    shuffled = rng.permutation(places)
    for part in np.array_split(shuffled, -(-len(places) // AT_A_TIME)) if places else ():
        yield sorted(part.tolist())


def _drawn(pairs: Pairs, part: Sequence[int], seats: Seats, rng: np.random.Generator) -> list[list[int]]:
    """Return groups of these people, at the least cost that the search finds."""
    costs = Costs(pairs.among(part), seats)
    sizes = _sizes(len(part), pairs.asked.hopes.size)
    found = [improved(in_sizes(blocks, sizes), costs.at(number), rng) for blocks, number in costs.beginnings(rng)]
    _, group_of = min(found, key=lambda one: one[0])
    return [[part[one] for one in np.flatnonzero(group_of == number).tolist()] for number in range(len(sizes))]


def _sizes(people: int, size: int) -> list[int]:
    """Return as few groups as there can be, as even as they can be: 3 and 2 of five, 3, 3 and 3 of nine by fours."""
    number = -(-people // size)
    return [people // number + (one < people % number) for one in range(number)]


def _without_refusals(pairs: Pairs, groups: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[int]]:
    """Return groups in which all may be together, and who had to leave one for it, whose turn it was least first."""
    turn = turns(pairs.people)
    whole, loose = list[list[int]](), list[int]()
    for group in groups:
        kept = list[int]()
        for one in sorted(group, key=lambda one: -turn[one]):
            if pairs.allowed(slice(one, one + 1))[0][kept].all():
                kept.append(one)
            else:
                loose.append(one)
        if len(kept) < LEAST:
            loose += kept
        else:
            whole.append(kept)
    return whole, loose
