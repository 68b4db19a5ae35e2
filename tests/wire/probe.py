"""A client of the stand-in, and a process to be killed: what its tests are made with."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from discord import app_commands

from tests.wire.client import ROOT, StubProcess
from tests.wire.stub.shapes import Answer, MessageState, WorldSeed

GUILD, GENERAL, ROLE, ANA, BEN, STRANGER = 100, 200, 300, 401, 402, 499
MANAGE_EVENTS = discord.Permissions(manage_events=True)
WORLD: WorldSeed = {
    "guild": {"id": GUILD, "name": "Leeds", "roles": [{"id": ROLE, "name": "regulars"}]},
    "channels": [{"id": GENERAL, "name": "general"}],
    "members": [{"id": ANA, "name": "ana", "permissions": MANAGE_EVENTS.value}, {"id": BEN, "name": "ben"}],
}
LIMIT_S = 10
Interaction = discord.Interaction[Any]
HERE: Any = {"user_id": ANA, "channel_id": GENERAL}


class Form(discord.ui.Modal, title="Change it"):
    subject: discord.ui.Label[Any] = discord.ui.Label(
        text="Title", component=discord.ui.TextInput(custom_id="subject", default="Chess")
    )
    note: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Note", custom_id="note", required=False)

    async def on_submit(self, interaction: Interaction) -> None:
        typed = self.subject.component
        assert isinstance(typed, discord.ui.TextInput)
        await interaction.response.edit_message(view=page(f"{typed.value} / {self.note.value}"))


class Change(discord.ui.Button[Any]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(Form(custom_id=f"form:{interaction.id}"))


class Pick(discord.ui.UserSelect[Any]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=page(f"picked {self.values[0].name}"))


def page(words: str) -> discord.ui.LayoutView:
    """Return a card with a button and a select."""
    view = discord.ui.LayoutView(timeout=None)
    button = discord.ui.Button[Any](label="No", custom_id="no", disabled=True)
    rows = [
        discord.ui.ActionRow[Any](Change(label="Change", custom_id="change"), button),
        discord.ui.ActionRow[Any](Pick(custom_id="pick")),
    ]
    view.add_item(discord.ui.Container(discord.ui.TextDisplay(words), *rows))
    return view


class Meetup(app_commands.Group):
    @app_commands.command()
    async def create(self, interaction: Interaction, title: str, seats: int, host: discord.Member) -> None:
        """Answer at once, with what was understood."""
        rights = interaction.permissions.manage_events, host.guild_permissions.manage_events
        understood = f"{title} {seats} {host.name} {rights}"
        await interaction.response.send_message(view=page(understood), ephemeral=True)

    @create.autocomplete("title")
    async def titles(self, _: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}ess", value="chess")]

    @app_commands.command()
    async def slow(self, interaction: Interaction) -> None:
        """Defer, then answer twice."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second", ephemeral=True)

    @app_commands.command()
    async def twice(self, interaction: Interaction) -> None:
        """Acknowledge twice."""
        client: Probe = interaction.client
        await interaction.response.defer(ephemeral=True)
        interaction.response._response_type = None
        try:
            await interaction.response.send_message("again")
        except discord.HTTPException as error:
            client.refusals.append(error.code)
        await interaction.edit_original_response(content="done")

    @app_commands.command()
    async def silent(self, interaction: Interaction) -> None:
        """Wait until it is too late."""
        client: Probe = interaction.client
        await client.told_to_answer.wait()
        try:
            await interaction.response.send_message("late")
        except discord.HTTPException as error:
            client.refusals.append(error.code)
        client.answered.set()


class Probe(discord.Client):
    """A client that does what these tests need."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.01)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(Meetup(name="meetup", description="Meetups"))
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.refusals: list[int] = []
        self.told_to_answer = asyncio.Event()
        self.answered = asyncio.Event()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds for a new session."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(message)

    @property
    def general(self) -> discord.TextChannel:
        channel = self.get_channel(GENERAL)
        assert isinstance(channel, discord.TextChannel)
        return channel


class VictimProcess:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    async def ready(self) -> None:
        assert self._process.stdout is not None
        async with asyncio.timeout(LIMIT_S):
            assert await self._process.stdout.readline() == b"ready\n"

    async def post(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        await self._process.stdin.drain()

    async def ended(self) -> int:
        async with asyncio.timeout(LIMIT_S):
            await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self.ended()


@asynccontextmanager
async def victim_of(stub: StubProcess) -> AsyncIterator[VictimProcess]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.wire.stub.victim", stub.api_url, stub.gateway_url, stub.token, str(GENERAL)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    victim = VictimProcess(process)
    try:
        await victim.ready()
        yield victim
    finally:
        await victim.kill()


async def post(stub: StubProcess, **body: Any) -> tuple[int, Any]:
    """Post by hand, as a client that never tries again."""
    headers = {"Authorization": f"Bot {stub.token}"}
    url = f"{stub.api_url}/channels/{GENERAL}/messages"
    async with aiohttp.ClientSession(headers=headers) as http, http.post(url, json=body) as response:
        return response.status, await response.json()


async def posted(stub: StubProcess) -> list[MessageState]:
    return (await stub.state())["messages"].get(GENERAL, [])


def words(answer: Answer) -> str:
    """Return the first words of a card."""
    assert answer["data"] is not None
    return str(answer["data"]["components"][0]["components"][0]["content"])


async def sync_by_hand(stub: StubProcess) -> None:
    """Make a command known though no client is connected."""
    headers = {"Authorization": f"Bot {stub.token}"}
    commands = [{"name": "ping", "description": "Answer", "type": 1}]
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.put(f"{stub.api_url}/applications/1/commands", json=commands) as response,
    ):
        assert response.status == 200
