"""Organisers hear of what went wrong: once, in their own channel, and never about a notice itself."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.database import Row, Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.notices.troubles import TROUBLE, tell_organisers
from bot.outbox import Trouble
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from tests.acting import community as acting
from tests.acting import shown
from tests.builders import ADMIN, CHANNEL, GUILD


def trouble(what: str = "meetup.reminder") -> Trouble:
    return Trouble(Trouble.Kind.NOT_SENT, GUILD, "key", "meetup:1", what, "Discord refused it")


def told(tx: Tx) -> list[Row]:
    return [row for row in deliveries.listing(tx, [DeliveryState.WAITING]) if row["kind"] == TROUBLE]


def test_a_trouble_is_told_once_in_the_organisers_channel(tx: Tx) -> None:
    community.change(tx, actor=ADMIN, changes={"organisers_channel_id": CHANNEL})
    tell_organisers(tx, trouble())
    tell_organisers(tx, trouble())

    assert [(row["target_id"], row["args"]["reason"]) for row in told(tx)] == [(CHANNEL, "Discord refused it")]


def test_there_is_no_notice_about_a_notice(tx: Tx) -> None:
    community.change(tx, actor=ADMIN, changes={"organisers_channel_id": CHANNEL})
    tell_organisers(tx, trouble(TROUBLE))

    assert told(tx) == []


def test_without_an_organisers_channel_it_is_in_the_log(tx: Tx, caplog: pytest.LogCaptureFixture) -> None:
    tell_organisers(tx, trouble())

    assert told(tx) == []
    assert "Discord refused it" in caplog.text


async def test_organisers_read_of_a_card_whose_message_was_deleted(path: Path) -> None:
    async with acting(path) as c:
        office = c.guild.create_text_channel("organisers")
        admin = Actor(c.guild.id, c.ana.id, manages_events=True, manages_guild=True)
        await c.db.write(community.change, actor=admin, changes={"organisers_channel_id": office.id})
        card = await c.post_meetup()
        await c.ana.click(card, label="Going")
        await card.delete()
        await c.move(timedelta(seconds=2))

        assert office.last_message is not None
        assert "**For organisers:** A meetup's card" in shown(office.last_message)
        assert "is gone" in shown(office.last_message)
