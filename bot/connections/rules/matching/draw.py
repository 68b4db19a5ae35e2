"""Draw the groups of a round."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .asked import LEAST, Asked, Drawn
from .larger import in_larger
from .levels import Pairs
from .reasons import can_be_one
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


def draw_there(asked: Asked, parts: Mapping[int, frozenset[int]]) -> Drawn:
    """Return the groups of those alone who are there, as `Asked.there`: one call, as it is made in another process."""
    return draw(asked.there(parts))


def draw_rest(asked: Asked, parts: Mapping[int, frozenset[int]], before: Sequence[Sequence[int]]) -> Drawn:
    """Return the groups that were drawn before, as far as they still can be, and all others drawn once more.

    Where nobody has lost their group, who is in none stays so.
    """
    here = asked.there(parts)
    person = {one.member_id: one for one in here.people}
    still = [tuple(one for one in group if one in person) for group in before]
    kept = [
        group
        for group in still
        if len(group) >= LEAST and can_be_one(replace(here, people=tuple(person[one] for one in group)))
    ]
    fixed = {one for group in kept for one in group}
    loose = tuple(one for one in here.people if one.member_id not in fixed)
    if not any(one.member_id in group for one in loose for group in before):
        return Drawn(tuple(kept), tuple(one.member_id for one in loose), seats=asked.seats)
    again = draw(replace(here, people=loose))
    return replace(again, groups=(*kept, *again.groups))


def _named(groups: Sequence[Sequence[int]], ids: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    return tuple(sorted(tuple(sorted(ids[one] for one in group)) for group in groups))
