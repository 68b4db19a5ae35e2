import asyncio
from datetime import timedelta

import pytest

from bot.clock import ManualClock
from bot.outbox import channel, direct_messages
from bot.outbox.rules.records import DeliveryState
from tests.conftest import NOON

from . import kinds
from .doubles import KITH, LONG, NEVER
from .faults import transient, unknown
from .process import QUICK, ROOM, Process

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
STRANGER = 99
OTHER_ROOM = 200

windows = pytest.mark.parametrize("window", [LONG, NEVER], ids=["nonces known", "nonces forgotten"])
ways = pytest.mark.parametrize("kind", [kinds.SAY, kinds.SAY_PLAIN], ids=["with buttons", "plain"])
outcomes = pytest.mark.parametrize("applied", [False, True], ids=["not done", "done"])


@windows
@ways
@outcomes
async def test_an_attempt_of_unknown_outcome_ends_in_one_message(
    process: Process, window: timedelta, kind: str, applied: bool
) -> None:
    process.discord.nonce_window = window
    process.discord.fail("send", unknown(), applied=applied)
    await process.say("hello", kind=kind)

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello"]
    assert await process.state_of("hello") is DeliveryState.SENT
    assert len(process.discord.requests_of("send")) == (1 if applied else 2)


@windows
@ways
@outcomes
async def test_a_process_that_ends_while_it_sends_leaves_one_message(
    process: Process, window: timedelta, kind: str, applied: bool
) -> None:
    process.discord.nonce_window = window
    sending = process.discord.hang("send", applied=applied)
    await process.say("hello", kind=kind)
    working = asyncio.create_task(process.work())
    await sending.reached.wait()

    await process.restart()
    await process.run(DAY)

    assert working.cancelled()
    assert process.discord.texts(ROOM) == ["hello"]


@ways
async def test_a_message_is_sent_once_wherever_the_process_ends(process: Process, kind: str) -> None:
    process.discord.nonce_window = NEVER
    rounds = 0
    crashed = True
    while crashed:
        await process.say(f"round {rounds}", kind=kind)
        crashed = await process.crash_after(rounds)
        await process.run(DAY)
        rounds += 1

    assert rounds > 5
    assert process.discord.texts(ROOM) == [f"round {n}" for n in range(rounds)]


async def test_nothing_is_asked_before_a_request_under_way_had_time_to_arrive(process: Process) -> None:
    process.discord.fail("send", unknown())
    await process.say("hello")

    await process.run(QUICK.settle_after - timedelta(microseconds=1))

    assert [request.call for request in process.discord.requests] == ["send"]


async def test_a_restart_also_waits_before_it_asks(process: Process) -> None:
    sending = process.discord.hang("send")
    await process.say("hello")
    working = asyncio.create_task(process.work())
    await sending.reached.wait()

    await process.restart()
    await process.run(QUICK.settle_after - timedelta(microseconds=1))

    assert working.cancelled()
    assert [request.call for request in process.discord.requests] == ["send"]


async def test_what_is_not_found_is_sent_again_with_the_same_nonce(process: Process) -> None:
    process.discord.fail("send", unknown(), unknown(), unknown())
    await process.say("hello")

    await process.run(DAY)

    calls = [request.call for request in process.discord.requests]
    assert calls == ["send", "find", "send", "find", "send", "find", "send"]
    assert len({request.what for request in process.discord.requests_of("send")}) == 1


async def test_a_request_that_arrives_after_the_search_is_caught_by_its_nonce(process: Process) -> None:
    late = process.discord.fail("send", unknown())
    again = process.discord.hang("send")
    await process.say("hello")
    await process.work()
    process.pass_time(QUICK.settle_after)
    working = asyncio.create_task(process.work())
    await again.reached.wait()

    late.arrive()
    again.released.set()
    await working

    assert process.discord.texts(ROOM) == ["hello"]
    assert await process.state_of("hello") is DeliveryState.SENT


async def test_other_messages_are_sent_while_one_waits_to_be_settled(process: Process) -> None:
    process.discord.fail("send", unknown())
    await process.say("first")
    await process.say("second")

    await process.work()

    assert process.discord.texts(ROOM) == ["second"]


@pytest.mark.parametrize("fault", [transient, unknown])
async def test_a_search_that_fails_is_made_again_before_anything_is_sent(process: Process, fault: type) -> None:
    process.discord.nonce_window = NEVER
    process.discord.fail("send", unknown(), applied=True)
    process.discord.fail("find", *[fault() for _ in range(9)])
    await process.say("hello")

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello"]
    assert len(process.discord.requests_of("send")) == 1


@outcomes
async def test_where_history_can_not_be_read_it_is_told_as_perhaps_sent_and_never_sent_again(
    process: Process, applied: bool
) -> None:
    process.discord.unreadable = {ROOM}
    process.discord.fail("send", unknown(), applied=applied)
    await process.say("hello")

    await process.run(DAY)
    await process.restart()
    await process.run(DAY)

    assert await process.state_of("hello") is DeliveryState.PERHAPS_SENT
    assert await process.troubles() == [("perhaps sent", "hello")]
    assert len(process.discord.requests_of("send")) == 1


