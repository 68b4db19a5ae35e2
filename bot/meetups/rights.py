"""Who runs a meetup: its host, and the organisers."""

from collections.abc import Callable

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor

from .rules.meetup import Meetup, NoSuchMeetupError, NotTheHostError
from .store import meetups

Sees = Callable[[int], bool]
"""Whether the actor can look into a channel."""


def here(tx: Tx, actor: Actor, meetup_id: int) -> Meetup:
    """Return a meetup of the actor's own guild. Raises NoSuchMeetupError."""
    meetup = meetups.get(tx, meetup_id)
    if meetup is None or meetup.guild_id != actor.guild_id:
        raise NoSuchMeetupError
    return meetup


def to_run(tx: Tx, actor: Actor, meetup_id: int) -> Meetup:
    """Return a meetup that the actor may change. Raises NoSuchMeetupError or NotTheHostError."""
    meetup = here(tx, actor, meetup_id)
    if not runs(tx, actor, meetup):
        raise NotTheHostError(meetup.plan.title)
    return meetup


def runs(tx: Tx, actor: Actor, meetup: Meetup) -> bool:
    return actor.member_id == meetup.host_id or community.is_organiser(tx, actor)


def may_see(tx: Tx, actor: Actor, meetup: Meetup, sees: Sees) -> bool:
    """Whether the actor may know of it: they see where its card stands, or they run it."""
    return sees(meetup.channel_id) or runs(tx, actor, meetup)
