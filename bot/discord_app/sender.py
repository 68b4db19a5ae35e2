"""The outbox's Sender over discord.py."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final, TypeVar

import aiohttp
import discord

from bot.outbox.rules.records import Place, Target
from bot.outbox.sender import (
    DirectMessagesStoppedError,
    Mark,
    PermanentError,
    Sent,
    TransientError,
    UnknownOutcomeError,
)

from .messages import Message

T = TypeVar("T")

LIMIT_S = 35
"""For one call: longer than discord.py waits for a rate limit (30 s). One that is cut off in a global wait would leave
discord.py's lock for all requests closed for ever."""
PAGES = 20
PAGE = 100
MEMBERS_A_QUERY = 100
WEEK_MINUTES: Final = 10080
"""How long a thread stays open in which nobody writes: the longest that Discord offers."""

OPENED_TOO_FAST = 40003
EDITED_TOO_OFTEN = 30046
THREAD_ARCHIVED = 50083
THREAD_EXISTS = 160004
UNKNOWN_CHANNEL = 10003
UNKNOWN_GUILD = 10004
UNKNOWN_MESSAGE = 10008
MISSING_ACCESS = 50001
LONG = timedelta(minutes=10)


class ServerFaultError(Exception):
    """A 5xx to a POST that must not be repeated blindly."""


def no_blind_repeat() -> aiohttp.TraceConfig:
    """Keep discord.py from repeating, up to five times on a 5xx, what may have been done."""
    trace = aiohttp.TraceConfig()

    async def ended(_session: Any, _context: Any, params: aiohttp.TraceRequestEndParams) -> None:
        makes_something = params.method == "POST" and params.url.path.endswith(("/messages", "/threads"))
        if makes_something and params.response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            params.response.close()
            raise ServerFaultError(params.response.status)

    trace.on_request_end.append(ended)
    return trace


