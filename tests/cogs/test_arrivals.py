"""The bot comes into a server and is sent out of it, acted on Discord."""

from datetime import timedelta
from pathlib import Path

import discord
import pytest

from cogs.community.text import about
from tests.acting import buttons, community, message_of, shown

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize("told", [True, False], ids=["told by Discord", "found at the start"])
async def test_hello_is_said_once_in_the_first_channel_where_the_bot_may_write(path: Path, *, told: bool) -> None:
    async with community(path) as c:
        there = c.env.create_guild("Elsewhere")
        read_only = discord.PermissionOverwrite(send_messages=False)
        rules = there.create_text_channel("rules", overwrites={there.default_role: read_only})
        chat = there.create_text_channel("chat")
        for _ in range(2):
            if told:
                await c.send_away(there)
                await c.call_back(there)
            else:
                await c.restart()
            await c.settle()

        assert [message.content for message in chat.history()] == [about.HELLO]
        assert chat.history()[0].mentions == []
        assert rules.history() == []
        assert c.channel.history() == []


async def test_in_a_server_that_called_the_bot_back_everything_goes_on(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 days")
        await c.ben.click(card, label="Going")
        await c.settle()
        await c.send_away(c.guild)
        await c.move(DAY + HOUR)
        assert c.newest().id == card.id
        await c.call_back(c.guild)
        await c.move(timedelta(seconds=5))

        reminder = c.newest()
        await c.cleo.click(card, label="Going")
        await c.move(timedelta(seconds=5))

        assert f"<@{c.ben.id}>" in reminder.content
        assert buttons(reminder) == ["Can't make it after all"]
        assert "**Going (2):**" in shown(c.channel.history()[0])


async def test_what_is_too_late_by_then_is_not_said(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 days")
        await c.ben.click(card, label="Going")
        await c.settle()
        await c.send_away(c.guild)
        await c.move(20 * DAY)
        await c.call_back(c.guild)
        await c.move(timedelta(seconds=5))

        assert [message.id for message in c.channel.history()] == [card.id]


async def test_after_thirty_days_it_starts_anew(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 days")
        await c.send_away(c.guild)
        c.env.backend.guilds.pop(c.guild.id)
        await c.move(31 * DAY)
        c.env.backend.guilds[c.guild.id] = c.guild._guild
        await c.call_back(c.guild)
        await c.move(timedelta(seconds=5))

        assert c.newest().content == about.HELLO
        pressed = await c.ben.click(card, label="Going")
        assert "I don't know this meetup" in shown(message_of(pressed))
