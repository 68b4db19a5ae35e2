"""Change what was announced: who is going is told of another time or place, and of nothing else."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.leads import to_minutes
from bot.members import zones

from . import afterwards, finding, reminding, rights, seating
from .rules import meetup as rules
from .rules.meetup import Meetup, Plan, Typed
from .store import answers, meetups
from .subjects import subject
from .telling import tell

MOVED = "meetup.moved"


@dataclass(frozen=True)
class Opened:
    meetup_id: int
    typed: Typed


def typed_anew(tx: Tx, *, actor: Actor, meetup_id: int) -> Typed:
    """Return what one would type to set this meetup up as it is now, by the actor's own clock."""
    plan = rights.to_run(tx, actor, meetup_id).plan
    zone = ZoneInfo(zones.living(tx, actor=actor).zone)
    return Typed(
        title=plan.title,
        when=f"{plan.starts_at.astimezone(zone):%Y-%m-%d %H:%M}",
        length="" if plan.length is None else f"{plan.length // timedelta(minutes=1)} min",
        place=plan.place,
        description=plan.description,
        seats="" if plan.seats is None else str(plan.seats),
        reminders="" if plan.leads is None else ",".join(map(str, to_minutes(plan.leads))) or rules.NO_REMINDERS,
    )


def open_by_title(tx: Tx, *, actor: Actor, title: str) -> Opened:
    """The same, of the meetup that was picked or whose title was typed. Raises what `finding.meant` raises."""
    meetup_id = finding.meant(tx, actor=actor, typed=title)
    return Opened(meetup_id, typed_anew(tx, actor=actor, meetup_id=meetup_id))


def save(tx: Tx, meetup: Meetup, plan: Plan) -> None:
    """Have the meetup be as planned now. Raises MeetupOverError or StartsInThePastError."""
    rules.check_open(meetup, now=tx.now)
    before = meetup.plan
    if plan.starts_at != before.starts_at and plan.starts_at <= tx.now:
        raise rules.StartsInThePastError(plan.starts_at)
    meetups.put_plan(tx, meetup.id, plan)
    outbox.touch_card(tx, subject=subject(meetup.id))
    if rules.is_moved(before, plan):
        moved = {"was": _where_and_when(before), "now": _where_and_when(plan)}
        once = meetups.take_turn(tx, meetup.id)
        tell(tx, meetup, MOVED, answers.roster(tx, meetup).coming, once=once, until=plan.starts_at, **moved)
    changed = meetups.get_open(tx, meetup.id)
    if changed is not None:
        reminding.schedule_all(tx, changed)
        afterwards.schedule(tx, changed)
        seating.hand_on(tx, changed, answers.roster(tx, changed))


def _where_and_when(plan: Plan) -> dict[str, Any]:
    return {"starts_at": int(plan.starts_at.timestamp()), "place": plan.place}


def is_still_so(args: dict[str, Any], plan: Plan) -> bool:
    """Whether nothing has moved again since; the later message tells that."""
    return bool(args["now"] == _where_and_when(plan))


def started_before(args: dict[str, Any]) -> datetime:
    """Return when it was to start before the change that is told of."""
    return datetime.fromtimestamp(args["was"]["starts_at"], UTC)