class DiscordSender:
    """Each call raises one of the outbox's four errors, whatever discord.py or the network raised."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def newest_message(self, target: Target) -> int | None:
        if target.place is Place.MEMBER:
            return None
        return getattr(self._client.get_channel(target.id), "last_message_id", None)

    async def send(self, target: Target, body: Message, *, nonce: str) -> Sent:
        async def call() -> Sent:
            place = await self._place(target)
            message = await place.send(**body.for_sending(), nonce=nonce)
            return Sent(message.id, message.channel.id)

        return await self._unarchiving(target.id, call)

    async def edit(self, channel_id: int, message_id: int, body: Message) -> None:
        async def call() -> None:
            place = self._client.get_partial_messageable(channel_id)
            await place.get_partial_message(message_id).edit(**body.for_editing())

        await self._unarchiving(channel_id, call)

    async def delete(self, channel_id: int, message_id: int) -> None:
        async def call() -> None:
            await self._client.get_partial_messageable(channel_id).get_partial_message(message_id).delete()

        try:
            await self._unarchiving(channel_id, call)
        except PermanentError as error:
            if not error.gone and error.code != UNKNOWN_MESSAGE:
                raise

    async def find(self, target: Target, mark: Mark, *, after: int) -> Sent | None:
        return await self._mapped(self._find(target, mark, after), target.id)

    async def open_private_thread(self, channel_id: int, name: str) -> int:
        async def call() -> int:
            place = await self._text_channel(channel_id)
            thread = await place.create_thread(
                name=name,
                type=discord.ChannelType.private_thread,
                invitable=False,
                auto_archive_duration=WEEK_MINUTES,
            )
            return thread.id

        return await self._mapped(call(), channel_id)

    async def open_thread_on(self, channel_id: int, message_id: int, name: str) -> int:
        async def call() -> int:
            made = await self._client.http.start_thread_with_message(
                channel_id, message_id, name=name, auto_archive_duration=WEEK_MINUTES
            )
            return int(made["id"])

        try:
            return await self._mapped(call(), channel_id)
        except PermanentError as error:
            if error.code == THREAD_EXISTS:
                return message_id
            raise

    async def add_to_thread(self, thread_id: int, member_id: int) -> None:
        await self._unarchiving(thread_id, lambda: self._client.http.add_user_to_thread(thread_id, member_id))

    async def give_role(self, guild_id: int, member_id: int, role_id: int) -> None:
        await self._mapped(self._client.http.add_role(guild_id, member_id, role_id), guild_id)

    async def take_role(self, guild_id: int, member_id: int, role_id: int) -> None:
        await self._mapped(self._client.http.remove_role(guild_id, member_id, role_id), guild_id)

    async def empty_own_threads(self, channel_id: int, *, after: int) -> Sequence[int]:
        async def call() -> list[int]:
            guild = (await self._text_channel(channel_id)).guild
            here = [thread for thread in await guild.active_threads() if thread.parent_id == channel_id]
            mine = [thread for thread in here if thread.owner_id == self._own_id and thread.is_private()]
            return [thread.id for thread in mine if thread.id > after and thread.last_message_id is None]

        return await self._mapped(call(), channel_id)

    async def archive_thread(self, thread_id: int) -> None:
        try:
            await self._mapped(self._client.http.edit_channel(thread_id, archived=True), thread_id)
        except PermanentError as error:
            if not error.gone:
                raise

    async def who_wrote(self, thread_id: int) -> frozenset[int] | None:
        async def call() -> frozenset[int]:
            history = self._client.get_partial_messageable(thread_id).history(limit=PAGE)
            return frozenset([message.author.id async for message in history if not message.author.bot])

        try:
            return await self._mapped(call(), thread_id)
        except PermanentError as error:
            if not error.gone:
                raise
            return None

    async def in_guild(self, guild_id: int) -> bool:
        try:
            await self._mapped(self._client.fetch_guild(guild_id, with_counts=False), guild_id)
        except PermanentError as error:
            if error.code not in {UNKNOWN_GUILD, MISSING_ACCESS}:
                raise
            return False
        return True

    async def present(self, guild_id: int, member_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
        async def call() -> Mapping[int, frozenset[int]]:
            guild, found = self._guild(guild_id), list[discord.Member]()
            for n in range(0, len(member_ids), MEMBERS_A_QUERY):
                asked = list(member_ids[n : n + MEMBERS_A_QUERY])
                found += await guild.query_members(user_ids=asked, limit=MEMBERS_A_QUERY, cache=False)
            return {member.id: frozenset(role.id for role in member.roles) for member in found}

        return await self._mapped(call(), guild_id)

    async def active_threads(self, guild_id: int) -> int:
        async def call() -> int:
            return len(await self._guild(guild_id).active_threads())

        return await self._mapped(call(), guild_id)

    def _guild(self, guild_id: int) -> discord.Guild:
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise TransientError("the guild is not in sight")
        return guild

    # Looking for a message

    async def _find(self, target: Target, mark: Mark, after: int) -> Sent | None:
        place = await self._place(target)
        await self._check_history_can_be_read(target)
        alike = []
        async for message in self._own_messages(place, after):
            if mark.plain_text is None:
                if any(part.endswith(mark.token) for part in _custom_ids(message.components)):
                    return Sent(message.id, message.channel.id)
            elif message.content == mark.plain_text and message.id not in mark.known:
                alike.append(message)
        if len(alike) > 1:
            raise PermanentError(f"{len(alike)} messages there look like it")
        return Sent(alike[0].id, alike[0].channel.id) if alike else None

    async def _own_messages(self, place: discord.abc.Messageable, after: int) -> AsyncIterator[discord.Message]:
        """Our messages since then, oldest first; PermanentError when there are too many others to look through."""
        seen = 0
        async for message in place.history(limit=PAGES * PAGE, after=discord.Object(after), oldest_first=True):
            seen += 1
            if message.author.id == self._own_id:
                yield message
        if seen == PAGES * PAGE:
            raise PermanentError(f"over {seen} messages there since, too many to look through")

    async def _check_history_can_be_read(self, target: Target) -> None:
        """Without Read Message History Discord shows no messages and raises nothing."""
        if target.place is Place.MEMBER:
            return
        found = self._client.get_channel(target.id) or await self._client.fetch_channel(target.id)
        if not isinstance(found, discord.abc.GuildChannel | discord.Thread) or found.guild.me is None:
            return
        if not found.permissions_for(found.guild.me).read_message_history:
            raise PermanentError("Read Message History is missing there, so it can't be looked up")

    # Places

    @property
    def _own_id(self) -> int:
        return self._client.user.id if self._client.user else 0

    async def _place(self, target: Target) -> discord.abc.Messageable:
        if target.place is Place.MEMBER:
            return await self._client.create_dm(discord.Object(target.id))
        return self._client.get_partial_messageable(target.id)

    async def _text_channel(self, channel_id: int) -> discord.TextChannel:
        found = self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)
        if not isinstance(found, discord.TextChannel):
            raise PermanentError("private threads can only be opened in text channels")
        return found

    # Errors

    async def _unarchiving(self, channel_id: int, call: Callable[[], Awaitable[T]]) -> T:
        """Make the call; in an archived thread, open the thread again and make it once more."""
        try:
            return await self._mapped(call(), channel_id)
        except PermanentError as error:
            if error.code != THREAD_ARCHIVED:
                raise
        await self._mapped(self._client.http.edit_channel(channel_id, archived=False), channel_id)
        return await self._mapped(call(), channel_id)

    async def _mapped(self, call: Awaitable[T], place_id: int) -> T:
        """Await a call; whatever fails becomes one of the outbox's errors."""
        try:
            async with asyncio.timeout(LIMIT_S):
                return await call
        except discord.RateLimited as error:
            raise TransientError("rate limited", timedelta(seconds=error.retry_after)) from error
        except discord.DiscordServerError as error:
            raise UnknownOutcomeError(f"Discord answered {error.status}") from error
        except discord.HTTPException as error:
            raise self._refusal(error, place_id) from error
        except aiohttp.ClientConnectorError as error:
            raise TransientError("no connection to Discord") from error  # never connected: certainly not done
        except (ServerFaultError, TimeoutError, aiohttp.ClientError, OSError) as error:
            raise UnknownOutcomeError(f"no answer from Discord ({error!r})") from error

    def _refusal(self, error: discord.HTTPException, place_id: int) -> Exception:
        reason = f"Discord refused it: {error.text or error.status} ({error.code})"
        blocked_whole = (
            error.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN} and error.code == 0
        )  # the token, or our address; not this message
        if error.code == OPENED_TOO_FAST:
            return DirectMessagesStoppedError(reason)
        if error.code == EDITED_TOO_OFTEN or blocked_whole:
            return TransientError(reason, LONG)
        if error.status == HTTPStatus.TOO_MANY_REQUESTS:
            return TransientError(reason)
        if error.code in {UNKNOWN_CHANNEL, MISSING_ACCESS} and self._in_outage(place_id):
            return TransientError("the guild is unavailable for now")
        return PermanentError(reason, error.code, gone=error.code in {UNKNOWN_CHANNEL, MISSING_ACCESS})

    def _in_outage(self, place_id: int) -> bool:
        """In an outage a guild's channels can't be seen; it has not left."""
        guild = getattr(self._client.get_channel(place_id), "guild", None) or self._client.get_guild(place_id)
        if guild is not None:
            return bool(guild.unavailable)
        return any(guild.unavailable for guild in self._client.guilds)


def _custom_ids(parts: Any) -> Iterator[str]:
    """Every `custom_id` of a fetched message, however deep."""
    for part in parts:
        if custom_id := getattr(part, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(part, "children", ()))
        if accessory := getattr(part, "accessory", None):
            yield from _custom_ids([accessory])
