"""From what an organiser chooses to a programme: kept as a draft, shown with its next dates, confirmed once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.database import Tx
from bot.drafts import keeping
from bot.drafts.keeping import Draft
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn, require_allowed
from bot.guilds.rules.typed import can_be_seen, check_line

from . import announcing, finding, store
from .rules.cadence import Cadence, Every, dates
from .rules.programme import (
    ASKED_BEFORE,
    MOST_NAME,
    MOST_PROGRAMMES,
    MOST_SKIPPED,
    NameTakenError,
    NoNameError,
    Plan,
    Programme,
    ProgrammeChangedError,
    TooManyProgrammesError,
    from_json,
    to_json,
)

DRAFT = "programme"
USUAL_WEEKDAY, USUAL_HOUR = 1, 10
SHOWN = 5


@dataclass(frozen=True)
class Planned:
    """A plan that is not confirmed yet. `programme_id`: of the one that it changes; None: it is a new one.

    `dates`: the next ones, in the community's `zone`; `to_skip`: days that may be skipped, or are.
    """

    draft_id: int
    programme_id: int | None
    plan: Plan
    zone: str
    dates: tuple[datetime, ...]
    to_skip: tuple[date, ...]


@dataclass(frozen=True)
class Confirmed:
    """`is_new`: it was not there before."""

    programme: Programme
    dates: tuple[datetime, ...]
    is_new: bool


def begin(tx: Tx, *, actor: Actor, topic: str, name: str, channel_id: int, settings: Mapping[str, Any]) -> Planned:
    """Keep a plan for a new programme. Raises TooManyProgrammesError, NoNameError, TooLongError or NameTakenError."""
    community.require_organiser(tx, actor)
    _require_room(tx, actor)
    cadence = _anchored(tx, actor, Cadence(Every.TWO_WEEKS, USUAL_WEEKDAY, USUAL_HOUR, tx.now.date()))
    plan = Plan(_name(tx, actor, name, None), channel_id, cadence, settings=settings)
    return _keep(tx, actor, plan, {"topic": topic})


def edit(tx: Tx, *, actor: Actor, typed: str, name: str = "") -> Planned:
    """Keep a plan to change a programme, found by its name or what autocomplete gave for it."""
    programme = finding.meant(tx, actor=actor, typed=typed)
    plan = programme.plan
    if name:
        plan = replace(plan, name=_name(tx, actor, name, programme.id))
    about = {"topic": programme.topic, "programme_id": programme.id, "before": to_json(programme.plan)}
    return _keep(tx, actor, plan, about)


def so_far(tx: Tx, *, actor: Actor, draft_id: int) -> Planned:
    draft = _mine(tx, actor, draft_id)
    return _planned(tx, actor, draft_id, from_json(draft.fields["plan"]), draft.fields.get("programme_id"))


def change(tx: Tx, *, actor: Actor, draft_id: int, changes: Mapping[str, Any]) -> Planned:
    """Change the plan of a draft, by the names in its JSON; of its settings, those that are named.

    Another hour alone leaves the weeks of a programme that runs as they are. Days that are skipped stay so where they
    still are dates.
    """
    draft = _mine(tx, actor, draft_id)
    before, programme_id = draft.fields["plan"], draft.fields.get("programme_id")
    settings = {**before["settings"], **changes.get("settings", {})}
    plan = from_json({**before, **changes, "settings": settings})
    if {"every", "weekday"} & changes.keys() or ("hour" in changes and programme_id is None):
        plan = replace(plan, cadence=_anchored(tx, actor, plan.cadence))
        every = {day for day, _ in _all(tx, actor, plan, programme_id)}
        plan = replace(plan, skipped=plan.skipped & every)
    keeping.revise(tx, draft, {**draft.fields, "plan": to_json(plan)})
    return _planned(tx, actor, draft_id, plan, programme_id)


def confirm(tx: Tx, *, actor: Actor, draft_id: int, missing_in: MissingIn) -> Confirmed:
    """Have the programme run as planned, once for a draft.

    Raises CantPostHereError, ProgrammeChangedError, and what `begin` does.
    """
    draft = _mine(tx, actor, draft_id)
    plan, programme_id = from_json(draft.fields["plan"]), draft.fields.get("programme_id")
    require_allowed(plan.channel_id, missing_in)
    _name(tx, actor, plan.name, programme_id)
    if programme_id is None:
        _require_room(tx, actor)
        made = store.add(tx, guild_id=actor.guild_id, topic=draft.fields["topic"], plan=plan)
    else:
        programme = finding.of_actor(tx, actor, programme_id)
        if to_json(programme.plan) != draft.fields.get("before"):
            raise ProgrammeChangedError(programme.plan.name)
        made = programme.id
        store.put(tx, made, plan)
    programme = finding.the(tx, made)
    announcing.schedule_next(tx, programme)
    keeping.confirm(tx, draft, result={"programme_id": made})
    return Confirmed(programme, _next(tx, actor, plan, made), programme_id is None)


def _require_room(tx: Tx, actor: Actor) -> None:
    if len(finding.listed(tx, actor.guild_id)) >= MOST_PROGRAMMES:
        raise TooManyProgrammesError(MOST_PROGRAMMES)


def discard(tx: Tx, *, actor: Actor, draft_id: int) -> None:
    keeping.discard(tx, _mine(tx, actor, draft_id))


def _keep(tx: Tx, actor: Actor, plan: Plan, about: Mapping[str, Any]) -> Planned:
    fields = {**about, "plan": to_json(plan)}
    draft_id = keeping.keep(tx, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id, fields=fields)
    return _planned(tx, actor, draft_id, plan, about.get("programme_id"))


def _mine(tx: Tx, actor: Actor, draft_id: int) -> Draft:
    """Return the actor's own open draft, if they still may do what it is about."""
    community.require_organiser(tx, actor)
    return keeping.open_draft(tx, draft_id, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id)


