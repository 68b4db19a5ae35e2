"""What whoever has the talking piece may press."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import rights
from .keeping import keep
from .rules import going
from .rules.circle import Circle, Standing


@dataclass(frozen=True)
class TurnTaken:
    """`standing`: how it leaves the member in this lap."""

    circle: Circle
    member_id: int
    standing: Standing


def done(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> TurnTaken:
    """Have the piece go on. Raises OldTurnError, NotYourTurnError, PausedError, CircleOverError."""
    return _take(tx, going.done, Standing.SPOKE, actor, circle_id, turn)


def let_pass(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> TurnTaken:
    """The same, without having spoken: that is always fine."""
    return _take(tx, going.let_pass, Standing.PASSED, actor, circle_id, turn)


def come_back(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> TurnTaken:
    """The same, and have the actor called at the end of the lap. Raises NoSecondComeBackError too."""
    return _take(tx, going.come_back, Standing.COMES_BACK, actor, circle_id, turn)


def _take(tx: Tx, act: Callable[..., Circle], standing: Standing, actor: Actor, circle_id: int, turn: int) -> TurnTaken:
    before, mine = rights.here(tx, actor, circle_id), actor.member_id
    after = keep(tx, before, lambda circle: act(circle, mine, turn=turn, now=tx.now), by=mine)
    return TurnTaken(after, mine, standing)
