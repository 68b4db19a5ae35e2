"""In which time zone a member means the times they type."""

from typing import Any

from bot.database import Tx
from bot.guilds import community

from . import store


def zone_for(tx: Tx, *, guild_id: int, member_id: int) -> str:
    """Return the member's own zone, or else the community's: an IANA name."""
    return store.zone(tx, member_id) or community.of(tx, guild_id).zone


def choose(tx: Tx, *, member_id: int, zone: str) -> None:
    store.put_zone(tx, member_id, zone)


def export(tx: Tx, _guild_id: int, member_id: int) -> Any:
    return {"zone": store.zone(tx, member_id)}


def forget(tx: Tx, _guild_id: int, member_id: int) -> None:
    store.erase(tx, member_id)
