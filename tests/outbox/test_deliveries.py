from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.database import Tx
from bot.outbox import Delivery, Rendered, channel, direct_messages, inspection
from bot.outbox.rules.records import DeliveryState
from bot.outbox.sender import TransientError
from tests.conftest import NOON

from . import kinds
from .faults import refused, transient
from .process import ROOM, Process, say

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
OTHER_ROOM = 200
ANA, BEN, CLEO = 31, 32, 33


async def test_a_message_is_sent_at_once(process: Process) -> None:
    await process.say("hello")

    await process.work()

    assert process.discord.texts(ROOM) == ["hello"]
    assert await process.state_of("hello") is DeliveryState.SENT


async def test_a_message_is_sent_once_however_often_its_key_is_used(process: Process) -> None:
    await process.say("hello", key="greeting")
    await process.say("hello again", key="greeting")
    await process.work()
    await process.say("hello at last", key="greeting")

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello"]


@pytest.mark.parametrize(
    ("number", "messages"), [(0, [0]), (1, [1]), (80, [80]), (81, [80, 1]), (100, [80, 20]), (200, [80, 80, 40])]
)
async def test_recipients_beyond_eighty_are_mentioned_in_further_messages(
    process: Process, number: int, messages: list[int]
) -> None:
    recipients = list(range(10**17, 10**17 + number))
    await process.say("hello", recipients=recipients)

    await process.work()

    texts = process.discord.texts(ROOM)
    assert [text.count("<@") for text in texts] == messages
    assert "".join(texts).replace("hello", "").split() == [f"<@{member_id}>" for member_id in recipients]
    assert max(len(text) for text in texts) <= 2000 - 150


@pytest.mark.parametrize("code", [50007, 50278, 10003, 50001, 50013, 10013])
async def test_what_discord_refuses_for_good_is_failed_and_told_once(process: Process, code: int) -> None:
    process.discord.fail("send", refused(code))
    await process.say("hello")

    await process.run(DAY)

    assert await process.state_of("hello") is DeliveryState.FAILED
    assert await process.troubles() == [("not sent", "hello")]
    assert len(process.discord.requests_of("send")) == 1


async def test_a_kind_with_a_fallback_takes_it_and_tells_no_trouble(process: Process) -> None:
    process.registry.fallbacks[kinds.SAY] = lambda tx, delivery, reason: say(
        tx, f"instead of {delivery.key}: {reason}", kind=kinds.SAY_PLAIN
    )
    process.discord.closed = {ANA}
    await process.say("hello", target=direct_messages(ANA))

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["instead of hello: Cannot send messages to this user"]
    assert process.discord.texts_to(ANA) == []
    assert await process.troubles() == []


async def test_what_discord_does_not_take_now_is_tried_again_after_growing_waits(process: Process) -> None:
    process.discord.fail("send", *[transient() for _ in range(12)])
    tries = []
    await process.say("hello")

    while process.discord.texts(ROOM) == []:
        tries.append(process.clock.now())
        await process.run((await process.work() or NOON) - process.clock.now())

    waits = [(later - sooner).total_seconds() for sooner, later in pairwise(tries)]
    assert all(0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(waits[:8], start=1))
    assert all(128 <= wait <= 256 for wait in waits[8:])
    assert process.discord.texts(ROOM) == ["hello"]


async def test_a_wait_that_discord_asks_for_is_kept(process: Process) -> None:
    process.discord.fail("send", TransientError("too fast", retry_after=timedelta(seconds=77)))
    await process.say("hello")

    await process.run(timedelta(seconds=76))
    early = process.discord.texts(ROOM)
    await process.run(SECOND)

    assert (early, process.discord.texts(ROOM)) == ([], ["hello"])


async def test_what_is_no_longer_true_when_it_is_worded_is_skipped(process: Process) -> None:
    await process.say("", key="weather", kind=kinds.SAY_STATE)

    await process.run(DAY)

    assert await process.state_of("weather") is DeliveryState.SKIPPED
    assert process.discord.requests_of("send") == []
    assert await process.troubles() == []


