import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot import outbox
from bot.database import Tx
from bot.outbox import Card, CardState, Rendered, card_of, channel

from . import kinds
from .doubles import LONG, NEVER
from .faults import refused, unknown
from .process import GUILD, QUICK, ROOM, Process

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
OTHER_ROOM = 200


async def test_a_card_is_posted_once(process: Process) -> None:
    await process.show("one")
    await process.write(
        lambda tx: outbox.post_card(tx, subject="board", kind=kinds.BOARD, guild_id=7, channel=channel(ROOM))
    )

    await process.run(DAY)

    assert process.board().text == "one"
    assert process.edits() == []


async def test_a_touched_card_shows_what_is_so_then(process: Process) -> None:
    await process.show("one")
    await process.work()
    await process.show("two")

    await process.work()

    assert process.board().text == "two"


async def test_a_card_touched_forty_times_in_a_second_is_edited_a_few_times_and_shows_the_last(
    process: Process,
) -> None:
    await process.show("0")
    await process.work()

    for n in range(1, 41):
        await process.show(str(n))
        await process.run(timedelta(milliseconds=25))
    at_once = process.edits()[0]
    await process.run(DAY)

    assert at_once == "1"
    assert len(process.edits()) <= 3
    assert process.board().text == "40"


async def test_a_card_touched_while_it_is_posted_is_edited_afterwards(process: Process) -> None:
    sending = process.discord.hang("send")
    await process.show("one")
    working = asyncio.create_task(process.work())
    await sending.reached.wait()

    await process.show("two")
    sending.released.set()
    await working

    assert process.board().text == "two"


async def test_a_card_touched_while_it_is_edited_is_edited_once_more(process: Process) -> None:
    editing = process.discord.hang("edit")
    await process.show("one")
    await process.work()
    await process.show("two")
    working = asyncio.create_task(process.work())
    await editing.reached.wait()

    await process.show("three")
    editing.released.set()
    await working
    await process.run(SECOND)

    assert process.edits() == ["two", "three"]
    assert process.board().text == "three"


@pytest.mark.parametrize("applied", [False, True], ids=["not done", "done"])
async def test_what_a_card_shows_after_a_second_attempt_is_not_known_so_it_is_edited_once(
    process: Process, applied: bool
) -> None:
    process.discord.nonce_window = NEVER
    process.discord.fail("send", unknown(), applied=applied)
    await process.show("one")
    await process.work()

    await process.show("two")
    await process.run(DAY)

    assert process.board().text == "two"
    assert process.edits() == ["two"]


async def test_a_card_whose_repeated_nonce_gave_back_the_first_wording_is_edited(process: Process) -> None:
    process.discord.nonce_window = LONG
    late = process.discord.fail("send", unknown())
    again = process.discord.hang("send")
    await process.show("one")
    await process.work()
    await process.show("two")
    process.pass_time(QUICK.settle_after)
    working = asyncio.create_task(process.work())
    await again.reached.wait()

    late.arrive()
    again.released.set()
    await working

    assert process.board().text == "two"


@pytest.mark.parametrize("touched", [False, True], ids=["untouched", "touched meanwhile"])
async def test_a_card_shows_the_last_state_wherever_the_process_ends(process: Process, touched: bool) -> None:
    process.discord.nonce_window = NEVER
    rounds = 0
    crashed = True
    while crashed:
        await process.show("first", subject=f"board {rounds}")
        if touched:
            await process.work()
            await process.show("last", subject=f"board {rounds}")
        crashed = await process.crash_after(rounds)
        await process.show("last", subject=f"board {rounds}")
        await process.run(DAY)
        rounds += 1

    assert rounds > 4
    assert process.discord.texts(ROOM) == ["last"] * rounds


async def test_a_deleted_card_is_told_once_and_left_alone(process: Process) -> None:
    await process.show("one")
    await process.work()
    process.discord.places[ROOM].clear()

    for text in ("two", "three"):
        await process.show(text)
        await process.run(DAY)

    assert [kind for kind, _ in await process.troubles()] == ["card gone"]
    assert len(process.edits()) == 1
    card = await process.read(card_of, subject="board")
    assert card is not None
    assert card.state is CardState.GONE


async def test_a_card_that_can_not_be_posted_is_told_as_not_sent(process: Process) -> None:
    process.discord.fail("send", refused())
    await process.show("one")
    await process.work()

    await process.show("two")
    await process.run(DAY)

    assert await process.troubles() == [("not sent", "card:board")]
    assert process.discord.requests_of("edit") == []


