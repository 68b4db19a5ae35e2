"""One reminder, an hour before, to those who are going then and still there."""

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem, Job

from . import seating, store
from .presence import Asked, gone, still_there
from .rules import meetup as rules
from .rules.meetup import Plan
from .subjects import subject
from .telling import tell

REMIND = "meetup.remind"
REMINDER = "meetup.reminder"


def schedule_reminder(tx: Tx, *, guild_id: int, meetup_id: int, plan: Plan) -> None:
    """Have people reminded for this plan, and for no other. Late, it is of use until the start; then it is skipped."""
    outbox.withdraw(tx, subject=subject(meetup_id), kind=REMIND)
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


def _going(tx: Tx, item: DueItem) -> Asked:
    meetup = store.get_open(tx, item.args["meetup_id"])
    return Asked(item.guild_id, () if meetup is None else tuple(store.roster(tx, meetup).seated))


def _remind(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    """Who is going is worked out now, and fixed with the delivery."""
    meetup = store.get_open(tx, item.args["meetup_id"])
    if meetup is None:
        return
    seating.take_out(tx, meetup, gone(asked, present))
    recipients = store.roster(tx, meetup).seated
    starts_at = meetup.plan.starts_at
    tell(tx, meetup, REMINDER, recipients, once=f"{starts_at:%Y-%m-%dT%H:%M}", until=starts_at)


JOBS = {REMIND: Job(read=_going, work=still_there, write=_remind)}
