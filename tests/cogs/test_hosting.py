"""A meetup is handed over, acted as members."""

from datetime import timedelta
from pathlib import Path

import discord

from cogs.meetups import hosting_ui
from tests.acting import Community, buttons, community, custom_ids, message_of, press, shown

SECOND = timedelta(seconds=2)


async def page(c: Community, card: discord.Message) -> object:
    panel = await c.ana.click(card, label="⋯")
    return await c.ana.click(message_of(panel), label="Hand over")


async def test_a_host_asks_everybody_and_another_organiser_takes_it(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        panel = await c.ana.click(card, label="⋯")
        asked = await c.ana.click(message_of(panel), label="Hand over")
        assert "I ask in the channel; nobody has to." in shown(asked)
        said = await c.ana.click(message_of(asked), label="Ask whoever would like to")
        await c.settle()
        assert "You stay the host until somebody takes it." in shown(said)
        question = c.newest()
        assert f"<@{c.ana.id}> asks whether somebody else would host it. Who would like to?" in question.content

        admin = c.admin()
        taken = await admin.click(question, label="I'll host it")
        await c.move(SECOND)

        assert taken.ephemeral
        assert "You host **Board games** now" in shown(taken)
        assert f"Host: <@{admin.id}>" in shown(c.channel.history()[0])
        assert c.newest().content.startswith(f"<@{c.ana.id}>: <@{admin.id}> hosts **Board games** now.")
        assert {user.id for user in c.newest().mentions} >= {c.ana.id}
        late = await c.admin("finn").click(question, label="I'll host it")
        assert f"<@{admin.id}> hosts **Board games**." in shown(late)


async def test_somebody_is_asked_by_name(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        panel = await c.ana.click(card, label="⋯")
        asked = message_of(await c.ana.click(message_of(panel), label="Hand over"))
        said = await c.ana.select(asked, [c.ben])
        await c.settle()

        assert f"I ask <@{c.ben.id}> in <#{c.channel.id}>." in shown(said)
        assert f"<@{c.ben.id}>, would you like to?" in c.newest().content
        refused = await c.ben.click(c.newest(), label="I'll host it")
        assert "organisers" in shown(refused)


async def test_only_those_who_run_it_hand_it_over(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        meetup_id = int(custom_ids(card)[0].split(":")[3])
        panel = await c.ben.click(card, label="⋯")

        assert buttons(message_of(panel)) == ["Who is coming"]
        for button in (hosting_ui.HandOverPress(meetup_id), hosting_ui.AskAllPress(meetup_id)):
            assert "host" in await press(c, c.ben, button)
        assert f"<@{c.ana.id}> hosts **Board games**" in await press(
            c, c.admin(), hosting_ui.TakeHostingPress(meetup_id)
        )