async def test_a_message_is_worded_when_it_is_sent(process: Process) -> None:
    process.discord.fail("send", transient())
    await process.write(kinds.remember, "weather", "rain")
    await process.say("", key="weather", kind=kinds.SAY_STATE)
    await process.work()

    await process.write(kinds.remember, "weather", "sun")
    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["sun"]


@pytest.mark.parametrize(("late", "texts"), [(9 * SECOND, ["hello"]), (10 * SECOND, []), (DAY, [])])
async def test_a_message_that_is_too_late_is_not_sent(process: Process, late: timedelta, texts: list[str]) -> None:
    await process.say("hello", expires_at=NOON + 10 * SECOND)

    process.pass_time(late)
    await process.run(DAY)

    assert process.discord.texts(ROOM) == texts
    assert await process.state_of("hello") is (DeliveryState.SENT if texts else DeliveryState.SKIPPED)


async def test_a_message_that_expires_in_its_back_off_is_skipped(process: Process) -> None:
    process.discord.fail("send", *[transient() for _ in range(99)])
    await process.say("hello", expires_at=NOON + 10 * SECOND)

    await process.run(DAY)

    assert await process.state_of("hello") is DeliveryState.SKIPPED
    assert len(process.discord.requests_of("send")) < 6


def failing(times: int) -> Callable[[Tx, Delivery, str], Rendered | None]:
    left = iter(range(times))

    def render(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
        if next(left, None) is not None:
            raise KeyError(delivery.key)
        return kinds.say(tx, delivery, mark)

    return render


@pytest.mark.parametrize(
    ("times", "texts", "troubles"), [(4, ["odd"], []), (5, [], [("not sent", "odd")])], ids=["mended", "never mended"]
)
async def test_wording_that_raises_is_tried_five_times(
    process: Process, times: int, texts: list[str], troubles: list[tuple[str, str]]
) -> None:
    process.registry.deliveries["odd"] = failing(times)
    await process.say("odd", kind="odd")

    await process.run(DAY)

    assert process.discord.texts(ROOM) == texts
    assert await process.troubles() == troubles


async def test_wording_that_raises_holds_neither_its_channel_nor_others_up(process: Process) -> None:
    process.registry.deliveries["odd"] = failing(99)
    await process.say("odd", kind="odd")
    await process.say("here")
    await process.say("there", target=channel(OTHER_ROOM))

    await process.work()

    assert process.discord.texts(ROOM) == ["here"]
    assert process.discord.texts(OTHER_ROOM) == ["there"]


async def test_a_kind_that_nobody_words_is_failed_visibly(process: Process) -> None:
    await process.say("strange", kind="strange")

    await process.run(DAY)

    assert await process.troubles() == [("not sent", "strange")]


async def test_a_fault_of_our_own_after_the_sending_does_not_double_it(process: Process) -> None:
    process.discord.nonce_window = timedelta(0)
    process.discord.fail("send", RuntimeError("no such attribute"), applied=True)
    await process.say("hello")

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello"]
    assert await process.state_of("hello") is DeliveryState.SENT


async def test_a_last_fault_of_our_own_after_the_sending_is_told_as_perhaps_sent(process: Process) -> None:
    process.registry.deliveries["odd"] = failing(4)
    process.discord.fail("send", RuntimeError("no such attribute"), applied=True)
    await process.say("odd", kind="odd")

    await process.run(DAY)

    assert await process.state_of("odd") is DeliveryState.PERHAPS_SENT
    assert await process.troubles() == [("perhaps sent", "odd")]


async def test_what_is_dropped_by_hand_while_it_is_worded_is_not_sent(process: Process) -> None:
    def render(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
        with process.from_outside() as outside:
            assert inspection.drop(outside, f"delivery-{delivery.id}")
        return kinds.say(tx, delivery, mark)

    process.registry.deliveries["odd"] = render
    await process.say("odd", kind="odd")

    await process.run(DAY)

    assert process.discord.texts(ROOM) == []
    assert await process.state_of("odd") is DeliveryState.SKIPPED
