"""What tests are about, in one line each."""

from collections.abc import Collection
from datetime import timedelta

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.meetups import answering, cancelling, proposing, reminding, seating
from bot.meetups.answering import Answered
from bot.meetups.cancelling import Cancelled
from bot.meetups.posting import Posted
from bot.meetups.proposing import Proposed, Saved
from bot.meetups.rules.meetup import Answer, Meetup, MeetupState, Plan, Typed
from bot.outbox import DueItem, Job
from bot.outbox.presence import Asked
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from tests.conftest import NOON

GUILD = 1
CHANNEL = 10
ANA = Actor(GUILD, 100, manages_events=True)
BEN = Actor(GUILD, 101, manages_events=False)
CLEO = Actor(GUILD, 102, manages_events=False)
EVE = Actor(2, 103, manages_events=True)
"""An organiser of another guild."""
ADMIN = Actor(GUILD, 104, manages_events=True, manages_guild=True)
PLAN = Plan("Board games", NOON + timedelta(days=2), "Europe/London", timedelta(hours=2), "Library", "Come!", None)
MEETUP = Meetup(1, 2, 3, 4, PLAN, MeetupState.OPEN)


def nothing_missing(_channel_id: int) -> tuple[str, ...]:
    return ()


def everywhere(_channel_id: int) -> bool:
    """Look into every channel."""
    return True


def nowhere(_channel_id: int) -> bool:
    return False


def typed(title: str = "Board games", when: str = "tomorrow 19:00", **more: str) -> Typed:
    return Typed(title, when, **more)


def propose(tx: Tx, what: Typed | None = None, *, actor: Actor = ANA) -> Proposed:
    outcome = proposing.propose(tx, actor=actor, channel_id=CHANNEL, typed=what or typed(), missing_in=nothing_missing)
    assert isinstance(outcome, Proposed)
    return outcome


def post(tx: Tx, what: Typed | None = None, *, actor: Actor = ANA) -> int:
    """Return the id of a meetup that Ana, or another one, has set up."""
    outcome = proposing.confirm(tx, actor=actor, draft_id=propose(tx, what, actor=actor).draft_id)
    assert isinstance(outcome, Posted)
    return outcome.meetup_id


def propose_change(tx: Tx, meetup_id: int, actor: Actor = ANA, /, **changes: str) -> Proposed:
    outcome = proposing.edit(tx, actor=actor, meetup_id=meetup_id, changes=changes)
    assert isinstance(outcome, Proposed)
    return outcome


def edit(tx: Tx, meetup_id: int, actor: Actor = ANA, /, **changes: str) -> Saved:
    draft_id = propose_change(tx, meetup_id, actor, **changes).draft_id
    outcome = proposing.confirm(tx, actor=actor, draft_id=draft_id)
    assert isinstance(outcome, Saved)
    return outcome


def cancel(tx: Tx, meetup_id: int, *, actor: Actor = ANA, reason: str = "") -> Cancelled:
    draft_id = cancelling.ask(tx, actor=actor, meetup_id=meetup_id, reason=reason).draft_id
    return cancelling.cancel(tx, actor=actor, draft_id=draft_id)


def work(tx: Tx, job: Job[Asked, frozenset[int]], meetup_id: int, *, left: Collection[int] = (), **args: str) -> None:
    """Have a job of a meetup done that asks who is still in the guild; these have left it."""
    item = DueItem(1, "key", "kind", GUILD, "subject", {"meetup_id": meetup_id, **args}, due_at=tx.now)
    asked = job.read(tx, item)
    job.write(tx, item, asked, frozenset(asked.member_ids) - frozenset(left))


def remind(tx: Tx, meetup_id: int, *, left: Collection[int] = (), once: str = "2026-11-26:60") -> None:
    work(tx, reminding.JOBS[reminding.REMIND], meetup_id, left=left, once=once)


def ask_maybe(tx: Tx, meetup_id: int, *, left: Collection[int] = ()) -> None:
    work(tx, reminding.JOBS[reminding.ASK_MAYBE], meetup_id, left=left)


def hand_on(tx: Tx, meetup_id: int, *, left: Collection[int] = ()) -> None:
    work(tx, seating.JOBS[seating.HAND_ON], meetup_id, left=left)


def answer(tx: Tx, meetup_id: int, actor: Actor, given: Answer = Answer.GOING) -> Answered:
    return answering.answer(tx, actor=actor, meetup_id=meetup_id, given=given)


def told(tx: Tx, kind: str) -> list[list[int]]:
    """Return to whom messages of this kind go or went, one after the other."""
    return [row["recipients"] for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == kind]
