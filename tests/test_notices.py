"""Organisers hear of what went wrong: once, in their own channel, and never about a notice itself."""

from datetime import timedelta
from pathlib import Path

import discord
import pytest
import simcord

from bot.database import Row, Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.notices.troubles import TROUBLE, tell_organisers
from bot.outbox import Trouble
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from tests.acting import Community, buttons, message_of, shown
from tests.acting import community as acting
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


async def with_office(c: Community) -> simcord.ChannelHandle:
    """Give the organisers a channel."""
    office = c.guild.create_text_channel("organisers")
    admin = Actor(c.guild.id, c.ana.id, manages_events=True, manages_guild=True)
    await c.db.write(community.change, actor=admin, changes={"organisers_channel_id": office.id})
    return office


async def test_organisers_read_of_a_card_whose_message_was_deleted_and_post_it_again(path: Path) -> None:
    async with acting(path) as c:
        office = await with_office(c)
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        await c.move(timedelta(seconds=2))
        await card.delete()
        await c.move(timedelta(seconds=2))

        notice = office.last_message
        assert notice is not None
        assert "**For organisers:** The card of **Board games** can no longer be kept up to date" in notice.content
        assert buttons(notice) == ["Post the card again"]
        assert "host" in shown(await c.ben.click(notice, label="Post the card again"))
        done = await c.ana.click(notice, label="Post the card again")
        await c.move(timedelta(seconds=2))

        assert "The card is going up" in shown(done)
        assert f"**Going (1):** <@{c.ben.id}>" in shown(c.newest())
        again = await c.ana.click(notice, label="Post the card again")
        assert "You have posted this already: https://discord.com/channels/" in shown(again)


async def test_a_channel_that_was_deleted_is_told_and_its_card_goes_to_the_meetups_channel(path: Path) -> None:
    async with acting(path) as c:
        office = await with_office(c)
        other = c.guild.create_text_channel("other")
        made = await c.ana.slash(other, "meetup create", title="Walk", when="tomorrow 10am")
        await c.ana.click(message_of(made), label="Confirm")
        await c.settle()
        channel = c.kith.app.get_channel(other.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.delete()
        await c.move(timedelta(seconds=2))
        notice = office.last_message
        assert notice is not None
        refused = await c.ana.click(notice, label="Post the card again")
        assert "I can't post in" in shown(refused)

        admin = Actor(c.guild.id, c.ana.id, manages_events=True, manages_guild=True)
        await c.db.write(community.change, actor=admin, changes={"meetups_channel_id": c.channel.id})
        await c.ana.click(notice, label="Post the card again")
        await c.move(timedelta(seconds=2))

        assert "## Walk" in shown(c.newest())


async def test_the_card_of_what_is_over_is_not_missed(path: Path) -> None:
    async with acting(path) as c:
        office = await with_office(c)
        card = await c.post_meetup()
        await c.move(timedelta(days=3))

        await card.delete()
        await c.move(timedelta(seconds=2))

        assert office.last_message is None


async def test_a_trouble_that_belongs_to_no_topic_is_told_too(path: Path) -> None:
    async with acting(path) as c:
        office = await with_office(c)
        odd = Trouble(Trouble.Kind.NOT_DONE, c.guild.id, "upkeep", "upkeep", "outbox.upkeep", "an *odd* one")
        await c.db.write(tell_organisers, odd)
        await c.settle()

        assert office.last_message is not None
        assert office.last_message.content == (
            "**For organisers:** Something of mine (upkeep) could not be done.\n-# an \\*odd\\* one"
        )
