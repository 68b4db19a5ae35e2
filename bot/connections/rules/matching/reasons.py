"""Why people are in one group, as data; the sentence is made of it where it is said."""

from dataclasses import dataclass
from itertools import combinations, permutations

from bot.connections.rules.fit import between
from bot.connections.rules.participation import Size

from .asked import LEAST, Asked, Person, pair
from .levels import Pairs


@dataclass(frozen=True)
class Help:
    """One would like help with something that another offers: `what`, slugs of headings, or their names."""

    getter_id: int
    giver_id: int
    what: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """`times`: how often two of them were introduced before, at most; `newcomers`: for whom it is the first time.

    `bridge`: two of them are from different parts of the community.
    """

    helps: tuple[Help, ...]
    times: int
    newcomers: tuple[int, ...]
    bridge: bool


def reason(asked: Asked) -> Reason:
    """Return why all who are asked are one group."""
    helps = [Help(one.member_id, other.member_id, _help(one, other)) for one, other in permutations(asked.people, 2)]
    pairs = list(combinations(asked.people, 2))
    past = [asked.past.get(pair(one.member_id, other.member_id)) for one, other in pairs]
    return Reason(
        tuple(one for one in helps if one.what),
        max((one.times for one in past if one is not None), default=0),
        tuple(person.member_id for person in asked.people if person.is_new),
        any(one.parts and other.parts and not one.parts & other.parts for one, other in pairs),
    )


def can_be_one(asked: Asked) -> bool:
    """Whether no hard rule keeps all who are asked from being one group."""
    number = len(asked.people)
    two_alone = number > LEAST and any(person.size is Size.PAIR for person in asked.people)
    may = Pairs(asked).allowed(slice(0, number))
    return not two_alone and int(may.sum()) == number * (number - 1)


def _help(getter: Person, giver: Person) -> tuple[str, ...]:
    gets, _ = between(getter.sides, giver.sides)
    return tuple(sorted(gets))
