"""Pause a programme, go on with it, close it; and what organisers see of all of them."""

from dataclasses import dataclass
from datetime import datetime

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor

from . import announcing, finding, store
from .rules.programme import Programme, Round, State

SHOWN = 3


@dataclass(frozen=True)
class Running:
    """A programme, its next dates, the rounds under way, the newest first; `regulars`: how many are in each time."""

    programme: Programme
    dates: tuple[datetime, ...]
    rounds: tuple[Round, ...]
    regulars: int


def pause(tx: Tx, *, actor: Actor, typed: str) -> Running:
    """Announce no more rounds until it goes on; one that is announced takes place."""
    return _put(tx, finding.meant(tx, actor=actor, typed=typed), State.PAUSED)


def resume(tx: Tx, *, actor: Actor, programme_id: int) -> Running:
    return _put(tx, finding.of_actor(tx, actor, programme_id), State.RUNNING)


def to_close(tx: Tx, *, actor: Actor, typed: str) -> Running:
    """Return one that can be ended, to an organiser who is asked first."""
    return _running(tx, finding.meant(tx, actor=actor, typed=typed))


def of_actor(tx: Tx, *, actor: Actor, programme_id: int) -> Running:
    """Return one of the actor's community, which they organise. Raises NoSuchProgrammeError."""
    return _running(tx, finding.of_actor(tx, actor, programme_id))


def close(tx: Tx, *, actor: Actor, programme_id: int) -> Running:
    """End it for good; a round that is announced takes place."""
    return _put(tx, finding.of_actor(tx, actor, programme_id), State.CLOSED)


def listed(tx: Tx, *, actor: Actor) -> list[Running]:
    """Return the programmes of the actor's community, which they organise, as `finding.listed` does."""
    community.require_organiser(tx, actor)
    return [_running(tx, programme) for programme in finding.listed(tx, actor.guild_id)]


def _put(tx: Tx, programme: Programme, state: State) -> Running:
    store.put_state(tx, programme.id, state)
    changed = finding.the(tx, programme.id)
    announcing.schedule_next(tx, changed)
    return _running(tx, changed)


def _running(tx: Tx, programme: Programme) -> Running:
    next_ones = announcing.coming(tx, programme.guild_id, programme.plan, programme.id, most=SHOWN)
    return Running(
        programme,
        tuple(at for _, at in next_ones) if programme.state is State.RUNNING else (),
        tuple(store.rounds_of(tx, programme.id, stages=finding.LIVE)),
        len(store.regular_ids(tx, programme.id)),
    )