async def test_a_card_that_was_never_posted_is_still_gone_when_the_bot_is_called_back(process: Process) -> None:
    process.discord.fail("send", refused())
    await process.show("one")
    await process.work()

    await process.write(lambda tx: outbox.hold(tx, guild_id=GUILD))
    await process.write(lambda tx: outbox.release(tx, guild_id=GUILD))

    card = await process.read(card_of, subject="board")
    assert card is not None
    assert card.state is CardState.GONE
    assert await process.write(lambda tx: outbox.repost_card(tx, subject="board", channel=channel(OTHER_ROOM)))


@pytest.mark.parametrize("why", ["deleted", "never posted"])
async def test_a_card_that_is_gone_is_posted_anew_and_lives_on(process: Process, why: str) -> None:
    if why == "never posted":
        process.discord.fail("send", refused())
    await process.show("one")
    await process.work()
    process.discord.places[ROOM].clear()
    await process.show("two")
    await process.run(DAY)

    assert await process.write(lambda tx: outbox.repost_card(tx, subject="board", channel=channel(OTHER_ROOM)))
    assert not await process.write(lambda tx: outbox.repost_card(tx, subject="board", channel=channel(OTHER_ROOM)))
    await process.run(DAY)
    await process.show("three")
    await process.run(DAY)

    assert process.discord.texts(OTHER_ROOM) == ["three"]
    assert process.discord.texts(ROOM) == []


async def test_a_card_that_was_posted_anew_and_is_deleted_is_told_again(process: Process) -> None:
    await process.show("one")
    for _ in range(2):
        await process.run(DAY)
        process.discord.places[ROOM].clear()
        await process.show("two")
        await process.run(DAY)
        await process.write(lambda tx: outbox.repost_card(tx, subject="board", channel=channel(ROOM)))

    assert [kind for kind, _ in await process.troubles()] == ["card gone", "card gone"]


async def test_a_card_is_not_posted_anew_while_it_is_there(process: Process) -> None:
    await process.show("one")
    await process.work()

    assert not await process.write(lambda tx: outbox.repost_card(tx, subject="board", channel=channel(ROOM)))


async def test_a_deletion_that_is_told_is_noticed_without_waiting_for_a_change(process: Process) -> None:
    await process.show("one")
    await process.work()
    message_id = process.board().id
    process.discord.places[ROOM].clear()

    found = await process.read(outbox.cards_at, [message_id, 12345])
    await process.write(outbox.look_after_cards, found)
    await process.work()

    assert found == ["board"]
    assert [kind for kind, _ in await process.troubles()] == ["card gone"]
    assert await process.read(outbox.cards_at, [message_id]) == []
    assert await process.read(outbox.cards_in, ROOM) == []


async def test_a_card_that_has_nothing_to_show_stays_as_it_is_until_it_has(process: Process) -> None:
    await process.show("one")
    await process.work()
    await process.write(kinds.remember, "board", None)
    await process.write(outbox.touch_card, subject="board")
    await process.run(DAY)
    meanwhile = process.board().text, process.edits()

    await process.write(kinds.remember, "board", "two")
    await process.write(outbox.touch_card, subject="board")
    await process.run(DAY)

    assert meanwhile == ("one", [])
    assert process.board().text == "two"


def failing_after_the_first(times: int) -> Callable[[Tx, Card, str], Rendered | None]:
    left = iter([False, *[True] * times])

    def render(tx: Tx, card: Card, mark: str) -> Rendered | None:
        if next(left, False):
            raise KeyError(card.subject)
        return kinds.board(tx, card, mark)

    return render


@pytest.mark.parametrize(
    ("times", "text", "troubles"),
    [(4, "two", []), (5, "one", ["card gone"])],
    ids=["mended", "never mended"],
)
async def test_drawing_that_raises_is_tried_five_times(
    process: Process, times: int, text: str, troubles: list[str]
) -> None:
    process.registry.cards[kinds.BOARD] = failing_after_the_first(times)
    await process.show("one")
    await process.work()
    await process.show("two")

    await process.run(DAY)

    assert process.board().text == text
    assert [kind for kind, _ in await process.troubles()] == troubles


async def test_drawing_that_raises_holds_nothing_else_up(process: Process) -> None:
    process.registry.cards[kinds.BOARD] = failing_after_the_first(99)
    await process.show("one")
    await process.work()
    await process.show("two")
    await process.say("here")
    await process.say("there", target=channel(OTHER_ROOM))

    await process.work()

    assert process.discord.texts(ROOM) == ["one", "here"]
    assert process.discord.texts(OTHER_ROOM) == ["there"]


async def test_each_card_has_a_second_of_its_own(process: Process) -> None:
    for subject in ("left", "right"):
        await process.show("one", subject=subject)
    await process.work()
    for subject in ("left", "right"):
        await process.show("two", subject=subject)

    await process.work()

    assert process.discord.texts(ROOM) == ["two", "two"]
