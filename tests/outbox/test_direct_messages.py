"""Direct messages: paced, counted, and held while Discord takes none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.outbox import Trouble, direct_messages
from bot.outbox.rules.waits import DIRECT_MESSAGES_REST

from . import kinds
from .faults import stopped, unknown
from .process import QUICK, ROOM, Process, say

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
ANA, BEN, CLEO = 31, 32, 33


async def test_direct_messages_stopped_hold_all_of_them_for_ten_minutes(process: Process) -> None:
    process.discord.fail("send", stopped())
    await process.say("to Ana", target=direct_messages(ANA))
    await process.work()
    await process.say("to Ben", target=direct_messages(BEN))
    await process.say("to all")

    await process.run(DIRECT_MESSAGES_REST - SECOND)
    meanwhile = process.discord.texts(ROOM) + process.discord.texts_to(ANA) + process.discord.texts_to(BEN)
    await process.run(3 * SECOND)

    assert meanwhile == ["to all"]
    assert process.discord.texts_to(ANA) == ["to Ana"]
    assert process.discord.texts_to(BEN) == ["to Ben"]


async def test_direct_messages_stay_stopped_over_a_restart(process: Process) -> None:
    process.discord.fail("send", stopped())
    await process.say("to Ana", target=direct_messages(ANA))
    await process.say("to Ben", target=direct_messages(BEN), subject="to Ana")
    await process.work()

    await process.restart()
    await process.run(DIRECT_MESSAGES_REST - SECOND)

    assert len(process.discord.requests) == 1


async def test_direct_messages_go_out_one_a_second_and_hold_up_nothing_else(process: Process) -> None:
    members = range(200, 210)
    for member_id in members:
        await process.say(f"to {member_id}", target=direct_messages(member_id))
    await process.say("to all")

    counted = []
    for _ in members:
        await process.work()
        counted.append(sum(len(process.discord.texts_to(member_id)) for member_id in members))
        assert process.discord.texts(ROOM) == ["to all"]
        process.pass_time(SECOND)

    assert counted == list(range(1, 11))


async def test_more_direct_messages_in_a_day_than_are_safe_take_the_fallback(process: Process) -> None:
    process.registry.fallbacks[kinds.SAY] = lambda tx, delivery, _reason: say(
        tx, f"instead of {delivery.key}", kind=kinds.SAY_PLAIN
    )
    process.timing = replace(QUICK, direct_messages_a_day=2)
    await process.restart()
    for member_id in (201, 202, 203):
        await process.say(f"to {member_id}", target=direct_messages(member_id))
    await process.run(timedelta(minutes=1))
    refused_today = process.discord.texts(ROOM)

    await process.run(DAY)
    await process.say("to 204", target=direct_messages(204))
    await process.run(timedelta(minutes=1))

    assert refused_today == ["instead of to 203"]
    assert process.discord.texts_to(204) == ["to 204"]


async def test_that_direct_messages_are_stopped_is_told_once(process: Process) -> None:
    process.discord.fail("send", stopped())
    for member_id in (ANA, BEN, CLEO):
        await process.say(f"to {member_id}", target=direct_messages(member_id))

    await process.run(DIRECT_MESSAGES_REST + 3 * SECOND)

    assert [kind for kind, _ in await process.troubles()] == [Trouble.Kind.DIRECT_MESSAGES_STOPPED]
    assert [process.discord.texts_to(member_id) for member_id in (ANA, BEN, CLEO)] == [["to 31"], ["to 32"], ["to 33"]]


@pytest.mark.parametrize("call", ["find", "send"])
async def test_an_unknown_outcome_stays_to_be_settled_while_direct_messages_are_stopped(
    process: Process, call: str
) -> None:
    process.discord.nonce_window = timedelta(0)
    first = process.discord.fail("send", unknown())
    process.discord.fail(call, stopped())
    await process.say("hello", target=direct_messages(ANA))
    await process.run(timedelta(seconds=30))

    first.arrive()
    await process.run(DAY)

    assert process.discord.texts_to(ANA) == ["hello"]
