import asyncio
import gc
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.database import Tx
from bot.outbox import DueItem, channel
from bot.outbox.rules.steps import AddToThread, OpenPrivateThread
from tests.conftest import NOON

from . import kinds
from .faults import refused, transient, unknown
from .process import QUICK, ROOM, Process

DAY = timedelta(days=1)
ROOMS = [201, 202, 203, 204]
GUILDS = range(20)


def sent(process: Process) -> list[tuple[int, str]]:
    """Return where and what was said, in the order of its arrival."""
    messages = [(message, place) for place, there in process.discord.places.items() for message in there]
    return [(place, message.text) for message, place in sorted(messages, key=lambda pair: pair[0].id)]


async def time_it(process: Process, **timing: Any) -> None:
    """Start the process again with this timing."""
    process.timing = replace(QUICK, **timing)
    await process.restart()


async def say_in_turn(process: Process, number: int = 4) -> None:
    """Write messages of one subject for as many channels."""
    for n in range(number):
        await process.say(str(n), subject="one", target=channel(ROOMS[n]))


async def test_messages_of_a_subject_arrive_in_the_order_of_their_writing_in_all_its_channels(
    process: Process,
) -> None:
    await say_in_turn(process)

    await process.work()

    assert [text for _, text in sent(process)] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("fault", [transient, unknown])
async def test_a_message_in_its_back_off_holds_the_later_ones_of_its_subject_alone(
    process: Process, fault: type
) -> None:
    process.discord.fail("send", fault())
    await say_in_turn(process)
    await process.work()
    await process.say("other")

    await process.work()
    meanwhile = sent(process)
    await process.run(DAY)

    assert meanwhile == [(ROOM, "other")]
    assert [text for _, text in sent(process)] == ["other", "0", "1", "2", "3"]


async def test_a_message_that_fails_releases_the_later_ones_of_its_subject(process: Process) -> None:
    process.discord.fail("send", refused())
    await say_in_turn(process)

    await process.work()

    assert [text for _, text in sent(process)] == ["1", "2", "3"]


async def test_a_message_that_is_skipped_releases_the_later_ones_of_its_subject(process: Process) -> None:
    await process.say("", key="untrue", kind=kinds.SAY_STATE, subject="one")
    await process.say("late", subject="one", expires_at=NOON)
    await process.say("last", subject="one")

    await process.work()

    assert process.discord.texts(ROOM) == ["last"]


async def test_a_message_perhaps_sent_releases_the_later_ones_of_its_subject(process: Process) -> None:
    process.discord.unreadable = {ROOMS[0]}
    process.discord.fail("send", unknown())
    await say_in_turn(process)

    await process.run(DAY)

    assert [text for _, text in sent(process)] == ["1", "2", "3"]


async def test_in_a_channel_there_is_one_request_at_a_time_and_channels_go_on_beside_each_other(
    process: Process,
) -> None:
    hanging = [process.discord.hang("send") for _ in ROOMS]
    for n in range(12):
        await process.say(str(n), target=channel(ROOMS[n % 4]))
    working = asyncio.create_task(process.work())
    await hanging[-1].reached.wait()

    await process.say("quick")
    process.outbox.wake(process.clock.now())
    await process.discord.until(lambda: process.discord.texts(ROOM) == ["quick"])
    for fault in hanging:
        fault.released.set()
    await working

    assert process.discord.most_at_once_in_a_place == 1
    assert process.discord.most_at_once == len(ROOMS) + 1
    assert len(sent(process)) == 13


async def test_sends_go_first_but_an_edit_after_at_most_three_of_them(process: Process) -> None:
    await process.show("one")
    await process.work()
    for n in range(9):
        await process.say(str(n))
    for n in range(3):
        process.pass_time(timedelta(seconds=2))
        await process.show(f"edit {n}")
    process.discord.requests.clear()

    await process.work()

    calls = [request.call for request in process.discord.requests]
    assert calls[0] == "send"
    assert 1 <= calls.index("edit") <= 3