async def test_a_channel_that_is_gone_when_it_is_searched_leaves_perhaps_sent(process: Process) -> None:
    process.discord.fail("send", unknown())
    await process.say("hello")
    await process.work()

    process.discord.gone = {ROOM}
    await process.run(DAY)

    assert await process.troubles() == [("perhaps sent", "hello")]


@pytest.mark.parametrize(
    ("applied", "readable", "state"),
    [
        pytest.param(True, True, DeliveryState.SENT, id="done and found"),
        pytest.param(False, True, DeliveryState.SKIPPED, id="not done"),
        pytest.param(True, False, DeliveryState.PERHAPS_SENT, id="can't be found out"),
    ],
)
async def test_an_attempt_that_expires_unsettled_is_found_out_about_but_not_sent_again(
    process: Process, applied: bool, readable: bool, state: DeliveryState
) -> None:
    process.discord.unreadable = set() if readable else {ROOM}
    process.discord.fail("send", unknown(), applied=applied)
    await process.say("hello", expires_at=NOON + SECOND)

    await process.run(DAY)

    assert await process.state_of("hello") is state
    assert len(process.discord.requests_of("send")) == 1


async def test_only_what_came_after_the_anchor_is_looked_at(process: Process) -> None:
    process.discord.write(ROOM, "hello")
    process.pass_time(timedelta(minutes=11))
    process.discord.write(ROOM, "how are you", author=STRANGER)
    process.discord.fail("send", unknown())
    await process.say("hello", kind=kinds.SAY_PLAIN)

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello", "how are you", "hello"]


async def test_a_clock_that_is_an_hour_fast_still_finds_a_message_by_the_newest_one_known(
    process: Process, clock: ManualClock
) -> None:
    process.discord.nonce_window = NEVER
    process.discord.write(ROOM, "good morning", author=STRANGER)
    clock.move(timedelta(hours=1))
    process.discord.fail("send", unknown(), applied=True)
    await process.say("hello")

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["good morning", "hello"]


async def test_direct_messages_are_settled_too(process: Process) -> None:
    process.discord.nonce_window = NEVER
    process.discord.fail("send", unknown(), applied=True)
    await process.say("hello", target=direct_messages(11))

    await process.run(DAY)

    assert process.discord.texts_to(11) == ["hello"]


# Plain messages, which carry no mark


async def test_a_strangers_equal_text_is_not_taken_for_our_message(process: Process) -> None:
    process.discord.fail("send", unknown())
    await process.say("hello", kind=kinds.SAY_PLAIN)
    await process.work()
    process.discord.write(ROOM, "hello", author=STRANGER)

    await process.run(DAY)

    assert [message.author for message in process.discord.places[ROOM]] == [STRANGER, KITH]


async def test_an_equal_message_that_a_row_knows_is_not_taken_for_another(process: Process) -> None:
    process.discord.fail("send", unknown())
    await process.say("hello", key="first", kind=kinds.SAY_PLAIN)
    await process.say("hello", key="second", kind=kinds.SAY_PLAIN)

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello", "hello"]
    assert await process.state_of("first") is DeliveryState.SENT


async def test_two_equal_messages_that_no_row_knows_leave_perhaps_sent(process: Process) -> None:
    process.discord.fail("send", unknown(), applied=True)
    await process.say("hello", kind=kinds.SAY_PLAIN)
    await process.work()
    process.discord.write(ROOM, "hello")

    await process.run(DAY)

    assert await process.troubles() == [("perhaps sent", "hello")]
    assert process.discord.texts(ROOM) == ["hello", "hello"]


async def test_a_plain_message_is_recognised_by_the_words_of_its_last_attempt(process: Process) -> None:
    process.discord.nonce_window = NEVER
    first = process.discord.fail("send", unknown())
    process.discord.fail("send", unknown(), applied=True)
    await process.write(kinds.remember, "weather", "rain")
    await process.say("", key="weather", kind=kinds.SAY_STATE)
    await process.work()

    await process.write(kinds.remember, "weather", "sun")
    await process.run(DAY)

    assert first.reached.is_set()
    assert process.discord.texts(ROOM) == ["sun"]


async def test_equal_plain_messages_in_two_channels_are_not_taken_for_each_other(process: Process) -> None:
    process.discord.fail("send", unknown())
    await process.say("hello", key="here", kind=kinds.SAY_PLAIN)
    await process.say("hello", key="there", kind=kinds.SAY_PLAIN, target=channel(OTHER_ROOM))

    await process.run(DAY)

    assert (process.discord.texts(ROOM), process.discord.texts(OTHER_ROOM)) == (["hello"], ["hello"])
