from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.database import Tx
from bot.outbox import inspection
from bot.outbox.rules.records import DeliveryState, DueState

from . import kinds
from .faults import refused, transient, unknown
from .process import ROOM, Process

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

NONSENSE = [
    "",
    "-",
    "due",
    "due-",
    "due-one",
    "due--1",
    "due-1-1",
    "due-1.0",
    "due-²",
    "due-0",
    "due-999",
    "Due-1",
    "card-1",
    "delivery-1; DROP TABLE due",
    f"due-{2**63}",
    f"delivery-{'9' * 5000}",
]


async def entries(process: Process) -> list[tuple[str, str, str]]:
    """Return the id, the state and the name of each entry."""
    return [(entry.id, entry.state, entry.what) for entry in await process.read(inspection.entries)]


async def failed_item(process: Process) -> None:
    process.registry.due["odd"] = kinds.failing(5)
    await process.schedule("odd", kind="odd")
    await process.run(MINUTE)


async def failed_message(process: Process) -> None:
    process.discord.fail("send", refused())
    await process.say("hello")
    await process.work()


async def test_what_is_done_is_not_listed(process: Process) -> None:
    await process.say("hello")
    await process.schedule("tea")
    await process.show("one")

    await process.work()

    assert await entries(process) == []


async def test_failures_are_listed_first_and_then_what_waits_by_time(process: Process) -> None:
    await process.schedule("tomorrow", after=DAY)
    await process.schedule("soon", after=10 * MINUTE)
    await failed_item(process)
    await failed_message(process)
    process.discord.unreadable = {ROOM}
    process.discord.fail("send", unknown())
    await process.say("perhaps")
    await process.run(MINUTE)

    assert await entries(process) == [
        ("due-3", "failed", "odd"),
        ("delivery-1", "failed", "hello"),
        ("delivery-2", "perhaps sent", "perhaps"),
        ("due-2", "pending", "soon"),
        ("due-1", "pending", "tomorrow"),
    ]


async def test_what_waits_for_minutes_is_late(process: Process) -> None:
    await process.say("hello")
    await process.schedule("tea")

    process.pass_time(3 * MINUTE)

    assert await entries(process) == [("due-1", "late", "tea"), ("delivery-1", "late", "hello")]


async def test_cards_to_be_edited_or_gone_are_listed_without_an_id(process: Process) -> None:
    for subject in ("left", "right"):
        await process.show("one", subject=subject)
    await process.work()
    process.discord.fail("edit", refused(10008))
    await process.show("two", subject="left")
    await process.work()
    await process.show("two", subject="right")

    assert await entries(process) == [("", "card gone", "left"), ("", "to be edited", "right")]


async def test_the_reason_of_a_failure_is_shown(process: Process) -> None:
    await failed_message(process)

    (entry,) = await process.read(inspection.entries)

    assert (entry.fault, entry.attempts) == ("refused (50013)", 1)


async def test_a_failed_item_is_handled_when_it_is_tried_again(process: Process) -> None:
    await failed_item(process)

    found = await process.write(inspection.retry, "due-1")
    await process.work()

    assert found
    assert await process.handled() == ["odd"]


async def test_a_failed_message_is_sent_when_it_is_tried_again(process: Process) -> None:
    await failed_message(process)

    found = await process.write(inspection.retry, "delivery-1")
    await process.run(DAY)

    assert found
    assert process.discord.texts(ROOM) == ["hello"]


async def test_a_message_in_its_back_off_is_sent_now_when_it_is_tried_again(process: Process) -> None:
    process.discord.fail("send", transient())
    await process.say("hello")
    await process.work()

    await process.write(inspection.retry, "delivery-1")
    await process.work()

    assert process.discord.texts(ROOM) == ["hello"]


async def test_what_is_dropped_does_not_happen_and_releases_its_subject(process: Process) -> None:
    process.discord.fail("send", transient())
    await process.say("first", subject="one")
    await process.say("second", subject="one")
    await process.schedule("tea", after=MINUTE)
    await process.work()

    assert await process.write(inspection.drop, "delivery-1")
    assert await process.write(inspection.drop, "due-1")
    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["second"]
    assert await process.state_of("first") is DeliveryState.SKIPPED
    assert await process.state_of("tea") is DueState.SKIPPED
    assert await process.handled() == []


@pytest.mark.parametrize("change", [inspection.retry, inspection.drop])
async def test_an_attempt_that_is_not_settled_can_be_neither_tried_again_nor_dropped(
    process: Process, change: Callable[[Tx, str], bool]
) -> None:
    process.discord.nonce_window = timedelta(0)
    process.discord.fail("send", unknown(), applied=True)
    await process.say("hello")
    await process.work()

    changed = await process.write(change, "delivery-1")
    await process.run(DAY)

    assert not changed
    assert process.discord.texts(ROOM) == ["hello"]


@pytest.mark.parametrize("change", [inspection.retry, inspection.drop])
async def test_what_is_closed_stays_as_it_is(process: Process, change: Callable[[Tx, str], bool]) -> None:
    process.discord.unreadable = {ROOM}
    process.discord.fail("send", unknown())
    await process.say("perhaps")
    await process.say("sent")
    await process.schedule("tea")
    await process.run(DAY)

    changed = [await process.write(change, entry_id) for entry_id in ("delivery-1", "delivery-2", "due-1")]
    await process.run(DAY)

    assert changed == [False, False, False]
    assert process.discord.texts(ROOM) == ["sent"]
    assert await process.handled() == ["tea"]


@pytest.mark.parametrize("change", [inspection.retry, inspection.drop])
@pytest.mark.parametrize("entry_id", NONSENSE, ids=lambda text: text[:20] or "nothing")
async def test_nonsense_is_no_entry(process: Process, change: Callable[[Tx, str], bool], entry_id: str) -> None:
    await failed_item(process)

    assert not await process.write(change, entry_id)


@pytest.mark.parametrize("change", [inspection.retry, inspection.drop])
def test_there_is_nothing_to_change_in_an_empty_outbox(tx: Tx, change: Callable[[Tx, str], bool]) -> None:
    assert not change(tx, "due-1")
    assert not change(tx, "delivery-1")
    assert inspection.entries(tx) == []
