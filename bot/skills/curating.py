"""Organisers make the headings fit their community: add one, put two together, take one off the list."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.database import Tx
from bot.errors import UserFacingError
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import check_line

from . import headings, store
from .rules.catalogue import Catalogue, Change, Skill, slug_of

MOST_CHARACTERS = {"name": 50, "aliases": 300}


class Kind(StrEnum):
    OWN = "own"
    HIDDEN = "hidden"
    MERGED = "merged"


@dataclass
class NoSkillNameError(UserFacingError):
    """What was typed has no letter in it, or only words that say nothing."""

    typed: str


@dataclass
class SkillExistsError(UserFacingError):
    """There is a heading of this name."""

    typed: str
    skill: Skill


@dataclass
class SameSkillError(UserFacingError):
    """A heading can't be merged into itself."""

    skill: Skill


@dataclass(frozen=True)
class Merged:
    skill: Skill
    into: Skill


@dataclass(frozen=True)
class Curated:
    """All headings that can be chosen, and what this community has changed."""

    offered: list[Skill]
    changes: list[tuple[Kind, Skill, Skill | None]]
    """The third: into which it was merged."""


def add(tx: Tx, *, actor: Actor, name: str, aliases: str) -> Skill:
    """Add a heading; `aliases` are other names for it, with commas. One that was hidden or merged is back as it was.

    Raises NoSkillNameError, SkillExistsError or TooLongError.
    """
    community.require_organiser(tx, actor)
    name = check_line("name", name, most=MOST_CHARACTERS["name"])
    others = [one.strip() for one in check_line("other names", aliases, most=MOST_CHARACTERS["aliases"]).split(",")]
    catalogue, back = headings.of(tx, actor.guild_id), _away(tx, actor.guild_id, name)
    if back is not None:
        store.put(tx, actor.guild_id, replace(back, hidden=False, into=None))
        return back.skill
    for typed in (name, *filter(None, others)):
        _require_new(catalogue, typed)
    skill = Skill(slug_of(name), name, tuple(filter(None, others)))
    store.put(tx, actor.guild_id, Change(skill, added=True))
    return skill


def merge(tx: Tx, *, actor: Actor, name: str, into: str) -> Merged:
    """Have offers and needs under the first heading stand under the second; its name leads there from now on.

    Raises UnknownSkillError or SameSkillError.
    """
    community.require_organiser(tx, actor)
    skill, target = headings.named(tx, actor.guild_id, name), headings.named(tx, actor.guild_id, into)
    if skill == target:
        raise SameSkillError(skill)
    store.put(tx, actor.guild_id, replace(_change(tx, actor.guild_id, skill), into=target.slug))
    return Merged(skill, target)


def hide(tx: Tx, *, actor: Actor, name: str) -> Skill:
    """Offer this heading no more. What stands under it stays."""
    community.require_organiser(tx, actor)
    skill = headings.named(tx, actor.guild_id, name)
    store.put(tx, actor.guild_id, replace(_change(tx, actor.guild_id, skill), hidden=True))
    return skill


def listed(tx: Tx, *, actor: Actor) -> Curated:
    """Return the headings, to any member."""
    catalogue = headings.of(tx, actor.guild_id)
    changed = [
        (_kind(change), change.skill, catalogue.get(change.skill.slug) if change.into else None)
        for change in store.changes(tx, actor.guild_id)
        if change.added or change.hidden or change.into
    ]
    return Curated(catalogue.offered(), changed)


def _kind(change: Change) -> Kind:
    if change.hidden:
        return Kind.HIDDEN
    return Kind.MERGED if change.into else Kind.OWN


def _away(tx: Tx, guild_id: int, name: str) -> Change | None:
    """Return the heading of just this name that is hidden or merged."""
    slug = slug_of(name)
    return next(
        (one for one in store.changes(tx, guild_id) if one.skill.slug == slug and (one.hidden or one.into)), None
    )


def _change(tx: Tx, guild_id: int, skill: Skill) -> Change:
    return next((one for one in store.changes(tx, guild_id) if one.skill.slug == skill.slug), Change(skill))


def _require_new(catalogue: Catalogue, name: str) -> None:
    if not slug_of(name):
        raise NoSkillNameError(name)
    if (there := catalogue.named(name)) is not None:
        raise SkillExistsError(name, there)
