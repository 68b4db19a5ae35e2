import asyncio
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.database import DatabaseBusyError, DatabaseInUseError
from bot.database.owner import own
from bot.outbox import inspection
from bot.outbox.rules.records import DeliveryState
from bot.outbox.rules.steps import AddToThread, OpenPrivateThread, Post

from . import kinds
from .doubles import NEVER
from .process import ROOM, Process

DAY = timedelta(days=1)
ANA = 31


# A database that gives no turn


async def work_through(process: Process) -> None:
    """Work as the worker does: a pass that fails is made again, a little later."""
    for _ in range(9):
        try:
            await process.run(DAY)
        except DatabaseBusyError:
            process.pass_time(timedelta(seconds=1))
        else:
            return


def all_said(process: Process) -> Counter[str]:
    return Counter(text for place in list(process.discord.places) for text in process.discord.texts(place))


@pytest.mark.parametrize("at_once", [1, 2], ids=["once", "twice in a row"])
async def test_each_write_may_find_the_database_busy_and_all_is_done_once(process: Process, at_once: int) -> None:
    process.discord.nonce_window = NEVER
    rounds = 0
    reached = True
    while reached:
        await process.restart()
        process.busy.clear()
        process.busy.update(range(rounds + 1, rounds + 1 + at_once))
        await process.say(f"message {rounds}")
        await process.schedule(f"item {rounds}", kind=kinds.SAY_LATER, args={"channel": ROOM, "text": f"item {rounds}"})
        steps = [OpenPrivateThread("talk"), AddToThread((ANA,)), Post()]
        await process.say(f"thread {rounds}", steps=steps)
        await process.show(f"card {rounds}", subject=f"board {rounds}")
        await work_through(process)
        reached = process.db.writes > rounds
        rounds += 1

    assert rounds > 12
    whats = ("message", "item", "thread", "card")
    assert all_said(process) == Counter(f"{what} {n}" for what in whats for n in range(rounds))
    assert await process.troubles() == []


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Have another process write for a long time."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_database_locked_just_after_a_sending_does_not_double_the_message(process: Process) -> None:
    process.busy_timeout = 0.05
    process.discord.nonce_window = NEVER
    await process.restart()
    sending = process.discord.hang("send", applied=True)
    await process.say("hello")
    working = asyncio.create_task(process.work())
    await sending.reached.wait()

    async with locked(process.path):
        sending.released.set()
        await working
    left = await process.state_of("hello")
    await process.run(DAY)

    assert left is DeliveryState.SENDING
    assert await process.state_of("hello") is DeliveryState.SENT
    assert process.discord.texts(ROOM) == ["hello"]
    assert len(process.discord.requests_of("send")) == 1


# Others at the same time


async def test_many_who_write_the_same_key_at_once_have_it_done_once(process: Process) -> None:
    await asyncio.gather(*(process.say("hello") for _ in range(20)), *(process.schedule("tea") for _ in range(20)))

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello"]
    assert await process.handled() == ["tea"]


def drop_from_outside(process: Process) -> bool:
    with process.from_outside() as outside:
        return inspection.drop(outside, "delivery-1")


@pytest.mark.parametrize("number", range(8))
async def test_what_is_dropped_by_hand_at_any_moment_is_either_dropped_or_sent(process: Process, number: int) -> None:
    await process.say("hello")
    working = asyncio.create_task(process.work())
    for _ in range(3 * number):
        await asyncio.sleep(0)

    dropped = await asyncio.to_thread(drop_from_outside, process)
    await working
    await process.run(DAY)

    assert process.discord.texts(ROOM) == ([] if dropped else ["hello"])


@pytest.mark.parametrize("number", range(8))
async def test_an_item_moved_at_any_moment_is_handled_once(process: Process, number: int) -> None:
    await process.schedule("tea")
    working = asyncio.create_task(process.work())
    for _ in range(3 * number):
        await asyncio.sleep(0)

    await process.schedule("tea", after=timedelta(hours=1))
    await working
    await process.run(DAY)

    assert await process.handled() == ["tea"]


# A second owner

OWNER = (
    "import pathlib, sys; from bot.database.owner import own; lock = own(pathlib.Path(sys.argv[1])); print(1); input()"
)


async def start_owner(path: Path) -> asyncio.subprocess.Process:
    """Start a process that owns the database until it ends."""
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", OWNER, str(path), stdin=pipe, stdout=pipe, stderr=pipe
    )


async def test_a_second_process_can_not_own_the_same_database(path: Path) -> None:
    with own(path):
        second = await start_owner(path)
        _, said = await second.communicate()

    assert second.returncode == 1
    assert b"is in use by another Kith" in said


async def test_a_killed_process_owns_its_database_no_longer(path: Path) -> None:
    first = await start_owner(path)
    assert first.stdout is not None
    await first.stdout.readline()
    with pytest.raises(DatabaseInUseError):
        own(path)

    first.send_signal(signal.SIGKILL)
    await first.communicate()

    with own(path):
        assert first.returncode == -signal.SIGKILL


async def test_one_that_is_cut_off_before_its_first_step_is_sent_by_the_next_life(process: Process) -> None:
    await process.say("hello")
    await process.outbox._drain.run()  # its lane is started; its first step comes with the loop's next turn

    await process.restart()
    await process.work()

    assert process.discord.texts(ROOM) == ["hello"]
