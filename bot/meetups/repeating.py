"""Have a meetup again: the same, some weeks later, once for each time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.instants import to_instant
from bot.guilds.rules.posting import MissingIn, require_allowed

from . import finding, posting, rights
from .posting import AlreadyPosted, Posted
from .rules.meetup import Meetup, Plan, StartsInThePastError, took_place
from .store import answers, meetups
from .telling import tell

ON_AGAIN = "meetup.on_again"
OFFERED = 2
MOST_WEEKS = 104


@dataclass(frozen=True)
class Repeatable:
    """A meetup, and when it could be again: at the same hour of the same weekday. `told`: who were at this one."""

    meetup: Meetup
    starts: tuple[datetime, ...]
    told: tuple[int, ...]


def repeatable(tx: Tx, *, actor: Actor, meetup_id: int) -> Repeatable:
    """Return when a meetup could be again, to one who may set meetups up and runs this one."""
    meetup = to_repeat(tx, actor, meetup_id)
    to_come = (at for weeks in count(1) if (at := _weeks_later(meetup.plan, weeks)) > tx.now)
    return Repeatable(meetup, tuple(islice(to_come, OFFERED)), who_came(tx, meetup))


def repeatable_by_title(tx: Tx, *, actor: Actor, title: str) -> Repeatable:
    """The same, of the meetup that was picked or whose title was typed. Raises what `finding.meant` raises."""
    meetup_id = finding.meant(tx, actor=actor, typed=title, over_too=True)
    return repeatable(tx, actor=actor, meetup_id=meetup_id)


def again(
    tx: Tx, *, actor: Actor, meetup_id: int, starts_at: datetime, missing_in: MissingIn
) -> Posted | AlreadyPosted:
    """Have a meetup again, once for each time, and tell those who were at the last one.

    Raises StartsInThePastError for a time that is not some weeks later to the hour, or past.
    """
    meetup = to_repeat(tx, actor, meetup_id)
    plan = replace(meetup.plan, starts_at=starts_at)
    weekly = (_weeks_later(meetup.plan, weeks) for weeks in range(1, MOST_WEEKS))
    if meetups.repeated(tx, meetup_id, starts_at) is None:
        if starts_at <= tx.now or starts_at not in weekly:
            raise StartsInThePastError(starts_at)
        require_allowed(meetup.channel_id, missing_in)
    return post(tx, meetup, plan, channel_id=meetup.channel_id, host_id=actor.member_id)


def post(
    tx: Tx, meetup: Meetup, plan: Plan, *, channel_id: int, host_id: int, draft_id: int | None = None
) -> Posted | AlreadyPosted:
    """Make the meetup that this one is to be again, once for each time, and tell those who were there."""
    made = meetups.repeated(tx, meetup.id, plan.starts_at)
    if made is not None:
        return posting.posted_already(tx, made)
    posted = posting.post(
        tx,
        plan,
        guild_id=meetup.guild_id,
        channel_id=channel_id,
        host_id=host_id,
        draft_id=draft_id,
        again_of=meetup.id,
    )
    new = meetups.get_open(tx, posted.meetup_id)
    if new is not None:
        tell(tx, new, ON_AGAIN, who_came(tx, meetup), once="all", until=plan.starts_at)
    return posted


def to_repeat(tx: Tx, actor: Actor, meetup_id: int) -> Meetup:
    """Return a meetup that the actor may have again: they set meetups up, and run this one."""
    community.require_planner(tx, actor)
    return rights.to_run(tx, actor, meetup_id)


def who_came(tx: Tx, meetup: Meetup) -> tuple[int, ...]:
    """Return who had a seat; nobody, of one that did not take place."""
    return tuple(answers.roster(tx, meetup).seated) if took_place(meetup, now=tx.now) else ()


def _weeks_later(plan: Plan, weeks: int) -> datetime:
    """Return the same time by the clock on the wall, whatever happens to the clocks meanwhile."""
    zone = ZoneInfo(plan.zone)
    wall = plan.starts_at.astimezone(zone).replace(tzinfo=None)
    return to_instant(wall + timedelta(weeks=weeks), zone)
