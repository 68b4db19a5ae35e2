import io
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
import simcord
from discord import app_commands, ui
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract import MISSING, check_log, find, load, rules
from tests.contract.by_hand import Request, answer, edit, event, send, sync
from tests.contract.cases import BROKEN_RULES, OFF_THE_DESCRIPTION, RIGHT

needs_description = pytest.mark.skipif(find() is None, reason=MISSING)


class Offer(ui.Modal, title="What can you offer?"):
    skill: ui.Label[Any] = ui.Label(
        text="Skill", component=ui.TextInput(custom_id="skill", required=False, max_length=80)
    )
    kind: ui.Label[Any] = ui.Label(
        text="How", component=ui.Select(custom_id="how", options=[discord.SelectOption(label="In person")])
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Noted.", ephemeral=True)


class Card(ui.LayoutView):
    box: ui.Container[Any] = ui.Container(
        ui.Section("Board games", accessory=ui.Thumbnail("https://example.org/games.png")),
        ui.Separator(),
        accent_colour=discord.Colour.blue(),
    )
    row: ui.ActionRow[Any] = ui.ActionRow()

    @row.button(label="Going", custom_id="going", emoji="🎲")
    async def going(self, interaction: discord.Interaction[Any], _button: ui.Button[Any]) -> None:
        await interaction.response.edit_message(view=Card(timeout=None))

    @row.button(label="Offer", custom_id="offer")
    async def offer(self, interaction: discord.Interaction[Any], _button: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Offer())


class LittleBot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree: app_commands.CommandTree[Any] = app_commands.CommandTree(self)
        self.tree.add_command(meetup)
        self.tree.add_command(late)

    async def setup_hook(self) -> None:
        await self.tree.sync()


@app_commands.command(description="Show a meetup.")
async def meetup(interaction: discord.Interaction[Any], name: str, seats: int = 4) -> None:
    await interaction.response.send_message(view=Card(timeout=None), ephemeral=bool(name and seats))


@meetup.autocomplete("name")
async def names(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=typed or "Board games", value="7")]


