"""A card is posted anew, and its old message goes when the new one stands."""

import asyncio
from datetime import timedelta
from itertools import count

from bot import outbox
from bot.outbox import CardState, channel
from bot.outbox.inspection import entries, retry

from .faults import refused, transient, unknown
from .process import ROOM, Process

MINUTE = timedelta(minutes=1)


async def renew(process: Process, subject: str = "board") -> None:
    await process.write(outbox.renew_card, subject=subject)


async def repost(process: Process) -> bool:
    return await process.write(outbox.repost_card, subject="board", channel=channel(ROOM))


async def is_missed(process: Process) -> bool:
    return await process.read(outbox.is_card_missed, subject="board")


async def test_a_card_that_is_renewed_stands_once_and_is_edited_where_it_stands_now(process: Process) -> None:
    await process.show("one")
    await process.work()
    (before,) = process.discord.places[ROOM]
    await process.say("below it")
    await process.work()

    await process.db.write(outbox.renew_card, subject="board")
    await process.work()
    await process.show("two")
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == ["below it", "two"]
    assert before.id not in {one.id for one in process.discord.places[ROOM]}
    assert await process.troubles() == []


async def test_a_card_that_can_not_be_renewed_stays_where_it_is_and_can_be_posted_again(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("send", refused(50013))
    (before,) = process.discord.places[ROOM]
    await renew(process)
    await process.work()

    assert process.discord.texts(ROOM) == ["one"]
    assert [kind for kind, _ in await process.troubles()] == ["not sent"]
    assert await is_missed(process)
    assert await repost(process)
    await process.run(MINUTE)
    (after,) = process.discord.places[ROOM]
    assert after.id != before.id
    assert not await is_missed(process)
    assert not await repost(process)


async def test_a_card_that_could_not_be_renewed_is_edited_where_it_is(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("send", refused(50013))
    await renew(process)
    await process.work()

    await process.show("two")
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == ["two"]


async def test_a_card_of_which_it_is_not_known_whether_it_was_renewed_is_missed(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("send", unknown(), applied=True)
    process.discord.fail("find", refused(50013))

    await renew(process)
    await process.run(MINUTE)

    assert [kind for kind, _ in await process.troubles()] == ["perhaps sent"]
    assert await is_missed(process)


async def test_a_card_renewed_again_before_it_could_be_is_posted_once(process: Process) -> None:
    await process.show("one")
    await process.work()
    for _ in range(2):
        await renew(process)
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == ["one"]
    assert len(process.discord.requests_of("send")) == 2


async def test_a_card_posted_again_while_its_renewal_waits_stands_once(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("send", transient())
    await renew(process)
    process.discord.places[ROOM].clear()
    await process.work()
    card = await process.read(outbox.card_of, subject="board")
    assert card is not None
    assert card.state is CardState.GONE

    assert await repost(process)
    await process.run(MINUTE)
    await process.show("two")
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == ["two"]


async def test_a_renewal_that_is_tried_again_by_hand_after_another_leaves_one_card(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.fail("send", refused(50013))
    for _ in range(2):
        await renew(process)
        await process.work()
    (failed,) = [one.id for one in await process.read(entries) if one.state == "failed"]

    await process.write(retry, failed)
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == ["one"]


async def test_a_card_that_was_deleted_by_somebody_does_not_come_back_by_itself(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.places[ROOM].clear()
    await process.show("two")
    await process.run(MINUTE)

    await renew(process)
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == []


async def test_killed_anywhere_a_renewed_card_stands_once(process: Process) -> None:
    for steps in count(1):
        board = f"board {steps}"
        await process.show(board, subject=board)
        await process.work()
        await renew(process, board)
        crashed = await process.crash_after(steps)
        await process.run(MINUTE)

        assert process.discord.texts(ROOM).count(board) == 1
        if not crashed:
            break

    assert steps > 5


async def test_a_card_whose_message_is_deleted_before_it_is_renewed_stands_again(process: Process) -> None:
    await process.show("one")
    await process.work()
    fault = process.discord.hang("edit")
    await process.show("two")
    editing = asyncio.create_task(process.work())
    await fault.reached.wait()

    await process.write(outbox.renew_card, subject="board")
    process.discord.places[ROOM].clear()
    fault.released.set()
    await editing
    await process.show("three")
    await process.run(MINUTE)

    assert process.discord.texts(ROOM) == ["three"]
