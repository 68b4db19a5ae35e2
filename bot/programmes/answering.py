"""Say whether one is in, in a round or each time; nobody is in who did not say so."""

from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import announcing, finding, rounds, store
from .rules.programme import NoSuchRoundError, Programme, Round, RoundClosedError, Stage


@dataclass(frozen=True)
class Answered:
    """`each_time`: the actor is in whenever they don't say otherwise. `is_late`: the round had begun already."""

    round: Round
    programme: Programme
    is_in: bool
    each_time: bool
    is_late: bool


def answer(tx: Tx, *, actor: Actor, round_id: int, is_in: bool) -> Answered:
    """Take whether the actor is in this time. Raises NoSuchRoundError or RoundClosedError.

    Until it closes they can change their mind; once it has begun, they can still be in until half of it is over.
    """
    found = of_actor(tx, actor, round_id)
    is_late = found.stage is Stage.BEGUN
    in_time = found.stage is Stage.ASKING and tx.now < found.closes_at
    if not (in_time or (is_late and is_in and tx.now < found.joined_until)):
        raise RoundClosedError(rounds.next_after(tx, found))
    store.put_answer(tx, round_id, actor.member_id, is_in=is_in)
    outbox.touch_card(tx, subject=announcing.subject(round_id))
    return _answered(tx, actor, found, is_in=is_in)


def each_time(tx: Tx, *, actor: Actor, round_id: int, wished: bool) -> Answered:
    """Have the actor be in each time, or only when they say so."""
    found = of_actor(tx, actor, round_id)
    if wished:
        store.add_regular(tx, found.programme_id, actor.member_id)
    else:
        store.remove_regular(tx, found.programme_id, actor.member_id)
    outbox.touch_card(tx, subject=announcing.subject(round_id))
    return _answered(tx, actor, found, is_in=actor.member_id in who_is_in(tx, found))


def take_out(tx: Tx, guild_id: int, topic: str, member_id: int) -> None:
    """Have a member be in no round of a topic that comes, until they say so again."""
    store.remove_regulars(tx, guild_id, topic, member_id)
    for found in store.rounds_of_topic(tx, guild_id, topic, stages=[Stage.ASKING]):
        store.remove_answer(tx, found.id, member_id)


def who_is_in(tx: Tx, found: Round) -> list[int]:
    """Return who is in a round, those who said so first; the topic knows of reasons why one can't be."""
    said = store.answers(tx, found.id)
    regulars = [one for one in store.regular_ids(tx, found.programme_id) if one not in said]
    return [*said_in(tx, found), *regulars]


def said_in(tx: Tx, found: Round) -> list[int]:
    """Return who has said so for this round, in their order."""
    return [one for one, is_in in store.answers(tx, found.id).items() if is_in]


def said_late(tx: Tx, found: Round) -> list[int]:
    """Return who has said so when it was closed and had begun."""
    return store.in_since(tx, found.id, found.closes_at)


def of_actor(tx: Tx, actor: Actor, round_id: int) -> Round:
    """Return a round of the actor's community. Raises NoSuchRoundError."""
    found = store.get_round(tx, round_id)
    if found is None or found.guild_id != actor.guild_id:
        raise NoSuchRoundError
    return found


def _answered(tx: Tx, actor: Actor, found: Round, *, is_in: bool) -> Answered:
    programme = finding.the(tx, found.programme_id)
    regular = actor.member_id in store.regular_ids(tx, programme.id)
    return Answered(found, programme, is_in, regular, is_late=found.stage is Stage.BEGUN)
