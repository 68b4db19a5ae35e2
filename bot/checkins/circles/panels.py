"""What stands behind a circle's ⋯ for one member, and what comes of what they press there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.members import wishes

from . import hosting, posting, rights
from .rules.circle import Circle
from .rules.refusals import OldTurnError
from .viewing import CircleView, view_of


@dataclass(frozen=True)
class Panel:
    """What one member may do with a circle, beside taking their turn."""

    view: CircleView
    member_id: int
    hosts: bool
    mentioned: bool
    misses_card: bool
    """Its card is gone, and they may have it posted again."""
    outdated: bool = False
    """What was pressed belonged to a turn that is over: nothing was done."""


def panel(tx: Tx, *, actor: Actor, circle_id: int) -> Panel:
    """Raises NoSuchCircleError."""
    return _panel(tx, actor, rights.here(tx, actor, circle_id))


def host_panel(tx: Tx, *, actor: Actor, circle_id: int) -> Panel:
    """The same, to somebody who may host it. Raises what `rights.to_host` does."""
    return _panel(tx, actor, rights.to_host(tx, actor, circle_id))


def panel_in(tx: Tx, *, actor: Actor, channel_id: int) -> Panel:
    """The same, of what goes on in a channel. Raises NoCircleHereError."""
    return _panel(tx, actor, rights.in_channel(tx, actor, channel_id))


def then_panel(tx: Tx, act: Callable[..., object], /, *, actor: Actor, circle_id: int, **more: Any) -> Panel:
    """Do something, and return what the actor may do then. A press on an old turn does nothing, and is told so."""
    try:
        act(tx, actor=actor, circle_id=circle_id, **more)
    except OldTurnError:
        return replace(panel(tx, actor=actor, circle_id=circle_id), outdated=True)
    return panel(tx, actor=actor, circle_id=circle_id)


def ask_next(tx: Tx, *, actor: Actor, circle_id: int, turn: int, prompt: str) -> Panel:
    """Begin another lap with a prompt that was typed. On an old turn it is refused, so that it is shown again."""
    hosting.choose_prompt(tx, actor=actor, circle_id=circle_id, turn=turn, prompt=prompt)
    return panel(tx, actor=actor, circle_id=circle_id)


def choose_mentions(tx: Tx, *, actor: Actor, circle_id: int, wished: bool) -> Panel:
    """Have the actor mentioned when they get the piece, or not, in every circle."""
    wishes.choose_mentions_in_circles(tx, actor=actor, wished=wished)
    return panel(tx, actor=actor, circle_id=circle_id)


def _panel(tx: Tx, actor: Actor, circle: Circle) -> Panel:
    return Panel(
        view_of(tx, circle),
        actor.member_id,
        hosts=rights.hosts(tx, actor, circle),
        mentioned=wishes.is_mentioned_in_circles(tx, actor.member_id),
        misses_card=posting.is_missed(tx, circle) and posting.may_post_again(tx, actor, circle),
    )
