"""What is shown of circles: the card, and what stands behind its ⋯ for one member."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.members import wishes
from bot.outbox import CardState
from bot.outbox.enqueue import card_of

from . import rights
from .rules import watching
from .rules.circle import Circle
from .rules.refusals import OldTurnError
from .store import circles, words
from .subjects import subject


@dataclass(frozen=True)
class CircleView:
    """`steps_left`: of the bar, or None where nobody looks at the time. `host_missed`: whoever likes may host it."""

    circle: Circle
    steps_left: int | None
    host_missed: bool
    message_id: int | None


@dataclass(frozen=True)
class Panel:
    """What one member may do with a circle, beside taking their turn. `host_free_at`: when others may host it."""

    view: CircleView
    hosts: bool
    is_in: bool
    mentioned: bool
    misses_card: bool
    host_free_at: datetime
    outdated: bool = False
    """What was pressed belonged to a turn that is over: nothing was done."""


def after(tx: Tx, act: Callable[..., object], /, *, actor: Actor, circle_id: int, **more: Any) -> Panel:
    """Do something, and return what the actor may do then. A press on an old turn does nothing, and is told so."""
    try:
        act(tx, actor=actor, circle_id=circle_id, **more)
    except OldTurnError:
        return replace(panel(tx, actor=actor, circle_id=circle_id), outdated=True)
    return panel(tx, actor=actor, circle_id=circle_id)


def view(tx: Tx, circle_id: int) -> CircleView | None:
    circle = circles.get(tx, circle_id)
    return None if circle is None else _view(tx, circle)


def mentioned(tx: Tx, circle: Circle) -> tuple[int, ...]:
    """Return who is mentioned: whoever has the piece, unless they would rather not be; else nobody."""
    speaker_id = circle.speaker_id if circle.is_live else None
    return (speaker_id,) if speaker_id is not None and wishes.is_mentioned_in_circles(tx, speaker_id) else ()


def said(tx: Tx, turn_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Return who said what in these turns, in their order; without what is taken back by now."""
    rows = [words.get(tx, turn_id) for turn_id in turn_ids]
    return [(row["member_id"], row["words"]) for row in rows if row is not None]


def panel(tx: Tx, *, actor: Actor, circle_id: int) -> Panel:
    """Raises NoSuchCircleError."""
    return _panel(tx, actor, rights.here(tx, actor, circle_id))


def host_panel(tx: Tx, *, actor: Actor, circle_id: int) -> Panel:
    """The same, to somebody who may host it. Raises what `rights.to_host` does."""
    return _panel(tx, actor, rights.to_host(tx, actor, circle_id))


def panel_in(tx: Tx, *, actor: Actor, channel_id: int) -> Panel:
    """The same, of what goes on in a channel. Raises NoCircleHereError."""
    return _panel(tx, actor, rights.in_channel(tx, actor, channel_id))


def _panel(tx: Tx, actor: Actor, circle: Circle) -> Panel:
    card = card_of(tx, subject=subject(circle.id))
    return Panel(
        _view(tx, circle),
        hosts=rights.hosts(tx, actor, circle),
        is_in=actor.member_id in circle.member_ids,
        mentioned=wishes.is_mentioned_in_circles(tx, actor.member_id),
        misses_card=card is not None and card.state is CardState.GONE and circle.is_live,
        host_free_at=watching.host_free_at(circle),
    )


def _view(tx: Tx, circle: Circle) -> CircleView:
    card = card_of(tx, subject=subject(circle.id))
    return CircleView(
        circle,
        watching.steps_left(circle, now=tx.now),
        host_missed=circle.is_live and tx.now >= watching.host_free_at(circle),
        message_id=None if card is None else card.message_id,
    )
