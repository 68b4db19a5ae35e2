import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem, Job, StaleSnapshotError, Tools
from bot.outbox.rules.records import DueState
from bot.outbox.rules.waits import JOB_POSTPONED
from tests.conftest import NOON

from . import kinds
from .faults import refused, transient, unknown
from .process import GUILD, ROOM, Process, schedule

WHO = [11, 12]
JOB = "test.who_is_here"
HOUR = timedelta(hours=1)


def read(_tx: Tx, item: DueItem) -> list[int]:
    return list(item.args.get("who", WHO))


async def ask(tools: Tools, who: list[int]) -> list[int]:
    return sorted(await tools.sender.present(GUILD, who))


def tell(tx: Tx, item: DueItem, _who: list[int], here: list[int]) -> None:
    kinds.note(tx, item)
    outbox.deliver(
        tx,
        key=f"here:{item.key}",
        kind=kinds.SAY,
        guild_id=item.guild_id,
        target=outbox.channel(ROOM),
        subject=item.subject,
        args={"text": f"here: {here}"},
    )


def refuse_stale(times: int) -> Callable[[Tx, DueItem, list[int], list[int]], None]:
    left = iter(range(times))

    def write(tx: Tx, item: DueItem, who: list[int], here: list[int]) -> None:
        tell(tx, item, who, here)
        if next(left, None) is not None:
            raise StaleSnapshotError

    return write


@pytest.fixture(autouse=True)
def job(process: Process) -> None:
    process.registry.jobs[JOB] = Job(read, ask, tell)


async def test_a_job_asks_discord_and_its_result_is_written_once(process: Process) -> None:
    process.discord.left = {12}
    await process.schedule("round", kind=JOB)

    await process.run(HOUR)

    assert process.discord.texts(ROOM) == ["here: [11]"]
    assert await process.state_of("round") is DueState.DONE


async def test_a_job_whose_snapshot_went_stale_is_run_again_as_often_as_it_takes(process: Process) -> None:
    process.registry.jobs[JOB] = Job(read, ask, refuse_stale(9))
    await process.schedule("round", kind=JOB)

    await process.run(9 * JOB_POSTPONED - timedelta(seconds=1))
    before = await process.handled()
    await process.run(timedelta(seconds=1))

    assert (before, await process.handled()) == ([], ["round"])
    assert len(process.discord.requests_of("present")) == 10
    assert process.discord.texts(ROOM) == ["here: [11, 12]"]


@pytest.mark.parametrize("fault", [transient, unknown])
async def test_a_job_that_can_not_ask_discord_is_postponed_and_not_counted(
    process: Process, fault: Callable[[], Exception]
) -> None:
    process.discord.fail("present", *[fault() for _ in range(9)])
    await process.schedule("round", kind=JOB)

    await process.run(HOUR)

    assert await process.handled() == ["round"]
    assert await process.troubles() == []


@pytest.mark.parametrize("fault", [refused, lambda: RuntimeError("a fault of the job")], ids=["refused", "own fault"])
async def test_a_job_that_fails_by_itself_each_time_is_failed_after_five_and_told_once(
    process: Process, fault: Callable[[], Exception]
) -> None:
    process.discord.fail("present", *[fault() for _ in range(9)])
    await process.schedule("round", kind=JOB)

    await process.run(HOUR)

    assert len(process.discord.requests_of("present")) == 5
    assert await process.state_of("round") is DueState.FAILED
    assert await process.troubles() == [("not done", "round")]


async def test_a_job_that_is_useless_by_now_does_not_even_ask(process: Process) -> None:
    await process.schedule("round", kind=JOB, useless_after=NOON)

    await process.work()

    assert await process.state_of("round") is DueState.SKIPPED
    assert process.discord.requests == []


async def test_a_long_job_holds_nobody_up(process: Process) -> None:
    asking = process.discord.hang("present")
    await process.schedule("round", kind=JOB)
    await process.schedule("tea")
    await process.say("hello")

    working = asyncio.create_task(process.work())
    await process.discord.until(lambda: process.discord.texts(ROOM) == ["hello"])
    meanwhile = await process.handled()
    asking.released.set()
    await working

    assert meanwhile == ["tea"]
    assert await process.handled() == ["tea", "round"]


