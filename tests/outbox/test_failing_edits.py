"""Edits that fail, get no answer, or are cut off: the card shows the last state all the same."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.outbox.sender import TransientError

from .faults import stopped, transient, unknown
from .process import QUICK, Process

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("fault", [transient, unknown, stopped])
async def test_an_edit_that_fails_is_made_again_after_a_while(process: Process, fault: Callable[[], Exception]) -> None:
    process.discord.fail("edit", *[fault() for _ in range(7)])
    await process.show("one")
    await process.work()
    await process.show("two")

    await process.run(timedelta(seconds=60))
    tries = len(process.edits())
    await process.run(DAY)

    assert tries < 8
    assert process.board().text == "two"
    assert await process.troubles() == []


async def test_an_edit_waits_for_as_long_as_discord_asks(process: Process) -> None:
    process.discord.fail("edit", TransientError("edited too often", retry_after=timedelta(minutes=10)))
    await process.show("one")
    await process.work()
    await process.show("two")

    await process.run(timedelta(minutes=10) - SECOND)
    early = process.board().text
    await process.run(SECOND)

    assert (early, process.board().text) == ("one", "two")


async def test_an_edit_that_was_cut_off_by_the_end_of_the_process_is_made_again(process: Process) -> None:
    editing = process.discord.hang("edit")
    await process.show("one")
    await process.work()
    await process.show("two")
    working = asyncio.create_task(process.work())
    await editing.reached.wait()

    await process.restart()
    await process.work()

    assert working.cancelled()
    assert process.board().text == "two"


async def test_an_edit_of_a_killed_process_that_arrives_last_does_not_last(process: Process) -> None:
    await process.show("one")
    await process.work()
    straggler = process.discord.hang("edit")
    await process.show("two")
    working = asyncio.create_task(process.work())
    await straggler.reached.wait()
    await process.restart()
    await asyncio.gather(working, return_exceptions=True)
    await process.show("three")
    await process.run(2 * SECOND)

    straggler.arrive()
    overtaken = process.board().text
    await process.run(QUICK.straggles)

    assert overtaken == "two"
    assert process.board().text == "three"


async def test_an_edit_without_an_answer_that_arrives_last_does_not_last(process: Process) -> None:
    await process.show("one")
    await process.work()
    straggler = process.discord.fail("edit", unknown())
    await process.show("two")
    await process.run(2 * SECOND)
    await process.show("three")
    await process.run(2 * SECOND)

    straggler.arrive()
    await process.run(QUICK.straggles)

    assert process.board().text == "three"


async def test_a_last_edit_that_is_itself_cut_off_is_made_again(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("edit", unknown())
    await process.show("two")
    await process.run(2 * SECOND)
    straggler = process.discord.hang("edit")
    working = asyncio.create_task(process.run(QUICK.straggles))
    await straggler.reached.wait()
    await process.restart()
    await asyncio.gather(working, return_exceptions=True)
    await process.show("three")
    await process.run(2 * SECOND)

    straggler.arrive()
    await process.run(QUICK.straggles)

    assert process.board().text == "three"


async def test_while_an_edit_may_still_arrive_the_card_follows_at_once(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("edit", unknown())
    await process.show("two")
    await process.run(2 * SECOND)

    await process.show("three")
    await process.work()

    assert process.board().text == "three"


async def test_an_edit_for_certainty_that_fails_is_tried_again_ever_more_seldom(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("edit", unknown())
    await process.show("two")
    await process.run(2 * SECOND)
    process.discord.fail("edit", *[transient()] * 9)
    known = len(process.edits())
    await process.run(QUICK.straggles)

    assert 1 < len(process.edits()) - known < 5


async def test_after_edits_of_known_end_nothing_is_edited_for_nothing(process: Process) -> None:
    await process.show("one")
    await process.work()
    await process.show("two")
    await process.work()
    await process.restart()

    await process.run(DAY)

    assert process.edits() == ["two"]
