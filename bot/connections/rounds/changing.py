"""What organisers may do with a draw until the hour: swap, lock, draw again, send now, call off.

Each change tells which revision it was made on. On a draw that somebody else has changed meanwhile nothing is done: it
is shown as it stands now.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot import outbox
from bot.connections.rules.matching.reasons import can_be_one
from bot.connections.rules.rounds import Draw, NotDrawnError, NotInRoundError, NotTogetherError, Place
from bot.connections.store import draws
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.programmes import announcing, answering
from bot.programmes.rules.programme import Round, Stage

from . import beginning, preparing, previewing
from .previewing import Preview
from .subjects import DRAW, KINDS, preview_subject


def swap(tx: Tx, *, actor: Actor, round_id: int, revision: int, page: int, one_id: int, other_id: int) -> Preview:
    """Have two people change places. Raises NotInRoundError, NotTogetherError or NotDrawnError."""
    found, draw = _to_change(tx, actor, round_id)
    if draw.revision != revision:
        return previewing.view(tx, found, draw, page, is_stale=True)
    place = {place.member_id: place for place in draw.places}
    if lacking := tuple(one for one in (one_id, other_id) if one not in place):
        raise NotInRoundError(lacking)
    one, other = place[one_id], place[other_id]
    place[one_id] = replace(one, number=other.number, is_locked=other.is_locked)
    place[other_id] = replace(other, number=one.number, is_locked=one.is_locked)
    changed = replace(draw, places=list(place.values()))
    for number in {one.number, other.number} - {0}:
        _check_together(tx, found, changed.groups[number])
    return _put(tx, found, changed, page)


def lock(tx: Tx, *, actor: Actor, round_id: int, revision: int, page: int, numbers: Collection[int]) -> Preview:
    """Have these groups of a page stay as they are when it is drawn again, and the others of it not."""
    found, draw = _to_change(tx, actor, round_id)
    if draw.revision != revision:
        return previewing.view(tx, found, draw, page, is_stale=True)
    shown = set(previewing.on_page(draw, page))
    places = [
        replace(place, is_locked=place.number in numbers) if place.number in shown else place for place in draw.places
    ]
    return _put(tx, found, replace(draw, places=places), page)


def draw_again(tx: Tx, *, actor: Actor, round_id: int, revision: int, page: int) -> Preview:
    """Have all but the locked groups drawn with another seed; it is done in a moment."""
    found, draw = _to_change(tx, actor, round_id)
    if draw.revision != revision:
        return previewing.view(tx, found, draw, page, is_stale=True)
    announcing.schedule(tx, found, DRAW, at=tx.now, once=str(draw.revision), useless_after=found.begins_at)
    return previewing.view(tx, found, draw, page, is_drawing=True)


def send_now(tx: Tx, *, actor: Actor, round_id: int, revision: int, page: int) -> Preview:
    """Have the groups introduced now and not at the hour; pressed twice, it is done once."""
    found, draw = _to_change(tx, actor, round_id)
    if draw.revision != revision:
        return previewing.view(tx, found, draw, page, is_stale=True)
    announcing.schedule(tx, found, KINDS["begins"], at=tx.now)
    return previewing.view(tx, found, draw, page, is_sending=True)


def to_call_off(tx: Tx, *, actor: Actor, round_id: int) -> Round:
    """Return a round that can be called off, be it half sent, to an organiser. Raises NotDrawnError."""
    community.require_organiser(tx, actor)
    found = answering.of_actor(tx, actor, round_id)
    draw = draws.get(tx, round_id)
    waits = draw is not None and draw.introduced < len(draw.groups)
    if found.stage not in {Stage.ASKING, Stage.PREPARED} and not (found.stage is Stage.BEGUN and waits):
        raise NotDrawnError
    return found


def call_off(tx: Tx, *, actor: Actor, round_id: int) -> Round:
    """Have a round not take place, or what is left of it; all who were in and are not introduced are told."""
    found = to_call_off(tx, actor=actor, round_id=round_id)
    beginning.call_off(tx, found)
    return found


def as_it_is(tx: Tx, *, actor: Actor, round_id: int) -> Round:
    """Return a round to an organiser, however far it is by now. Raises NoSuchRoundError."""
    community.require_organiser(tx, actor)
    return answering.of_actor(tx, actor, round_id)


def _to_change(tx: Tx, actor: Actor, round_id: int) -> tuple[Round, Draw]:
    found, draw = previewing.of_actor(tx, actor, round_id)
    if found.stage is not Stage.PREPARED:
        raise NotDrawnError
    return found, draw


def _put(tx: Tx, found: Round, draw: Draw, page: int) -> Preview:
    draws.put(tx, draw)
    outbox.touch_card(tx, subject=preview_subject(found.id))
    return previewing.view(tx, found, draws.the(tx, found.id), page)


def _check_together(tx: Tx, found: Round, group: Sequence[Place]) -> None:
    asked = preparing.asked_of(tx, found, [place.member_id for place in group])
    if len(asked.people) < len(group) or not can_be_one(asked):
        raise NotTogetherError
