"""The sender over a simulated Discord: what it finds, and what each refusal means to the outbox."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.discord_app.messages import Message, words
from bot.discord_app.presses import custom_id
from bot.discord_app.sender import DiscordSender
from bot.meetups.rules.meetup import Answer
from bot.outbox.rules.records import channel, direct_messages
from bot.outbox.sender import (
    DirectMessagesStoppedError,
    Mark,
    PermanentError,
    SendError,
    TransientError,
)
from cogs.meetups.ui import AnswerPress
from tests.acting import community

TOKEN = "0123456789abcdef"  # noqa: S105  no password, a mark


def card(mark: str = TOKEN) -> Message:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(discord.ui.ActionRow(AnswerPress(Answer.GOING, 1, mark))))
    return Message(view=view)


async def test_a_card_is_found_again_by_its_mark(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        before = await sender.send(channel(c.channel.id), card("aaaa"), nonce="aaaa")
        sent = await sender.send(channel(c.channel.id), card(), nonce=TOKEN)
        await sender.send(channel(c.channel.id), card("bbbb"), nonce="bbbb")

        assert await sender.find(channel(c.channel.id), Mark(TOKEN), after=0) == sent
        assert await sender.find(channel(c.channel.id), Mark("cccc"), after=0) is None
        assert await sender.find(channel(c.channel.id), Mark("aaaa"), after=before.message_id) is None


async def test_a_members_message_with_the_same_words_is_not_ours(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        await c.ben.send(c.channel, "the words")

        assert await sender.find(channel(c.channel.id), Mark(TOKEN, "the words"), after=0) is None


async def test_words_without_buttons_are_found_if_just_one_unknown_message_has_them(path: Path) -> None:
    async with community(path) as c:
        sender, place = DiscordSender(c.kith.app), channel(c.channel.id)
        first = await sender.send(place, words("the words"), nonce="1")
        assert await sender.find(place, Mark(TOKEN, "the words"), after=0) == first

        second = await sender.send(place, words("the words"), nonce="2")
        known = frozenset({first.message_id})
        assert await sender.find(place, Mark(TOKEN, "the words", known), after=0) == second
        with pytest.raises(PermanentError, match="2 messages"):
            await sender.find(place, Mark(TOKEN, "the words"), after=0)


async def test_a_channel_whose_history_is_hidden_cant_be_searched(path: Path) -> None:
    async with community(path) as c:
        hidden = c.guild.create_text_channel(
            "hidden", overwrites={c.guild.default_role: discord.PermissionOverwrite(read_message_history=False)}
        )
        sender = DiscordSender(c.kith.app)

        with pytest.raises(PermanentError, match="Read Message History"):
            await sender.find(channel(hidden.id), Mark(TOKEN), after=0)


async def test_a_direct_message_goes_out_and_is_found(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)

        sent = await sender.send(direct_messages(c.ben.id), card(), nonce=TOKEN)

        assert await sender.find(direct_messages(c.ben.id), Mark(TOKEN), after=0) == sent


async def test_a_message_pings_its_recipients_and_nobody_else(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        content = f"<@{c.ben.id}> <@{c.cleo.id}> @everyone"

        await sender.send(channel(c.channel.id), words(content, mentions=(c.ben.id,)), nonce=TOKEN)

        body: Any = c.env.http_requests[-1].json
        allowed = body["allowed_mentions"]
        assert allowed["parse"] == []
        assert [int(user) for user in allowed["users"]] == [c.ben.id]


async def test_an_edit_shows_the_new_state(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        sent = await sender.send(channel(c.channel.id), card("aaaa"), nonce="aaaa")

        await sender.edit(sent.channel_id, sent.message_id, card(TOKEN))

        assert await sender.find(channel(c.channel.id), Mark(TOKEN), after=0) == sent


async def test_a_message_is_deleted_and_one_that_is_not_there_is(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        sent = await sender.send(channel(c.channel.id), card(), nonce=TOKEN)

        await sender.delete(sent.channel_id, sent.message_id)
        await sender.delete(sent.channel_id, sent.message_id)
        await sender.delete(404, sent.message_id)

        assert c.channel.history() == []


REFUSALS: list[tuple[str, int, int, type[SendError], timedelta | None]] = [
    ("a closed DM", 403, 50007, PermanentError, None),
    ("no shared server", 403, 50278, PermanentError, None),
    ("an unknown channel", 404, 10003, PermanentError, None),
    ("missing access", 403, 50001, PermanentError, None),
    ("missing permissions", 403, 50013, PermanentError, None),
    ("an invalid body", 400, 50035, PermanentError, None),
    ("DMs opened too fast", 403, 40003, DirectMessagesStoppedError, None),
    ("an old message edited too often", 429, 30046, TransientError, timedelta(minutes=10)),
    ("a token that was revoked", 401, 0, TransientError, timedelta(minutes=10)),
    ("an address that is blocked", 403, 0, TransientError, timedelta(minutes=10)),
    ("a rate limit at the edge", 429, 0, TransientError, None),
]


@pytest.mark.parametrize(("status", "code", "kind", "wait"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS])
async def test_each_refusal_means_one_thing(
    path: Path, status: int, code: int, kind: type[SendError], wait: timedelta | None
) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        c.env.inject_error("POST", "/channels/*/messages", status=status, code=code, message="refused")

        with pytest.raises(kind) as caught:
            await sender.send(channel(c.channel.id), card(), nonce=TOKEN)

        if isinstance(caught.value, TransientError):
            assert caught.value.retry_after == wait


async def test_threads_are_opened_filled_and_archived(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        posted = await sender.send(channel(c.channel.id), card(), nonce=TOKEN)

        public = await sender.open_thread_on(c.channel.id, posted.message_id, "talk")
        assert await sender.open_thread_on(c.channel.id, posted.message_id, "talk") == public == posted.message_id
        private = await sender.open_private_thread(c.channel.id, "Ben and Cleo")
        assert list(await sender.empty_own_threads(c.channel.id, after=0)) == [private]
        await sender.add_to_thread(private, c.ben.id)
        await sender.add_to_thread(private, c.ben.id)
        await sender.archive_thread(private)
        await sender.archive_thread(private)

        assert list(await sender.empty_own_threads(c.channel.id, after=0)) == []
        await sender.archive_thread(404)


async def test_who_has_written_in_a_thread_is_found_out(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        thread = await sender.open_private_thread(c.channel.id, "Ben and Cleo")
        await sender.add_to_thread(thread, c.ben.id)
        await sender.send(channel(thread), card(), nonce=TOKEN)

        assert await sender.who_wrote(thread) == frozenset()
        await c.ben.send(c.channel.threads[0], "hello")

        assert await sender.who_wrote(thread) == frozenset([c.ben.id])
        assert await sender.who_wrote(404) is None


async def test_an_archived_thread_is_opened_again_to_be_written_to(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        thread = await sender.open_private_thread(c.channel.id, "Ben and Cleo")
        c.env.inject_error("POST", f"/channels/{thread}/messages", status=400, code=50083, message="archived")

        sent = await sender.send(channel(thread), card(), nonce=TOKEN)

        assert sent.channel_id == thread
        assert ("PATCH", {"archived": False}) in [(r.method, r.json) for r in c.env.http_requests]


async def test_roles_are_given_and_taken(path: Path) -> None:
    async with community(path) as c:
        helper = c.guild.create_role("Helper")
        sender = DiscordSender(c.kith.app)

        await sender.give_role(c.guild.id, c.ben.id, helper.id)
        await sender.give_role(c.guild.id, c.ben.id, helper.id)
        await sender.take_role(c.guild.id, c.ben.id, helper.id)

        made = [entry.method for entry in c.env.http_requests if "/roles/" in entry.path]
        assert made == ["PUT", "PUT", "DELETE"]


async def test_whether_the_bot_itself_is_there_is_asked(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)

        assert await sender.in_guild(c.guild.id)
        assert not await sender.in_guild(c.guild.id + 1)
        c.env.inject_error("GET", f"/guilds/{c.guild.id}", status=400, code=50035, message="Invalid Form Body")
        with pytest.raises(PermanentError):
            await sender.in_guild(c.guild.id)


async def test_who_is_still_there_is_asked(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        c.guild.remove_member(c.cleo)

        assert set(await sender.present(c.guild.id, [c.ben.id, c.cleo.id])) == {c.ben.id}


async def test_of_a_crowd_everybody_is_found_each_with_their_roles(path: Path) -> None:
    """Left to itself, discord.py asks for five of them."""
    async with community(path) as c:
        helper = c.guild.create_role("Helper")
        many = [c.guild.add_member(c.env.create_user(f"member-{number}"), roles=[helper]) for number in range(120)]

        found = await DiscordSender(c.kith.app).present(c.guild.id, [one.id for one in many])

        assert set(found) == {one.id for one in many}
        assert all(helper.id in roles for roles in found.values())


async def test_open_threads_are_counted(path: Path) -> None:
    async with community(path) as c:
        sender = DiscordSender(c.kith.app)
        assert await sender.active_threads(c.guild.id) == 0

        await sender.open_private_thread(c.channel.id, "Two of us")

        assert await sender.active_threads(c.guild.id) == 1


def test_a_mark_ends_every_custom_id() -> None:
    assert custom_id("answer", Answer.GOING, 7, mark=TOKEN).endswith(f":{TOKEN}")
