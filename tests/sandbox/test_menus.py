"""The menu of a person, which simcord's pages lack."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio

from bot.discord_app.interactions import answer, say
from cogs.connections.connect_cog import MENUS
from tests.sandbox.visiting import Visitor, places, sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visitor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Visitor]:
    """The first of these comes before Kith has learnt anything."""
    async with sandbox(tmp_path_factory.mktemp("sandbox")) as entered:
        yield entered


async def test_what_simcord_refuses_is_said_and_breaks_nothing(visitor: Visitor) -> None:
    place = places(await visitor.state(), "ruth")["meetups"]["id"]

    for target in ("sofia", "nobody"):
        state = await visitor.do("menu", name="Wave at", person="ruth", place=place, target=target)
        assert state["notice"]["words"].startswith("That can't be done: ")

    assert state["world"] == 1


async def test_the_menu_of_a_person_is_offered_where_the_bot_has_one(visitor: Visitor) -> None:
    own = places(await visitor.state(), "ruth")["meetups"]["menus"]
    await teach(visitor)
    ruth = await visitor.open("ruth")
    place = places(await visitor.state(), "ruth")["meetups"]

    await visitor.do("menu", name="Wave at", person="ruth", place=place["id"], target="sofia")

    assert set(own) == set(MENUS)
    assert set(place["menus"]) == {*MENUS, "Wave at"}
    assert "You waved at sofia." in await ruth.look()


async def test_a_menu_may_open_a_form(visitor: Visitor) -> None:
    await teach(visitor, form=True)
    ruth = await visitor.open("ruth")
    place = places(await visitor.state(), "ruth")["meetups"]

    await visitor.do("menu", name="Wave at", person="ruth", place=place["id"], target="sofia")

    await ruth.look()
    assert ruth.snapshot["modal"]["payload"]["title"] == "Wave"


async def teach(visitor: Visitor, *, form: bool = False) -> None:
    """Give the bot one more command in the menu of a person."""

    async def wave(interaction: discord.Interaction[Any], member: discord.Member) -> None:
        if form:
            modal = discord.ui.Modal(title="Wave", custom_id="wave")
            modal.add_item(discord.ui.Label(text="How", component=discord.ui.TextInput(custom_id="how")))
            await interaction.response.send_modal(modal)
        else:
            await answer(interaction, asyncio.sleep(0), lambda _: say(f"You waved at {member.name}."))

    tree = visitor.stage.world.kith.app.tree
    tree.add_command(discord.app_commands.ContextMenu(name="Wave at", callback=wave), override=True)
    await tree.sync()
