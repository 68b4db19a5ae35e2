"""What organisers see of a draw: who with whom and why, and who is left out, who was most often first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.connections.rules.matching.asked import LEAST, LeftOut
from bot.connections.rules.matching.reasons import Reason, reason
from bot.connections.rules.matching.turns import how_often
from bot.connections.rules.rounds import Draw, NotDrawnError, Place
from bot.connections.store import draws
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.programmes import answering, rounds
from bot.programmes.rules.programme import Programme, Round
from bot.skills import headings

from . import history, preparing

ON_A_PAGE = 5


class Cause(StrEnum):
    """What moved it that somebody is in no group: there was nobody else; an odd number; no fit this time."""

    ALONE = "alone"
    ODD = "odd"
    NO_FIT = "no fit"


@dataclass(frozen=True)
class Group:
    number: int
    member_ids: tuple[int, ...]
    reason: Reason
    is_locked: bool


@dataclass(frozen=True)
class Waiting:
    """`left_out`: how often before this round."""

    member_id: int
    left_out: LeftOut


@dataclass(frozen=True)
class Preview:
    """One page of it; `pages` there are. `is_stale`: somebody else had changed it, and nothing was done.

    `is_drawing`: it is drawn again just now; `is_sending`: it goes out just now. `number`: of groups; `introduced`: of
    them, by now; `waiting`: all who are left out.
    """

    round: Round
    programme: Programme
    revision: int
    page: int
    pages: int
    groups: tuple[Group, ...]
    number: int
    people: int
    introduced: int
    waiting: tuple[Waiting, ...]
    cause: Cause
    is_stale: bool = False
    is_drawing: bool = False
    is_sending: bool = False


def preview(tx: Tx, *, actor: Actor, round_id: int, page: int = 0) -> Preview:
    """Return a page of a draw to an organiser. Raises NoSuchRoundError or NotDrawnError."""
    found, draw = of_actor(tx, actor, round_id)
    return view(tx, found, draw, page)


def for_card(tx: Tx, round_id: int) -> Preview | None:
    """Return the first page, for what is said of it without names."""
    found, draw = rounds.get(tx, round_id), draws.get(tx, round_id)
    return None if found is None or draw is None else view(tx, found, draw, 0)


def of_actor(tx: Tx, actor: Actor, round_id: int) -> tuple[Round, Draw]:
    community.require_organiser(tx, actor)
    found = answering.of_actor(tx, actor, round_id)
    draw = draws.get(tx, round_id)
    if draw is None:
        raise NotDrawnError
    return found, draw


def view(
    tx: Tx,
    found: Round,
    draw: Draw,
    page: int,
    *,
    is_stale: bool = False,
    is_drawing: bool = False,
    is_sending: bool = False,
) -> Preview:
    groups, pages = draw.groups, max(-(-len(draw.groups) // ON_A_PAGE), 1)
    page = min(max(page, 0), pages - 1)
    return Preview(
        found,
        rounds.programme_of(tx, found),
        draw.revision,
        page,
        pages,
        _groups(tx, found, [groups[number] for number in on_page(draw, page)]),
        len(groups),
        len(draw.places),
        draw.introduced,
        waiting(tx, found, draw),
        cause(draw, size=preparing.settings_of(found).hopes.size),
        is_stale,
        is_drawing,
        is_sending,
    )


def on_page(draw: Draw, page: int) -> Sequence[int]:
    """Return the numbers of the groups on a page."""
    return list(draw.groups)[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]


def reasons_for(tx: Tx, found: Round, groups: Sequence[Sequence[Place]]) -> list[Reason]:
    """Return why each of these is, or would be, one group, with headings by their names."""
    asked = preparing.asked_of(tx, found, {place.member_id for group in groups for place in group}, as_it_was=True)
    catalogue = headings.of(tx, found.guild_id)

    def named(why: Reason) -> Reason:
        helps = (replace(one, what=tuple(skill.name for skill in catalogue.these(one.what))) for one in why.helps)
        return replace(why, helps=tuple(helps))

    marks = [{place.member_id: place.marks for place in group} for group in groups]
    return [named(reason(asked.there(one))) for one in marks]


def waiting(tx: Tx, found: Round, draw: Draw) -> tuple[Waiting, ...]:
    """Return who is left out, who was most often before this round first."""
    ids = [place.member_id for place in draw.left_out]
    played = history.played(tx, found, ids, size=preparing.settings_of(found).hopes.size)
    before = {one: mine.turn for one, mine in played.items()}
    out = [Waiting(place.member_id, before.get(place.member_id, LeftOut())) for place in draw.left_out]
    return tuple(sorted(out, key=lambda one: how_often(one.left_out), reverse=True))


def cause(draw: Draw, *, size: int) -> Cause:
    """What can be told of why somebody waits: what keeps two people apart is told to nobody."""
    if len(draw.places) == 1:
        return Cause.ALONE
    return Cause.ODD if len(draw.left_out) == 1 and size == LEAST and len(draw.places) % 2 else Cause.NO_FIT


def _groups(tx: Tx, found: Round, groups: Sequence[Sequence[Place]]) -> tuple[Group, ...]:
    return tuple(
        Group(places[0].number, tuple(place.member_id for place in places), why, places[0].is_locked)
        for places, why in zip(groups, reasons_for(tx, found, groups), strict=True)
    )