def _planned(tx: Tx, actor: Actor, draft_id: int, plan: Plan, programme_id: int | None) -> Planned:
    zone = community.of(tx, actor.guild_id).zone
    every = {day for day, _ in _all(tx, actor, plan, programme_id)}
    to_skip = tuple(sorted(every | {day for day in plan.skipped if day >= tx.now.date()}))
    return Planned(draft_id, programme_id, plan, zone, _next(tx, actor, plan, programme_id), to_skip[:MOST_SKIPPED])


def _all(tx: Tx, actor: Actor, plan: Plan, programme_id: int | None) -> list[tuple[date, datetime]]:
    """Return the dates that may be skipped, be they or not."""
    unskipped = replace(plan, skipped=frozenset())
    return announcing.coming(tx, actor.guild_id, unskipped, programme_id, most=MOST_SKIPPED)


def _next(tx: Tx, actor: Actor, plan: Plan, programme_id: int | None) -> tuple[datetime, ...]:
    return tuple(at for _, at in announcing.coming(tx, actor.guild_id, plan, programme_id, most=SHOWN))


def _anchored(tx: Tx, actor: Actor, cadence: Cadence) -> Cadence:
    """Have it begin on the first such day on which there is time to ask people the day before."""
    zone = community.of(tx, actor.guild_id).zone
    today = tx.now.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    weekly = replace(cadence, every=Every.WEEK, begins_on=today)
    ((first, _),) = dates(weekly, zone=zone, after=tx.now + ASKED_BEFORE, most=1)
    return replace(cadence, begins_on=first)


def _name(tx: Tx, actor: Actor, typed: str, programme_id: int | None) -> str:
    name = check_line("name", typed, most=MOST_NAME)
    if not can_be_seen(name):
        raise NoNameError
    others = (one for one in store.of_guild(tx, actor.guild_id) if one.id != programme_id)
    if any(one.plan.name.casefold() == name.casefold() for one in others):
        raise NameTakenError(name)
    return name
