"""What reminds people of a meetup by itself: before it to those going then, at its start, and once who said maybe."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot import outbox
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules import leads as lead_rules
from bot.members import wishes
from bot.outbox import Delivery, DueItem, Job
from bot.outbox.presence import Asked, gone, still_there

from . import hosting
from .rules.meetup import Answer, Meetup
from .store import answers, meetups
from .subjects import subject
from .telling import announce, tell, tell_directly

REMIND = "meetup.remind"
REMINDER = "meetup.reminder"
REMINDER_DIRECT = "meetup.reminder_direct"
START = "meetup.start"
STARTING = "meetup.starting"
ASK_MAYBE = "meetup.ask_maybe"
MAYBE_ASKED = "meetup.maybe_asked"
SAID = (REMINDER, STARTING, MAYBE_ASKED)

ASK_MAYBE_BEFORE = timedelta(days=2)
START_IS_NEWS_FOR = timedelta(minutes=15)


def leads_of(tx: Tx, meetup: Meetup) -> tuple[timedelta, ...]:
    """Return how long before people are reminded: as chosen for this meetup, or else as in the whole community."""
    chosen = meetup.plan.leads
    return community.of(tx, meetup.guild_id).leads if chosen is None else chosen


def schedule_all(tx: Tx, meetup: Meetup) -> None:
    """Have all of it happen at its time for this plan, and nothing for an earlier one.

    A reminder that went out is not repeated for another hour of the same day; who said maybe is asked once.
    """
    starts_at = meetup.plan.starts_at
    day = f"{starts_at.astimezone(ZoneInfo(meetup.plan.zone)):%Y-%m-%d}"
    for kind in (REMIND, START, ASK_MAYBE):
        outbox.withdraw(tx, subject=subject(meetup.id), kind=kind)
    for lead in lead_rules.to_come(leads_of(tx, meetup), starts_at, now=tx.now):
        (minutes,) = lead_rules.to_minutes([lead])
        _schedule(tx, meetup, REMIND, before=lead, once=f"{day}:{minutes}", minutes=minutes)
    _schedule(tx, meetup, START, before=timedelta(0), once=f"{starts_at:%Y-%m-%dT%H:%M}")
    if starts_at - ASK_MAYBE_BEFORE > tx.now:
        _schedule(tx, meetup, ASK_MAYBE, before=ASK_MAYBE_BEFORE, once="all")


def _schedule(tx: Tx, meetup: Meetup, kind: str, *, before: timedelta, once: str, **args: int) -> None:
    """Late, what comes before the start is of use until then, and the start itself for some minutes."""
    starts_at = meetup.plan.starts_at
    outbox.schedule(
        tx,
        key=f"{kind}:{meetup.id}:{once}",
        kind=kind,
        guild_id=meetup.guild_id,
        subject=subject(meetup.id),
        at=starts_at - before,
        useless_after=starts_at if before else starts_at + START_IS_NEWS_FOR,
        args={"meetup_id": meetup.id, "once": once, **args},
    )


def _going(tx: Tx, item: DueItem) -> Asked:
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    return Asked(item.guild_id, () if meetup is None else hosting.with_host(meetup, answers.roster(tx, meetup).seated))


def _remind(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    """Who is going is worked out now, and fixed with the delivery."""
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    if meetup is None:
        return
    hosting.take_out(tx, meetup, gone(asked, present))
    wished = wishes.as_wished(tx, answers.roster(tx, meetup).seated)
    once, until = item.args.get("once", item.key), meetup.plan.starts_at
    tell(tx, meetup, REMINDER, wished.channel, once=once, until=until)
    for member_id in wished.direct:
        tell_directly(tx, meetup, REMINDER_DIRECT, member_id, once=once, until=until)


def remind_in_channel(tx: Tx, delivery: Delivery, _reason: str) -> None:
    """What is done instead of a reminder that can't be sent directly."""
    meetup = meetups.get_open(tx, delivery.args["meetup_id"])
    if meetup is not None:
        tell(tx, meetup, REMINDER, delivery.recipients, once=delivery.key, until=meetup.plan.starts_at)


def _undecided(tx: Tx, item: DueItem) -> Asked:
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    undecided = () if meetup is None else hosting.with_host(meetup, answers.roster(tx, meetup).said(Answer.MAYBE))
    return Asked(item.guild_id, undecided)


def _ask(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    if meetup is None:
        return
    hosting.take_out(tx, meetup, gone(asked, present))
    wished = wishes.as_wished(tx, answers.roster(tx, meetup).said(Answer.MAYBE))
    recipients = [*wished.channel, *wished.direct]
    tell(tx, meetup, MAYBE_ASKED, recipients, once="all", until=meetup.plan.starts_at)


def start(tx: Tx, item: DueItem) -> None:
    """Due handler: say that it begins, where anybody is going. It pings nobody: they were reminded."""
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    if meetup is not None and answers.roster(tx, meetup).seated:
        until = meetup.plan.starts_at + START_IS_NEWS_FOR
        announce(tx, meetup, STARTING, once=item.args["once"], until=until)


JOBS = {
    REMIND: Job(read=_going, work=still_there, write=_remind),
    ASK_MAYBE: Job(read=_undecided, work=still_there, write=_ask),
}
