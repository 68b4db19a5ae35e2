"""Routes about channels, threads and the messages in them."""

from aiohttp import web

from . import messages, payloads
from .errors import (
    INVALID_RECIPIENT,
    THREAD_ARCHIVED,
    THREAD_EXISTS,
    UNKNOWN_USER,
    WRONG_CHANNEL_TYPE,
    ApiError,
)
from .gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, Gateway
from .http import answer, body_of, done, number
from .shapes import Json
from .world import DM, PRIVATE_THREAD, PUBLIC_THREAD, Channel, Message, World


class Channels:
    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        channel = r"/channels/{channel:\d+}"
        message = channel + r"/messages/{message:\d+}"
        return [
            web.post("/users/@me/channels", self.open_dm),
            web.get(channel, self.channel),
            web.patch(channel, self.edit_channel),
            web.delete(channel, self.delete_channel),
            web.post(channel + "/threads", self.open_thread),
            web.post(message + "/threads", self.open_thread_on),
            web.put(channel + r"/thread-members/{user:\d+}", self.add_to_thread),
            web.get(channel + "/messages", self.history),
            web.post(channel + "/messages", self.post),
            web.get(message, self.message),
            web.patch(message, self.edit),
            web.delete(message, self.delete),
        ]

    # Channels

    async def open_dm(self, request: web.Request) -> web.Response:
        world = self._world
        user_id = int((await body_of(request))["recipient_id"])
        if user_id not in world.users or user_id == world.bot_id:
            raise ApiError(INVALID_RECIPIENT)
        opened = next((dm for dm in world.channels.values() if dm.recipient_id == user_id), None)
        if opened is None:
            opened = Channel(world.new_id(), "", DM, world.now(), recipient_id=user_id)
            world.channels[opened.id] = opened
        return answer(payloads.channel(world, opened))

    async def channel(self, request: web.Request) -> web.Response:
        return answer(payloads.channel(self._world, self._channel(request)))

    async def edit_channel(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        body = await body_of(request)
        for name in ("name", "archived", "locked", "auto_archive_duration", "invitable"):
            if name in body:
                setattr(channel, name, body[name])
        return await self._changed("UPDATE", channel)

    async def delete_channel(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        channel.deleted = True
        return await self._changed("DELETE", channel)

    # Threads

    async def open_thread(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        kind = body.get("type", PRIVATE_THREAD)
        return await self._new_thread(self._channel(request), self._world.new_id(), kind, body)

    async def open_thread_on(self, request: web.Request) -> web.Response:
        """A thread on a message has the message's id."""
        message = self._message(request)
        if message.id in self._world.channels:
            raise ApiError(THREAD_EXISTS)
        body = await body_of(request)
        return await self._new_thread(self._channel(request), message.id, PUBLIC_THREAD, body)

    async def _new_thread(self, parent: Channel, thread_id: int, kind: int, body: Json) -> web.Response:
        if parent.is_thread or parent.guild_id is None:
            raise ApiError(WRONG_CHANNEL_TYPE)
        thread = Channel(
            thread_id,
            body["name"],
            kind,
            self._world.now(),
            guild_id=parent.guild_id,
            parent_id=parent.id,
            auto_archive_duration=body.get("auto_archive_duration") or 4320,
            invitable=body.get("invitable", True),
            member_ids=[self._world.bot_id],
        )
        self._world.channels[thread.id] = thread
        payload = payloads.channel(self._world, thread)
        await self._gateway.dispatch("THREAD_CREATE", payload | {"newly_created": True}, intent=GUILDS)
        return answer(payload, status=201)

    async def add_to_thread(self, request: web.Request) -> web.Response:
        thread = self._channel(request)
        user_id = number(request, "user")
        if not thread.is_thread:
            raise ApiError(WRONG_CHANNEL_TYPE)
        if thread.archived:
            raise ApiError(THREAD_ARCHIVED)
        if user_id not in self._world.guild(thread.guild_id or 0).members:
            raise ApiError(UNKNOWN_USER)
        if user_id not in thread.member_ids:
            thread.member_ids.append(user_id)
        return done()

    # Messages

    async def history(self, request: web.Request) -> web.Response:
        found = messages.page(self._world, self._channel(request).id, request.query)
        return answer([payloads.message(self._world, message) for message in found])

    async def post(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        message, new = messages.post(self._world, channel, await body_of(request))
        if new:
            await announce(self._world, self._gateway, message)
        return answer(message.first_answer)

    async def message(self, request: web.Request) -> web.Response:
        return answer(payloads.message(self._world, self._message(request)))

    async def edit(self, request: web.Request) -> web.Response:
        message = self._message(request)
        messages.edit(self._world, message, await body_of(request))
        return answer(payloads.message(self._world, message))

    async def delete(self, request: web.Request) -> web.Response:
        self._message(request).deleted = True
        return done()

    def _channel(self, request: web.Request) -> Channel:
        return self._world.channel(number(request, "channel"))

    def _message(self, request: web.Request) -> Message:
        return self._world.message(number(request, "channel"), number(request, "message"))

    async def _changed(self, how: str, channel: Channel) -> web.Response:
        payload = payloads.channel(self._world, channel)
        if channel.guild_id is not None:
            what = "THREAD" if channel.is_thread else "CHANNEL"
            await self._gateway.dispatch(f"{what}_{how}", payload, intent=GUILDS)
        return answer(payload)


async def announce(world: World, gateway: Gateway, message: Message) -> None:
    """Tell of a new message those who listen to such."""
    intent = DIRECT_MESSAGES if world.channels[message.channel_id].type == DM else GUILD_MESSAGES
    await gateway.dispatch("MESSAGE_CREATE", payloads.created_message(world, message), intent=intent)
    world.changes.ring()
