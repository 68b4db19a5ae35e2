"""A community's settings: what was chosen, and what holds until then."""

from dataclasses import dataclass

from bot.database import Tx, facts

from . import store

DEFAULT_ZONE = "guilds.default_zone"


@dataclass(frozen=True)
class Community:
    """`zone` is an IANA name. Without an organisers' channel, failures are in the log and in `kith outbox` alone."""

    zone: str
    organisers_channel_id: int | None


def of(tx: Tx, guild_id: int) -> Community:
    row = store.get(tx, guild_id)
    default, _ = facts.recall(tx, DEFAULT_ZONE) or ("UTC", tx.now)
    if row is None:
        return Community(default, None)
    return Community(row["zone"] or default, row["organisers_channel_id"])


def choose(tx: Tx, *, guild_id: int, zone: str | None, organisers_channel_id: int | None) -> None:
    store.put(tx, guild_id, zone=zone, organisers_channel_id=organisers_channel_id)


def set_default_zone(tx: Tx, *, zone: str) -> None:
    """Have communities that chose no zone of their own live in this one."""
    facts.remember(tx, DEFAULT_ZONE, zone)
