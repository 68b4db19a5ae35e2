"""What one member sees of themselves: the meetups they have a part in, their zone, their reminders."""

from dataclasses import dataclass

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.members import wishes, zones
from bot.members.wishes import Reminders
from bot.members.zones import Living

from . import answering, viewing
from .rules.meetup import Answer, Meetup
from .store import answers, members

MOST = 8


@dataclass(frozen=True)
class Part:
    """`answer` is None for a host who has not answered. `message_id` is the card's, as soon as it stands."""

    meetup: Meetup
    hosts: bool
    answer: Answer | None
    place_in_line: int | None
    message_id: int | None


@dataclass(frozen=True)
class Overview:
    parts: list[Part]
    more: int
    living: Living
    reminders: Reminders


@dataclass(frozen=True)
class Stake:
    """How many of the coming meetups the member hosts, and to how many they go or may go."""

    hosts: int
    comes: int


def overview(tx: Tx, *, actor: Actor) -> Overview:
    """Return the next meetups that the actor hosts, goes to or may go to, so many at most, and what they chose."""
    found = members.coming(tx, actor.guild_id, actor.member_id)
    parts = [_part(tx, actor, meetup) for meetup in found[:MOST]]
    chosen = wishes.reminders(tx, actor.member_id)
    return Overview(parts, max(len(found) - MOST, 0), zones.living(tx, actor=actor), chosen)


def leave(tx: Tx, *, actor: Actor, meetup_id: int) -> Overview:
    """Have the actor say that they can't come. Raises what `answering.answer` raises."""
    answering.answer(tx, actor=actor, meetup_id=meetup_id, given=Answer.CANT)
    return overview(tx, actor=actor)


def choose_reminders(tx: Tx, *, actor: Actor, chosen: Reminders) -> Overview:
    wishes.choose_reminders(tx, actor=actor, chosen=chosen)
    return overview(tx, actor=actor)


def choose_zone(tx: Tx, *, actor: Actor, typed: str) -> Overview:
    """Take the zone of a place as typed. Raises what `zones.choose` raises."""
    zones.choose(tx, actor=actor, typed=typed)
    return overview(tx, actor=actor)


def at_stake(tx: Tx, *, actor: Actor) -> Stake:
    """Return what would change for others if the actor were forgotten."""
    found = members.coming(tx, actor.guild_id, actor.member_id)
    hosts = [meetup.host_id == actor.member_id for meetup in found]
    said = [answers.roster(tx, meetup).of(actor.member_id) for meetup in found]
    return Stake(sum(hosts), sum(mine is not None and mine.answer is not Answer.CANT for mine in said))


def _part(tx: Tx, actor: Actor, meetup: Meetup) -> Part:
    roster = answers.roster(tx, meetup)
    mine = roster.of(actor.member_id)
    return Part(
        meetup,
        hosts=meetup.host_id == actor.member_id,
        answer=None if mine is None else mine.answer,
        place_in_line=roster.place_in_line(actor.member_id),
        message_id=viewing.card_message(tx, meetup_id=meetup.id),
    )
