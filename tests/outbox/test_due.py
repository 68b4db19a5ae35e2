import asyncio
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem
from bot.outbox.rules.records import DueState
from tests.conftest import NOON

from . import kinds
from .process import ROOM, Process, schedule

SOON = timedelta(minutes=5)
TICK = timedelta(microseconds=1)


async def test_an_item_is_handled_at_its_time_and_not_before(process: Process) -> None:
    await process.schedule("tea", after=SOON)

    await process.run(SOON - TICK)
    early = await process.handled()
    await process.run(TICK)

    assert (early, await process.handled()) == ([], ["tea"])


async def test_an_item_scheduled_twice_is_handled_once(process: Process) -> None:
    await process.schedule("tea")
    await process.schedule("tea")

    await process.run(SOON)

    assert await process.handled() == ["tea"]


async def test_an_item_that_is_done_is_not_handled_again_when_it_is_scheduled_anew(process: Process) -> None:
    await process.schedule("tea")
    await process.work()

    await process.schedule("tea")
    await process.run(SOON)

    assert await process.handled() == ["tea"]


async def test_a_moved_item_is_handled_at_its_new_time_alone(process: Process) -> None:
    await process.schedule("later", after=SOON)
    await process.schedule("sooner", after=3 * SOON)
    await process.schedule("later", after=2 * SOON)
    await process.schedule("sooner", after=SOON)

    await process.run(SOON)
    first = await process.handled()
    await process.run(3 * SOON)

    assert (first, await process.handled()) == (["sooner"], ["sooner", "later"])


async def test_what_is_withdrawn_is_not_handled(process: Process) -> None:
    await process.schedule("cancelled", subject="picnic", after=SOON)
    await process.schedule("kept", after=SOON)

    await process.write(outbox.withdraw, subject="picnic")
    await process.run(SOON)

    assert await process.handled() == ["kept"]
    assert await process.state_of("cancelled") is DueState.WITHDRAWN


async def test_what_was_withdrawn_comes_back_when_it_is_scheduled_again(process: Process) -> None:
    await process.schedule("tea", after=SOON)
    await process.write(outbox.withdraw, subject="tea")
    await process.schedule("tea", after=2 * SOON)

    await process.run(SOON)
    before = await process.handled()
    await process.run(SOON)

    assert (before, await process.handled()) == ([], ["tea"])


async def test_what_is_of_another_kind_or_kept_by_its_key_is_not_withdrawn(process: Process) -> None:
    process.registry.due["other"] = kinds.note
    await process.schedule("of another kind", kind="other", subject="picnic")
    await process.schedule("kept", subject="picnic")
    await process.schedule("withdrawn", subject="picnic")

    await process.write(outbox.withdraw, subject="picnic", kind=kinds.NOTE, keep=["kept"])
    await process.run(SOON)

    assert await process.handled() == ["of another kind", "kept"]


async def test_an_item_moved_after_its_batch_was_read_waits_for_its_new_time(process: Process) -> None:
    def move(tx: Tx, item: DueItem) -> None:
        kinds.note(tx, item)
        schedule(tx, "moved", after=SOON)

    process.registry.due["move"] = move
    await process.schedule("first", kind="move")
    await process.schedule("moved")

    await process.work()
    first = await process.handled()
    await process.run(SOON)

    assert (first, await process.handled()) == (["first"], ["first", "moved"])


async def test_an_item_withdrawn_after_its_batch_was_read_is_not_handled(process: Process) -> None:
    process.registry.due["withdraw"] = lambda tx, _item: outbox.withdraw(tx, subject="gone")
    await process.schedule("first", kind="withdraw")
    await process.schedule("gone")

    await process.run(SOON)

    assert await process.handled() == []


async def test_an_item_changed_after_its_batch_was_read_is_handled_as_it_is_then(process: Process) -> None:
    process.registry.due["change"] = lambda tx, _item: schedule(
        tx, "changed", kind=kinds.SAY_LATER, args={"channel": ROOM, "text": "new"}
    )
    await process.schedule("first", kind="change")
    await process.schedule("changed", kind=kinds.SAY_LATER, args={"channel": ROOM, "text": "old"})

    await process.work()

    assert process.discord.texts(ROOM) == ["new"]


async def test_a_handler_may_schedule_further_items_for_this_instant(process: Process) -> None:
    def count_down(tx: Tx, item: DueItem) -> None:
        kinds.note(tx, item)
        left = item.args["left"]
        if left:
            schedule(tx, f"count {left - 1}", kind="count", args={"left": left - 1})

    process.registry.due["count"] = count_down
    await process.schedule("count 3", kind="count", args={"left": 3})

    await process.work()

    assert await process.handled() == ["count 3", "count 2", "count 1", "count 0"]


