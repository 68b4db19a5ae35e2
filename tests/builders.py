"""What tests are about, in one line each."""

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.meetups import answering, proposing
from bot.meetups.proposing import Posted, Proposed
from bot.meetups.rules.meetup import Answer, Typed

GUILD = 1
CHANNEL = 10
ANA = Actor(GUILD, 100, manages_events=True)
BEN = Actor(GUILD, 101, manages_events=False)
CLEO = Actor(GUILD, 102, manages_events=False)
EVE = Actor(2, 103, manages_events=True)
"""An organiser of another guild."""
ADMIN = Actor(GUILD, 104, manages_events=True, manages_guild=True)


def nothing_missing(_channel_id: int) -> tuple[str, ...]:
    return ()


def typed(title: str = "Board games", when: str = "tomorrow 19:00", length: str = "", place: str = "") -> Typed:
    return Typed(title, when, length, place)


def propose(tx: Tx, what: Typed | None = None, *, actor: Actor = ANA) -> Proposed:
    outcome = proposing.propose(tx, actor=actor, channel_id=CHANNEL, typed=what or typed(), missing_in=nothing_missing)
    assert isinstance(outcome, Proposed)
    return outcome


def post(tx: Tx, what: Typed | None = None) -> int:
    """Return the id of a meetup that Ana has set up."""
    outcome = proposing.confirm(tx, actor=ANA, draft_id=propose(tx, what).draft_id)
    assert isinstance(outcome, Posted)
    return outcome.meetup_id


def answer(tx: Tx, meetup_id: int, actor: Actor, given: Answer = Answer.GOING) -> None:
    answering.answer(tx, actor=actor, meetup_id=meetup_id, given=given)
