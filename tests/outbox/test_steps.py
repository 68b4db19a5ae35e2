from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.outbox import channel
from bot.outbox.rules.records import DeliveryState
from bot.outbox.rules.steps import (
    AddToThread,
    GiveRole,
    OpenPrivateThread,
    OpenThreadOnPost,
    Post,
    Step,
    TakeRole,
)

from . import kinds
from .faults import refused, transient, unknown
from .process import GUILD, ROOM, Process

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ANA, BEN, CLEO = 31, 32, 33
HELPER = 41
BUDDIES = [OpenPrivateThread("buddies"), AddToThread((ANA, BEN)), Post()]
ROLE = [GiveRole(ANA, HELPER)]


def threads(process: Process) -> list[tuple[str, set[int], list[str]]]:
    """Return the name, the members and the texts of every thread that is open."""
    there = [one for one in process.discord.threads.values() if not one.archived]
    return [(one.name, one.members, process.discord.texts(one.id)) for one in there]


def calls(process: Process) -> list[str]:
    return [request.call for request in process.discord.requests]


async def test_a_thread_is_opened_filled_with_its_members_and_written_into_in_this_order(process: Process) -> None:
    await process.say("hello", steps=BUDDIES)

    await process.run(DAY)

    assert threads(process) == [("buddies", {ANA, BEN}, ["hello"])]
    assert calls(process) == ["open_private_thread", "add_to_thread", "add_to_thread", "send"]
    assert process.discord.texts(ROOM) == []


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(BUDDIES, id="private thread"),
        pytest.param([Post(), OpenThreadOnPost("talk"), AddToThread((ANA,))], id="thread on a post"),
        pytest.param([*ROLE, Post(), TakeRole(BEN, HELPER)], id="roles"),
    ],
)
async def test_all_steps_are_done_once_wherever_the_process_ends(process: Process, steps: Sequence[Step]) -> None:
    process.discord.nonce_window = timedelta(0)
    process.discord.roles = {(GUILD, BEN, HELPER)}
    await process.say("whole", steps=steps)
    await process.run(DAY)
    whole, roles = threads(process), process.discord.roles
    rounds = 0
    crashed = True
    while crashed:
        process.discord.threads.clear()
        process.discord.places.clear()
        process.discord.roles = {(GUILD, BEN, HELPER)}
        await process.say("whole", key=f"round {rounds}", steps=steps)
        crashed = await process.crash_after(rounds)
        await process.run(DAY)
        rounds += 1
        assert threads(process) == whole
        assert process.discord.roles == roles
        assert sum(len(place) for place in process.discord.places.values()) == 1

    assert rounds > 12


@pytest.mark.parametrize("applied", [False, True], ids=["not done", "done"])
async def test_a_thread_perhaps_opened_is_opened_again_and_the_empty_one_is_tidied_away(
    process: Process, applied: bool
) -> None:
    process.discord.fail("open_private_thread", unknown(), applied=applied)
    await process.say("hello", steps=BUDDIES)

    await process.run(HOUR)
    before = len(process.discord.threads)
    await process.run(DAY)

    assert before == (2 if applied else 1)
    assert threads(process) == [("buddies", {ANA, BEN}, ["hello"])]
    assert await process.troubles() == []


async def test_a_thread_opened_once_more_after_the_first_tidying_is_tidied_too(process: Process) -> None:
    process.discord.fail("open_private_thread", unknown(), applied=True)
    await process.say("hello", steps=BUDDIES)
    process.discord.fail("send", *[transient() for _ in range(60)])
    await process.run(2 * HOUR)
    process.discord.mend()

    process.discord.fail("send", refused())
    await process.run(DAY)

    assert await process.state_of("hello") is DeliveryState.FAILED
    assert threads(process) == []


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.SKIPPED])
async def test_a_thread_opened_for_nothing_is_tidied_away(process: Process, state: DeliveryState) -> None:
    process.discord.fail("send", refused())
    silent = state is DeliveryState.SKIPPED
    await process.say("hello", kind=kinds.SAY_STATE if silent else kinds.SAY, steps=BUDDIES)

    await process.run(HOUR - timedelta(seconds=1))
    before = len(process.discord.threads)
    await process.run(DAY)

    assert (before, threads(process)) == (1, [])
    assert await process.state_of("hello") is state


async def test_an_empty_thread_that_a_row_knows_is_never_tidied_away(process: Process) -> None:
    process.discord.fail("open_private_thread", unknown(), applied=True)
    await process.say("one", steps=[OpenPrivateThread("quiet"), AddToThread((ANA,))])
    await process.say("two", steps=[OpenPrivateThread("waiting"), Post()])
    process.discord.fail("send", *[transient() for _ in range(99)])

    await process.run(3 * HOUR)

    assert [name for name, _, _ in threads(process)] == ["waiting", "quiet"]


