"""A circle in writing: what is written is posted, kept, taken back, and never lost."""

from pathlib import Path

import discord

from tests.acting import buttons, community, fill_in, message_of, shown

from .circling import card, click, gathered, may_mention, panel, settle, speaker


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
        assert "taken your words back" in shown(await first.click(message_of(wrote), label="Take back"))
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


async def test_who_may_not_write_in_the_channel_starts_nothing_there(path: Path) -> None:
    async with community(path) as c:
        muted = discord.PermissionOverwrite(send_messages=False)
        quiet = c.guild.create_text_channel("quiet", overwrites={c.cleo: muted})

        refused = await c.cleo.slash(quiet, "circle start", prompt="Buy my course?")
        started = await c.ben.slash(quiet, "circle start", prompt="What is alive in you?")

        assert "You may not write in this channel yourself" in shown(refused)
        assert "Your circle is gathering" in shown(started)
