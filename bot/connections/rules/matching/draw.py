"""Draw the groups of a round."""

from collections.abc import Mapping, Sequence

from .asked import LEAST, Asked, Drawn
from .larger import in_larger
from .levels import Pairs
from .twos import in_twos


def draw(asked: Asked) -> Drawn:
    """Return the groups: the same for the same people, wishes and seed, in whichever order they come."""
    if len(asked.people) < LEAST:
        return Drawn((), tuple(person.member_id for person in asked.people), seats=asked.seats)
    pairs = Pairs(asked)
    ids = [person.member_id for person in pairs.people]
    if asked.hopes.size == LEAST:
        found = in_twos(pairs)
        return Drawn(_named(found.groups, ids), tuple(ids[one] for one in sorted(found.alone)), found.share)
    larger = in_larger(pairs)
    alone = tuple(ids[one] for one in sorted(larger.alone))
    return Drawn(_named(larger.groups, ids), alone, seats=larger.seats)


def draw_there(asked: Asked, groups: Mapping[int, frozenset[int]]) -> Drawn:
    """Return the groups of those alone who are there, each with the groups of the community that they are in."""
    return draw(asked.there(groups))


def _named(groups: Sequence[Sequence[int]], ids: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    return tuple(sorted(tuple(sorted(ids[one] for one in group)) for group in groups))
