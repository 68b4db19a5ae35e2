"""From what an organiser types to a meetup: kept, read, shown, confirmed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.database import Tx
from bot.drafts import keeping
from bot.drafts.keeping import Draft
from bot.errors import UserFacingError
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.leads import from_minutes, to_minutes
from bot.guilds.rules.posting import MissingIn, require_allowed
from bot.members import zones

from . import editing, posting, repeating, rights
from .posting import AlreadyPosted, Posted
from .rules import meetup as rules
from .rules.meetup import Meetup, Plan, Typed
from .rules.when import AmbiguousTimeError, Reading, read_length, read_time
from .store import answers

DRAFT = "meetup"


@dataclass(frozen=True)
class Edited:
    """The meetup as it is before the change; how many people are going, and how many would be told of the change."""

    before: Meetup
    going: int
    told: int


@dataclass(frozen=True)
class Proposed:
    """Ready to be confirmed; nothing is posted yet. `now` is when it was read.

    `own_zone`: it was read by a clock that the member chose or named, and not by the community's for want of theirs.
    """

    draft_id: int
    typed: Typed
    plan: Plan
    now: datetime
    own_zone: bool
    edited: Edited | None = None
    told: int = 0
    """So many people were at the meetup that this one is again, and are told."""


@dataclass(frozen=True)
class Details:
    """What is asked beside the form of five fields. `leads`: those that hold, chosen for this meetup or not."""

    seats: str
    leads: tuple[timedelta, ...]


@dataclass(frozen=True)
class Refused:
    """Kept as typed, but not understood; the error says why."""

    draft_id: int
    typed: Typed
    error: UserFacingError


@dataclass(frozen=True)
class Saved:
    """A change of a meetup that was there; so many people are told."""

    title: str
    told: int


def propose(tx: Tx, *, actor: Actor, channel_id: int, typed: Typed, missing_in: MissingIn) -> Proposed | Refused:
    """Keep what was typed, then read it.

    The card will stand in the community's meetups channel, or else in this one. `missing_in` names the permissions
    that the bot lacks in a channel.
    """
    community.require_planner(tx, actor)
    channel_id = community.of(tx, actor.guild_id).meetups_channel_id or channel_id
    require_allowed(channel_id, missing_in)
    typed = rules.tidy(typed)
    fields = {"channel_id": channel_id, "typed": asdict(typed)}
    draft_id = keeping.keep(tx, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id, fields=fields)
    return _read(tx, actor, Draft(draft_id, fields), typed)


def edit(tx: Tx, *, actor: Actor, meetup_id: int, changes: Mapping[str, str]) -> Proposed | Refused:
    """Keep what is typed to change a meetup that is there, by the names of `Typed`, then read it."""
    typed = editing.typed_anew(tx, actor=actor, meetup_id=meetup_id)
    meetup = rights.to_run(tx, actor, meetup_id)
    rules.check_open(meetup, now=tx.now)
    fields = {"channel_id": meetup.channel_id, "meetup_id": meetup_id, "when": typed.when}
    draft_id = keeping.keep(tx, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id, fields=fields)
    return _read(tx, actor, Draft(draft_id, fields), rules.tidy(Typed(**{**asdict(typed), **changes})))


def copied(tx: Tx, *, actor: Actor, meetup_id: int) -> Typed:
    """Return what one would type to set a meetup up like this one, without the time."""
    repeating.to_repeat(tx, actor, meetup_id)
    return replace(editing.typed_anew(tx, actor=actor, meetup_id=meetup_id), when="")


def copy(
    tx: Tx, *, actor: Actor, meetup_id: int, changes: Mapping[str, str], again: bool, missing_in: MissingIn
) -> Proposed | Refused:
    """Keep what is typed for a meetup like this one, by the names of `Typed`, then read it.

    `again`: it is this one again, and those who were there are told.
    """
    typed = copied(tx, actor=actor, meetup_id=meetup_id)
    meetup = rights.to_run(tx, actor, meetup_id)
    require_allowed(meetup.channel_id, missing_in)
    fields: dict[str, Any] = {"channel_id": meetup.channel_id, **({"again_of": meetup_id} if again else {})}
    draft_id = keeping.keep(tx, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id, fields=fields)
    return _read(tx, actor, Draft(draft_id, fields), rules.tidy(Typed(**{**asdict(typed), **changes})))


def change(tx: Tx, *, actor: Actor, draft_id: int, changes: Mapping[str, str]) -> Proposed | Refused:
    """Keep what was typed instead, by the names of `Typed`, then read all of it."""
    draft = _mine(tx, actor, draft_id)
    return _read(tx, actor, draft, rules.tidy(Typed(**{**draft.fields["typed"], **changes})))


def choose_reading(tx: Tx, *, actor: Actor, draft_id: int, at: datetime) -> Proposed | Refused:
    """Take one of the readings that were offered for what was typed; if it is none any more, say what is."""
    draft = _mine(tx, actor, draft_id)
    return _read(tx, actor, draft, Typed(**draft.fields["typed"]), meant=at)


def choose_zone(tx: Tx, *, actor: Actor, draft_id: int, place: str) -> Proposed | Refused:
    """Note where the member lives, and read what they typed by the clock there."""
    draft = _mine(tx, actor, draft_id)
    zones.choose(tx, actor=actor, typed=place)
    return _read(tx, actor, draft, Typed(**draft.fields["typed"]))


def details_so_far(tx: Tx, *, actor: Actor, draft_id: int) -> Details:
    typed = typed_so_far(tx, actor=actor, draft_id=draft_id)
    chosen = rules.read_leads(typed.reminders)
    return Details(typed.seats, community.of(tx, actor.guild_id).leads if chosen is None else chosen)


def typed_so_far(tx: Tx, *, actor: Actor, draft_id: int) -> Typed:
    return Typed(**_mine(tx, actor, draft_id).fields["typed"])


def confirm(tx: Tx, *, actor: Actor, draft_id: int) -> Posted | Saved | AlreadyPosted:
    """Make the meetup that was shown, with its card and reminder, or change the one there is. Once for a draft."""
    try:
        draft = _mine(tx, actor, draft_id)
    except keeping.AlreadyConfirmedError as error:
        return _done_already(tx, actor, error.result)
    if "plan" not in draft.fields:
        raise keeping.DraftGoneError
    plan = _plan_from_json(draft.fields["plan"])
    if "meetup_id" in draft.fields:
        return _save(tx, actor, draft, plan)
    if plan.starts_at <= tx.now:
        raise rules.StartsInThePastError(plan.starts_at)
    posted = _post(tx, actor, draft, plan)
    if isinstance(posted, Posted):
        keeping.confirm(tx, draft, result=asdict(posted))
    return posted


def _post(tx: Tx, actor: Actor, draft: Draft, plan: Plan) -> Posted | AlreadyPosted:
    channel_id, host_id = draft.fields["channel_id"], actor.member_id
    if "again_of" in draft.fields:
        meetup = repeating.to_repeat(tx, actor, draft.fields["again_of"])
        return repeating.post(tx, meetup, plan, channel_id=channel_id, host_id=host_id, draft_id=draft.id)
    return posting.post(tx, plan, guild_id=actor.guild_id, channel_id=channel_id, host_id=host_id, draft_id=draft.id)


def _save(tx: Tx, actor: Actor, draft: Draft, plan: Plan) -> Saved:
    meetup = rights.to_run(tx, actor, draft.fields["meetup_id"])
    told = _edited(tx, meetup, plan).told
    editing.save(tx, meetup, plan)
    keeping.confirm(tx, draft, result={"title": plan.title, "told": told})
    return Saved(plan.title, told)


def _done_already(tx: Tx, actor: Actor, result: dict[str, Any]) -> Saved | AlreadyPosted:
    if "told" in result:
        return Saved(**result)
    return posting.posted_already(tx, rights.here(tx, actor, result["meetup_id"]))


def discard(tx: Tx, *, actor: Actor, draft_id: int) -> Typed:
    """Let the draft go; return what was typed, so that it can be shown a last time."""
    draft = _mine(tx, actor, draft_id)
    keeping.discard(tx, draft)
    return Typed(**draft.fields["typed"])


def _mine(tx: Tx, actor: Actor, draft_id: int) -> Draft:
    """Return the actor's own open draft, if they still may do what it is about."""
    draft = keeping.open_draft(tx, draft_id, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id)
    if "meetup_id" in draft.fields:
        rights.to_run(tx, actor, draft.fields["meetup_id"])
    else:
        community.require_planner(tx, actor)
    return draft


