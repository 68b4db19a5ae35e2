"""The stand-in for Discord, held against the real client and against what Discord documents."""

import asyncio
import signal
from typing import Any

import discord
import pytest

from tests.wire.client import StubProcess
from tests.wire.probe import (
    ANA,
    BEN,
    GENERAL,
    GUILD,
    LIMIT_S,
    ROLE,
    STRANGER,
    Probe,
    page,
    posted,
)

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
