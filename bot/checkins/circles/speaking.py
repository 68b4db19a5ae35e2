"""What whoever has the talking piece may press."""

from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import rights
from .keeping import keep
from .rules import going
from .rules.circle import Circle


def done(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """Have the piece go on. Raises OldTurnError, NotYourTurnError, PausedError, CircleOverError."""
    circle = rights.here(tx, actor, circle_id)
    return keep(tx, circle, going.done(circle, actor.member_id, turn=turn, now=tx.now), by=actor.member_id)


def let_pass(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """The same, without having spoken: that is always fine."""
    circle = rights.here(tx, actor, circle_id)
    return keep(tx, circle, going.let_pass(circle, actor.member_id, turn=turn, now=tx.now), by=actor.member_id)


def come_back(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """The same, and have the actor called at the end of the lap. Raises NoSecondComeBackError too."""
    circle = rights.here(tx, actor, circle_id)
    return keep(tx, circle, going.come_back(circle, actor.member_id, turn=turn, now=tx.now), by=actor.member_id)
