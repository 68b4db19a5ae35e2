"""What is shown of meetups: a card, a list."""

from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor

from . import finding, rights
from .feedback import may_rate
from .posting import is_card_missed
from .rights import Sees
from .rules.meetup import Meetup, is_open, is_over, lacks_host
from .rules.seats import Roster
from .store import answers, meetups
from .subjects import subject


@dataclass(frozen=True)
class MeetupView:
    meetup: Meetup
    roster: Roster


@dataclass(frozen=True)
class Listed:
    """`message_id` is the card's, as soon as it stands."""

    meetup: Meetup
    going: int
    waiting: int
    message_id: int | None


@dataclass(frozen=True)
class Coming:
    meetups: list[Listed]
    more: bool


def view(tx: Tx, meetup_id: int) -> MeetupView | None:
    meetup = meetups.get(tx, meetup_id)
    return None if meetup is None else MeetupView(meetup, answers.roster(tx, meetup))


def coming(tx: Tx, *, actor: Actor, most: int, sees: Sees) -> Coming:
    """Return the next meetups that the actor may know of, so many at most."""
    all_of_them = meetups.coming(tx, actor.guild_id, limit=finding.MOST_LOOKED_THROUGH)
    found = [meetup for meetup in all_of_them if rights.may_see(tx, actor, meetup, sees)]
    return Coming([_listed(tx, meetup) for meetup in found[:most]], more=len(found) > most)


@dataclass(frozen=True)
class Panel:
    """What one member may do with a meetup, beside answering. `message_id` is the card's, as soon as it stands."""

    view: MeetupView
    message_id: int | None
    runs: bool
    """Change it, hand it over, cancel it."""
    misses_card: bool
    """Have its card posted again."""
    repeats: bool
    """Have it again."""
    takes: bool
    """Become its host."""
    rates: bool
    """Say how it was."""
    looks_back: bool
    """See and note how it went."""


def panel(tx: Tx, *, actor: Actor, meetup_id: int) -> Panel:
    """Return what stands behind the card's ⋯ for this member."""
    view = people(tx, actor=actor, meetup_id=meetup_id)
    runs, plans = rights.runs(tx, actor, view.meetup), community.is_planner(tx, actor)
    still_open, over = is_open(view.meetup, now=tx.now), is_over(view.meetup, now=tx.now)
    return Panel(
        view,
        card_message(tx, meetup_id=meetup_id),
        runs=runs and still_open,
        misses_card=runs and is_card_missed(tx, view.meetup),
        repeats=runs and plans,
        takes=still_open and lacks_host(view.meetup) and (plans or actor.member_id == view.meetup.host_id),
        rates=over and may_rate(tx, actor, view.meetup),
        looks_back=over and runs,
    )


def panel_by_title(tx: Tx, *, actor: Actor, title: str, sees: Sees) -> Panel:
    """The same, of the meetup that was picked or whose title was typed. Raises what `finding.meant` raises."""
    return panel(tx, actor=actor, meetup_id=finding.meant(tx, actor=actor, typed=title, over_too=True, sees=sees))


def people(tx: Tx, *, actor: Actor, meetup_id: int) -> MeetupView:
    """Return everybody's answers, to a member of the guild."""
    meetup = rights.here(tx, actor, meetup_id)
    return MeetupView(meetup, answers.roster(tx, meetup))


def card_message(tx: Tx, *, meetup_id: int) -> int | None:
    card = outbox.card_of(tx, subject=subject(meetup_id))
    return None if card is None else card.message_id


def _listed(tx: Tx, meetup: Meetup) -> Listed:
    roster = answers.roster(tx, meetup)
    return Listed(meetup, len(roster.seated), len(roster.line), card_message(tx, meetup_id=meetup.id))
