"""A circle from end to end, as its host and the others see it."""

from pathlib import Path

from bot.checkins.circles import absence
from bot.checkins.circles.store import circles
from cogs.checkins.circle_ui import SayPress
from tests.acting import buttons, community, fill_in, message_of, press, shown

from .circling import MINUTE, SECOND, call, card, click, gathered, may_mention, panel, pass_time, settle, speaker


async def test_a_circle_goes_round_with_a_pass_a_come_back_and_somebody_late(path: Path) -> None:
    async with community(path) as c:
        eve = c.guild.add_member(c.env.create_user("eve"))
        people = [c.ana, c.ben, c.cleo]
        await gathered(c, c.ana, c.cleo, host=c.ben, prompt="What is **alive** in you?", laps=2)
        assert "## What is \\*\\*alive\\*\\* in you?" in shown(card(c))
        assert "**In it so far (3):**" in shown(card(c))
        assert "That is for the host" in await click(c, c.cleo, "Begin")
        assert "has the talking piece" not in shown(card(c))

        assert "talking piece is with" in await click(c, c.ben, "Begin")
        first = speaker(c, *people)
        assert "Lap 1." in shown(card(c))
        assert may_mention(c, "the talking piece is with you") == [first.id]
        assert "I'll come back to you" in await click(c, first, "Come back to me")
        second = speaker(c, *people)
        assert "Thank you." in await click(c, second, "Done")
        assert await click(c, eve, "Join") == "You are in. Your turn comes after 1 other."
        third = speaker(c, *people)
        assert "You have passed" in await click(c, third, "Pass")
        assert speaker(c, *people).id == first.id
        assert len({one.id for one in (first, second, third)}) == 3
        assert may_mention(c, "the talking piece is with you again") == [first.id]
        assert "Come back to me" not in buttons(card(c))
        await click(c, first, "Done")
        assert speaker(c, *people, eve).id == eve.id
        await click(c, eve, "Done")

        assert "**The lap is over.** That was lap 1 of 2." in shown(card(c))
        await panel(c, c.ben, "Again, the other way round")
        assert "Lap 2, the other way round." in shown(card(c))
        for _ in range(4):
            await click(c, speaker(c, *people, eve), "Done")
        assert "Thank you for hosting it" in await panel(c, c.ben, "Close")

        closed = shown(card(c))
        assert "**This circle is closed.**" in closed
        assert "4 took part" in closed
        assert buttons(card(c)) == ["⋯"]
        assert call(c).content == "-# The talking piece rests."


async def test_an_old_press_does_nothing_and_says_so(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben)
        await click(c, c.ben, "Begin")
        first = speaker(c, c.ben, c.cleo)
        opened = await c.ben.click(card(c), label="⋯")

        await click(c, first, "Done")
        again = await press(c, first, SayPress("done", 1, 1, ""))
        skipped = await c.ben.click(message_of(opened), label="Skip for now")
        await settle(c)

        second = speaker(c, c.ben, c.cleo)
        assert second.id != first.id
        assert f"That turn is over already, so I did nothing. The talking piece is with <@{second.id}>" in again
        assert "That turn was over already, so I did nothing." in shown(skipped)
        assert "No turn of yours is left in this lap" in await click(c, first, "Pass")


async def test_the_speaker_is_nudged_once_and_the_nudge_goes_with_the_turn(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben, minutes=1)
        await click(c, c.ben, "Begin")
        first = speaker(c, c.ben, c.cleo)
        assert "▰▰▰▰▰▰" in shown(card(c))

        await pass_time(c, 29 * SECOND)
        assert "▰▰▰▱▱▱" in shown(card(c))
        await pass_time(c, 3 * MINUTE)

        nudges = [one for one in c.channel.history() if "your time is about up" in one.content]
        assert len(nudges) == 1
        assert may_mention(c, "your time is about up") == [first.id]
        assert "▱▱▱▱▱▱" in shown(card(c))
        await click(c, first, "Done")
        assert not any("your time is about up" in one.content for one in c.channel.history())


async def test_who_does_not_want_to_be_mentioned_is_not(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben, minutes=1)
        for who in (c.ben, c.cleo):
            assert "I won't mention you at your turn." in await panel(c, who, "Don't mention me")

        await click(c, c.ben, "Begin")
        await pass_time(c, 2 * MINUTE)

        assert may_mention(c, "the talking piece is with you") == []
        assert not any("your time is about up" in one.content for one in c.channel.history())


async def test_there_is_one_circle_a_channel(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, host=c.ben)

        second = await c.cleo.slash(c.channel, "circle start")

        assert f"/{card(c).id})" in shown(second)
        assert "There is a circle in this channel" in shown(second)


