"""Which meetup somebody means who types its title."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from bot.database import Tx
from bot.errors import UserFacingError
from bot.guilds.rules.actors import Actor
from bot.members import zones

from . import rights
from .rights import Sees
from .rules.meetup import Meetup
from .store import meetups
from .subjects import subject

MOST_LOOKED_THROUGH = 200
REMEMBERED = timedelta(days=100)
"""So long after it, a meetup is still offered to be had again."""


@dataclass
class UnknownTitleError(UserFacingError):
    typed: str


@dataclass
class SeveralMeetupsError(UserFacingError):
    """More than one has this title."""

    typed: str
    meetups: tuple[Meetup, ...]


@dataclass(frozen=True)
class Offered:
    """Meetups to choose from, the next one first; and the zone by whose clock the member reads."""

    meetups: list[Meetup]
    zone: str


def runnable(tx: Tx, *, actor: Actor, typed: str, most: int, over_too: bool = False) -> Offered:
    """Return the coming meetups that the actor may change and whose title has what is typed.

    `over_too`: and those of the last months, the newest first.
    """
    found = (meetup for meetup in _all(tx, actor, over_too=over_too) if rights.runs(tx, actor, meetup))
    return _offered(tx, actor, found, typed, most)


def visible(tx: Tx, *, actor: Actor, typed: str, most: int, sees: Sees) -> Offered:
    """Return the meetups of the last months and to come that the actor may know of, the newest first."""
    found = (meetup for meetup in _all(tx, actor, over_too=True) if rights.may_see(tx, actor, meetup, sees))
    return _offered(tx, actor, found, typed, most)


def _offered(tx: Tx, actor: Actor, meetups: Iterable[Meetup], typed: str, most: int) -> Offered:
    wanted = " ".join(typed.casefold().split())
    found = (meetup for meetup in meetups if wanted in meetup.plan.title.casefold())
    zone = zones.zone_for(tx, guild_id=actor.guild_id, member_id=actor.member_id)
    return Offered(list(islice(found, most)), zone)


def value_of(meetup: Meetup) -> str:
    """Return what stands for this meetup, in place of a title, when it was picked from a list."""
    return subject(meetup.id)


def meant(tx: Tx, *, actor: Actor, typed: str, over_too: bool = False, sees: Sees | None = None) -> int:
    """Return the id of the one meetup that was picked or whose title was typed.

    Raises UnknownTitleError or SeveralMeetupsError; of those that are over too, the newest is meant.
    Whether the actor may change it is not said here; with `sees`, one they may not know of is unknown.
    """
    titled = [
        meetup
        for meetup in _all(tx, actor, over_too=over_too)
        if typed == value_of(meetup) or meetup.plan.title.casefold() == " ".join(typed.casefold().split())
        if sees is None or rights.may_see(tx, actor, meetup, sees)
    ]
    match titled:
        case []:
            raise UnknownTitleError(typed)
        case [only, *_] if over_too or len(titled) == 1:
            return only.id
        case _:
            raise SeveralMeetupsError(typed, tuple(titled))


def _all(tx: Tx, actor: Actor, *, over_too: bool) -> list[Meetup]:
    if over_too:
        return meetups.recent(tx, actor.guild_id, since=tx.now - REMEMBERED, limit=MOST_LOOKED_THROUGH)
    return meetups.coming(tx, actor.guild_id, limit=MOST_LOOKED_THROUGH)
