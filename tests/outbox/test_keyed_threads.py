"""Private threads that are written into again and again."""

from datetime import timedelta

from bot.outbox.rules.records import DeliveryState
from bot.outbox.rules.steps import AddToThread, OpenPrivateThread, Post

from .faults import refused, unknown
from .process import Process

DAY = timedelta(days=1)
ANA, BEN = 31, 32
CORNER = [OpenPrivateThread("Kith and Ana", "ana"), AddToThread((ANA,)), Post()]


def threads(process: Process) -> list[tuple[set[int], list[str]]]:
    there = [one for one in process.discord.threads.values() if not one.archived]
    return [(one.members, process.discord.texts(one.id)) for one in there]


async def say(process: Process, *texts: str) -> None:
    for text in texts:
        await process.say(text, key=text, subject="corner", steps=CORNER)


async def test_what_has_the_same_key_is_written_into_the_same_thread(process: Process) -> None:
    await say(process, "one", "two")
    await process.run(DAY)
    await say(process, "three")
    await process.run(DAY)

    assert threads(process) == [({ANA}, ["one", "two", "three"])]
    assert len(process.discord.requests_of("open_private_thread")) == 1


async def test_another_key_is_another_thread(process: Process) -> None:
    await say(process, "one")
    await process.say("two", key="two", steps=[OpenPrivateThread("Kith and Ben", "ben"), AddToThread((BEN,)), Post()])
    await process.run(DAY)

    assert threads(process) == [({ANA}, ["one"]), ({BEN}, ["two"])]


async def test_who_has_left_the_thread_is_added_again(process: Process) -> None:
    await say(process, "one")
    await process.run(DAY)
    next(iter(process.discord.threads.values())).members.clear()

    await say(process, "two")
    await process.run(DAY)

    assert threads(process) == [({ANA}, ["one", "two"])]


async def test_in_the_place_of_a_deleted_thread_another_is_opened(process: Process) -> None:
    await say(process, "one")
    await process.run(DAY)
    process.discord.gone.update(process.discord.threads)

    await say(process, "two", "three")
    await process.run(DAY)

    assert threads(process)[1:] == [({ANA}, ["two", "three"])]
    assert await process.troubles() == []


async def test_a_thread_that_is_deleted_each_time_is_not_opened_for_ever(process: Process) -> None:
    await say(process, "one")
    process.discord.fail("send", *[refused(gone=True) for _ in range(99)])
    await process.run(DAY)

    assert await process.state_of("one") is DeliveryState.FAILED
    assert len(process.discord.requests_of("open_private_thread")) == 5
    assert await process.troubles() == [("not sent", "one")]


async def test_it_is_opened_once_wherever_the_process_ends(process: Process) -> None:
    process.discord.nonce_window = timedelta(0)
    rounds, crashed = 0, True
    while crashed:
        steps = [OpenPrivateThread("Kith and Ana", f"round {rounds}"), AddToThread((ANA,)), Post()]
        for number in range(2):
            key = f"{rounds} {number}"
            await process.say(key, key=key, subject=f"round {rounds}", steps=steps)
        crashed = await process.crash_after(rounds)
        await process.run(DAY)
        assert threads(process)[-1] == ({ANA}, [f"{rounds} 0", f"{rounds} 1"])
        assert len(threads(process)) == rounds + 1
        rounds += 1

    assert rounds > 8


async def test_one_that_was_perhaps_opened_twice_is_tidied_away_and_the_other_used_on(process: Process) -> None:
    process.discord.fail("open_private_thread", unknown(), applied=True)
    await say(process, "one")
    await process.run(DAY)
    await say(process, "two")
    await process.run(DAY)

    assert threads(process) == [({ANA}, ["one", "two"])]
