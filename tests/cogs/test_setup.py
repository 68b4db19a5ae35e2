"""Setting a community up, acted as a member: each choice once as it should be, and refused."""

from pathlib import Path

import discord
import pytest
from simcord.backend.errors import SetupError

from bot.guilds.community import Community as Chosen
from cogs.community import setup_ui
from tests.acting import community, message_of, shown


def pick(kind: type[setup_ui.Pick]) -> str:
    return f"k1:{kind.kind}:"


async def test_it_shows_what_holds_to_who_manages_the_server(path: Path) -> None:
    async with community(path) as c:
        result = await c.admin().slash(c.channel, "setup")

        assert result.ephemeral
        assert "- Time zone: UTC" in shown(result)
        assert "posted where they are typed" in shown(result)
        assert "Organisers set meetups up" in shown(result)


async def test_it_is_hidden_from_others(path: Path) -> None:
    async with community(path) as c:
        with pytest.raises(SetupError):
            await c.ben.slash(c.channel, "setup")


async def test_meetups_are_posted_in_the_channel_that_was_chosen(path: Path) -> None:
    async with community(path) as c:
        dina, board = c.admin(), c.guild.create_text_channel("board")
        result = await dina.slash(c.channel, "setup")

        chosen = await dina.select(message_of(result), [board], custom_id=pick(setup_ui.MeetupsChannelPick))
        proposed = await c.ana.slash(c.channel, "meetup create", title="Walk", when="tomorrow noon")
        await c.ana.click(message_of(proposed), label="Confirm")
        await c.settle()

        assert f"posted in <#{board.id}>" in shown(chosen)
        assert c.channel.last_message is None
        assert board.last_message is not None
        assert "Walk" in shown(board.last_message)


async def test_what_the_bot_lacks_in_a_chosen_channel_is_said(path: Path) -> None:
    async with community(path) as c:
        dina = c.admin()
        quiet = c.guild.create_text_channel(
            "quiet", overwrites={c.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
        )
        result = await dina.slash(c.channel, "setup")

        chosen = await dina.select(message_of(result), [quiet], custom_id=pick(setup_ui.OrganisersChannelPick))

        assert f"I lack Send Messages in <#{quiet.id}>" in shown(chosen)


async def test_a_role_makes_organisers(path: Path) -> None:
    async with community(path) as c:
        dina, role = c.admin(), c.guild.create_role("Hosts")
        eli = c.guild.add_member(c.env.create_user("eli"), roles=[role])
        before = await eli.slash(c.channel, "meetup create", title="Walk", when="tomorrow noon")
        result = await dina.slash(c.channel, "setup")

        chosen = await dina.select(message_of(result), [role], custom_id=pick(setup_ui.OrganiserRolePick))
        after = await eli.slash(c.channel, "meetup create", title="Walk", when="tomorrow noon")

        assert "for organisers" in shown(before)
        assert f"<@&{role.id}>" in shown(chosen)
        assert "Is this right?" in shown(after)


async def test_everybody_may_set_meetups_up_if_it_is_chosen_so(path: Path) -> None:
    async with community(path) as c:
        dina = c.admin()
        result = await dina.slash(c.channel, "setup")

        await dina.select(message_of(result), ["yes"], custom_id=pick(setup_ui.PlannersPick))
        after = await c.ben.slash(c.channel, "meetup create", title="Walk", when="tomorrow noon")

        assert "Is this right?" in shown(after)


async def test_dates_are_read_as_it_is_chosen(path: Path) -> None:
    async with community(path) as c:
        dina = c.admin()
        result = await dina.slash(c.channel, "setup")

        await dina.select(message_of(result), ["no"], custom_id=pick(setup_ui.DatesPick))
        read = await c.ana.slash(c.channel, "meetup create", title="Walk", when="3/4/2026 noon")

        assert "Wednesday 4 March 2026" in shown(read)


async def test_reminders_are_chosen_for_the_whole_community(path: Path) -> None:
    async with community(path) as c:
        dina = c.admin()
        result = await dina.slash(c.channel, "setup")
        assert "- Reminders: 1 day and 1 hour before" in shown(result)

        chosen = await dina.select(message_of(result), ["10080", "15"], custom_id=pick(setup_ui.RemindersPick))
        assert "- Reminders: 1 week and 15 minutes before" in shown(chosen)
        none = await dina.select(message_of(result), [], custom_id=pick(setup_ui.RemindersPick))
        assert "- Reminders: none" in shown(none)


async def test_the_zone_is_a_form(path: Path) -> None:
    async with community(path) as c:
        dina = c.admin()
        result = await dina.slash(c.channel, "setup")
        form = await dina.click(message_of(result), label="Set the time zone")

        chosen = await dina.submit_modal(form, {"place": "leeds"})
        form = await dina.click(message_of(result), label="Set the time zone")
        refused = await dina.submit_modal(form, {"place": "Nowhereville"})

        assert "- Time zone: Europe/London" in shown(chosen)
        assert "I know no place called" in shown(refused)


async def test_its_parts_are_refused_to_who_may_not_manage_the_server(path: Path) -> None:
    async with community(path) as c:
        place = c.kith.app.get_partial_messageable(c.channel.id)
        found = setup_ui.shown(setup_ui.SetUp(Chosen("UTC"), ()))
        message = await place.send(view=found.view)

        forged = [
            await c.ben.select(message, [c.channel], custom_id=pick(setup_ui.MeetupsChannelPick)),
            await c.ben.select(message, [c.channel], custom_id=pick(setup_ui.OrganisersChannelPick)),
            await c.ben.select(message, [c.guild.create_role("x")], custom_id=pick(setup_ui.OrganiserRolePick)),
            await c.ben.select(message, ["yes"], custom_id=pick(setup_ui.PlannersPick)),
            await c.ben.select(message, ["no"], custom_id=pick(setup_ui.DatesPick)),
            await c.ben.select(message, ["15"], custom_id=pick(setup_ui.RemindersPick)),
            await c.ben.click(message, label="Set the time zone"),
        ]

        assert ["who may manage this server" in shown(answer) for answer in forged] == [True] * 7
        assert all(answer.ephemeral for answer in forged)
