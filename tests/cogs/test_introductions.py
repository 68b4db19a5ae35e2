"""Members find each other, are asked, introduced and followed up."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import simcord

from bot.connections import renewing
from tests.acting import Community, community, fill_in, message_of, shown

from .connecting import ask, is_archived, join, newest, say, threads

DAY = timedelta(days=1)


async def two(c: Community) -> None:
    await join(c, c.ben, aim="Cycle to work", needs="bike repair", offers="cooking")
    await join(c, c.cleo, needs="cooking", offers="bicycle repairs\nchess")


async def test_one_finds_help_and_asks_the_other_says_yes_and_the_thread_opens(path: Path) -> None:
    async with community(path) as c:
        await two(c)

        found = await c.ben.slash(c.channel, "find", need="fix my bike")
        assert found.ephemeral
        assert f"<@{c.cleo.id}>" in shown(found)
        assert "offers **Bike repair**, which would help you" in shown(found)
        asked = await ask(c, c.ben)
        assert "I ask" in asked
        (corner,) = threads(c, c.cleo)
        assert "would like to be introduced to you" in newest(corner).content
        assert threads(c, c.ben, c.cleo) == []

        agreed = await say(c, c.cleo, corner, "Yes, gladly")

        assert "A private thread opens for you" in shown(agreed)
        (thread,) = threads(c, c.ben, c.cleo)
        content = newest(thread).content
        assert "may I introduce you" in content
        assert f"<@{c.ben.id}> would like help with **Bike repair**, which <@{c.cleo.id}> offers" in content
        assert f"**To begin with:** <@{c.ben.id}>" in content
        assert "**Times that suit you all:** <t:" in content


async def introduced(c: Community) -> simcord.ChannelHandle:
    """Have Ben and Cleo introduced to each other; return their thread."""
    await two(c)
    await ask(c, c.ben)
    await say(c, c.cleo, threads(c, c.cleo)[0], "Yes, gladly")
    return threads(c, c.ben, c.cleo)[0]


async def test_a_no_and_silence_read_the_same_and_nobody_else_sees_either(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        await ask(c, c.ben)
        (corner,) = threads(c, c.cleo)
        declined = await say(c, c.cleo, corner, "Not now")
        assert "Nobody is told" in shown(declined)
        assert threads(c, c.ben) == []

        await c.move(7 * DAY)

        (told,) = threads(c, c.ben)
        assert "did not come about this time" in newest(told).content
        assert newest(corner).content.startswith(f"<@{c.cleo.id}>, <@{c.ben.id}> would like")
        late = await c.cleo.click(newest(corner), label="Yes, gladly")
        assert "This is settled, or its time is over" in shown(late)


async def test_who_asks_whoever_has_asked_them_is_taken_at_their_word(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        first, second = [await who.slash(c.channel, "find") for who in (c.ben, c.cleo)]
        await c.ben.click(message_of(first), label="Ask for an introduction")

        agreed = await c.cleo.click(message_of(second), label="Ask for an introduction")
        await c.settle()

        assert "A private thread opens" in shown(agreed)
        assert len(threads(c, c.ben, c.cleo)) == 1


async def test_silence_is_nudged_asked_twice_and_then_let_be(path: Path) -> None:
    async with community(path) as c:
        thread = await introduced(c)

        await c.move(3 * DAY)
        assert newest(thread).content.startswith(f"<@{c.ben.id}>, nobody has written here yet")
        await c.move(4 * DAY)
        assert f"<@{c.ben.id}> <@{c.cleo.id}>, it has been a week. Have you met?" in newest(thread).content
        await c.move(7 * DAY)
        assert "I ask once more" in newest(thread).content
        await c.move(7 * DAY)

        assert is_archived(c, thread)
        corners = [threads(c, who)[0] for who in (c.ben, c.cleo)]
        assert all("I let you rest" in newest(corner).content for corner in corners)
        assert "Nobody fits" in shown(await c.ben.slash(c.channel, "find"))
        back = await say(c, c.cleo, threads(c, c.cleo)[0], "I'm back")
        assert "You take part" in shown(back)


async def test_who_has_written_is_not_nudged_and_does_not_rest(path: Path) -> None:
    async with community(path) as c:
        thread = await introduced(c)
        await c.cleo.send(thread, "Hello Ben!")

        await c.move(3 * DAY)
        assert newest(thread).content == "Hello Ben!"
        for _ in range(3):
            await c.move(7 * DAY)

        assert ["rest" in newest(one).content for one in threads(c, c.cleo)] == [False]
        assert "I let you rest" in newest(threads(c, c.ben)[0]).content


async def test_who_met_is_asked_no_more_and_may_tell_what_came_of_it(path: Path) -> None:
    async with community(path) as c:
        thread = await introduced(c)
        met = await say(c, c.ben, thread, "We met")
        form = await c.ben.click(message_of(met), label="Tell what came of it")
        assert "You wanted to achieve: Cycle to work" in str(form.modal)
        told = await fill_in(c.ben, form, step=["a bit"], words="The bike runs, and we had *soup*", share=["yes"])
        await c.settle()
        assert "I ask the others" in shown(told)
        assert "“The bike runs, and we had \\*soup\\*”" in newest(thread).content

        shared = await say(c, c.cleo, thread, "Yes, share it")

        assert "everybody agrees" in shown(shared)
        assert "**What came of an introduction:** “The bike runs" in c.newest().content
        await c.move(7 * DAY)
        assert newest(thread).content.startswith(f"<@{c.cleo.id}>, it has been a week")


async def test_a_line_that_one_would_rather_not_share_is_not_shared(path: Path) -> None:
    async with community(path) as c:
        thread = await introduced(c)
        before = c.channel.last_message
        met = await say(c, c.ben, thread, "We met")
        form = await c.ben.click(message_of(met), label="Tell what came of it")
        await fill_in(c.ben, form, words="We met", share=["yes"])
        await c.settle()

        declined = await say(c, c.cleo, thread, "Please not")

        assert "it is not shared" in shown(declined)
        assert c.channel.last_message == before


async def test_not_for_me_is_known_to_one_alone_and_holds_for_good(path: Path) -> None:
    async with community(path) as c:
        thread = await introduced(c)
        noted = await say(c, c.ben, thread, "Not for me")
        assert "for you alone" in shown(noted)
        assert "For one of you it does not work out this time" in newest(thread).content

        for _ in range(20):
            await c.move(7 * DAY)

        for who in (c.ben, c.cleo):
            assert "Nobody fits" in shown(await who.slash(c.channel, "find"))
        assert f"<@{c.cleo.id}>" in shown(await c.ben.slash(c.channel, "connect never"))
        assert f"<@{c.ben.id}>" not in shown(await c.cleo.slash(c.channel, "connect never"))


async def test_a_connector_introduces_two_others_in_their_own_words(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        asked = await c.ana.slash(
            c.channel, "introduce", first=c.ben, second=c.cleo, why="You both live by the river @everyone"
        )
        await c.settle()
        assert "each alone, with your words" in shown(asked)
        corners = [threads(c, who)[0] for who in (c.ben, c.cleo)]
        assert f"<@{c.ana.id}> would like to introduce you to <@{c.cleo.id}>" in newest(corners[0]).content

        waiting = await say(c, c.ben, corners[0], "Yes, gladly")
        assert "When everybody who is asked has said yes" in shown(waiting)
        assert threads(c, c.ben, c.cleo) == []
        await say(c, c.cleo, corners[1], "Yes, gladly")

        (thread,) = threads(c, c.ben, c.cleo)
        assert f"<@{c.ana.id}> says: “You both live by the river" in newest(thread).content


async def test_the_menu_behind_a_name_introduces_too(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        form = await c.ana.context_menu(c.channel, "Introduce somebody", c.ben)
        asked = await fill_in(c.ana, form, others=[c.cleo], words="You both cycle")
        await c.settle()

        assert "each alone" in shown(asked)
        assert len(threads(c, c.ben)) == len(threads(c, c.cleo)) == 1


async def test_what_two_can_do_for_each_other_is_seen_by_who_takes_part(path: Path) -> None:
    async with community(path) as c:
        menu = "What can we do for each other?"
        assert "You take no part" in shown(await c.ben.context_menu(c.channel, menu, c.cleo))
        await two(c)

        seen = await c.ben.context_menu(c.channel, menu, c.cleo)
        assert "offers **Bike repair**, which would help you" in shown(seen)
        asked = await c.ben.click(message_of(seen), label="Ask for an introduction")
        assert "I ask" in shown(asked)
        assert "I see nothing just now" in shown(await c.ben.context_menu(c.channel, menu, c.ana)).replace(
            "i see", "I see"
        )


async def test_a_break_has_an_end_that_is_told(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        paused = await c.cleo.slash(c.channel, "connect pause", weeks=2)
        assert "You are taking a break** until" in shown(paused)
        assert "Nobody fits" in shown(await c.ben.slash(c.channel, "find"))

        await c.move(14 * DAY)

        assert "your break from introductions is over" in newest(threads(c, c.cleo)[0]).content
        assert f"<@{c.cleo.id}>" in shown(await c.ben.slash(c.channel, "find"))


async def test_old_offers_are_asked_about_and_renewed_by_one_press(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        await c.move(90 * DAY)
        await c.db.write(renewing.upkeep)
        await c.move(DAY)
        (corner,) = threads(c, c.ben)
        assert "you said this a while ago" in newest(corner).content
        assert "- **Bike repair** “bike repair”" not in newest(corner).content
        assert "- **Bike repair**" in newest(corner).content

        renewed = await say(c, c.ben, corner, "Still true")
        form = await c.ben.click(newest(corner), label="Change it")

        assert "holds from today on" in shown(renewed)
        assert "bike repair" in str(form.modal)


async def test_who_leaves_is_found_no_more(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        assert "You take part no more" in shown(await c.cleo.slash(c.channel, "connect leave"))

        assert "Nobody fits" in shown(await c.ben.slash(c.channel, "find"))
        assert "You take no part" in shown(await c.cleo.slash(c.channel, "connect wishes"))


def chosen_in(parts: Any) -> list[str]:
    """Return what stands in the selects of an answer."""
    own = [one["value"] for part in parts for one in part.get("options", []) if one.get("default")]
    return own + [one for part in parts for one in chosen_in(part.get("components", []))]


async def test_wishes_are_saved_at_once(path: Path) -> None:
    async with community(path) as c:
        await two(c)
        panel = message_of(await c.ben.slash(c.channel, "connect wishes"))
        for custom_id, chosen in (("every", ["14"]), ("slots", ["2", "5"]), ("size", ["trio"]), ("mix", ["other"])):
            await c.ben.select(panel, chosen, custom_id=f"k1:connect-{custom_id}:")

        again = message_of(await c.ben.slash(c.channel, "connect wishes"))
        assert chosen_in(again.components) == ["14", "2", "5", "trio", "other"]


async def test_organisers_see_numbers_and_what_is_lacking(path: Path) -> None:
    async with community(path) as c:
        await introduced(c)

        seen = shown(await c.ana.slash(c.channel, "connect overview"))

        assert "**Take part:** 2" in seen
        assert "**Introduced:** 1" in seen
        assert "**Offered, and nobody has asked for it:** Chess" in seen
        assert str(c.ben.id) not in seen
