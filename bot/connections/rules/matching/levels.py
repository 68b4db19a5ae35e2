"""What speaks for introducing two people to each other: levels, each worth more than all those below it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from bot.connections.rules.fit import Slugs
from bot.connections.rules.participation import Mix
from bot.connections.rules.slots import AHEAD, hours

from .asked import Asked, Bridge, New, Pair

Array = np.ndarray[Any, np.dtype[Any]]
Rows = slice | Array
Value = np.int16

MOST_TIMES, MOST_WEEKS = 31, 63
"""More often, and longer ago, counts as this."""
HELP, RARE_HELP, MOST_HELP = 4, 12, 60
"""Of a need that is met: what it counts, what it counts more if nobody else offers it, and the most of all of them."""
MOST_NEEDS = 3 * MOST_HELP
MOST_BRIDGE = 3
MOST_CHANCE = 1023
WORD = 2**64 - 1


@dataclass(frozen=True)
class Level:
    name: str
    most: int
    """The highest value that one pair can have."""


NEW, LONG_AGO = Level("new to each other", MOST_TIMES), Level("long ago", MOST_WEEKS)
NEWCOMERS, NEEDS = Level("newcomers", 2), Level("needs met", MOST_NEEDS)
BRIDGES, CHANCE = Level("bridges", MOST_BRIDGE), Level("chance", MOST_CHANCE)


class Pairs:
    """Every pair of those who are asked, by their places in `people`, who stand in the order of their ids.

    Values are worked out for some rows at a time: all pairs of ten thousand people would fill the memory.
    """

    def __init__(self, asked: Asked, *, of_all: Asked | None = None) -> None:
        """`of_all`: those by whom it is judged how rare an offer is, where only some of them are asked."""
        self.people = sorted(asked.people, key=lambda person: person.member_id)
        self.levels = _levels(asked)
        self.asked = asked
        self._of_all = of_all or asked

    def __len__(self) -> int:
        return len(self.people)

    def among(self, places: Sequence[int]) -> "Pairs":
        """Return the pairs of some of these people."""
        some = replace(self.asked, people=tuple(self.people[place] for place in places))
        return Pairs(some, of_all=self._of_all)

    def allowed(self, rows: Rows) -> Array:
        """Return who may be introduced to whom, each with each: rows by people."""
        (kind, share), here = self._times, np.arange(len(self))
        together, others = share[kind[rows]][:, kind], here[rows, None] != here
        may: Array = together & others & (self._refused[rows].toarray() == 0)
        return may

    def values(self, rows: Rows) -> list[Array]:
        """Return what speaks for each pair, of each level a matrix: rows by people."""
        working: dict[Level, Callable[[], Array]] = {
            NEW: lambda: MOST_TIMES - self._repeats[rows].toarray(),
            LONG_AGO: lambda: MOST_WEEKS - self._recent[rows].toarray(),
            NEWCOMERS: lambda: np.add.outer(self.is_new[rows], self.is_new),
            NEEDS: lambda: self._needs(rows),
            BRIDGES: lambda: self._bridges(rows),
            CHANCE: lambda: self._chance(rows),
        }
        return [working[level]() for level in self.levels]

    def _needs(self, rows: Rows) -> Array:
        """What each could do for the other; help that goes both ways counts once more."""
        got = np.minimum((self._needed[rows] @ self._offered.T).toarray(), MOST_HELP)
        given = np.minimum((self._offered[rows] @ self._needed.T).toarray(), MOST_HELP)
        worth: Array = got + given + np.minimum(got, given)
        return worth

    def _bridges(self, rows: Rows) -> Array:
        parts = self._parts
        same = (parts[rows, None] & parts) != 0
        other = ((parts[rows, None] != 0) & (parts != 0)) & ~same
        value: Array = other.astype(Value) * (self.asked.hopes.bridge is not Bridge.NO)
        for mix, is_so in ((Mix.OTHER, other), (Mix.SAME, same)):
            wished = self._wishes[mix]
            if wished.any():
                value += is_so * np.add.outer(wished[rows], wished)
        return value

    def _chance(self, rows: Rows) -> Array:
        """A number for each pair, mixed from the numbers of both: the same whoever else is there."""
        return (_mixed(self._lots[rows, None] ^ self._lots) & np.uint32(MOST_CHANCE)).astype(Value)

    @cached_property
    def _lots(self) -> Array:
        """A number for each person, from the seed and their id."""
        ids = np.array([(person.member_id ^ self.asked.seed) % 2**64 for person in self.people], dtype=np.uint64)
        return _mixed(_mixed(ids.astype(np.uint32)) ^ (ids >> np.uint64(32)).astype(np.uint32))

    @cached_property
    def _times(self) -> tuple[Array, Array]:
        """Return the kind of time that each has, and which kinds have an hour together."""
        said = [(person.slots, person.zone) for person in self.people]
        ahead = {one: hours(*one, now=self.asked.now) for one in set(said)}
        each = [ahead[one] for one in said]
        kinds = {when: number for number, when in enumerate(dict.fromkeys(each))}
        words = np.array([[when >> shift & WORD for shift in range(0, AHEAD, 64)] for when in kinds], dtype=np.uint64)
        share = np.zeros((len(kinds), len(kinds)), dtype=bool)
        for word in words.T:
            share |= (word[:, None] & word) != 0
        return np.array([kinds[when] for when in each], dtype=np.int64), share

    @cached_property
    def _repeats(self) -> csr_array:
        return self._of_pairs({ids: min(past.times, MOST_TIMES) for ids, past in self.asked.past.items()})

    @cached_property
    def _recent(self) -> csr_array:
        return self._of_pairs({ids: MOST_WEEKS - min(past.weeks, MOST_WEEKS) for ids, past in self.asked.past.items()})

    @cached_property
    def _refused(self) -> csr_array:
        """Who are never introduced, or not again."""
        again = self.asked.past if self.asked.hopes.new is New.ONLY else ()
        return self._of_pairs(dict.fromkeys([*self.asked.apart, *again], 1))

    def _of_pairs(self, values: Mapping[Pair, int]) -> csr_array:
        place = {person.member_id: number for number, person in enumerate(self.people)}
        cells = [(place[one], place[other], n) for (one, other), n in values.items() if one in place and other in place]
        half = _sparse(cells, (len(self), len(self)))
        return half + half.T

    @cached_property
    def is_new(self) -> Array:
        return np.array([person.is_new for person in self.people], dtype=Value)

    @cached_property
    def _wishes(self) -> Mapping[Mix, Array]:
        """Of each wish, who has it."""
        return {mix: np.array([person.mix is mix for person in self.people], dtype=Value) for mix in Mix}

    @cached_property
    def _parts(self) -> Array:
        bit = {part: 1 << n for n, part in enumerate(sorted({one for each in self.people for one in each.parts}))}
        return np.array([sum(bit[part] for part in person.parts) for person in self.people], dtype=np.int64)

    @cached_property
    def _offered(self) -> csr_array:
        return self._by_heading([(person.sides.offers, self._worth) for person in self.people])

    @cached_property
    def _needed(self) -> csr_array:
        once = dict.fromkeys(self._worth, 1)
        return self._by_heading([(person.sides.needs, once) for person in self.people])

    @cached_property
    def _worth(self) -> dict[str, int]:
        """Of each heading that is offered: the fewer offer it, the more."""
        offering = Counter(slug for person in self._of_all.people for slug in person.sides.offers)
        return {slug: HELP + RARE_HELP // number for slug, number in offering.items()}

    def _by_heading(self, each: Sequence[tuple[Slugs, Mapping[str, int]]]) -> csr_array:
        column = {slug: number for number, slug in enumerate(self._worth)}
        cells = [
            (row, column[slug], worth[slug]) for row, (some, worth) in enumerate(each) for slug in some & worth.keys()
        ]
        return _sparse(cells, (len(each), max(len(column), 1)))


def _sparse(cells: Sequence[tuple[int, int, int]], shape: tuple[int, int]) -> csr_array:
    rows, columns, values = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    return csr_array((values.astype(Value), (rows, columns)), shape=shape)


def _levels(asked: Asked) -> list[Level]:
    """In the order of their worth; those that the organisers do not hope for are left out."""
    hopes = asked.hopes
    needs_and_bridges = [BRIDGES, NEEDS] if hopes.bridge is Bridge.FIRST else [NEEDS, BRIDGES]
    newcomers = [NEWCOMERS] if hopes.newcomers_first else []
    return [*([] if hopes.new is New.ANY else [NEW, LONG_AGO]), *newcomers, *needs_and_bridges, CHANCE]


def _mixed(numbers: Array) -> Array:
    """MurmurHash3's finaliser of 32 bits (Austin Appleby, public domain): numbers next to each other come far apart."""
    mixed: Array = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed
