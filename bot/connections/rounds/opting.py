"""Say whether one is in this time, or each time. Who presses for the first time takes part from then on."""

from dataclasses import dataclass, replace

from bot.connections import joining
from bot.connections.rules.participation import State
from bot.connections.rules.rounds import OnBreakError, Place
from bot.connections.store import draws, participants
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn
from bot.programmes import announcing, answering
from bot.programmes.answering import Answered
from bot.programmes.rules.programme import Round, Stage

from .subjects import LATE


@dataclass(frozen=True)
class Said:
    """`joined`: the actor takes part in introductions since just now; `is_back`: again, after a rest.

    `has_group`: they are in a group of the round already.
    """

    answered: Answered
    joined: bool = False
    is_back: bool = False
    has_group: bool = False


def say(tx: Tx, *, actor: Actor, round_id: int, is_in: bool, missing_in: MissingIn) -> Said:
    """Take whether the actor is in this time.

    Raises what `answering.answer` does, OnBreakError or CantPostHereError.
    """
    found = answering.of_actor(tx, actor, round_id)
    said = Said(answering.answer(tx, actor=actor, round_id=round_id, is_in=is_in))
    if is_in:
        said = _take_part(tx, actor, found.channel_id, said, missing_in)
    if not said.answered.is_late:
        return said
    place = _place(tx, found, actor)
    if place is not None and place.number:
        return replace(said, has_group=True)
    announcing.schedule(tx, found, LATE, at=tx.now, once=str(_participant_id(tx, actor)), useless_after=found.ends_at)
    return said


def each_time(tx: Tx, *, actor: Actor, round_id: int, wished: bool, missing_in: MissingIn) -> Said:
    """Have the actor be in each time from now on, or no more; of a round that is drawn it changes nothing."""
    found = answering.of_actor(tx, actor, round_id)
    said = Said(answering.each_time(tx, actor=actor, round_id=round_id, wished=wished))
    if wished:
        said = _take_part(tx, actor, found.channel_id, said, missing_in)
    if found.stage is not Stage.ASKING:
        is_in = _place(tx, found, actor) is not None
        said = replace(said, answered=replace(said.answered, is_in=is_in))
    return said


def _participant_id(tx: Tx, actor: Actor) -> int:
    """Return what tells one from another in the outbox, and tells nothing of who they are."""
    mine = participants.of(tx, actor.guild_id, actor.member_id)
    assert mine is not None, "who is in takes part"  # noqa: S101
    return mine.id


def _place(tx: Tx, found: Round, actor: Actor) -> Place | None:
    return draws.place_of(tx, found.id, actor.member_id)


def _take_part(tx: Tx, actor: Actor, channel_id: int, said: Said, missing_in: MissingIn) -> Said:
    """Have the actor take part in introductions, be it after a rest."""
    mine = participants.of(tx, actor.guild_id, actor.member_id)
    if mine is None:
        joining.join(tx, actor=actor, channel_id=channel_id, missing_in=missing_in)
        return replace(said, joined=True)
    match mine.state:
        case State.PAUSED:
            raise OnBreakError
        case State.RESTS:
            joining.resume(tx, actor=actor)
            return replace(said, is_back=True)
        case State.IN:
            return said