@app_commands.command(description="Answer after a while.")
async def late(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.defer(ephemeral=True)
    embed = discord.Embed(title="Here").add_field(name="Where", value="Leeds")
    await interaction.followup.send(embed=embed, file=discord.File(io.BytesIO(b"a"), "a.txt"), ephemeral=True)
    await interaction.edit_original_response(content="Done.")


async def talk(env: simcord.Env) -> None:
    """Let a member use everything that the bot has."""
    channel = env.guild.create_text_channel("general")
    member = env.guild.add_member(env.create_user("ann"))
    await member.autocomplete(channel, "meetup", "name", "Bo")
    shown = (await member.slash(channel, "meetup", name="7")).response
    assert shown
    await member.click(shown, label="Going")
    form = await member.click(shown, label="Offer")
    await member.submit_modal(form, {"skill": "chess", "how": ["In person"]})
    await member.slash(channel, "late")


async def announce(bot: discord.Client, channel_id: int) -> None:
    """Let the bot write by itself."""
    channel = bot.get_channel(channel_id)
    assert isinstance(channel, discord.TextChannel)
    nobody = discord.AllowedMentions.none()
    message = await channel.send("Starts soon.", allowed_mentions=nobody, nonce="mtg-7", silent=True)
    await message.edit(content="Starts now.")
    await message.reply("See you.", mention_author=False)
    await message.create_thread(name="Board games")
    await channel.send(file=discord.File(io.BytesIO(b"a"), "a.txt"))
    card = await channel.send(view=Card(timeout=None))
    await card.edit(view=Card(timeout=None))
    await card.delete()
    assert [found async for found in channel.history(limit=5, after=message)]


@pytest_asyncio.fixture
async def log() -> list[simcord.HttpLogEntry]:
    """Give all that was asked of Discord in a conversation."""
    bot = LittleBot()
    async with simcord.run(bot) as env:
        env.create_guild()
        await talk(env)
        await announce(bot, env.guild.channels["general"].id)
        return list(env.http_requests)


@needs_description
def test_discord_takes_all_that_a_bot_sends(log: list[simcord.HttpLogEntry]) -> None:
    assert check_log(load(find()), log) == []


def test_rules_take_all_that_a_bot_sends(log: list[simcord.HttpLogEntry]) -> None:
    assert check_log(load(None), log) == []


def test_the_log_holds_whole_bodies_from_both_clients(log: list[simcord.HttpLogEntry]) -> None:
    bodies = {str(entry.json) for entry in log if entry.method != "GET"}

    for said in ("mtg-7", "What can you offer?", "'flags': 32832", "'filename': 'a.txt'", "Board games"):
        assert any(said in body for body in bodies)


def test_a_fault_is_told_with_its_request() -> None:
    entry = simcord.HttpLogEntry("POST", "/channels/1/messages", {}, {"content": ""}, None)

    assert check_log(load(None), [entry]) == ["POST /channels/1/messages: the message is empty"]


@pytest.mark.parametrize("environment", [{}, {"DISCORD_OPENAPI": "/nowhere"}], ids=["unset", "no such file"])
def test_no_description_is_found(environment: dict[str, str]) -> None:
    assert find(environment) is None


def test_the_description_is_found_and_read_once(tmp_path: Path) -> None:
    there = tmp_path / "openapi.json"
    there.touch()

    assert find({"DISCORD_OPENAPI": str(there)}) == there
    assert load(None) is load(None)


@pytest.mark.parametrize(("request_", "sentence"), BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_a_broken_rule_is_named_without_the_description(request_: Request, sentence: str) -> None:
    method, path, body = request_

    assert any(sentence in fault for fault in load(None).faults(method, path, body))


@needs_description
@pytest.mark.parametrize(("request_", "sentence"), OFF_THE_DESCRIPTION.values(), ids=OFF_THE_DESCRIPTION)
def test_what_the_description_does_not_know_is_named(request_: Request, sentence: str) -> None:
    method, path, body = request_

    assert any(sentence in fault for fault in load(find()).faults(method, path, body))


@needs_description
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"limit": 101}, "limit in the query cannot be 101"),
        ({"befor": 7}, "the query has no parameter befor"),
        ({"after": "x"}, "after in the query cannot be 'x'"),
    ],
    ids=["over the limit", "misspelt", "no ID"],
)
def test_a_wrong_query_is_named(query: dict[str, object], sentence: str) -> None:
    assert load(find()).faults("GET", "/channels/1/messages", None, query) == [sentence]


@needs_description
@pytest.mark.parametrize(("method", "path", "body"), RIGHT.values(), ids=RIGHT)
def test_discord_takes_what_is_right(method: str, path: str, body: object) -> None:
    assert load(find()).faults(method, path, body) == []


@pytest.mark.parametrize(("method", "path", "body"), RIGHT.values(), ids=RIGHT)
def test_no_rule_is_against_what_is_right(method: str, path: str, body: object) -> None:
    assert load(None).faults(method, path, body) == []


KEYS = st.sampled_from(
    ["type", "data", "flags", "content", "embeds", "fields", "components", "component", "accessory"]
) | st.sampled_from(["options", "choices", "custom_id", "name", "allowed_mentions", "parse", "users", "message"])
LEAVES = st.none() | st.booleans() | st.integers(-1, 18) | st.text(max_size=3)
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)
ROUTES = st.sampled_from([send(), edit(), answer(4), sync(), event(), ("POST", "/channels/1/threads", None)])


@settings(deadline=None)
@given(route=ROUTES, body=ANYTHING)
def test_a_body_may_be_wrong_in_any_way(route: Request, body: object) -> None:
    method, path, _ = route

    assert all(isinstance(fault, str) for fault in rules.faults(method, path, body))