@pytest.mark.parametrize("applied", [False, True], ids=["before Discord answers", "after Discord answered"])
async def test_a_job_is_repeated_when_the_process_ended_while_it_worked(process: Process, applied: bool) -> None:
    asking = process.discord.hang("present", applied=applied)
    await process.schedule("round", kind=JOB)

    working = asyncio.create_task(process.work())
    await asking.reached.wait()
    await process.restart()
    await process.work()

    assert working.cancelled()
    assert await process.handled() == ["round"]
    assert process.discord.texts(ROOM) == ["here: [11, 12]"]


async def test_a_jobs_result_is_written_once_wherever_the_process_ends(process: Process) -> None:
    rounds = 0
    crashed = True
    while crashed:
        await process.schedule(f"round {rounds}", kind=JOB)
        crashed = await process.crash_after(rounds)
        await process.run(HOUR)
        rounds += 1

    assert rounds > 8
    assert await process.handled() == [f"round {n}" for n in range(rounds)]
    assert process.discord.texts(ROOM) == ["here: [11, 12]"] * rounds


async def test_a_job_that_is_cut_off_at_the_stop_is_left_to_the_next_process(process: Process) -> None:
    asking = process.discord.hang("present")
    await process.schedule("round", kind=JOB)
    await process.outbox.start()
    await asking.reached.wait()

    await process.outbox.stop(0)
    left = await process.state_of("round")
    await process.restart()
    await process.work()

    assert left is DueState.PENDING
    assert await process.handled() == ["round"]


def move_to_the_next_hour(tx: Tx) -> None:
    schedule(tx, "round", kind=JOB, after=HOUR)


def change_whom_it_is_about(tx: Tx) -> None:
    schedule(tx, "round", kind=JOB, args={"who": [11]})


def change_while_it_works(process: Process, change: Callable[[Tx], None], fault: Exception | None = None) -> None:
    """Have a change come while the job works the next time, which then goes on, or fails like this."""

    async def work(tools: Tools, who: list[int]) -> list[int]:
        process.registry.jobs[JOB] = Job(read, ask, tell)
        await process.write(change)
        if fault is not None:
            raise fault
        return await ask(tools, who)

    process.registry.jobs[JOB] = Job(read, work, tell)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(None, id="and ends well"),
        pytest.param(transient(), id="and can't ask"),
        pytest.param(StaleSnapshotError(), id="and finds its snapshot stale"),
        pytest.param(RuntimeError(), id="and fails"),
    ],
)
async def test_a_job_moved_while_it_works_does_nothing_before_its_new_time(
    process: Process, fault: Exception | None
) -> None:
    change_while_it_works(process, move_to_the_next_hour, fault)
    await process.schedule("round", kind=JOB)

    await process.run(HOUR - timedelta(seconds=1))
    early = await process.handled()
    await process.run(timedelta(seconds=1))

    assert (early, await process.handled()) == ([], ["round"])


async def test_a_job_withdrawn_while_it_works_writes_nothing(process: Process) -> None:
    change_while_it_works(process, lambda tx: outbox.withdraw(tx, subject="round"))
    await process.schedule("round", kind=JOB)

    await process.run(HOUR)

    assert await process.handled() == []


async def test_a_job_withdrawn_while_it_fails_for_the_last_time_is_no_trouble(process: Process) -> None:
    process.discord.fail("present", *[refused() for _ in range(4)])
    await process.schedule("round", kind=JOB)
    await process.run(timedelta(seconds=29))
    change_while_it_works(process, lambda tx: outbox.withdraw(tx, subject="round"), refused())

    await process.run(HOUR)

    assert await process.troubles() == []


async def test_a_job_changed_while_it_works_is_run_again_on_what_it_is_now(process: Process) -> None:
    change_while_it_works(process, change_whom_it_is_about)
    await process.schedule("round", kind=JOB)

    await process.run(HOUR)

    assert process.discord.texts(ROOM) == ["here: [11]"]
