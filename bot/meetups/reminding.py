"""One reminder, an hour before, to those who are going then."""

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem

from . import store
from .rules import meetup as rules
from .rules.meetup import Answer, MeetupState, Plan
from .subjects import subject

REMIND = "meetup.remind"
REMINDER = "meetup.reminder"


def schedule_reminder(tx: Tx, *, guild_id: int, meetup_id: int, plan: Plan) -> None:
    """Late, it is still of use until the meetup starts; then it is skipped."""
    at = rules.reminder_at(plan, now=tx.now)
    if at is None:
        return
    outbox.schedule(
        tx,
        key=f"{REMIND}:{meetup_id}:{plan.starts_at:%Y-%m-%dT%H:%M}",
        kind=REMIND,
        guild_id=guild_id,
        subject=subject(meetup_id),
        at=at,
        useless_after=plan.starts_at,
        args={"meetup_id": meetup_id},
    )


def remind(tx: Tx, item: DueItem) -> None:
    """Due handler: who is going is worked out now, and fixed with the delivery."""
    meetup = store.get(tx, item.args["meetup_id"])
    if meetup is None or meetup.state is not MeetupState.OPEN:
        return
    going = store.answered(tx, meetup.id)[Answer.GOING]
    if not going:
        return
    outbox.deliver(
        tx,
        key=f"{REMINDER}:{meetup.id}:{meetup.plan.starts_at:%Y-%m-%dT%H:%M}",
        kind=REMINDER,
        guild_id=meetup.guild_id,
        target=outbox.channel(meetup.channel_id),
        subject=subject(meetup.id),
        args={"meetup_id": meetup.id},
        recipients=going,
        expires_at=meetup.plan.starts_at,
    )
