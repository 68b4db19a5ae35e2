"""Here time is real: the outbox works by itself, and each wait ends with what it waits for."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import ManualClock, SystemClock
from bot.database import Tx
from bot.outbox import DueItem, inspection
from bot.outbox.worker import CLOCK_JUMPED

from . import kinds
from .faults import refused
from .process import QUICK, ROOM, Process, say, schedule

SOON = timedelta(milliseconds=300)
HOUR = timedelta(hours=1)
PROMPTLY_S = 5
"""Far less than the tick of 30 s that would mend a lost wish."""
AT_ONCE = timedelta(milliseconds=50)


class LeapingClock:
    """The system's clock, which leaps forward when it has been read so many times."""

    def __init__(self, *, readings: int, by: timedelta) -> None:
        self._readings = readings
        self._by = by

    def now(self) -> datetime:
        self._readings -= 1
        return datetime.now(UTC) + (self._by if self._readings <= 0 else timedelta(0))


@pytest.fixture
async def live(process: Process) -> AsyncIterator[Process]:
    """A process that works by itself, on the system's clock."""
    process.clock = SystemClock()
    process.timing = replace(QUICK, settle_after=SOON)
    await process.restart()
    await process.outbox.start()
    yield process
    await process.outbox.stop(0)


async def said(process: Process, *texts: str) -> None:
    """Wait until these have been said in ROOM, and nothing else."""
    async with asyncio.timeout(PROMPTLY_S):
        await process.discord.until(lambda: process.discord.texts(ROOM) == list(texts))


async def say_later(process: Process, text: str, after: timedelta) -> None:
    await process.schedule(text, kind=kinds.SAY_LATER, after=after, args={"channel": ROOM, "text": text})


async def test_a_message_goes_out_as_soon_as_it_is_written(live: Process) -> None:
    await live.say("hello")

    await said(live, "hello")


async def test_an_item_to_come_fires_when_its_time_comes(live: Process) -> None:
    start = time.monotonic()
    await say_later(live, "tea", SOON)

    await said(live, "tea")

    assert SOON.total_seconds() <= time.monotonic() - start < SOON.total_seconds() + 5


async def test_an_earlier_item_is_not_held_up_by_later_ones(live: Process) -> None:
    await say_later(live, "tomorrow", timedelta(days=1))
    await say_later(live, "in an hour", HOUR)
    await say_later(live, "soon", SOON)

    await said(live, "soon")


@pytest.mark.parametrize(
    "wait", [timedelta(0), timedelta(milliseconds=1), AT_ONCE, timedelta(milliseconds=150)], ids=str
)
async def test_a_handler_that_schedules_the_next_item_is_woken_for_each(live: Process, wait: timedelta) -> None:
    def count_down(tx: Tx, item: DueItem) -> None:
        say(tx, item.key)
        if item.args["left"]:
            left = item.args["left"] - 1
            schedule(tx, f"{left} left", kind="count", after=wait, args={"left": left})

    live.registry.due["count"] = count_down
    await live.schedule("3 left", kind="count", args={"left": 3})

    await said(live, "3 left", "2 left", "1 left", "0 left")


@pytest.mark.parametrize("readings", range(1, 12))
async def test_an_item_that_comes_due_between_two_looks_of_a_pass_is_seen(process: Process, readings: int) -> None:
    await process.kill()
    process.clock = LeapingClock(readings=readings, by=timedelta(seconds=2))
    await process.restart()
    await say_later(process, "tea", timedelta(seconds=1))

    await process.outbox.start()

    await said(process, "tea")


async def test_an_item_that_comes_due_while_the_loop_is_stalled_for_seconds_still_fires(live: Process) -> None:
    await say_later(live, "tea", timedelta(seconds=1))
    await asyncio.sleep(0)

    time.sleep(3)  # noqa: ASYNC251  the stall is what is tried

    await said(live, "tea")


async def test_many_writers_at_once_lose_no_wish(live: Process) -> None:
    await asyncio.gather(*(live.say(str(n), subject="one") for n in range(12)))

    async with asyncio.timeout(PROMPTLY_S):
        await live.discord.until(lambda: sorted(live.discord.texts(ROOM)) == sorted(map(str, range(12))))