async def test_cards_of_other_channels_are_edited_while_many_channels_have_messages(process: Process) -> None:
    await time_it(process, batch=4)
    await process.show("one")
    await process.work()
    for n in range(40):
        await process.say(str(n), target=channel(1000 + n % 20))
    await process.show("two")
    process.discord.requests.clear()

    await process.work()

    place = [request.call for request in process.discord.requests].index("edit")
    assert place <= 8


async def test_no_more_requests_are_under_way_at_once_than_a_batch_holds(process: Process) -> None:
    await time_it(process, batch=5)
    hanging = [process.discord.hang("send") for _ in range(30)]
    for n in range(30):
        await process.say(str(n), target=channel(1000 + n))

    working = asyncio.create_task(process.work())
    await hanging[4].reached.wait()
    for fault in hanging:
        fault.released.set()
    await working

    assert len(sent(process)) == 30
    assert process.discord.most_at_once == 5


async def test_messages_of_a_small_guild_go_out_among_those_of_large_ones(process: Process) -> None:
    await time_it(process, batch=4)
    for n in range(40):
        await process.say(f"large {n}", target=channel(1000 + n), guild_id=n // 8)
    for n in range(3):
        await process.say(f"small {n}", target=channel(2000 + n), guild_id=99)

    await process.work()

    small = [n for n, (_, text) in enumerate(sent(process)) if text.startswith("small")]
    assert max(small) < 24


async def test_requests_keep_to_so_many_a_second(process: Process) -> None:
    """Real time, for a third of a second."""
    await time_it(process, requests_per_second=40)
    for n in range(6):
        await process.say(str(n), target=channel(1000 + n))
    await process.say("thread", steps=[OpenPrivateThread("full"), AddToThread(tuple(range(8)))])

    await process.work()

    at = [request.at for request in process.discord.requests]
    assert len(at) == 15
    assert max(at) - min(at) >= 14 / 40 - 0.01


class Gaps:
    """How long the loop was held, at most: by its own work, and by the clock, in which others on the machine share."""

    def __init__(self) -> None:
        self.longest_work = 0.0
        self.longest = 0.0

    async def measure(self) -> None:
        worked, last = time.thread_time(), time.monotonic()
        while True:
            await asyncio.sleep(0.001)
            self.longest_work, worked = max(self.longest_work, time.thread_time() - worked), time.thread_time()
            self.longest, last = max(self.longest, time.monotonic() - last), time.monotonic()


def fill(path: Path, kind: str, number: int) -> None:
    """Have so many items due at once, the guilds' one after the other."""
    now = int(NOON.timestamp() * 1_000_000)
    each = number // len(GUILDS)
    rows = [(f"item {n}", kind, GUILDS[n // each], str(n), "{}", now, now, "pending", 0) for n in range(number)]
    columns = "key, kind, guild_id, subject, args, due_at, next_try, state, attempts"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(f"INSERT INTO due ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608  our own names


@pytest.fixture
def frozen() -> Iterator[None]:
    """As the bot does when it has started: else its work is to sweep what the tests before this one have left."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("frozen")
async def test_ten_thousand_items_due_at_once_hold_neither_the_loop_nor_a_calm_guild_up(process: Process) -> None:
    """Until the first two thousand are done; the others are more of the same."""
    enough = asyncio.Event()
    done: Counter[int] = Counter()

    def count(_tx: Tx, item: DueItem) -> None:
        done.update([item.guild_id])
        if done.total() == 2_000:
            enough.set()

    process.registry.due["count"] = count
    fill(process.path, "count", 10_000)
    gaps = Gaps()
    start = time.monotonic()

    tasks = [asyncio.create_task(process.work()), asyncio.create_task(gaps.measure())]
    await process.schedule("calm", kind=kinds.SAY_LATER, guild_id=99, args={"channel": ROOM, "text": "calm"})
    await process.discord.until(lambda: process.discord.texts(ROOM) == ["calm"])
    done_before_calm = done.total()
    await enough.wait()
    took = time.monotonic() - start
    for task in tasks:
        task.cancel()

    assert set(done) == set(GUILDS)
    assert max(done.values()) - min(done.values()) <= 1
    assert done_before_calm <= 3 * QUICK.batch
    assert gaps.longest_work < 0.3
    assert gaps.longest < 3
    assert took < 30
