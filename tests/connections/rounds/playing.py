"""Programmes and their rounds, in one line each; what comes by itself is done when a test says so."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from bot.connections.room import ROOM as CONNECTIONS
from bot.connections.rounds import beginning, changing, ending, founding, late, opting, preparing, waves
from bot.connections.rounds.previewing import Preview
from bot.connections.rules.rounds import Draw, Settings, settings_to_json
from bot.connections.store import draws
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.outbox import DueItem, Job, Tools
from bot.outbox.rules.records import DueState
from bot.outbox.store import due
from bot.programmes import announcing, planning, rounds
from bot.programmes.room import ROOM as PROGRAMMES
from bot.programmes.rules.programme import ASKED_BEFORE, CLOSES_BEFORE, Programme, Round, Stage
from bot.workers import InlineWorkers
from tests.builders import ANA, CHANNEL, GUILD, nothing_missing
from tests.outbox.doubles import DiscordDouble

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


def member(number: int) -> Actor:
    return Actor(GUILD, 1000 + number, manages_events=False)


def members(number: int) -> list[Actor]:
    return [member(one) for one in range(1, number + 1)]


def programme(tx: Tx, settings: Settings | None = None, *, name: str = "Coffee round", **changes: Any) -> Programme:
    """Have Ana begin a weekly one. `changes`: by the names in a plan's JSON."""
    draft_id = founding.begin(tx, actor=ANA, name=name, channel_id=CHANNEL).draft_id
    wished = {"every": "week", "settings": settings_to_json(settings or Settings())} | changes
    planning.change(tx, actor=ANA, draft_id=draft_id, changes=wished)
    return planning.confirm(tx, actor=ANA, draft_id=draft_id, missing_in=nothing_missing).programme


def announced(tx: Tx, of: Programme) -> Round:
    """Move to the day before the next round, and have it announced."""
    ((_, begins_at),) = announcing.coming(tx, GUILD, of.plan, of.id, most=1)
    tx.now = begins_at - ASKED_BEFORE
    announcing.announce(tx, item(tx, programme_id=of.id))
    newest = rounds.of_programme(tx, of.id, tuple(Stage))[0]
    assert newest.begins_at == begins_at
    return newest


def say_in(tx: Tx, found: Round, *actors: Actor, is_in: bool = True) -> opting.Said:
    for actor in actors:
        said = opting.say(tx, actor=actor, round_id=found.id, is_in=is_in, missing_in=nothing_missing)
    return said


def drawn(tx: Tx, found: Round, *, left: Collection[Actor] = (), roles: Mapping[Actor, int] | None = None) -> Draw:
    """Move to the end of the opt-in, and have the groups drawn."""
    tx.now = found.begins_at - CLOSES_BEFORE
    work(tx, preparing.DRAWING, found, left=left, roles=roles)
    return draws.the(tx, found.id)


def swap(tx: Tx, found: Round, one: int, other: int, *, revision: int | None = None) -> Preview:
    return changing.swap(
        tx,
        actor=ANA,
        round_id=found.id,
        revision=draws.the(tx, found.id).revision if revision is None else revision,
        page=0,
        one_id=one,
        other_id=other,
    )


def begun(tx: Tx, found: Round, *, left: Collection[Actor] = ()) -> Draw:
    """Move to the hour, and have all introduced."""
    tx.now = found.begins_at
    work(tx, beginning.BEGINNING, found, left=left)
    wave(tx, found)
    return draws.the(tx, found.id)


def wave(tx: Tx, found: Round, *, threads_of_others: int = 0) -> None:
    work(tx, waves.WAVES, found, threads_of_others=threads_of_others)


def find_for_late(tx: Tx, found: Round, *, left: Collection[Actor] = ()) -> Draw:
    work(tx, late.FINDING, found, left=left)
    wave(tx, found)
    return draws.the(tx, found.id)


def ended(tx: Tx, found: Round) -> Round:
    tx.now = found.ends_at
    ending.ends(tx, item(tx, round_id=found.id))
    return now(tx, found)


def forget(tx: Tx, found: Round, member_id: int) -> None:
    for room in (PROGRAMMES, CONNECTIONS):
        assert room.forget is not None
        room.forget(tx, found.guild_id, member_id)


def now(tx: Tx, found: Round) -> Round:
    again = rounds.get(tx, found.id)
    assert again is not None
    return again


def played(tx: Tx, of: Programme, *actors: Actor) -> Draw:
    """Play one round from its card to its threads."""
    found = announced(tx, of)
    say_in(tx, found, *actors)
    drawn(tx, found)
    return begun(tx, found)


def work(
    tx: Tx,
    job: Job[Any, Any],
    found: Round,
    *,
    left: Collection[Actor] = (),
    roles: Mapping[Actor, int] | None = None,
    threads_of_others: int = 0,
) -> None:
    """Run a job as the outbox does, with a Discord that these have left, and where others have these roles."""
    what = item(tx, round_id=found.id)
    discord = DiscordDouble(tx.now)
    discord.left = {one.member_id for one in left}
    discord.roles = {(GUILD, one.member_id, role) for one, role in (roles or {}).items()}
    discord.threads_of_others = threads_of_others
    snapshot = job.read(tx, what)
    job.write(tx, what, snapshot, asyncio.run(_work(job, Tools(discord, InlineWorkers()), snapshot)))


async def _work(job: Job[Any, Any], tools: Tools, snapshot: Any) -> Any:
    return await job.work(tools, snapshot)


def together(draw: Draw) -> list[set[int]]:
    return [{place.member_id for place in group} for group in draw.groups.values()]


def left_out(draw: Draw) -> list[int]:
    return [place.member_id for place in draw.left_out]


def pending(tx: Tx, kind: str) -> list[Any]:
    return [row for row in due.listing(tx, [DueState.PENDING]) if row["kind"] == kind]


def item(tx: Tx, **args: Any) -> DueItem:
    return DueItem(1, f"item {args}", "kind", GUILD, "subject", args, due_at=tx.now)
