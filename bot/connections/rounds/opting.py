"""Say whether one is in this time, or each time. Who presses for the first time takes part from then on."""

from dataclasses import dataclass

from bot.connections import joining
from bot.connections.rules.participation import State
from bot.connections.rules.rounds import OnBreakError
from bot.connections.store import participants
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn
from bot.programmes import announcing, answering
from bot.programmes.answering import Answered

from .subjects import LATE


@dataclass(frozen=True)
class Said:
    """`joined`: the actor takes part in introductions since just now."""

    answered: Answered
    joined: bool


def say(tx: Tx, *, actor: Actor, round_id: int, is_in: bool, missing_in: MissingIn) -> Said:
    """Take whether the actor is in this time.

    Raises what `answering.answer` does, OnBreakError or CantPostHereError.
    """
    found = answering.of_actor(tx, actor, round_id)
    answered = answering.answer(tx, actor=actor, round_id=round_id, is_in=is_in)
    joined = is_in and _take_part(tx, actor, found.channel_id, missing_in)
    if answered.is_late:
        announcing.schedule(tx, found, LATE, at=tx.now, once=str(actor.member_id), useless_after=found.ends_at)
    return Said(answered, joined)


def each_time(tx: Tx, *, actor: Actor, round_id: int, wished: bool, missing_in: MissingIn) -> Said:
    """Have the actor be in each time from now on, or no more."""
    found = answering.of_actor(tx, actor, round_id)
    joined = wished and _take_part(tx, actor, found.channel_id, missing_in)
    return Said(answering.each_time(tx, actor=actor, round_id=round_id, wished=wished), joined)


def _take_part(tx: Tx, actor: Actor, channel_id: int, missing_in: MissingIn) -> bool:
    """Have the actor take part in introductions, be it after a rest; return whether they did not before."""
    mine = participants.of(tx, actor.guild_id, actor.member_id)
    if mine is not None and mine.state is State.PAUSED:
        raise OnBreakError
    if mine is None:
        joining.join(tx, actor=actor, channel_id=channel_id, missing_in=missing_in)
    elif mine.state is State.RESTS:
        joining.resume(tx, actor=actor)
    return mine is None
