"""What a member has said of themselves, as it holds now."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.skills import headings
from bot.skills.rules.catalogue import Catalogue, Skill

from . import store
from .rules.entries import Entry, Shown, Side


@dataclass(frozen=True)
class Profile:
    """`aim_shown`: it may stand in the member's introductions."""

    member_id: int
    aim: str
    aim_shown: bool
    entries: tuple[Shown, ...]

    @property
    def holding(self) -> list[Shown]:
        """All but what rests."""
        return [one for one in self.entries if not one.entry.rests]

    def of(self, side: Side) -> list[Shown]:
        return [one for one in self.entries if one.entry.side is side]


def mine(tx: Tx, *, actor: Actor) -> Profile:
    return profile(tx, actor.guild_id, actor.member_id)


def profile(tx: Tx, guild_id: int, member_id: int) -> Profile:
    aim, catalogue = store.aim(tx, guild_id, member_id), headings.of(tx, guild_id)
    entries = tuple(under_heading(entry, catalogue) for entry in store.of_member(tx, guild_id, member_id))
    if aim is None:
        return Profile(member_id, "", aim_shown=False, entries=entries)
    return Profile(member_id, aim["aim"], aim["shown"], entries)


def about(tx: Tx, guild_id: int, *, offers: Collection[str], needs: Collection[str]) -> dict[int, list[Shown]]:
    """Return what each member offers and needs of these headings, but for what rests."""
    catalogue = headings.of(tx, guild_id)
    offered, needed = catalogue.standing_for(offers), catalogue.standing_for(needs)
    return _by_member(store.about(tx, guild_id, offers=offered, needs=needed), catalogue)


def of_members(tx: Tx, guild_id: int, member_ids: Collection[int]) -> dict[int, list[Shown]]:
    """Return what each of these members offers and needs, but for what rests."""
    return _by_member(store.of_members(tx, guild_id, member_ids), headings.of(tx, guild_id))


def _by_member(said: Iterable[tuple[int, Entry]], catalogue: Catalogue) -> dict[int, list[Shown]]:
    found: dict[int, list[Shown]] = {}
    for member_id, entry in said:
        found.setdefault(member_id, []).append(under_heading(entry, catalogue))
    return found


def numbers(tx: Tx, guild_id: int, member_ids: Collection[int]) -> dict[Side, Counter[Skill | None]]:
    """Return how often these members need and offer each heading; None: in their own words alone."""
    catalogue = headings.of(tx, guild_id)
    found: dict[Side, Counter[Skill | None]] = {side: Counter() for side in Side}
    for row in store.numbers(tx, guild_id, member_ids):
        skill = catalogue.named(row["words"]) if row["slug"] is None else catalogue.get(row["slug"])
        found[Side(row["side"])][skill] += row["number"]
    return found


def under_heading(entry: Entry, catalogue: Catalogue) -> Shown:
    """Words that were kept without a heading stand under one that was added since."""
    return Shown(entry, catalogue.named(entry.words) if entry.slug is None else catalogue.get(entry.slug))
