"""A circle from end to end, as its host and the others see it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import simcord

from cogs.checkins.circle_ui import JoinPress, SayPress
from tests.acting import Community, buttons, community, fill_in, message_of, press, shown

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def settle(c: Community) -> None:
    """Have the card follow: it is edited once a second at most."""
    await pass_time(c, 2 * SECOND)


async def pass_time(c: Community, by: timedelta) -> None:
    """Let it go by as it does, not in one leap, as if the bot had not been there."""
    end = c.env.now() + by
    while (coming := await c.settle()) is not None and coming <= end:
        await c.env.advance_time(max((coming - c.env.now()).total_seconds(), 0))
    await c.move(end - c.env.now())


def may_mention(c: Community, words: str) -> list[int]:
    """Return whom the newest message, or edit, with these words mentions."""
    bodies: list[Any] = [one.json for one in c.env.http_requests if isinstance(one.json, dict)]
    body = next(one for one in reversed(bodies) if words in str(one.get("content")))
    return list(body["allowed_mentions"].get("users", []))


def card(c: Community) -> discord.Message:
    """The newest message with the buttons of a circle."""
    return next(one for one in reversed(c.channel.history()) if "⋯" in buttons(one))


def call(c: Community) -> discord.Message:
    """The one message that mentions who has the piece."""
    (found,) = [one for one in c.channel.history() if one.type is discord.MessageType.default and not buttons(one)]
    return found


async def click(c: Community, who: simcord.MemberActor, label: str) -> str:
    answer = shown(await who.click(card(c), label=label))
    await settle(c)
    return answer


async def panel(c: Community, who: simcord.MemberActor, label: str) -> str:
    """Press a button behind the card's ⋯."""
    opened = await who.click(card(c), label="⋯")
    answer = shown(await who.click(message_of(opened), label=label))
    await settle(c)
    return answer


async def gathered(c: Community, *others: simcord.MemberActor, host: simcord.MemberActor, **options: object) -> None:
    await host.slash(c.channel, "circle start", **options)
    await settle(c)
    for who in others:
        await click(c, who, "Join")


def speaker(c: Community, *people: simcord.MemberActor) -> simcord.MemberActor:
    """Return whom the card says has the piece."""
    (found,) = [one for one in people if f"<@{one.id}> has the talking piece" in shown(card(c))]
    return found


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
        assert "I come back to you" in await click(c, first, "Come back to me")
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
            assert "I don’t mention you at your turn." in await panel(c, who, "Don't mention me")

        await click(c, c.ben, "Begin")
        await pass_time(c, 2 * MINUTE)

        assert may_mention(c, "the talking piece is with you") == []
        assert not any("your time is about up" in one.content for one in c.channel.history())


async def test_written_words_are_posted_one_by_one_and_can_be_taken_back(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben, how="posted")
        assert "what you write is shown here at once" in shown(card(c))
        await click(c, c.ben, "Begin")
        first = speaker(c, c.ben, c.cleo)

        wrote = await fill_in(first, await first.click(card(c), label="Write"), words="I am *fine* @everyone")
        await settle(c)

        posted = next(one for one in c.channel.history() if buttons(one) == ["Take back"])
        assert posted.content.startswith(f"**<@{first.id}>:** I am \\*fine\\* @")
        assert may_mention(c, "I am") == []
        other = speaker(c, c.ben, c.cleo)
        assert "nothing of yours" in shown(await other.click(posted, label="Take back"))
        assert "taken back" in shown(await first.click(message_of(wrote), label="Take back"))
        await settle(c)
        assert not any(buttons(one) == ["Take back"] for one in c.channel.history())


async def test_a_harvest_shows_all_of_it_at_the_end_but_what_was_taken_back(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, c.ana, host=c.ben, how="harvest", prompt="How was this for you?")
        await click(c, c.ben, "Begin")
        people = [c.ana, c.ben, c.cleo]
        for number in range(3):
            who = speaker(c, *people)
            wrote = await fill_in(who, await who.click(card(c), label="Write"), words=f"Words number {number}")
            await settle(c)
            if number == 1:
                await who.click(message_of(wrote), label="Take back")
        assert not any("Words number" in one.content for one in c.channel.history())

        await panel(c, c.ben, "Close")

        said = [one.content for one in c.channel.history() if one.type is discord.MessageType.default]
        head = next(number for number, one in enumerate(said) if one == "**How was this for you?**")
        assert [one.split(":** ")[1] for one in said[head + 1 :]] == ["Words number 0", "Words number 2"]


async def test_what_comes_too_late_is_kept_and_stands_in_the_form_next_time(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben, how="harvest")
        await click(c, c.ben, "Begin")
        first = speaker(c, c.ben, c.cleo)
        form = await first.click(card(c), label="Write")
        await panel(c, c.ben, "Skip for now")

        late = await fill_in(first, form, words="What I had to say")
        assert "That turn is over already" in shown(late)
        assert "```\nWhat I had to say\n```" in shown(late)
        await click(c, speaker(c, c.ben, c.cleo), "Pass")
        again = await first.click(card(c), label="Write")
        await fill_in(first, again)
        await settle(c)
        await panel(c, c.ben, "Close")

        assert any("What I had to say" in one.content for one in c.channel.history())


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

        assert "The circle gathers, and you host it." in shown(started)
        assert "About 3 minutes each. It goes round twice." in shown(card(c))


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
        assert "you host it" in shown(opened)
        assert "There is a circle in this channel" in shown(twice)
        assert f"<@{c.ben.id}>, <@{c.cleo.id}>" in shown(card(c))


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
        assert "Nobody wanted" not in shown(card(c))
        assert len({one.id for one in (c.ben, c.cleo)}) == 2


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
        assert "You host it now." in await click(c, c.cleo, "I'll host it")
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

        assert "I see nobody in a voice channel with you." in shown(refused)
        assert "No meetup is on in this channel" in shown(nothing_on)


async def test_after_five_minutes_anybody_goes_on_for_a_host_who_is_away(path: Path) -> None:
    async with community(path) as c:
        await gathered(c, c.cleo, host=c.ben)
        assert "I'll host it" not in buttons(card(c))

        await pass_time(c, 6 * MINUTE)
        assert "If the host had to go, whoever likes may go on with it" in shown(card(c))
        assert "You host it now." in await click(c, c.cleo, "I'll host it")

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

        assert "again, in a moment" in shown(again)
        assert "**In it so far (2):**" in shown(card(c))
