"""Routes for tests: to seed the world, arm a fault, act as a member, and look."""

from collections import defaultdict
from collections.abc import Awaitable, Callable

from aiohttp import web

from .acting import Acting, ImpossibleError, seen
from .faults import Faults
from .gateway import Gateway
from .http import Handler, answer, body_of, done
from .seeding import seed
from .shapes import InteractionState, MessageState, State, ThreadState, WorldSeed
from .world import Channel, Interaction, Message, World


class Control:
    def __init__(self, world: World, gateway: Gateway, faults: Faults) -> None:
        self._world = world
        self._gateway = gateway
        self._faults = faults
        self._acting = Acting(world, gateway)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/control/world", _plain(self.seed)),
            web.post("/control/fault", _plain(self.arm)),
            web.get("/control/fault", _plain(self.fault)),
            web.delete("/control/fault", _plain(self.disarm)),
            web.post("/control/interaction", _plain(self.act)),
            web.get("/control/gateway", _plain(self.gateway)),
            web.get("/control/state", _plain(self.state)),
        ]

    async def seed(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        seeded = seed(self._world, WorldSeed(**body))  # type: ignore[typeddict-item]  # as the test wrote it
        if "guild" in body and seeded["guild_id"] is not None:
            await self._gateway.tell_of_guild(self._world.guild(seeded["guild_id"]))
        return answer(seeded)

    async def arm(self, request: web.Request) -> web.Response:
        self._faults.arm(await body_of(request))
        return done()

    async def disarm(self, _request: web.Request) -> web.Response:
        self._faults.disarm()
        return done()

    async def fault(self, request: web.Request) -> web.Response:
        """Wait up to `wait` seconds until it has `fired`, or is `done`."""
        to_the_end = request.query.get("until") == "done"
        await self._wait(request, lambda: self._faults.state()["done" if to_the_end else "fired"])
        return answer(self._faults.state())

    async def act(self, request: web.Request) -> web.Response:
        return answer(await self._acting.act(await body_of(request)))

    async def gateway(self, request: web.Request) -> web.Response:
        """Wait up to `wait` seconds until a session is ready, one that is newer than the first `after`."""
        after = int(request.query.get("after", 0))

        def ready() -> bool:
            state = self._gateway.state()
            return state["ready"] and state["sessions"] > after

        await self._wait(request, ready)
        return answer(self._gateway.state())

    async def state(self, _request: web.Request) -> web.Response:
        return answer(report(self._world))

    async def _wait(self, request: web.Request, holds: Callable[[], bool]) -> None:
        await self._world.changes.wait_until(holds, float(request.query.get("wait", 0)))


def _plain(handler: Callable[[web.Request], Awaitable[web.Response]]) -> Handler:
    """Answer a test's own mistakes with a sentence."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (ImpossibleError, ValueError, KeyError, TypeError) as error:
            raise web.HTTPBadRequest(text=f"{type(error).__name__}: {error}") from error

    return handle


def report(world: World) -> State:
    """Tell all that has come of it."""
    messages: dict[int, list[MessageState]] = defaultdict(list)
    for message in world.messages.values():
        messages[message.channel_id].append(_message(message))
    return State(
        messages=messages,
        interactions=[_interaction(world, interaction) for interaction in world.interactions.values()],
        threads=[_thread(channel) for channel in world.channels.values() if channel.is_thread],
        roles={
            guild.id: {member.user_id: member.role_ids for member in guild.members.values()}
            for guild in world.guilds.values()
        },
        commands=world.commands,
        unknown=world.unknown,
    )


def _message(message: Message) -> MessageState:
    return MessageState(
        id=message.id,
        channel_id=message.channel_id,
        author_id=message.author_id,
        content=message.content,
        components=message.components,
        flags=message.flags,
        nonce=message.nonce,
        mentions=message.mentions,
        ephemeral=message.ephemeral,
        deleted=message.deleted,
        edits=message.edits,
        created_at=message.created_at.isoformat(),
        edited_at=message.edited_at.isoformat() if message.edited_at else None,
    )


def _interaction(world: World, interaction: Interaction) -> InteractionState:
    return InteractionState(
        id=interaction.id,
        kind=interaction.kind,
        user_id=interaction.user_id,
        channel_id=interaction.channel_id,
        created_at=interaction.created_at.isoformat(),
        callback_type=interaction.callback_type,
        answered=interaction.answered,
        data=seen(world, interaction),
        message_id=interaction.shown.id if interaction.shown else None,
        followup_ids=[message.id for message in interaction.followups],
    )


def _thread(thread: Channel) -> ThreadState:
    return ThreadState(
        id=thread.id,
        parent_id=thread.parent_id,
        name=thread.name,
        type=thread.type,
        archived=thread.archived,
        deleted=thread.deleted,
        member_ids=thread.member_ids,
        created_at=thread.created_at.isoformat(),
    )
