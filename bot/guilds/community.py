"""A community's settings: what was chosen, and what holds until then; and who may do what by them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypedDict

from bot.database import Tx, facts

from . import store
from .rules import leads, places
from .rules.actors import Actor, NotAManagerError, NotAnOrganiserError

DEFAULT_ZONE = "guilds.default_zone"


@dataclass(frozen=True)
class Community:
    """`zone` is an IANA name. Everything works with what holds before anybody chose.

    Without a meetups channel, meetups are posted where they were typed; without one for connections, private threads
    are opened where a member joined. Without an organisers' channel, failures are
    in the log and in `kith outbox` alone. `anyone_plans`: every member may set meetups up. `day_first`: 3/4 is in
    April. `leads`: how long before a meetup people are reminded of it, unless it says otherwise.
    """

    zone: str
    meetups_channel_id: int | None = None
    connections_channel_id: int | None = None
    organisers_channel_id: int | None = None
    organiser_role_id: int | None = None
    anyone_plans: bool = False
    day_first: bool = True
    leads: tuple[timedelta, ...] = leads.USUAL


class Changes(TypedDict, total=False):
    """None: as it was before anybody chose."""

    zone: str | None
    meetups_channel_id: int | None
    connections_channel_id: int | None
    organisers_channel_id: int | None
    organiser_role_id: int | None
    anyone_plans: bool
    day_first: bool
    lead_minutes: list[int] | None


def of(tx: Tx, guild_id: int) -> Community:
    row = store.get(tx, guild_id)
    default, _ = facts.recall(tx, DEFAULT_ZONE) or ("UTC", tx.now)
    if row is None:
        return Community(default)
    return Community(
        zone=row["zone"] or default,
        meetups_channel_id=row["meetups_channel_id"],
        connections_channel_id=row["connections_channel_id"],
        organisers_channel_id=row["organisers_channel_id"],
        organiser_role_id=row["organiser_role_id"],
        anyone_plans=row["anyone_plans"] is True,
        day_first=row["day_first"] is not False,
        leads=leads.USUAL if row["lead_minutes"] is None else leads.from_minutes(row["lead_minutes"]),
    )


def set_up(tx: Tx, *, actor: Actor) -> Community:
    """Return what is chosen, to somebody who may choose."""
    require_manager(actor)
    return of(tx, actor.guild_id)


def change(tx: Tx, *, actor: Actor, changes: Changes) -> Community:
    require_manager(actor)
    store.put(tx, actor.guild_id, changes)
    return of(tx, actor.guild_id)


def choose_zone(tx: Tx, *, actor: Actor, typed: str) -> Community:
    """Take the zone of a city, country or zone as typed. Raises UnknownPlaceError or SeveralPlacesError."""
    require_manager(actor)
    return change(tx, actor=actor, changes={"zone": places.zone_meant(typed)})


def set_default_zone(tx: Tx, *, zone: str) -> None:
    """Have communities that chose no zone of their own live in this one."""
    facts.remember(tx, DEFAULT_ZONE, zone)


def require_manager(actor: Actor) -> None:
    if not actor.manages_guild:
        raise NotAManagerError


def require_planner(tx: Tx, actor: Actor) -> None:
    if not is_planner(tx, actor):
        raise NotAnOrganiserError


def require_organiser(tx: Tx, actor: Actor) -> None:
    if not is_organiser(tx, actor):
        raise NotAnOrganiserError


def is_planner(tx: Tx, actor: Actor) -> bool:
    """Whether the actor may set meetups up here."""
    return of(tx, actor.guild_id).anyone_plans or is_organiser(tx, actor)


def is_organiser(tx: Tx, actor: Actor) -> bool:
    """Whether the actor may also change what others have set up."""
    return actor.manages_events or of(tx, actor.guild_id).organiser_role_id in actor.role_ids