async def test_an_empty_thread_that_may_still_be_under_way_into_a_row_is_left_alone(process: Process) -> None:
    process.discord.fail("open_private_thread", unknown(), applied=True)
    await process.say("hello", steps=BUDDIES)
    await process.run(HOUR - timedelta(minutes=1))

    await process.discord.open_private_thread(ROOM, "just now")
    await process.run(DAY)

    assert [name for name, _, _ in threads(process)] == ["buddies", "just now"]


async def test_a_thread_that_somebody_wrote_in_is_not_tidied_away(process: Process) -> None:
    process.discord.fail("open_private_thread", unknown(), applied=True)
    await process.say("hello", steps=BUDDIES)
    await process.run(HOUR - timedelta(seconds=1))

    process.discord.write(next(iter(process.discord.threads)), "what is this?", author=ANA)
    await process.run(DAY)

    assert [texts for _, _, texts in threads(process)] == [["what is this?"], ["hello"]]


async def test_someone_who_left_keeps_nobody_else_out_of_a_thread(process: Process) -> None:
    process.discord.left = {ANA}
    await process.say("hello", steps=[OpenPrivateThread("three"), AddToThread((ANA, BEN, CLEO)), Post()])

    await process.run(DAY)

    assert threads(process) == [("three", {BEN, CLEO}, ["hello"])]
    assert await process.troubles() == []


async def test_where_all_belong_together_one_who_can_not_be_added_has_it_fail(process: Process) -> None:
    process.discord.left = {ANA}
    steps = [OpenPrivateThread("pair"), AddToThread((ANA, BEN), whole=True), Post()]
    await process.say("hello", steps=steps)

    await process.run(DAY)

    assert await process.troubles() == [("not sent", "hello")]
    assert threads(process) == []


async def test_a_thread_whose_members_have_all_left_is_failed_and_told(process: Process) -> None:
    process.discord.left = {ANA, BEN}
    await process.say("hello", steps=BUDDIES)

    await process.run(DAY)

    assert await process.troubles() == [("not sent", "hello")]
    assert threads(process) == []


async def test_a_thread_to_which_nobody_is_added_is_written_into_all_the_same(process: Process) -> None:
    await process.say("hello", steps=[OpenPrivateThread("empty"), AddToThread(()), Post()])

    await process.run(DAY)

    assert threads(process) == [("empty", set(), ["hello"])]


async def test_adding_that_fails_half_way_is_gone_on_with(process: Process) -> None:
    adding = process.discord.hang("add_to_thread", applied=True)
    process.discord.fail("add_to_thread", transient())
    adding.released.set()
    await process.say("hello", steps=BUDDIES)

    await process.run(DAY)

    assert threads(process) == [("buddies", {ANA, BEN}, ["hello"])]


async def test_a_thread_on_a_post_exists_once_though_its_opening_is_repeated(process: Process) -> None:
    process.discord.fail("open_thread_on", unknown(), applied=True)
    await process.say("hello", steps=[Post(), OpenThreadOnPost("talk")])

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello"]
    assert threads(process) == [("talk", set(), [])]
    assert calls(process) == ["send", "open_thread_on", "open_thread_on"]


async def test_a_second_message_goes_into_the_thread_that_was_opened_on_the_first(process: Process) -> None:
    await process.say("hello", steps=[Post(), OpenThreadOnPost("talk"), Post()])

    await process.run(DAY)

    assert process.discord.texts(ROOM) == ["hello"]
    assert threads(process) == [("talk", set(), ["hello"])]


async def test_a_message_that_opened_its_own_thread_is_not_taken_for_a_later_one_there(process: Process) -> None:
    await process.say("hello", key="opening", kind=kinds.SAY_PLAIN, steps=BUDDIES)
    await process.work()
    (thread_id,) = process.discord.threads

    process.discord.fail("send", unknown())
    await process.say("hello", key="later", kind=kinds.SAY_PLAIN, target=channel(thread_id))
    await process.run(DAY)

    assert process.discord.texts(thread_id) == ["hello", "hello"]


async def test_a_role_is_given_once_it_can_be_and_taken_again(process: Process) -> None:
    process.discord.fail("give_role", transient(), unknown())
    await process.say("give", steps=ROLE, subject="role")
    await process.run(DAY)
    given = set(process.discord.roles)

    process.discord.fail("take_role", unknown(), applied=True)
    await process.say("take", steps=[TakeRole(ANA, HELPER)], subject="role")
    await process.run(DAY)

    assert given == {(GUILD, ANA, HELPER)}
    assert process.discord.roles == set()


async def test_a_role_that_can_not_be_given_is_told(process: Process) -> None:
    process.discord.fail("give_role", refused())
    await process.say("give", steps=ROLE)

    await process.run(DAY)

    assert await process.troubles() == [("not done", "give")]


async def test_steps_in_an_impossible_order_are_failed_visibly(process: Process) -> None:
    await process.say("hello", steps=[AddToThread((ANA,)), OpenPrivateThread("late")])

    await process.run(DAY)

    assert [key for _, key in await process.troubles()] == ["hello"]
