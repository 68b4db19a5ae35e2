"""Offers and needs grow old: after a while their owner is asked once whether they still hold. None is ever deleted."""

from dataclasses import dataclass
from datetime import timedelta

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.skills import headings

from . import store, viewing
from .rules.entries import Shown

OLD_AFTER = timedelta(days=90)
ANSWERED_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Renewed:
    number: int


def owners_to_ask(tx: Tx) -> list[tuple[int, int]]:
    """Return the guild and the member of each who has something old about which they were not asked."""
    return store.owners_of_old(tx, before=tx.now - OLD_AFTER)


def old(tx: Tx, guild_id: int, member_id: int) -> list[Shown]:
    """Return what a member has said so long ago that it is asked about, and what rests since they did not answer."""
    catalogue = headings.of(tx, guild_id)
    found = store.old(tx, guild_id, member_id, before=tx.now - OLD_AFTER)
    return [viewing.under_heading(entry, catalogue) for entry in found]


def note_asked(tx: Tx, guild_id: int, member_id: int) -> bool:
    """Note that a member is asked about what is old. False: there is nothing that they were not asked about."""
    return store.note_asked(tx, guild_id, member_id, before=tx.now - OLD_AFTER) > 0


def renew(tx: Tx, *, actor: Actor) -> Renewed:
    """Take it that all of the actor's offers and needs hold. Twice is harmless."""
    return Renewed(store.renew(tx, actor.guild_id, actor.member_id))


def upkeep(tx: Tx) -> None:
    """Let rest what nobody has answered about."""
    store.let_rest(tx, asked_before=tx.now - ANSWERED_WITHIN)