async def test_nothing_stays_of_a_handler_that_raised_and_the_others_go_on(process: Process) -> None:
    process.registry.due["odd"] = kinds.failing(1, kinds.say_later)
    await process.schedule("odd", kind="odd", args={"channel": ROOM, "text": "odd"})
    await process.schedule("even")

    await process.work()

    assert await process.handled() == ["even"]
    assert process.discord.texts(ROOM) == []


async def test_a_handler_that_raised_is_run_again_after_growing_waits(process: Process) -> None:
    tries = []
    fail = kinds.failing(4)

    def handle(tx: Tx, item: DueItem) -> None:
        tries.append((tx.now - NOON).total_seconds())
        fail(tx, item)

    process.registry.due["odd"] = handle
    await process.schedule("odd", kind="odd")

    await process.run(SOON)

    assert tries == [0, 2, 6, 14, 30]
    assert await process.handled() == ["odd"]


async def test_a_handler_that_always_raises_is_failed_in_the_end_and_told_once(process: Process) -> None:
    process.registry.due["odd"] = kinds.failing(99)
    await process.schedule("odd", kind="odd")

    await process.run(24 * SOON)

    assert await process.state_of("odd") is DueState.FAILED
    assert await process.troubles() == [("not done", "odd")]


async def test_a_kind_that_nobody_handles_is_failed_visibly(process: Process) -> None:
    await process.schedule("strange", kind="strange")

    await process.run(SOON)

    assert await process.troubles() == [("not done", "strange")]


@pytest.mark.parametrize(
    ("late", "state"),
    [
        pytest.param(SOON - TICK, DueState.DONE, id="late and still of use"),
        pytest.param(SOON, DueState.SKIPPED, id="too late to the instant"),
        pytest.param(9 * SOON, DueState.SKIPPED, id="far too late"),
    ],
)
async def test_a_late_item_is_skipped_once_it_is_useless(process: Process, late: timedelta, state: DueState) -> None:
    await process.schedule("starts soon", useless_after=NOON + SOON)

    process.pass_time(late)
    await process.work()

    assert await process.state_of("starts soon") is state
    assert await process.handled() == (["starts soon"] if state is DueState.DONE else [])


async def test_an_item_that_is_never_useless_is_handled_however_late(process: Process) -> None:
    await process.schedule("check-in")

    process.pass_time(timedelta(days=9))
    await process.work()

    assert await process.handled() == ["check-in"]


async def test_an_item_that_became_useless_in_its_back_off_is_skipped_and_not_told(process: Process) -> None:
    process.registry.due["odd"] = kinds.failing(99)
    await process.schedule("odd", kind="odd", useless_after=NOON + timedelta(seconds=10))

    await process.run(SOON)

    assert await process.state_of("odd") is DueState.SKIPPED
    assert await process.troubles() == []


async def test_what_a_handler_starts_happens_once_wherever_the_process_ends(process: Process) -> None:
    """Each round is an item of its own, cut off one step later than the one before."""
    rounds = 0
    crashed = True
    while crashed:
        text = f"round {rounds}"
        await process.schedule(text, kind=kinds.SAY_LATER, args={"channel": ROOM, "text": text})
        crashed = await process.crash_after(rounds)
        await process.run(SOON)
        rounds += 1

    assert rounds > 8
    assert await process.handled() == [f"round {n}" for n in range(rounds)]
    assert process.discord.texts(ROOM) == [f"round {n}" for n in range(rounds)]


ENDING_STARTS = 5


async def test_an_item_that_ends_the_process_each_time_is_failed_and_the_others_are_done_once(
    path: Path, process: Process
) -> None:
    for n in range(9):
        await process.schedule(f"item {n}", kind="end" if n == 4 else kinds.NOTE)
    await process.db.close()

    codes = [await _run_ending_process(path) for _ in range(ENDING_STARTS + 1)]
    await process.restart()

    assert codes == [9] * ENDING_STARTS + [0]
    assert sorted(await process.handled()) == [f"item {n}" for n in range(9) if n != 4]
    assert await process.state_of("item 4") is DueState.FAILED
    assert await process.troubles() == [("not done", "item 4")]


async def _run_ending_process(path: Path) -> int:
    program = (sys.executable, "-m", "tests.outbox.ending_process")
    running = await asyncio.create_subprocess_exec(*program, str(path), NOON.isoformat())
    return await running.wait()
