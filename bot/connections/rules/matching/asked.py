"""What a round's groups are drawn from, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.connections.rules.fit import Sides
from bot.connections.rules.participation import Mix, Size
from bot.connections.rules.slots import Slots

LEAST, MOST = 2, 4
"""People in a group that a programme may ask for."""
Pair = tuple[int, int]
"""Two member ids, the lower one first."""

NOTHING = Sides(frozenset(), frozenset())


class New(StrEnum):
    """How strongly people are wanted who have not been introduced to each other."""

    ONLY = "only"
    RATHER = "rather"
    ANY = "any"


class Bridge(StrEnum):
    """How strongly people from different parts of the community are wanted together."""

    FIRST = "first"
    RATHER = "rather"
    NO = "no"


@dataclass(frozen=True)
class Hopes:
    """What the organisers of a programme would like. `size`: people in a group, 2 to 4."""

    size: int = LEAST
    new: New = New.RATHER
    bridge: Bridge = Bridge.RATHER
    newcomers_first: bool = True


@dataclass(frozen=True)
class LeftOut:
    """How often somebody was, of the rounds in which they were in; `since`: rounds since then, 0 if never."""

    times: int = 0
    rounds: int = 0
    since: int = 0


@dataclass(frozen=True)
class Person:
    """`zone`: an IANA name. `parts`: those of the community that they belong to.

    `larger`: how often they were in a group above the usual size.
    """

    member_id: int
    sides: Sides = NOTHING
    slots: Slots = frozenset()
    zone: str = "UTC"
    size: Size = Size.EITHER
    mix: Mix = Mix.ANY
    parts: frozenset[int] = frozenset()
    is_new: bool = False
    left_out: LeftOut = LeftOut()
    larger: int = 0


@dataclass(frozen=True)
class Past:
    """How often two were introduced, and how many whole weeks ago they were last."""

    times: int
    weeks: int


@dataclass(frozen=True)
class Seats:
    """On which seats of a design members sit, be they here this time or not; `number`: how many seats it has."""

    number: int = 0
    of: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """`apart`: pairs who are never introduced, whichever of them wishes so. `seats`: for groups of three and four."""

    people: tuple[Person, ...]
    hopes: Hopes
    seed: int
    now: datetime
    past: Mapping[Pair, Past] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    seats: Seats = Seats()

    def there(self, parts: Mapping[int, frozenset[int]]) -> "Asked":
        """Return the same with those alone who are there, each with the parts of the community that they belong to."""
        there = [replace(one, parts=parts[one.member_id]) for one in self.people if one.member_id in parts]
        return replace(self, people=tuple(there))


@dataclass(frozen=True)
class Drawn:
    """Groups of member ids. `share`: where it is known, so much of a bound that nothing exceeds is reached.

    `seats`: where members sit from now on.
    """

    groups: tuple[tuple[int, ...], ...]
    left_out: tuple[int, ...]
    share: float | None = None
    seats: Seats = Seats()


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
