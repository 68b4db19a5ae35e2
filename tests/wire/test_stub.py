"""The stand-in for Discord, held against the real client and against what Discord documents."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket

from tests.wire.client import ROOT, StubProcess
from tests.wire.stub.shapes import Answer, MessageState, Point, WorldSeed

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


@pytest.fixture
async def stub() -> AsyncIterator[StubProcess]:
    async with StubProcess(WORLD) as started:
        yield started


@pytest.fixture
def token(stub: StubProcess) -> Iterator[str]:
    """Have discord.py speak to the stand-in; it knows one Discord for the whole process."""
    base, gateway = discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = stub.api_url, yarl.URL(stub.gateway_url)
    yield stub.token
    discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
async def probe(stub: StubProcess, token: str) -> AsyncIterator[Probe]:
    async with Probe() as client:
        await client.login(token)
        await client.tree.sync()
        connection = asyncio.create_task(client.connect())
        async with asyncio.timeout(LIMIT_S):
            await client.wait_until_ready()
        yield client
    await connection
    assert (await stub.state())["unknown"] == []


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


# The process


@pytest.mark.parametrize("by", [None, signal.SIGTERM], ids=["when stdin closes", "by SIGTERM"])
async def test_it_ends(by: signal.Signals | None) -> None:
    async with StubProcess() as stub:
        assert await stub.end(by=by) == 0


async def test_a_wrong_token_is_refused(token: str) -> None:
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login(token[:-1])


async def test_an_unknown_route_is_noted(stub: StubProcess, token: str) -> None:
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(token)
        with pytest.raises(discord.NotFound):
            await client.fetch_template("nowhere")

    assert (await stub.state())["unknown"] == ["GET /guilds/templates/nowhere"]


# The gateway


async def test_the_client_sees_the_guild(probe: Probe) -> None:
    guild = probe.get_guild(GUILD)

    assert guild is not None
    assert not guild.unavailable
    assert [channel.name for channel in guild.text_channels] == ["general"]
    assert guild.me.guild_permissions.manage_threads


async def test_members_are_looked_up(probe: Probe) -> None:
    guild = probe.get_guild(GUILD)

    assert guild is not None
    found = await guild.query_members(user_ids=[ANA, STRANGER])

    assert [member.name for member in found] == ["ana"]
    assert found[0].guild_permissions.manage_events


async def test_a_lost_session_is_followed_by_a_new_one(stub: StubProcess, probe: Probe) -> None:
    before = await stub.gateway()

    await probe.ws.socket.close(code=4000)

    after = await stub.gateway(wait_s=LIMIT_S, after=before["sessions"])
    assert after == {"connected": True, "ready": True, "sessions": before["sessions"] + 1}


async def test_a_guild_can_come_later(stub: StubProcess, probe: Probe) -> None:
    joined = probe.wait_for("guild_join", timeout=LIMIT_S)

    seeded = await stub.seed({"guild": {"name": "York"}, "channels": [{"name": "lobby"}]})

    guild = await joined
    assert (guild.id, guild.name, len(guild.channels)) == (seeded["guild_id"], "York", 1)


# Messages


async def test_a_message_is_heard_with_its_nonce(probe: Probe) -> None:
    sent = await probe.general.send("hello", nonce="abc")

    async with asyncio.timeout(LIMIT_S):
        heard = await probe.heard.get()
    assert (heard.id, heard.content, heard.nonce, sent.nonce) == (sent.id, "hello", "abc", "abc")
    assert heard.guild == sent.guild


@pytest.mark.parametrize(("window_s", "made"), [(60, 1), (0, 2)], ids=["within the window", "outside of it"])
async def test_a_repeated_nonce_gets_the_first_message(
    stub: StubProcess, probe: Probe, window_s: float, made: int
) -> None:
    await stub.seed({"settings": {"nonce_window_s": window_s}})
    first = await probe.general.send("first", nonce="abc")
    await first.edit(content="edited")

    second = await probe.general.send("second", nonce="abc")

    assert len(await posted(stub)) == made
    assert (second.id == first.id) == (made == 1)
    assert second.content == ("first" if made == 1 else "second")


async def test_a_fetched_message_has_no_nonce(probe: Probe) -> None:
    sent = await probe.general.send("hello", nonce="abc")

    fetched = [await probe.general.fetch_message(sent.id), *[m async for m in probe.general.history()]]

    assert [(message.id, message.nonce) for message in fetched] == [(sent.id, None)] * 2


async def test_ids_rise(probe: Probe) -> None:
    sent = [(await probe.general.send(str(n))).id for n in range(5)]

    assert sent == sorted(set(sent))
    assert abs((discord.utils.snowflake_time(sent[0]) - discord.utils.utcnow()).total_seconds()) < LIMIT_S


@pytest.mark.parametrize(
    ("side", "found"),
    [
        ({}, [4, 3]),
        ({"before": 2}, [1, 0]),
        ({"after": 1}, [3, 2]),
        ({"after": 4}, []),
        ({"around": 2}, [2, 1]),
    ],
    ids=["the newest", "those just before", "those just after", "none after the last", "those around"],
)
async def test_a_history_page_is_newest_first(probe: Probe, side: dict[str, int], found: list[int]) -> None:
    ids = [(await probe.general.send(str(n))).id for n in range(5)]
    where: Any = {name: ids[n] for name, n in side.items()}

    page = await probe.http.logs_from(GENERAL, 2, **where)

    assert [ids.index(int(message["id"])) for message in page] == found


async def test_over_a_hundred_messages_are_read_in_order(probe: Probe) -> None:
    first = await probe.general.send("0")
    for n in range(1, 103):
        await probe.http.send_message(GENERAL, params=discord.http.handle_message_parameters(content=str(n)))

    found = [m.content async for m in probe.general.history(limit=None, after=first, oldest_first=True)]

    assert found == [str(n) for n in range(1, 103)]


async def test_components_come_back_as_sent(probe: Probe) -> None:
    sent = await probe.general.send(view=page("a card"))

    fetched = await probe.general.fetch_message(sent.id)

    assert fetched.flags.components_v2
    container = fetched.components[0]
    assert isinstance(container, discord.Container)
    assert [type(child).__name__ for child in container.children] == ["TextDisplay", "ActionRow", "ActionRow"]
    assert discord.ui.LayoutView.from_message(fetched).content_length() == len("a card")


async def test_an_edit_changes_what_it_names(stub: StubProcess, probe: Probe) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Going", custom_id="going"))
    sent = await probe.general.send("before", view=view)

    edited = await sent.edit(content="after")

    assert (edited.content, len(edited.components), edited.edited_at is not None) == ("after", 1, True)
    [message] = await posted(stub)
    assert (message["content"], message["edits"]) == ("after", 1)


async def test_only_those_are_pinged_who_are_allowed(stub: StubProcess, probe: Probe) -> None:
    allowed = discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(ANA)])

    await probe.general.send(f"<@{ANA}> <@{BEN}>", allowed_mentions=allowed)

    assert [message["mentions"] for message in await posted(stub)] == [[ANA]]


async def test_a_deleted_message_is_unknown_and_kept_for_the_count(stub: StubProcess, probe: Probe) -> None:
    sent = await probe.general.send("gone")
    await sent.delete()

    with pytest.raises(discord.NotFound) as refused:
        await sent.edit(content="still here?")

    assert refused.value.code == 10008
    assert [(message["content"], message["deleted"]) for message in await posted(stub)] == [("gone", True)]


async def test_refusals_have_discords_codes(probe: Probe) -> None:
    nowhere = probe.get_partial_messageable(STRANGER)

    with pytest.raises(discord.NotFound) as unknown:
        await nowhere.send("anybody?")
    with pytest.raises(discord.HTTPException) as empty:
        await probe.general.send("")

    assert (unknown.value.code, empty.value.code) == (10003, 50006)


async def test_a_dm_is_opened_once_and_not_heard_without_its_intent(stub: StubProcess, probe: Probe) -> None:
    dm = await probe.create_dm(discord.Object(ANA))
    again = await probe.http.start_private_message(ANA)
    sent = await dm.send("psst")
    await probe.general.send("hello")

    async with asyncio.timeout(LIMIT_S):
        heard = await probe.heard.get()
    assert (heard.content, int(again["id"])) == ("hello", dm.id)
    assert [message["id"] for message in (await stub.state())["messages"][dm.id]] == [sent.id]


# Threads, roles, commands


async def test_a_private_thread_lives_and_dies(stub: StubProcess, probe: Probe) -> None:
    thread = await probe.general.create_thread(name="pair", type=discord.ChannelType.private_thread)
    await thread.add_user(discord.Object(BEN))
    await thread.send("hi")
    active = await probe.general.guild.active_threads()
    await thread.edit(archived=True)
    with pytest.raises(discord.HTTPException) as refused:
        await thread.add_user(discord.Object(ANA))
    archived = await probe.general.guild.active_threads()
    await thread.delete()

    assert refused.value.code == 50083
    assert ([found.id for found in active], archived) == ([thread.id], [])
    assert active[0].owner_id == probe.application_id
    [kept] = (await stub.state())["threads"]
    assert (kept["deleted"], kept["archived"], kept["type"]) == (True, True, 12)
    assert set(kept["member_ids"]) == {BEN, probe.application_id}


async def test_a_message_has_one_thread(probe: Probe) -> None:
    message = await probe.general.send("a card")
    thread = await message.create_thread(name="talk")

    with pytest.raises(discord.HTTPException) as refused:
        await probe.http.start_thread_with_message(GENERAL, message.id, name="x", auto_archive_duration=60)

    assert (thread.id, refused.value.code) == (message.id, 160004)
    assert (await probe.general.fetch_message(message.id)).thread is not None


async def test_roles_are_given_and_taken(stub: StubProcess, probe: Probe) -> None:
    await probe.http.add_role(GUILD, BEN, ROLE)
    await probe.http.add_role(GUILD, BEN, ROLE)
    given = (await stub.state())["roles"][GUILD][BEN]
    member = await probe.general.guild.fetch_member(BEN)
    await probe.http.remove_role(GUILD, BEN, ROLE)
    with pytest.raises(discord.NotFound) as refused:
        await probe.http.add_role(GUILD, STRANGER, ROLE)

    assert (given, member.get_role(ROLE) is not None, refused.value.code) == ([ROLE], True, 10007)
    assert (await stub.state())["roles"][GUILD][BEN] == []


async def test_commands_keep_their_ids(stub: StubProcess, probe: Probe) -> None:
    first = await probe.tree.fetch_commands()
    second = await probe.tree.sync()

    assert [command.id for command in first] == [command.id for command in second]
    assert [command["name"] for command in (await stub.state())["commands"]] == ["meetup"]


# Interactions


async def create(stub: StubProcess) -> Answer:
    options = {"title": "Go", "seats": 3, "host": BEN}
    return await stub.slash("meetup", "create", options=options, **HERE)


async def test_a_command_is_answered_privately(stub: StubProcess, probe: Probe) -> None:
    answer = await create(stub)

    assert (answer["answered"], answer["callback_type"]) == (True, 4)
    assert words(answer) == "Go 3 ben (True, False)"
    [message] = await posted(stub)
    assert (message["id"], message["ephemeral"]) == (answer["message_id"], True)
    assert [m async for m in probe.general.history()] == []


@pytest.mark.usefixtures("probe")
async def test_button_form_and_select_change_the_private_message(stub: StubProcess) -> None:
    message_id = (await create(stub))["message_id"]
    assert message_id is not None

    form = await stub.press(message_id, "change", **HERE)
    assert form["data"] is not None
    sent = await stub.submit(form["data"]["custom_id"], {"note": "at ten"}, **HERE)
    picked = await stub.choose(message_id, "pick", BEN, **HERE)

    assert (form["callback_type"], form["data"]["title"]) == (9, "Change it")
    assert (sent["callback_type"], sent["message_id"], words(sent)) == (7, message_id, "Chess / at ten")
    assert (picked["callback_type"], picked["message_id"], words(picked)) == (6, message_id, "picked ben")
    assert len(await posted(stub)) == 1


@pytest.mark.usefixtures("probe")
async def test_choices_are_offered_while_typing(stub: StubProcess) -> None:
    answer = await stub.autocomplete("meetup", "create", focused="title", options={"title": "ch"}, **HERE)

    assert (answer["callback_type"], answer["data"]) == (
        8,
        {"choices": [{"name": "chess", "value": "chess"}]},
    )


@pytest.mark.usefixtures("probe")
async def test_the_first_follow_up_takes_the_deferred_answers_place(stub: StubProcess) -> None:
    answer = await stub.slash("meetup", "slow", **HERE)

    [interaction] = (await stub.state())["interactions"]
    messages = await posted(stub)
    assert (answer["answered"], answer["callback_type"], messages[0]["content"]) == (True, 5, "first")
    assert messages[0]["ephemeral"]
    assert interaction["followup_ids"][0] == messages[0]["id"]


async def test_a_command_is_answered_in_a_dm(stub: StubProcess, probe: Probe) -> None:
    dm = await probe.create_dm(discord.Object(ANA))

    answer = await stub.slash("meetup", "slow", user_id=ANA, channel_id=dm.id)

    assert answer["data"] is not None
    assert (answer["data"]["content"], int(answer["data"]["channel_id"])) == ("first", dm.id)


async def test_a_second_acknowledgement_is_refused(stub: StubProcess, probe: Probe) -> None:
    answer = await stub.slash("meetup", "twice", **HERE)

    assert answer["data"] is not None
    assert (probe.refusals, answer["data"]["content"]) == ([40060], "done")


async def test_a_late_acknowledgement_is_refused(stub: StubProcess, probe: Probe) -> None:
    await stub.seed({"settings": {"ack_within_s": 0.01}})
    answer = await stub.slash("meetup", "silent", **HERE, timeout_s=0.05)

    probe.told_to_answer.set()
    async with asyncio.timeout(LIMIT_S):
        await probe.answered.wait()

    assert (answer["answered"], answer["reason"], probe.refusals) == (False, "timed out", [10062])


async def test_nobody_answers_when_nobody_listens(stub: StubProcess) -> None:
    await _sync_by_hand(stub)

    answer = await stub.slash("ping", **HERE)

    assert (answer["answered"], answer["reason"]) == (False, "not connected")


@pytest.mark.parametrize(
    ("custom_id", "user_id"),
    [("no", ANA), ("nothing", ANA), ("change", BEN)],
    ids=["disabled", "absent", "hidden"],
)
@pytest.mark.usefixtures("probe")
async def test_what_nobody_can_press_is_a_mistake(stub: StubProcess, custom_id: str, user_id: int) -> None:
    message_id = (await create(stub))["message_id"]
    assert message_id is not None

    with pytest.raises(AssertionError, match="ImpossibleError"):
        await stub.press(message_id, custom_id, user_id=user_id, channel_id=GENERAL)


async def _sync_by_hand(stub: StubProcess) -> None:
    """Make a command known though no client is connected."""
    headers = {"Authorization": f"Bot {stub.token}"}
    commands = [{"name": "ping", "description": "Answer", "type": 1}]
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.put(f"{stub.api_url}/applications/1/commands", json=commands) as response,
    ):
        assert response.status == 200


@pytest.mark.parametrize(
    "mistake", [{"guilds": []}, {"settings": {"nonce_windows": 1}}], ids=["no such part", "no such setting"]
)
async def test_a_misspelt_world_is_a_mistake(stub: StubProcess, mistake: Any) -> None:
    with pytest.raises(AssertionError, match="Error"):
        await stub.seed(mistake)


# Faults that kill nobody


@pytest.mark.parametrize(("point", "made"), [(Point.BAD_GATEWAY, 1), (Point.BAD_GATEWAY_UNAPPLIED, 0)])
async def test_a_bad_gateway_hides_whether_it_was_done(stub: StubProcess, point: Point, made: int) -> None:
    await stub.arm(point, after=1)

    statuses = [(await post(stub, content=str(n)))[0] for n in range(3)]

    assert statuses == [200, 502, 200]
    assert len(await posted(stub)) == 2 + made
    assert await stub.fault() == {"armed": False, "fired": True, "done": True}


async def test_a_fault_waits_for_its_route(stub: StubProcess, probe: Probe) -> None:
    await stub.arm(Point.BAD_GATEWAY_UNAPPLIED, route=r"^DELETE /channels/\d+$")

    await probe.general.send("hello")

    assert await stub.fault() == {"armed": True, "fired": False, "done": False}
    await stub.disarm()
    assert await stub.fault() == {"armed": False, "fired": False, "done": False}


async def test_discord_py_repeats_a_bad_gateway_and_the_nonce_holds(stub: StubProcess, probe: Probe) -> None:
    await stub.arm(Point.BAD_GATEWAY)

    sent = await probe.general.send("once", nonce="abc")

    assert [message["id"] for message in await posted(stub)] == [sent.id]


@pytest.mark.parametrize(("point", "made"), [(Point.UNAPPLIED, 0), (Point.APPLIED, 1)])
async def test_without_a_pid_the_connection_breaks_off(stub: StubProcess, point: Point, made: int) -> None:
    await stub.arm(point)

    with pytest.raises(aiohttp.ClientError):
        await post(stub, content="hello")

    await stub.fault(wait_s=LIMIT_S, until="done")
    assert len(await posted(stub)) == made


async def test_a_late_request_meets_the_one_that_overtook_it(stub: StubProcess) -> None:
    await stub.arm(Point.LATE, delay_s=1)
    with pytest.raises(aiohttp.ClientError):
        await post(stub, content="late", nonce="abc", enforce_nonce=True)

    underway = await stub.fault()
    _, again = await post(stub, content="again", nonce="abc", enforce_nonce=True)

    assert underway == {"armed": False, "fired": True, "done": False}
    assert (await stub.fault(wait_s=LIMIT_S, until="done"))["done"]
    assert [message["content"] for message in await posted(stub)] == [again["content"]] == ["again"]


# Faults that kill


@pytest.mark.parametrize(
    ("point", "at_once", "in_the_end"),
    [
        (Point.UNAPPLIED, 0, 0),
        (Point.APPLIED, 1, 1),
        (Point.ANSWERED, 1, 1),
        (Point.LATE, 0, 1),
    ],
)
async def test_a_poster_is_killed(stub: StubProcess, point: Point, at_once: int, in_the_end: int) -> None:
    async with victim_of(stub) as victim:
        await stub.arm(point, pid=victim.pid, delay_s=1 if point is Point.LATE else 0)

        await victim.post()

        assert await victim.ended() == -signal.SIGKILL
    if point is not Point.LATE:
        await stub.fault(wait_s=LIMIT_S, until="done")
    assert len(await posted(stub)) == at_once
    assert (await stub.fault(wait_s=LIMIT_S, until="done"))["done"]
    assert len(await posted(stub)) == in_the_end


async def test_a_kill_comes_at_a_random_moment(stub: StubProcess) -> None:
    async with victim_of(stub) as victim:
        await stub.arm(Point.RANDOM, pid=victim.pid, delay_s=0.05)

        assert await victim.ended() == -signal.SIGKILL

    assert (await stub.fault(wait_s=LIMIT_S))["fired"]


@pytest.mark.parametrize(("point", "callback"), [(Point.UNAPPLIED, None), (Point.APPLIED, 5)])
async def test_a_killed_bot_does_not_answer(stub: StubProcess, point: Point, callback: int | None) -> None:
    await _sync_by_hand(stub)
    async with victim_of(stub) as victim:
        await stub.arm(point, pid=victim.pid, route="callback")

        answer = await stub.slash("ping", **HERE, timeout_s=LIMIT_S)

        assert await victim.ended() == -signal.SIGKILL
    assert (answer["answered"], answer["reason"]) == (False, "disconnected")
    assert [i["callback_type"] for i in (await stub.state())["interactions"]] == [callback]
    assert not (await stub.gateway())["connected"]


async def test_no_process_is_killed_by_mistake(stub: StubProcess) -> None:
    with pytest.raises(AssertionError, match="no process"):
        await stub.arm(Point.RANDOM, pid=1)
