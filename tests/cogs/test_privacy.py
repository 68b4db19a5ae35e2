"""`/me export` and `/me forget`, acted as a member."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import simcord

from cogs.community import privacy_ui
from tests.acting import buttons, community, message_of, press, shown


async def handed_over(result: simcord.InteractionResult) -> Any:
    """Return what is in the file of an answer."""
    [attachment] = message_of(result).attachments
    return json.loads(await attachment.read())


async def test_a_member_gets_all_that_is_kept_about_them_as_a_file(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(title="Söndag ☕")
        await c.ben.click(card, label="Going")
        await c.ben.slash(c.channel, "me timezone", place="Tokyo")
        await c.cleo.click(card, label="Maybe")

        answer = await c.ben.slash(c.channel, "me export")
        found = await handed_over(answer)

        assert answer.ephemeral
        assert found["server"] == str(c.guild.id)
        told = {"zone": "Asia/Tokyo", "reminders": "channel", "mentioned_in_circles": True, "never_introduced_to": []}
        assert found["members"] == told
        assert [(one["title"], one["answer"]) for one in found["meetups"]] == [("Söndag ☕", "going")]
        assert str(c.cleo.id) not in str(found)


async def test_who_wants_to_be_forgotten_is_asked_and_may_leave_it(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        question = await c.ben.slash(c.channel, "me forget")
        assert "You are down for 1 meetup to come" in shown(question)
        assert buttons(message_of(question)) == ["Forget me here", "Leave it as it is"]

        left = await c.ben.click(message_of(question), label="Leave it as it is")
        overview = await c.ben.slash(c.channel, "me overview")

        assert shown(left) == "Nothing was changed."
        assert "you are going" in shown(overview)


async def test_the_seat_of_one_who_is_forgotten_goes_on(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 days", seats=1)
        await c.ben.click(card, label="Going")
        await c.cleo.click(card, label="Going")
        question = await c.ben.slash(c.channel, "me forget")

        done = await c.ben.click(message_of(question), label="Forget me here")
        for _ in range(2):
            await c.move(timedelta(seconds=2))

        assert "Done: I have forgotten you here" in shown(done)
        assert f"**Going (1 of 1):** <@{c.cleo.id}>" in shown(c.channel.history()[0])
        assert f"<@{c.cleo.id}>" in c.newest().content
        assert (await handed_over(await c.ben.slash(c.channel, "me export")))["meetups"] == []


async def test_a_meetup_of_a_host_who_is_forgotten_asks_for_another(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup()
        question = await c.ana.slash(c.channel, "me forget")
        assert "You host 1 meetup to come" in shown(question)
        await c.ana.click(message_of(question), label="Forget me here")
        for _ in range(2):
            await c.move(timedelta(seconds=2))

        assert "Host:" not in shown(c.channel.history()[0])
        assert "host" in c.newest().content


async def test_to_be_forgotten_twice_does_no_harm(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup()
        for _ in range(2):
            assert "Done" in await press(c, c.ana, privacy_ui.ForgetPress())
        await c.settle()

        assert len([one for one in c.channel.history() if "host" in one.content]) == 1
