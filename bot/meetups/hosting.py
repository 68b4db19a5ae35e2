"""Who hosts a meetup: asked, never assigned. Whoever sets meetups up may take one whose host looks for another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor

from . import rights, seating
from .rules.meetup import HostedAlreadyError, Meetup, check_open, lacks_host
from .store import meetups
from .subjects import subject
from .telling import announce, tell

HOST_SOUGHT = "meetup.host_sought"
HOST_FOUND = "meetup.host_found"
SAID = (HOST_SOUGHT, HOST_FOUND)


@dataclass(frozen=True)
class Sought:
    """`asked`: the one who is asked by name."""

    title: str
    channel_id: int
    asked: int | None


def to_hand_over(tx: Tx, *, actor: Actor, meetup_id: int) -> Meetup:
    """Return a meetup for which the actor may look for another host."""
    meetup = rights.to_run(tx, actor, meetup_id)
    check_open(meetup, now=tx.now)
    return meetup


def seek(tx: Tx, *, actor: Actor, meetup_id: int, asked: int | None) -> Sought:
    """Ask in the channel who would host it: everybody once, somebody by name once a day at most."""
    meetup = to_hand_over(tx, actor=actor, meetup_id=meetup_id)
    if asked is not None:
        once = f"{meetup.host_id}:{asked}:{tx.now:%Y-%m-%d}"
        announce(tx, meetup, HOST_SOUGHT, once=once, until=meetup.ends_at, ping=[asked])
    elif not lacks_host(meetup):
        announce(tx, meetup, HOST_SOUGHT, once=meetups.take_turn(tx, meetup.id), until=meetup.ends_at)
    meetups.put_host(tx, meetup.id, meetup.host_id, sought=True)
    return Sought(meetup.plan.title, meetup.channel_id, asked)


def take(tx: Tx, *, actor: Actor, meetup_id: int) -> Meetup:
    """Have the actor host it from now on, if they set meetups up here and it lacks a host.

    Raises HostedAlreadyError: the first who takes it has it. Its own host takes it back.
    """
    meetup = rights.here(tx, actor, meetup_id)
    check_open(meetup, now=tx.now)
    if meetup.host_id != actor.member_id:
        community.require_planner(tx, actor)
        if not lacks_host(meetup):
            raise HostedAlreadyError(meetup.plan.title, meetup.host_id)
    meetups.put_host(tx, meetup.id, actor.member_id, sought=False)
    outbox.touch_card(tx, subject=subject(meetup.id))
    before = [meetup.host_id] if meetup.host_id not in {0, actor.member_id} else []
    tell(tx, meetup, HOST_FOUND, before, once=meetups.take_turn(tx, meetup.id), until=meetup.ends_at)
    return meetup


def with_host(meetup: Meetup, member_ids: Sequence[int]) -> tuple[int, ...]:
    """Return those of whom it is asked whether they are still there: the host, and these."""
    return tuple(dict.fromkeys([*([meetup.host_id] if meetup.host_id else []), *member_ids]))


def take_out(tx: Tx, meetup: Meetup, member_ids: Collection[int]) -> None:
    """Take those out who are not in the guild any more: their seats go on, and the hosting does."""
    if meetup.host_id in member_ids:
        host_left(tx, meetup)
    seating.take_out(tx, meetup, member_ids)


def host_left(tx: Tx, meetup: Meetup) -> None:
    """Ask in the channel who would host it instead."""
    meetups.put_host(tx, meetup.id, 0, sought=False)
    outbox.touch_card(tx, subject=subject(meetup.id))
    announce(tx, meetup, HOST_SOUGHT, once=meetups.take_turn(tx, meetup.id), until=meetup.ends_at)
