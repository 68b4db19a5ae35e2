"""Nobody takes part without saying so; a pause has an end; who leaves is in nothing that comes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot import outbox
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn, require_allowed
from bot.members import zones
from bot.members.zones import Living
from bot.outbox import DueItem
from bot.programmes import answering, rounds
from bot.programmes.finding import LIVE
from bot.threads import corners

from . import consenting
from .rounds.subjects import TOPIC
from .rules.introductions import State as Stage
from .rules.participation import MOST_WEEKS, NotJoinedError, Participant, State
from .store import draws, introductions, participants

PAUSE_ENDS = "connections.pause_ends"
PAUSE_ENDED = "connections.pause_ended"
RESTED = "connections.rested"


@dataclass(frozen=True)
class Taking:
    """How a member takes part, and in which channel their threads are.

    `waiting`: introductions that they asked for and that wait for an answer; `open`: those under way.
    """

    participant: Participant
    channel_id: int
    living: Living
    waiting: int
    open: int


def subject(participant_id: int) -> str:
    """Return what one who takes part is called in the outbox, without telling who it is."""
    return f"participant:{participant_id}"


def join(tx: Tx, *, actor: Actor, channel_id: int, missing_in: MissingIn) -> Taking:
    """Have the actor take part, be it again. Raises CantPostHereError where the bot could open no thread."""
    require_allowed(channel_of(tx, actor.guild_id, channel_id), missing_in)
    participants.join(tx, actor.guild_id, actor.member_id, channel_id=channel_id)
    return taking(tx, actor=actor)


def pause(tx: Tx, *, actor: Actor, weeks: int) -> Taking:
    """Introduce the actor to nobody for so many weeks; they are told when it is over."""
    mine = joined(tx, actor)
    until = tx.now + timedelta(weeks=max(1, min(weeks, MOST_WEEKS)))
    participants.put_state(tx, mine.id, State.PAUSED, until=until)
    outbox.withdraw(tx, subject=subject(mine.id), kind=PAUSE_ENDS)
    outbox.schedule(
        tx,
        key=f"{PAUSE_ENDS}:{mine.id}:{until:%Y-%m-%dT%H:%M}",
        kind=PAUSE_ENDS,
        guild_id=actor.guild_id,
        subject=subject(mine.id),
        at=until,
        useless_after=None,
        args={"participant_id": mine.id},
    )
    return taking(tx, actor=actor)


def resume(tx: Tx, *, actor: Actor) -> Taking:
    """Have the actor take part again, after a pause or a rest."""
    participants.put_state(tx, joined(tx, actor).id, State.IN)
    return taking(tx, actor=actor)


def leave(tx: Tx, *, actor: Actor) -> None:
    """Take the actor out, of rounds to come too. What they have asked for lapses; who waits is told as always."""
    mine = joined(tx, actor)
    for introduction in introductions.of_member(tx, actor.guild_id, actor.member_id, states=[Stage.ASKING]):
        consenting.lapse(tx, introduction, but=actor.member_id)
    outbox.withdraw(tx, subject=subject(mine.id))
    answering.take_out(tx, actor.guild_id, TOPIC, actor.member_id)
    for found in rounds.of_topic(tx, actor.guild_id, TOPIC, LIVE):
        draws.remove(tx, found.id, actor.member_id)
    participants.leave(tx, mine.id)


def wish(tx: Tx, *, actor: Actor, changes: Mapping[str, Any]) -> Taking:
    """Note how the actor wishes introductions to be, by the names of `Wishes`."""
    mine = joined(tx, actor)
    participants.put_wishes(tx, mine.id, replace(mine.wishes, **changes))
    return taking(tx, actor=actor)


def taking(tx: Tx, *, actor: Actor) -> Taking:
    """Return how the actor takes part. Raises NotJoinedError."""
    mine = joined(tx, actor)
    theirs = introductions.of_member(tx, actor.guild_id, actor.member_id, states=introductions.LIVE)
    waiting = sum(one.asker_id == actor.member_id and one.state is Stage.ASKING for one in theirs)
    return Taking(
        mine,
        channel_of(tx, actor.guild_id, mine.channel_id),
        zones.living(tx, actor=actor),
        waiting,
        sum(one.state is Stage.OPEN for one in theirs),
    )


def joined(tx: Tx, actor: Actor) -> Participant:
    """Return the actor as one who takes part. Raises NotJoinedError."""
    mine = participants.of(tx, actor.guild_id, actor.member_id)
    if mine is None:
        raise NotJoinedError
    return mine


def takes_part(tx: Tx, *, actor: Actor) -> bool:
    return participants.of(tx, actor.guild_id, actor.member_id) is not None


def channel_of(tx: Tx, guild_id: int, otherwise: int) -> int:
    """Return the channel in which threads are opened: the one that the community has chosen, or else this one."""
    return community.of(tx, guild_id).connections_channel_id or otherwise


def pause_ends(tx: Tx, item: DueItem) -> None:
    """Due handler: the pause that is over now ends, and the member is told."""
    found = participants.by_id(tx, item.args["participant_id"])
    if found is None or found.state is not State.PAUSED or found.paused_until is None or found.paused_until > tx.now:
        return
    participants.put_state(tx, found.id, State.IN)
    tell(tx, found, PAUSE_ENDED, once=item.key)


def rest(tx: Tx, guild_id: int, member_id: int, *, once: object) -> None:
    """Introduce a member to nobody who was silent twice, until they say that they are back; tell them so."""
    found = participants.of(tx, guild_id, member_id)
    if found is not None and found.state is State.IN:
        participants.put_state(tx, found.id, State.RESTS)
        tell(tx, found, RESTED, once=once)


def tell(tx: Tx, participant: Participant, kind: str, *, once: object, until: datetime | None = None) -> None:
    """Have this said to one who takes part, alone."""
    corners.tell(
        tx,
        guild_id=participant.guild_id,
        member_id=participant.member_id,
        channel_id=channel_of(tx, participant.guild_id, participant.channel_id),
        kind=kind,
        once=once,
        args={"participant_id": participant.id},
        until=until,
    )
