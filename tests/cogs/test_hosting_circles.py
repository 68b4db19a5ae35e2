"""What a host does with a circle, and what goes on without one."""

from datetime import timedelta
from pathlib import Path

import discord

from bot.checkins.circles.store import circles
from cogs.checkins.circle_ui import JoinPress
from tests.acting import buttons, community, fill_in, message_of, press, shown

from .circling import MINUTE, SECOND, card, click, gathered, panel, pass_time, settle, speaker


async def test_the_host_of_a_meetup_opens_it_with_a_circle_of_those_who_go(path: Path) -> None:
    async with community(path) as c:
        meetup = await c.post_meetup(when="in 1 hour")
        for who in (c.ben, c.cleo):
            await who.click(meetup, label="Going")
        await c.move(60 * MINUTE)
        note = next(one for one in c.channel.history() if "starts now" in one.content)
        assert buttons(note) == ["Open with a circle", "Close with a circle"]

        refused = await c.ben.click(note, label="Open with a circle")
        opened = await c.ana.click(note, label="Open with a circle")
        await settle(c)
        twice = await c.ana.click(note, label="Open with a circle")

        assert "host" in shown(refused)
        assert "you are its host" in shown(opened)
        assert "There is a circle in this channel" in shown(twice)
        assert f"<@{c.ben.id}>, <@{c.cleo.id}>" in shown(card(c))


async def test_the_host_pauses_goes_on_hands_over_and_asks_another_question(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben, minutes=0)
        opened = await c.ben.click(card(c), label="⋯")
        change = await c.ben.click(message_of(opened), label="Change the plan")
        changed = await fill_in(c.ben, change, prompt="Who are you?", minutes=["5"], laps=["3"])
        assert "Who are you?" in shown(changed)
        await settle(c)
        assert "About 5 minutes each. It goes round 3 times." in shown(card(c))
        await click(c, c.ben, "Begin")
        assert "It is paused." in await panel(c, c.ben, "Pause")
        assert "**The circle is paused.**" in shown(card(c))
        assert "Done" not in buttons(card(c))
        assert "hosts." in await panel(c, c.ben, "Go on")
        assert "asks who would host it" in await panel(c, c.ben, "Hand over")
        assert "You are the host now." in await click(c, c.cleo, "I'll host it")
        for _ in range(2):
            await panel(c, c.cleo, "They have finished")

        opened = await c.cleo.click(card(c), label="⋯")
        form, other = [await c.cleo.click(message_of(opened), label="Again, with my own prompt") for _ in range(2)]
        await fill_in(c.cleo, form, prompt="And now?")
        await settle(c)

        assert "## And now?" in shown(card(c))
        assert "is first in this lap" in await panel(c, c.ben, "Why this order?")
        late = shown(await fill_in(c.cleo, other, prompt="Too late"))
        assert "That turn is over already" in late
        assert "```\nToo late\n```" in late


async def test_who_does_not_host_is_shown_nothing_of_a_hosts(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben)

        opened = await c.cleo.click(card(c), label="⋯")

        assert buttons(message_of(opened)) == ["Don't mention me"]


async def test_after_five_minutes_anybody_goes_on_for_a_host_who_is_away(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben)
        assert "I'll host it" not in buttons(card(c))

        await pass_time(c, 6 * MINUTE)
        assert "If the host had to go, anybody may take over" in shown(card(c))
        assert "You are the host now." in await click(c, c.cleo, "I'll host it")

        assert "talking piece is with" in await click(c, c.cleo, "Begin")


async def test_nothing_pressed_for_hours_it_is_over(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben)

        await pass_time(c, timedelta(hours=4))

        assert "nothing was pressed here for three hours" in shown(card(c))
        assert "This circle is over" in await press(c, c.cleo, JoinPress(1))


async def test_restarted_in_the_middle_of_a_turn_the_same_person_has_the_piece(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben, minutes=2)
        await click(c, c.ben, "Begin")
        first = speaker(c, c.ben, c.cleo)
        await pass_time(c, 58 * SECOND)
        before = shown(card(c))

        await c.restart()
        await settle(c)

        assert speaker(c, c.ben, c.cleo).id == first.id
        assert "▰▰▰▱▱▱" in before
        assert "▰▰▰▱▱▱" in shown(card(c))
        assert "Thank you." in await click(c, first, "Done")


async def test_a_card_that_is_deleted_comes_back_to_whoever_is_in_the_circle(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben)
        await card(c).delete()
        await settle(c)

        found = await c.cleo.slash(c.channel, "circle show")
        again = await c.cleo.click(message_of(found), label="Post the card again")
        await settle(c)

        assert "I'm posting the card" in shown(again)
        assert "**In it so far (2):**" in shown(card(c))


async def test_where_the_channel_is_deleted_another_can_be_started_and_the_circle_ends_by_itself(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben)
        await click(c, c.ben, "Begin")
        other = c.guild.create_text_channel("other")
        channel = c.kith.app.get_channel(c.channel.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.delete()
        await settle(c)

        started = await c.ben.slash(other, "circle start")
        assert "Your circle is gathering" in shown(started)

        await pass_time(c, 240 * MINUTE)
        assert await c.kith.app.db.read(circles.live_in, c.channel.id) is None


async def test_a_prompt_with_mentions_and_markup_stands_as_it_was_typed_and_calls_nobody(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, host=c.ben, prompt=f"# Hi @everyone <@{c.cleo.id}> [x](https://example.org) **?**")

        assert "\\*\\*?\\*\\*" in shown(card(c))
        assert "@everyone" not in shown(card(c))
        assert f"<@{c.cleo.id}>" not in shown(card(c)).split("\n")[0]
        bodies = [one.json for one in c.env.http_requests if isinstance(one.json, dict)]
        allowed = [body["allowed_mentions"] for body in bodies if "allowed_mentions" in body]
        assert allowed
        assert not any(one.get("users") or one.get("roles") or "everyone" in one.get("parse", []) for one in allowed)
