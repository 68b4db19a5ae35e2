"""Whether and where a member wants to be reminded, and mentioned."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import store


class Reminders(StrEnum):
    CHANNEL = "channel"
    DIRECT = "direct"
    OFF = "off"


@dataclass(frozen=True)
class Wished:
    """Those who are told in the channel, and those who are told directly; the others want nothing."""

    channel: list[int]
    direct: list[int]


def reminders(tx: Tx, member_id: int) -> Reminders:
    """Until a member chooses, they are reminded in the channel."""
    return Reminders(store.reminders(tx, [member_id]).get(member_id, Reminders.CHANNEL))


def choose_reminders(tx: Tx, *, actor: Actor, chosen: Reminders) -> None:
    store.put_reminders(tx, actor.member_id, chosen)


def is_mentioned_in_circles(tx: Tx, member_id: int) -> bool:
    """Until a member chooses otherwise, they are mentioned when it is their turn."""
    return store.is_mentioned_in_circles(tx, member_id) is not False


def choose_mentions_in_circles(tx: Tx, *, actor: Actor, wished: bool) -> None:
    store.put_mentioned_in_circles(tx, actor.member_id, wished=wished)


def as_wished(tx: Tx, member_ids: Sequence[int]) -> Wished:
    chosen = store.reminders(tx, member_ids)
    wished: dict[Reminders, list[int]] = {where: [] for where in Reminders}
    for member_id in member_ids:
        wished[Reminders(chosen.get(member_id, Reminders.CHANNEL))].append(member_id)
    return Wished(wished[Reminders.CHANNEL], wished[Reminders.DIRECT])