@pytest.fixture
async def jumping(process: Process) -> AsyncIterator[Process]:
    """A process that looks at its clock often, and that the system's clock, moved by hand, can mislead."""
    await process.kill()
    process.clock = ManualClock(datetime.now(UTC))
    process.monotonic = lambda: 0.0
    process.timing = replace(QUICK, check_clock_every=AT_ONCE)
    await process.restart()
    await process.outbox.start()
    yield process
    await process.outbox.stop(0)


async def jump_of(process: Process) -> float:
    """Wait until a jump of the clock was noted; return its length in seconds."""
    async with asyncio.timeout(PROMPTLY_S):
        await process.until(lambda tx: kinds.recalled(tx, CLOCK_JUMPED) is not None)
    return float(await process.read(kinds.recalled, CLOCK_JUMPED))


async def test_a_clock_set_forward_has_what_came_due_fire_and_is_noted(jumping: Process) -> None:
    await say_later(jumping, "tea", timedelta(minutes=50))
    await say_later(jumping, "supper", timedelta(minutes=70))

    jumping.pass_time(HOUR)

    await said(jumping, "tea")
    assert await jump_of(jumping) == HOUR.total_seconds()


async def test_a_clock_set_back_fires_nothing_too_early_or_twice_and_is_noted(jumping: Process) -> None:
    await say_later(jumping, "tea", timedelta(0))
    await said(jumping, "tea")
    await say_later(jumping, "supper", timedelta(minutes=10))

    jumping.pass_time(-HOUR)
    jump = await jump_of(jumping)
    await jumping.say("hello")
    await said(jumping, "tea", "hello")
    jumping.pass_time(HOUR + timedelta(minutes=10))

    await said(jumping, "tea", "hello", "supper")
    assert jump == -HOUR.total_seconds()


async def test_a_pass_that_fails_is_made_again(live: Process) -> None:
    await live.outbox.stop()
    await live.restart()
    await say_later(live, "tea", timedelta(0))
    live.busy.add(2)  # the first is the start's own; the second counts the start of the item

    await live.outbox.start()

    await said(live, "tea")
    assert live.db.writes > 2


async def test_what_another_process_has_changed_is_seen_at_the_next_tick(process: Process) -> None:
    process.clock = SystemClock()
    process.timing = replace(QUICK, tick_every=SOON)
    process.discord.fail("send", refused())
    await process.restart()
    await process.say("hello")
    await process.outbox.start()
    async with asyncio.timeout(PROMPTLY_S):
        await process.until(lambda tx: kinds.troubles(tx) != [])

    with process.from_outside() as outside:
        assert inspection.retry(outside, "delivery-1")

    await said(process, "hello")


async def test_what_was_overdue_when_the_process_ended_fires_at_the_start(process: Process) -> None:
    await say_later(process, "tea", timedelta(0))
    await process.restart()

    await process.outbox.start()

    await said(process, "tea")


async def test_a_stop_lets_what_is_under_way_end_and_takes_up_nothing_more(live: Process) -> None:
    sending = live.discord.hang("send")
    await live.say("under way")
    await sending.reached.wait()

    stopping = asyncio.create_task(live.outbox.stop(PROMPTLY_S))
    await live.say("too late")
    sending.released.set()
    await stopping

    assert live.discord.texts(ROOM) == ["under way"]
    assert await live.state_of("under way") == "sent"
    assert await live.state_of("too late") == "waiting"


async def test_a_stop_ends_in_its_time_and_what_it_cuts_off_is_settled_by_the_next_process(live: Process) -> None:
    live.discord.nonce_window = timedelta(0)
    sending = live.discord.hang("send", applied=True)
    await live.say("hello")
    await sending.reached.wait()

    start = time.monotonic()
    await live.outbox.stop(SOON.total_seconds())
    took = time.monotonic() - start
    await live.restart()
    await live.outbox.start()
    await live.discord.until(lambda: len(live.discord.requests_of("find")) == 1)

    assert took < SOON.total_seconds() + 5
    assert live.discord.texts(ROOM) == ["hello"]


async def test_a_stopped_outbox_leaves_nothing_running(live: Process) -> None:
    await live.say("hello")
    await said(live, "hello")

    await live.outbox.stop(PROMPTLY_S)

    assert asyncio.all_tasks() == {asyncio.current_task()}
