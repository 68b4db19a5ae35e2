"""A round as the outbox plays it, by itself: items are claimed, deliveries expire, the bot sleeps."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import ManualClock
from bot.connections import consenting
from bot.connections.room import ROOM as CONNECTIONS
from bot.connections.rounds.subjects import CALLED_OFF
from bot.connections.rules.introductions import State
from bot.connections.store import introductions
from bot.database import Tx
from bot.guilds import community
from bot.notices.troubles import TROUBLE, tell_organisers
from bot.outbox import Card, Delivery, Registry, Rendered
from bot.outbox.rules.records import DeliveryState
from bot.outbox.sender import PermanentError
from bot.outbox.store.deliveries import deliveries
from bot.programmes import rounds, running
from bot.programmes.room import ROOM as PROGRAMMES
from bot.programmes.rules.programme import ASKED_BEFORE, Programme, Round, Stage
from bot.questions.room import ROOM as QUESTIONS
from bot.threads.room import ROOM as THREADS
from tests.builders import ADMIN, ANA, CHANNEL, GUILD
from tests.conftest import NOON
from tests.outbox.doubles import Body, DiscordDouble
from tests.outbox.process import Process

from . import playing
from .playing import HOUR, WEEK, members, say_in

OFFICE, OTHER = 77, 78
OPENED = consenting.THREAD_KINDS["opened"]
ROOMS = (PROGRAMMES, CONNECTIONS, THREADS, QUESTIONS)


def registry() -> Registry:
    """Return what these rooms do, with plain words for all that is said."""
    made = Registry(on_trouble=tell_organisers)

    def delivery(_tx: Tx, one: Delivery, mark: str) -> Rendered:
        return Rendered(Body(f"{one.kind} {one.args}", (mark,)))

    def card(_tx: Tx, one: Card, mark: str) -> Rendered:
        return Rendered(Body(one.subject, (mark,)))

    for room in ROOMS:
        made.due.update(room.due)
        made.jobs.update(room.jobs)
        made.deliveries.update(dict.fromkeys(room.deliveries, delivery))
        made.cards.update(dict.fromkeys(room.cards, card))
        made.fallbacks.update({kind: fallback for kind, fallback in room.deliveries.items() if fallback})
    made.deliveries[TROUBLE] = delivery
    return made


@pytest.fixture
async def process(path: Path, clock: ManualClock) -> AsyncIterator[Process]:
    started = Process(path, clock, DiscordDouble(NOON), registry())
    yield started
    await started.kill()


def begun_weekly(tx: Tx) -> Programme:
    return playing.programme(tx)


async def asked(process: Process, *, people: int) -> Round:
    """Play to the day before a round, and have so many be in."""
    weekly = await process.write(begun_weekly)
    (dates,) = [one.dates for one in await process.read(running.listed, actor=ANA)]
    await run_to(process, dates[0] - ASKED_BEFORE + HOUR)
    (found,) = await process.read(rounds.of_programme, weekly.id, tuple(Stage))
    if people:
        await process.write(say_in, found, *members(people))
    return found


async def run_to(process: Process, at: Any) -> None:
    await process.run(at - process.clock.now())


def told(tx: Tx, kind: str) -> list[str]:
    return [row["state"] for row in tx.all(select(deliveries).where(deliveries.c.kind == kind))]


async def test_where_there_was_no_thread_left_at_the_hour_people_are_introduced_later(process: Process) -> None:
    found = await asked(process, people=6)
    process.discord.threads_of_others = 960
    await run_to(process, found.begins_at + HOUR / 2)
    assert await process.read(introductions.counts, GUILD) == {}

    process.discord.threads_of_others = 0
    await run_to(process, found.begins_at + 3 * HOUR)

    assert await process.read(introductions.counts, GUILD) == {State.OPEN: 3}


async def test_where_there_never_was_one_all_are_told_at_the_end(process: Process) -> None:
    found = await asked(process, people=6)
    process.discord.threads_of_others = 960

    await run_to(process, found.ends_at + HOUR)

    assert await process.read(told, CALLED_OFF) == [DeliveryState.SENT] * 6


@pytest.mark.parametrize("sleeps", [timedelta(days=3), WEEK + HOUR], ids=["three days", "the whole round"])
async def test_who_was_in_a_round_that_was_slept_through_is_told(process: Process, sleeps: timedelta) -> None:
    found = await asked(process, people=3)

    process.pass_time(found.begins_at + sleeps - process.clock.now())
    await process.run(HOUR)

    assert await process.read(told, CALLED_OFF) == [DeliveryState.SENT] * 3
    assert await process.read(rounds.at_stage, found.id, Stage.CANCELLED) is not None


async def test_where_the_channel_is_deleted_organisers_are_told_and_people_meet_in_another(
    process: Process,
) -> None:
    await process.write(community.change, actor=ADMIN, changes={"organisers_channel_id": OFFICE})
    found = await asked(process, people=4)
    process.discord.gone.add(CHANNEL)
    await run_to(process, found.begins_at + HOUR)
    assert DeliveryState.SENT in await process.read(told, TROUBLE)
    assert await process.read(told, OPENED) == [DeliveryState.FAILED] * 2

    await process.write(community.change, actor=ADMIN, changes={"connections_channel_id": OTHER})
    await process.run(7 * HOUR)

    assert await process.read(told, OPENED) == [DeliveryState.SENT] * 2
    assert {thread.parent for thread in process.discord.threads.values()} == {OTHER}


async def test_where_a_right_is_missing_for_a_while_people_meet_when_it_is_back(process: Process) -> None:
    await process.write(community.change, actor=ADMIN, changes={"organisers_channel_id": OFFICE})
    found = await asked(process, people=4)
    missing = PermanentError("Missing Permissions", 50013)
    process.discord.fail("open_private_thread", missing, missing)
    await run_to(process, found.begins_at + HOUR)
    assert await process.read(told, OPENED) == [DeliveryState.FAILED] * 2
    assert DeliveryState.SENT in await process.read(told, TROUBLE)

    await process.run(7 * HOUR)

    assert await process.read(told, OPENED) == [DeliveryState.SENT] * 2


async def test_nobody_in_and_no_thread_left_is_no_trouble(process: Process) -> None:
    await process.write(community.change, actor=ADMIN, changes={"organisers_channel_id": CHANNEL})
    found = await asked(process, people=0)
    process.discord.threads_of_others = 960

    await run_to(process, found.begins_at + 2 * HOUR)

    assert await process.read(told, TROUBLE) == []


async def test_a_programme_goes_on_when_the_clock_was_another_for_a_while(process: Process) -> None:
    weekly = await process.write(begun_weekly)
    await process.write(community.choose_zone, actor=ADMIN, typed="Europe/London")
    (before,) = await process.read(running.listed, actor=ANA)
    await process.write(community.choose_zone, actor=ADMIN, typed="Europe/Berlin")
    await run_to(process, before.dates[0] - ASKED_BEFORE + HOUR / 2)
    await process.write(community.choose_zone, actor=ADMIN, typed="Europe/London")
    await process.write(running.pause, actor=ANA, typed="Coffee round")
    await process.write(running.resume, actor=ANA, programme_id=weekly.id)

    await process.run(3 * WEEK)

    assert len(await process.read(rounds.of_programme, weekly.id, tuple(Stage))) >= 3
