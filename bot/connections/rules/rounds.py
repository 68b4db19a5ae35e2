"""An intro round: what its organisers hope for, who was drawn with whom, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.errors import UserFacingError

from .matching.asked import LEAST, Bridge, Hopes, New

MOST_GROUPS_MARKED = 10
"""Roles that mark the groups of a community."""


@dataclass(frozen=True)
class Settings:
    """`roles`: those that mark the parts of the community between which bridges are wanted."""

    hopes: Hopes = field(default_factory=Hopes)
    roles: tuple[int, ...] = ()


def settings_to_json(settings: Settings) -> dict[str, Any]:
    hopes = settings.hopes
    return {
        "size": hopes.size,
        "new": hopes.new,
        "bridge": hopes.bridge,
        "newcomers_first": hopes.newcomers_first,
        "roles": list(settings.roles),
    }


def settings_from_json(stored: Mapping[str, Any]) -> Settings:
    """Return settings as `settings_to_json` made them."""
    hopes = Hopes(stored["size"], New(stored["new"]), Bridge(stored["bridge"]), stored["newcomers_first"])
    return Settings(hopes, tuple(stored["roles"]))


@dataclass(frozen=True)
class Place:
    """Where a member stands in a draw. `number`: of their group, 0 in none. `seat`: as in `Seats`.

    `marks`: roles of theirs that mark parts of the community. `introduction_id`: once they are introduced. `is_late`:
    they came, or lost their group, when the round had begun.
    """

    member_id: int
    number: int
    is_locked: bool = False
    marks: frozenset[int] = frozenset()
    introduction_id: int | None = None
    is_late: bool = False
    seat: int | None = None


@dataclass(frozen=True)
class Draw:
    """`revision` rises with every change, whoever makes it. `share`: as in `Drawn`; `seats`: so many there are."""

    round_id: int
    guild_id: int
    revision: int
    seed: int
    share: float | None
    seats: int
    places: Sequence[Place]

    @property
    def groups(self) -> dict[int, list[Place]]:
        """Return the groups by their numbers."""
        found: dict[int, list[Place]] = {}
        for place in self.places:
            if place.number:
                found.setdefault(place.number, []).append(place)
        return dict(sorted(found.items()))

    @property
    def locked(self) -> list[Place]:
        """The places that stay as they are: of groups that still are groups."""
        groups = (group for group in self.groups.values() if len(group) >= LEAST)
        return [place for group in groups for place in group if place.is_locked]

    @property
    def introduced(self) -> int:
        """How many groups are, by now."""
        return sum(group[0].introduction_id is not None for group in self.groups.values())

    @property
    def left_out(self) -> list[Place]:
        return [place for place in self.places if not place.number]


def counted_anew(places: Sequence[Place]) -> list[Place]:
    """Return the same with the groups numbered from 1, in their order."""
    number = {old: new for new, old in enumerate(sorted({place.number for place in places} - {0}), start=1)}
    return [replace(place, number=number.get(place.number, 0)) for place in places]


@dataclass
class NotTogetherError(UserFacingError):
    """These people can't be together this time, for one of many reasons, none of which is told."""


@dataclass
class NotInRoundError(UserFacingError):
    """These members are not in this round."""

    member_ids: tuple[int, ...]


@dataclass
class NotDrawnError(UserFacingError):
    """There is nothing to look at yet, or nothing to change any more."""


@dataclass
class OnBreakError(UserFacingError):
    """The actor takes a break from introductions."""
