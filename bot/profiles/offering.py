"""One offer or one need more, or less."""

from dataclasses import dataclass

from bot.database import Tx
from bot.errors import UserFacingError
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import check_line
from bot.skills import headings
from bot.skills.rules.catalogue import Skill

from . import store, viewing
from .rules.entries import MOST_ENTRIES, MOST_WORDS, NO_HEADING, Entry, Shown, Side, TooManyEntriesError

OTHERS = 10


@dataclass
class NothingTypedError(UserFacingError):
    """There is no letter in it."""

    side: Side


@dataclass
class UnknownEntryError(UserFacingError):
    """The member has said nothing like it."""

    side: Side
    typed: str


@dataclass(frozen=True)
class Added:
    """`others`: headings that may have been meant instead."""

    shown: Shown
    others: tuple[Skill, ...]


def add(tx: Tx, *, actor: Actor, side: Side, typed: str, words: str) -> Added:
    """Note what was typed under the heading that fits best, or in the member's own words alone.

    Under a heading that is there already, it is said anew. Raises NothingTypedError, TooLongError or
    TooManyEntriesError.
    """
    typed = check_line(side, typed, most=MOST_WORDS)
    words = check_line("words", words, most=MOST_WORDS)
    if not any(map(str.isalnum, typed)):
        raise NothingTypedError(side)
    found = headings.of(tx, actor.guild_id).find(typed)
    slug = found[0].slug if found else None
    said = words if found and words else check_line("words", f"{typed}: {words}" if words else typed, most=MOST_WORDS)
    entry = _there(tx, actor, side, slug, said)
    if entry is None and store.count(tx, actor.guild_id, actor.member_id, side) >= MOST_ENTRIES:
        raise TooManyEntriesError(side, MOST_ENTRIES, MOST_ENTRIES + 1)
    if entry is None:
        entry_id = store.add(tx, actor.guild_id, actor.member_id, side, slug=slug, words=said)
    else:
        entry_id = entry.id
        store.change(tx, entry_id, slug=slug, words=said)
    return _added(tx, actor, entry_id)


def put_under(tx: Tx, *, actor: Actor, entry_id: int, slug: str) -> Added:
    """Have an entry stand under another heading, or NO_HEADING. Raises UnknownEntryError."""
    entry = _mine(tx, actor, entry_id)
    skill = headings.of(tx, actor.guild_id).get(slug)
    slug = NO_HEADING if skill is None else skill.slug
    other = _there(tx, actor, entry.side, slug, entry.words)
    if other is not None and other.id != entry.id:
        store.remove(tx, other.id)
    store.change(tx, entry.id, slug=slug, words=entry.words)
    return _added(tx, actor, entry.id)


def remove(tx: Tx, *, actor: Actor, side: Side, typed: str) -> Shown:
    """Take off the entry that was picked from a list or whose heading or words were typed. Raises UnknownEntryError."""
    wanted = typed.casefold().strip()
    for one in viewing.mine(tx, actor=actor).of(side):
        if wanted in {value_of(one), one.name.casefold(), one.entry.words.casefold()}:
            store.remove(tx, one.entry.id)
            return one
    raise UnknownEntryError(side, typed)


def removable(tx: Tx, *, actor: Actor, side: Side, typed: str, most: int) -> list[Shown]:
    """Return the actor's own entries in which that stands."""
    wanted = typed.casefold().strip()
    mine = viewing.mine(tx, actor=actor).of(side)
    return [one for one in mine if wanted in one.name.casefold() or wanted in one.entry.words.casefold()][:most]


def value_of(shown: Shown) -> str:
    """Return what stands for this entry when it was picked from a list."""
    return f"entry:{shown.entry.id}"


def _added(tx: Tx, actor: Actor, entry_id: int) -> Added:
    entry, catalogue = _mine(tx, actor, entry_id), headings.of(tx, actor.guild_id)
    shown = viewing.under_heading(entry, catalogue)
    near = catalogue.near(f"{shown.name} {entry.words}", most=OTHERS)
    return Added(shown, tuple(one for one in near if one != shown.skill))


def _there(tx: Tx, actor: Actor, side: Side, slug: str | None, words: str) -> Entry | None:
    """Return the member's entry under this heading, or else in these words."""
    mine = [one for one in store.of_member(tx, actor.guild_id, actor.member_id) if one.side is side]
    if slug:
        return next((one for one in mine if one.slug == slug), None)
    return next((one for one in mine if not one.slug and one.words.casefold() == words.casefold()), None)


def _mine(tx: Tx, actor: Actor, entry_id: int) -> Entry:
    for one in store.of_member(tx, actor.guild_id, actor.member_id):
        if one.id == entry_id:
            return one
    raise UnknownEntryError(Side.OFFER, "")