async def test_a_library_is_offered_as_one_types(path: Path) -> None:
    async with community(path) as c:
        offered = await c.ben.autocomplete(c.channel, "circle start", "prompt", "thank")

        assert offered
        assert all("thank" in one["name"] for one in offered)


async def test_checkin_greets_and_starts_one_with_a_form(path: Path) -> None:
    async with community(path) as c:
        greeted = await c.ben.slash(c.channel, "checkin")
        assert "## Check-ins" in shown(greeted)
        form = await c.ben.click(message_of(greeted), label="Start a circle here")

        started = await fill_in(c.ben, form, prompt="", who=["join"], how=["spoken"], minutes=["3"], laps=["2"])
        await settle(c)

        assert "Your circle is gathering, and you are its host." in shown(started)
        assert "About 3 minutes each. It goes round twice." in shown(card(c))


async def test_those_in_the_voice_channel_are_in_and_whoever_leaves_it_does_not_hold_the_piece_up(path: Path) -> None:
    async with community(path) as c:
        voice = c.guild.create_voice_channel("living room")
        people = [c.ana, c.ben, c.cleo]
        for who in people:
            await who.join_voice(voice)
        await c.ben.slash(c.channel, "circle start", who="voice")
        await settle(c)
        assert "**In it so far (3):**" in shown(card(c))
        assert f"You speak in <#{voice.id}>." in shown(card(c))
        await click(c, c.ben, "Begin")
        first = speaker(c, *people)

        await first.leave_voice()
        await pass_time(c, 10 * SECOND)
        assert speaker(c, *people).id == first.id
        await pass_time(c, 40 * SECOND)
        others = []
        for _ in range(2):
            others.append(speaker(c, *people).id)
            await click(c, speaker(c, *people), "Done")

        assert first.id not in others
        assert "The lap is over." in shown(card(c))


async def test_who_moves_on_to_another_voice_channel_together_keeps_the_turn(path: Path) -> None:
    async with community(path) as c:
        voice, kitchen = (c.guild.create_voice_channel(name) for name in ("living room", "kitchen"))
        people = [c.ana, c.ben, c.cleo]
        for who in people:
            await who.join_voice(voice)
        await c.ben.slash(c.channel, "circle start", who="voice")
        await settle(c)
        await click(c, c.ben, "Begin")
        first = speaker(c, *people)

        for who in people:
            await who.join_voice(kitchen)
        await pass_time(c, MINUTE)
        assert speaker(c, *people).id == first.id
        await next(one for one in people if one.id != first.id).join_voice(voice)
        await pass_time(c, 31 * SECOND)

        assert speaker(c, *people).id != first.id


async def test_who_is_back_in_the_voice_channel_when_the_bot_is_back_is_called(path: Path) -> None:
    async with community(path) as c:
        voice = c.guild.create_voice_channel("living room")
        for who in (c.ben, c.cleo):
            await who.join_voice(voice)
        await c.ben.slash(c.channel, "circle start", who="voice")
        await c.cleo.leave_voice()
        await settle(c)

        await c.kith.app.close()
        await c.cleo.join_voice(voice)
        await c.restart()
        await settle(c)
        await click(c, c.ben, "Begin")
        for _ in range(2):
            await click(c, speaker(c, c.ben, c.cleo), "Done")

        assert "The lap is over." in shown(card(c))
        assert "Nobody spoke" not in shown(card(c))


async def test_after_an_outage_of_the_server_whoever_is_in_the_voice_channel_is_there(path: Path) -> None:
    async with community(path) as c:
        voice = c.guild.create_voice_channel("living room")
        for who in (c.ben, c.cleo):
            await who.join_voice(voice)
        await c.ben.slash(c.channel, "circle start", who="voice")
        await settle(c)
        await c.kith.app.db.write(absence.take_stock_of_voice, guild_id=c.guild.id, in_voice={})

        c.kith.app.dispatch("guild_available", c.kith.app.get_guild(c.guild.id))
        await settle(c)

        (circle,) = await c.kith.app.db.read(circles.live_in_voice, c.guild.id)
        assert not circle.voice_is_empty


async def test_in_the_chat_of_a_voice_channel_those_in_it_are_in(path: Path) -> None:
    async with community(path) as c:
        voice = c.guild.create_voice_channel("living room")
        await c.ben.join_voice(voice)

        await c.ben.slash(voice, "circle start")
        await settle(c)

        assert "**In it so far (1):**" in shown(voice.history()[-1])
        assert f"You speak in <#{voice.id}>." in shown(voice.history()[-1])


async def test_nobody_in_voice_is_said_so(path: Path) -> None:
    async with community(path) as c:
        refused = await c.ben.slash(c.channel, "circle start", who="voice")
        nothing_on = await c.ben.slash(c.channel, "circle start", who="meetup")

        assert "You are not in a voice channel" in shown(refused)
        assert "No meetup is on in this channel" in shown(nothing_on)
