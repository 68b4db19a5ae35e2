"""The bot comes into a guild and is sent out again: hello once, nothing lost for thirty days, nothing left after."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.arrivals import arriving, leaving
from bot.arrivals.arriving import HELLO
from bot.arrivals.leaving import ERASE, KEPT
from bot.database import Tx
from bot.database.tables import metadata
from bot.guilds import community, membership
from bot.guilds.rules.actors import Actor
from bot.meetups.subjects import subject
from bot.outbox import DueItem, inspection
from bot.outbox.rules.records import CardState, DeliveryState, DueState
from bot.outbox.store import cards, deliveries, due
from bot.privacy import Privacy
from bot.wiring import ROOMS
from tests.builders import BEN, CHANNEL, EVE, GUILD, answer, post, propose

MINUTE = timedelta(minutes=1)
LEFT = 987654321098765432


def hellos(tx: Tx) -> list[int]:
    """Return to which channels hello was written."""
    return [row["target_id"] for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == HELLO]


def arrive(tx: Tx, hello_in: int | None = CHANNEL) -> None:
    arriving.arrive(tx, guild_id=GUILD, hello_in=hello_in)


def stock(tx: Tx, *guild_ids: int) -> None:
    arriving.take_stock(tx, guild_ids=guild_ids, hello_in=lambda guild_id: guild_id * 10)


def leave(tx: Tx) -> None:
    leaving.leave(tx, guild_id=GUILD)


def to_do(tx: Tx) -> tuple[int, int, int]:
    """Return how many due items, deliveries and cards would be taken up in four weeks."""
    at, tx.now = tx.now, tx.now + timedelta(weeks=4)
    found = (
        len(due.overdue(tx, 50, running=[], after_guild=0)),
        len(deliveries.heads(tx, 50, busy=[], after_guild=0)),
        len(cards.stale(tx, 50, busy=[])),
    )
    tx.now = at
    return found


def the_erasing(tx: Tx) -> DueItem:
    [row] = [row for row in due.listing(tx, [DueState.PENDING]) if row["kind"] == ERASE]
    return DueItem(row["id"], row["key"], row["kind"], row["guild_id"], row["subject"], row["args"], row["due_at"])


def everything(tx: Tx) -> dict[str, list[Any]]:
    return {table.name: [dict(row) for row in tx.all(select(table))] for table in metadata.sorted_tables}


def test_hello_is_said_once_however_often_the_bot_comes(tx: Tx) -> None:
    arrive(tx)
    arrive(tx)
    leave(tx)
    tx.now += timedelta(days=3)
    arrive(tx)

    assert hellos(tx) == [CHANNEL]


def test_where_the_bot_may_write_nowhere_hello_waits_until_it_may(tx: Tx) -> None:
    arrive(tx, hello_in=None)
    assert hellos(tx) == []

    stock(tx, GUILD)
    stock(tx, GUILD)

    assert hellos(tx) == [GUILD * 10]


def test_what_happened_while_the_bot_was_down_is_made_up_for(tx: Tx) -> None:
    stock(tx, 1, 2)
    stock(tx, 2, 3)
    assert hellos(tx) == [10, 20, 30]
    assert the_erasing(tx).args == {"guild_id": 1}

    stock(tx, 1, 2, 3)

    assert hellos(tx) == [10, 20, 30]
    assert [row for row in due.listing(tx, [DueState.PENDING]) if row["kind"] == ERASE] == []


def test_nothing_is_tried_for_a_guild_that_was_left_and_all_of_it_once_it_is_back(tx: Tx) -> None:
    arrive(tx, hello_in=None)
    answer(tx, post(tx), BEN)
    cards.posted(tx, subject(1), message_id=7, channel_id=CHANNEL, token="", shown=0)
    before = to_do(tx)
    assert min(before) > 0

    leave(tx)
    assert to_do(tx) == (0, 0, 0)
    assert {entry.state for entry in inspection.entries(tx) if entry.guild_id == GUILD} == {inspection.ON_HOLD}
    arrive(tx, hello_in=None)
    tx.now += MINUTE

    assert to_do(tx) == before


def test_what_was_under_way_has_a_few_seconds_to_arrive_before_it_is_looked_for(tx: Tx) -> None:
    arrive(tx)
    leave(tx)
    arrive(tx)

    assert deliveries.heads(tx, 50, busy=[], after_guild=0) == []
    tx.now += timedelta(seconds=3)
    assert len(deliveries.heads(tx, 50, busy=[], after_guild=0)) == 1


def test_other_guilds_go_on_meanwhile(tx: Tx) -> None:
    post(tx, actor=EVE)
    before = to_do(tx)

    leave(tx)

    assert to_do(tx) == before


def test_a_card_that_was_found_gone_is_looked_at_again(tx: Tx) -> None:
    arrive(tx)
    post(tx)
    cards.posted(tx, subject(1), message_id=7, channel_id=CHANNEL, token="", shown=1)
    leave(tx)
    cards.gone(tx, subject(1), "Missing Access")

    arrive(tx)

    card = cards.get(tx, subject(1))
    assert card is not None
    assert (card.state, card.message_id) == (CardState.LIVE, 7)
    assert len(cards.stale(tx, 50, busy=[])) == 1


@pytest.mark.parametrize("is_there", [False, True], ids=["still away", "back, and nobody was told"])
def test_after_thirty_days_nothing_is_left_of_it_unless_the_bot_is_back(tx: Tx, is_there: bool) -> None:
    someone = Actor(LEFT, BEN.member_id, manages_events=True, manages_guild=True)
    answer(tx, post(tx), BEN)
    before = everything(tx)
    arriving.arrive(tx, guild_id=LEFT, hello_in=CHANNEL)
    community.change(tx, actor=someone, changes={"zone": "Europe/London", "organisers_channel_id": CHANNEL})
    propose(tx, actor=someone)
    meetup_id = post(tx, actor=someone)
    answer(tx, meetup_id, someone)
    for _ in range(2):
        leaving.leave(tx, guild_id=LEFT)
    item = the_erasing(tx)
    assert item.due_at == tx.now + KEPT
    tx.now = item.due_at
    erasing = Privacy(ROOMS).erasing

    erasing.write(tx, item, erasing.read(tx, item), is_there)

    assert (LEFT in membership.present(tx)) is is_there
    due.erase(tx, item.guild_id)  # the item itself
    assert (everything(tx) == before) is not is_there
    assert (str(LEFT) in str(everything(tx))) is is_there
    assert {entry.state for entry in inspection.entries(tx)}.isdisjoint({inspection.ON_HOLD})
