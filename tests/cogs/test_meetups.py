"""Meetups that are posted, acted as a member: answered, reminded of, listed."""

from datetime import timedelta
from pathlib import Path

import discord
import pytest

from bot.meetups.rules.meetup import Answer
from cogs.meetups import ui
from tests.acting import buttons, community, message_of, press, shown


@pytest.mark.parametrize(
    ("label", "said", "on_card"),
    [
        ("Going", "You are going to **Board games**", "**Going (1):**"),
        ("Maybe", "Noted: maybe", "**Maybe (1):**"),
        ("Can't", "Noted: you can't make it", "**Can't (1):**"),
    ],
)
async def test_an_answer_is_confirmed_privately_and_the_card_follows(
    path: Path, label: str, said: str, on_card: str
) -> None:
    async with community(path) as c:
        card = await c.post_meetup()

        result = await c.ben.click(card, label=label)
        await c.settle()

        assert result.ephemeral
        assert said in shown(result)
        assert f"{on_card} <@{c.ben.id}>" in shown(c.newest())


async def test_a_changed_mind_moves_the_name(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        await c.ben.click(card, label="Can't")
        await c.move(timedelta(seconds=2))

        assert "**Going:** nobody yet" in shown(c.newest())
        assert f"**Can't (1):** <@{c.ben.id}>" in shown(c.newest())


async def test_an_answer_after_the_end_is_refused_kindly(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 hours")
        await c.move(timedelta(hours=5))

        result = await c.ben.click(card, label="Going")

        assert "is over" in shown(result)


async def test_a_button_of_another_guild_reaches_nothing(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        stranger = c.env.create_guild("Elsewhere")
        eve = stranger.add_member(c.env.create_user("eve"))
        there = stranger.create_text_channel("general")

        result = await press(c, eve, ui.AnswerPress(Answer.GOING, 1, ""), channel=there)
        await c.settle()

        assert "I don't know this meetup" in result
        assert "**Going:** nobody yet" in shown(card)


async def test_those_going_then_are_reminded_an_hour_before(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 5 hours")
        await c.ben.click(card, label="Going")
        await c.cleo.click(card, label="Going")
        await c.cleo.click(card, label="Can't")
        await c.move(timedelta(hours=4))

        reminder = c.newest()
        assert reminder.content.startswith("**Board games** starts")
        assert [user.id for user in reminder.mentions] == [c.ben.id]
        assert buttons(reminder) == ["Can't make it after all"]

        result = await c.ben.click(reminder, label="Can't make it after all")
        await c.move(timedelta(seconds=2))

        assert "you can't make it" in shown(result)
        assert "**Going:** nobody yet" in shown(c.channel.history()[0])


async def test_a_reminder_for_nobody_is_not_sent(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup(when="in 5 hours")
        await c.move(timedelta(hours=4))

        assert len(c.channel.history()) == 1


async def test_the_list_shows_what_is_coming_and_where(path: Path) -> None:
    async with community(path) as c:
        empty = await c.ben.slash(c.channel, "meetup list")
        card = await c.post_meetup(title="Board games *and* more")
        listed = await c.ben.slash(c.channel, "meetup list")

        assert "Nothing is planned yet" in shown(empty)
        assert r"Board games \*and\* more" in shown(listed)
        assert str(card.id) in shown(listed)


async def test_a_title_pings_nobody(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(title="@everyone come!")

        assert not card.mention_everyone
        assert "@everyone" not in shown(card)


async def test_old_buttons_work_after_a_restart(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.restart()

        result = await c.ben.click(card, label="Going")
        await c.settle()

        assert "You are going" in shown(result)
        assert f"<@{c.ben.id}>" in shown(c.newest())


async def test_a_meetup_is_looked_at_by_its_title(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup()
        offered = await c.ben.autocomplete(c.channel, "meetup show", "meetup", "board")
        for_ben = await c.ben.slash(c.channel, "meetup show", meetup=offered[0]["value"])
        unknown = await c.ben.slash(c.channel, "meetup show", meetup="Chess")

        assert for_ben.ephemeral
        assert f"[Board games](https://discord.com/channels/{c.guild.id}/{c.channel.id}/" in shown(for_ben)
        assert buttons(message_of(for_ben)) == ["Who is coming"]
        assert "Chess" in shown(unknown)


async def test_a_card_of_last_year_answers_kindly(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 3 hours")
        await c.ben.click(card, label="Going")
        await c.move(timedelta(hours=7))
        await c.move(timedelta(days=370))
        await c.restart()

        late = await c.cleo.click(card, label="Going")
        panel = await c.ana.click(card, label="⋯")
        asked = next(message for message in c.channel.history() if "is over" in message.content)
        form = await c.ben.click(asked, label="How was it?")

        assert "is over or cancelled" in shown(late)
        assert buttons(message_of(panel)) == ["Who is coming", "How did it go?", "Again", "Copy"]
        assert form.modal is not None


async def test_what_stands_in_a_channel_one_cant_see_is_not_shown_to_them(path: Path) -> None:
    async with community(path) as c:
        hidden = discord.PermissionOverwrite(view_channel=False)
        inner = c.guild.create_text_channel("inner", overwrites={c.ben: hidden})
        made = await c.ana.slash(inner, "meetup create", title="Inner circle", when="tomorrow 19:00")
        await c.ana.click(message_of(made), label="Confirm")
        await c.settle()

        assert "Nothing is planned yet" in shown(await c.ben.slash(c.channel, "meetup list"))
        assert await c.ben.autocomplete(c.channel, "meetup show", "meetup", "") == []
        assert "Inner circle" in shown(await c.ana.slash(c.channel, "meetup list"))
