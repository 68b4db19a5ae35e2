"""In which time zone a member means the times they type."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules import places
from bot.guilds.rules.actors import Actor

from . import store


@dataclass(frozen=True)
class Living:
    """`zone` is an IANA name; `chosen`: by the member, and not what holds for the whole community."""

    zone: str
    chosen: bool
    now: datetime


def zone_for(tx: Tx, *, guild_id: int, member_id: int) -> str:
    """Return the member's own zone, or else the community's: an IANA name."""
    return store.zone(tx, member_id) or community.of(tx, guild_id).zone


def living(tx: Tx, *, actor: Actor) -> Living:
    zone = zone_for(tx, guild_id=actor.guild_id, member_id=actor.member_id)
    return Living(zone, store.zone(tx, actor.member_id) is not None, tx.now)


def choose(tx: Tx, *, actor: Actor, typed: str) -> Living:
    """Take the zone of a city, country or zone as typed. Raises UnknownPlaceError or SeveralPlacesError."""
    zone = places.zone_meant(typed)
    store.put_zone(tx, actor.member_id, zone)
    return Living(zone, chosen=True, now=tx.now)


def zones_for(tx: Tx, *, guild_id: int, member_ids: Collection[int]) -> dict[int, str]:
    """Return for each of these members the zone they chose, or else the community's."""
    otherwise = community.of(tx, guild_id).zone
    return dict.fromkeys(member_ids, otherwise) | store.zones(tx, member_ids)
