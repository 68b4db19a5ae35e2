"""The headings of one community: those that all begin with, as its organisers have changed them."""

from dataclasses import dataclass
from functools import lru_cache

from bot.database import Tx
from bot.errors import UserFacingError
from bot.guilds.rules.actors import Actor

from . import store
from .rules.catalogue import Catalogue, Change, Skill
from .shipped import shipped

NEAREST = 3
COMMUNITIES_IN_MEMORY = 64


@dataclass
class UnknownSkillError(UserFacingError):
    """No heading of this community bears that name. `nearest`: what may have been meant."""

    typed: str
    nearest: tuple[Skill, ...]


def of(tx: Tx, guild_id: int) -> Catalogue:
    return _changed(store.changes(tx, guild_id))


@lru_cache(maxsize=COMMUNITIES_IN_MEMORY)
def _changed(changes: tuple[Change, ...]) -> Catalogue:
    return shipped().changed(changes)


def named(tx: Tx, guild_id: int, typed: str) -> Skill:
    """Return the heading that was picked from a list or whose name was typed. Raises UnknownSkillError."""
    skill = of(tx, guild_id).named(typed)
    if skill is None:
        raise UnknownSkillError(typed, near(tx, guild_id, typed))
    return skill


def near(tx: Tx, guild_id: int, typed: str) -> tuple[Skill, ...]:
    """Return what may have been meant by what is no heading."""
    catalogue = of(tx, guild_id)
    found = [*catalogue.near(typed, most=NEAREST), *catalogue.suggest(typed, most=NEAREST)]
    return tuple(dict.fromkeys(found))[:NEAREST]


def suggest(tx: Tx, *, actor: Actor, typed: str, most: int) -> list[Skill]:
    return of(tx, actor.guild_id).suggest(typed, most=most)
