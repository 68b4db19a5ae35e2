from datetime import timedelta

import pytest

from bot import outbox
from bot.database import Tx
from bot.outbox import RETRACTION
from bot.outbox.rules.records import DeliveryState
from bot.outbox.sender import SendError
from bot.outbox.upkeep import prune

from . import kinds
from .faults import refused, transient, unknown
from .process import GUILD, ROOM, Process

KEY = "hello"
MINUTE = timedelta(minutes=1)


async def take_back(process: Process) -> None:
    await process.db.write(outbox.retract, key=KEY)


async def test_what_was_said_is_deleted_and_nothing_else_is(process: Process) -> None:
    await process.say(KEY)
    await process.say("and this stays")
    await process.work()

    await take_back(process)
    await process.work()

    assert process.discord.texts(ROOM) == ["and this stays"]
    assert await process.state_of(f"{RETRACTION}:{KEY}") is DeliveryState.SENT


async def test_what_was_not_sent_yet_is_never_sent(process: Process) -> None:
    await process.say(KEY)

    await take_back(process)
    await process.work()

    assert process.discord.requests_of("send", "delete") == []
    assert await process.state_of(KEY) is DeliveryState.SKIPPED


@pytest.mark.parametrize("applied", [True, False])
async def test_what_is_being_sent_just_then_is_deleted_after_it(process: Process, *, applied: bool) -> None:
    process.discord.fail("send", unknown(), applied=applied)
    await process.say(KEY)
    await process.work()

    await take_back(process)
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == []


@pytest.mark.parametrize("error", [transient(), unknown()])
async def test_deleting_is_tried_again(process: Process, error: SendError) -> None:
    await process.say(KEY)
    await process.work()
    process.discord.fail("delete", error)

    await take_back(process)
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == []


async def test_taken_back_twice_it_is_deleted_once(process: Process) -> None:
    await process.say(KEY)
    await process.work()

    await take_back(process)
    await take_back(process)
    await process.work()

    assert len(process.discord.requests_of("delete")) == 1


async def test_of_what_could_not_be_sent_there_is_nothing_to_delete(process: Process) -> None:
    process.discord.fail("send", refused(50013))
    await process.say(KEY)
    await process.work()

    await take_back(process)
    await take_back_unknown(process)
    await process.work()

    assert process.discord.requests_of("delete") == []
    assert await process.troubles() == [("not sent", KEY)]


async def take_back_unknown(process: Process) -> None:
    await process.db.write(outbox.retract, key="nothing that was ever said")


async def test_killed_at_any_step_it_is_gone_in_the_end(process: Process) -> None:
    await process.say(KEY)
    await process.work()
    await take_back(process)

    steps = 1
    while await process.crash_after(steps):
        steps += 1
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == []


async def test_finished_items_of_what_is_over_are_dropped(process: Process) -> None:
    for key in ("one", "two"):
        await process.schedule(key, kind=kinds.NOTE, guild_id=GUILD, subject=key)
    await process.work()

    def drop(tx: Tx) -> None:
        outbox.drop_finished(tx, subject="one")

    await process.db.write(drop)
    for key in ("one", "two"):
        await process.schedule(key, kind=kinds.NOTE, guild_id=GUILD, subject=key)
    await process.work()

    assert await process.handled() == ["one", "two", "one"]


async def test_what_was_said_months_ago_is_still_deleted(process: Process) -> None:
    await process.say(KEY, recipients=[31])
    await process.work()
    process.pass_time(timedelta(days=100))
    await process.write(prune)

    await take_back(process)
    await process.work()

    assert process.discord.texts(ROOM) == []
