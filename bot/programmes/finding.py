"""Which programme is meant: by its name, by what was picked for it, by its id."""

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor

from . import store
from .rules.programme import NoSuchProgrammeError, Programme, Stage, State

LIVE = (Stage.ASKING, Stage.PREPARED, Stage.BEGUN)
PICKED = "#"
"""What stands before a programme's id where it was picked from a list."""


def value_of(programme: Programme) -> str:
    return f"{PICKED}{programme.id}"


def meant(tx: Tx, *, actor: Actor, typed: str) -> Programme:
    """Return the programme that was picked, or whose name was typed, to an organiser. Raises NoSuchProgrammeError."""
    community.require_organiser(tx, actor)
    every = store.of_guild(tx, actor.guild_id)
    wanted = typed.strip().casefold()
    found = [one for one in every if wanted == value_of(one)]
    found += [one for one in every if wanted == one.plan.name.casefold()]
    if not found:
        raise NoSuchProgrammeError(typed, tuple(one.plan.name for one in every))
    return found[0]


def offered(tx: Tx, *, actor: Actor, typed: str) -> list[Programme]:
    """Return those whose names have what was typed in them; nothing to who is no organiser."""
    if not community.is_organiser(tx, actor):
        return []
    every = store.of_guild(tx, actor.guild_id)
    return [one for one in every if typed.strip().casefold() in one.plan.name.casefold()]


def listed(tx: Tx, guild_id: int) -> list[Programme]:
    """Return those that have not ended, and after them those that have, with a round still under way."""
    return [*store.of_guild(tx, guild_id), *store.with_rounds(tx, guild_id, State.CLOSED, LIVE)]


def of_actor(tx: Tx, actor: Actor, programme_id: int) -> Programme:
    """Return one of the actor's community, which they organise. Raises NoSuchProgrammeError."""
    community.require_organiser(tx, actor)
    found = store.get(tx, programme_id)
    if found is None or found.guild_id != actor.guild_id or found.state is State.CLOSED:
        raise NoSuchProgrammeError("", tuple(one.plan.name for one in store.of_guild(tx, actor.guild_id)))
    return found


def the(tx: Tx, programme_id: int) -> Programme:
    """Return one that is there, closed or not."""
    found = store.get(tx, programme_id)
    assert found is not None, "a programme is never taken away but with its community"  # noqa: S101
    return found