def _read(tx: Tx, actor: Actor, draft: Draft, typed: Typed, *, meant: datetime | None = None) -> Proposed | Refused:
    """Judge what is kept already: a refusal loses nothing. `meant` tells, of several readings, which."""
    about = {name: value for name, value in draft.fields.items() if name not in {"typed", "plan"}}
    fields = {**about, "typed": asdict(typed)}
    living = zones.living(tx, actor=actor)
    before = rights.to_run(tx, actor, about["meetup_id"]) if "meetup_id" in about else None
    try:
        rules.check_texts(typed)
        if before is not None and typed.when == about["when"]:
            reading = Reading(before.plan.starts_at, before.plan.zone)
        else:
            day_first = community.of(tx, actor.guild_id).day_first
            reading = _reading(typed.when, meant, now=tx.now, zone=ZoneInfo(living.zone), day_first=day_first)
        length = read_length(typed.length) if typed.length else None
        length = reading.length or length  # an end that stands beside the time was meant with it
        seats = rules.read_seats(typed.seats)
    except UserFacingError as error:
        keeping.revise(tx, draft, fields)
        return Refused(draft.id, typed, error)
    leads = rules.read_leads(typed.reminders)
    plan = Plan(typed.title, reading.at, reading.zone, length, typed.place, typed.description, seats, leads)
    keeping.revise(tx, draft, {**fields, "plan": _plan_to_json(plan)})
    own_zone = living.chosen or reading.zone != living.zone or before is not None
    edited = None if before is None else _edited(tx, before, plan)
    told = len(repeating.who_came(tx, rights.here(tx, actor, about["again_of"]))) if "again_of" in about else 0
    return Proposed(draft.id, typed, plan, tx.now, own_zone, edited, told)


def _edited(tx: Tx, before: Meetup, plan: Plan) -> Edited:
    roster = answers.roster(tx, before)
    return Edited(before, len(roster.seated), len(roster.coming) if rules.is_moved(before.plan, plan) else 0)


def _reading(when: str, meant: datetime | None, *, now: datetime, zone: ZoneInfo, day_first: bool) -> Reading:
    try:
        return read_time(when, now=now, zone=zone, day_first=day_first)
    except AmbiguousTimeError as error:
        for reading in error.readings:
            if reading.at == meant:
                return reading
        raise


def _plan_to_json(plan: Plan) -> dict[str, Any]:
    minutes = None if plan.length is None else plan.length // timedelta(minutes=1)
    leads = None if plan.leads is None else to_minutes(plan.leads)
    return {**asdict(plan), "starts_at": plan.starts_at.isoformat(), "length": minutes, "leads": leads}


def _plan_from_json(stored: dict[str, Any]) -> Plan:
    minutes, leads = stored["length"], stored.get("leads")
    understood = {
        "starts_at": datetime.fromisoformat(stored["starts_at"]),
        "length": None if minutes is None else timedelta(minutes=minutes),
        "leads": None if leads is None else from_minutes(leads),
    }
    return Plan(**{**stored, **understood})
