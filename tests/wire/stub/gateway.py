"""The gateway: sessions that hear what happens."""

import asyncio
import json
import secrets
import zlib
from contextlib import suppress

from aiohttp import WSMsgType, web

from . import payloads
from .shapes import TOKEN, GatewayState, Json
from .world import Guild, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, REQUEST_MEMBERS = 0, 1, 2, 6, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
AUTHENTICATION_FAILED, GOING_AWAY = 4004, 1001
HEARTBEAT_MS = 41_250
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12


class Session:
    """One connection. Compresses as Discord does, or not at all, which discord.py takes too."""

    def __init__(self, socket: web.WebSocketResponse, *, zlib_stream: bool) -> None:
        self._socket = socket
        self._zlib = zlib.compressobj() if zlib_stream else None
        self._sequence = 0
        self.intents = 0
        self.ready = False
        self.closed = False

    async def send(self, op: int, data: object = None) -> None:
        await self._send({"op": op, "d": data, "s": None, "t": None})

    async def dispatch(self, event: str, data: Json) -> None:
        self._sequence += 1
        await self._send({"op": DISPATCH, "d": data, "s": self._sequence, "t": event})

    async def close(self, code: int) -> None:
        await self._socket.close(code=code)

    async def _send(self, packet: Json) -> None:
        text = json.dumps(packet)
        with suppress(ConnectionError):  # it is noticed where the socket is read
            if self._zlib is None:
                await self._socket.send_str(text)
            else:
                packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(packed)


class Gateway:
    def __init__(self, world: World) -> None:
        self._world = world
        self._sessions: list[Session] = []
        self._ready_so_far = 0

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/gateway", self.connect)]

    def newest(self) -> Session | None:
        """Return the session that hears of interactions."""
        return next((session for session in reversed(self._sessions) if session.ready), None)

    def state(self) -> GatewayState:
        ready = self.newest() is not None
        return GatewayState(connected=bool(self._sessions), ready=ready, sessions=self._ready_so_far)

    async def dispatch(self, event: str, data: Json, *, intent: int) -> None:
        """Tell every session that asked for such events."""
        hearing = [session for session in self._sessions if session.ready and session.intents & intent]
        await asyncio.gather(*(session.dispatch(event, data) for session in hearing))

    async def tell_of_guild(self, guild: Guild) -> None:
        """Tell of one that the bot joins while it is running."""
        joined = payloads.created_guild(self._world, guild)
        del joined["unavailable"]  # it stands there only when a guild comes back
        await self.dispatch("GUILD_CREATE", joined, intent=GUILDS)

    async def close(self) -> None:
        await asyncio.gather(*(session.close(GOING_AWAY) for session in self._sessions))

    async def connect(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(timeout=1)
        await socket.prepare(request)
        session = Session(socket, zlib_stream=request.query.get("compress") == "zlib-stream")
        self._sessions.append(session)
        self._world.changes.ring()
        try:
            await session.send(HELLO, {"heartbeat_interval": HEARTBEAT_MS})
            async for packet in socket:
                if packet.type is WSMsgType.TEXT:
                    await self._receive(session, json.loads(packet.data), home=f"ws://{request.host}/gateway")
        finally:
            session.closed = True
            session.ready = False
            self._sessions.remove(session)
            self._world.changes.ring()
        return socket

    async def _receive(self, session: Session, packet: Json, *, home: str) -> None:
        match packet["op"]:
            case 1:
                await session.send(HEARTBEAT_ACK)
            case 2:
                await self._identify(session, packet["d"], home)
            case 6:
                await session.send(INVALID_SESSION, data=False)
            case 8:
                await self._find_members(session, packet["d"])
            case _:
                pass

    async def _identify(self, session: Session, data: Json, home: str) -> None:
        if data["token"] != TOKEN:
            await session.close(AUTHENTICATION_FAILED)
            return
        session.intents = data["intents"]
        world = self._world
        ready = {
            "v": 10,
            "user": payloads.own_user(world),
            "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in world.guilds],
            "session_id": secrets.token_hex(16),
            "resume_gateway_url": home,
            "application": {"id": str(world.bot_id), "flags": 0},
        }
        await session.dispatch("READY", ready)
        for guild in list(world.guilds.values()):
            await session.dispatch("GUILD_CREATE", payloads.created_guild(world, guild))
        session.ready = True
        self._ready_so_far += 1
        world.changes.ring()

    async def _find_members(self, session: Session, asked: Json) -> None:
        """Answer in one chunk: by ids, or by how the name begins."""
        world = self._world
        guild = world.guilds[int(asked["guild_id"])]
        ids = asked.get("user_ids")
        if ids is None:
            prefix = asked.get("query", "").lower()
            found = [user_id for user_id in guild.members if world.users[user_id].lower().startswith(prefix)]
            missing = []
        else:
            wanted = [int(user_id) for user_id in (ids if isinstance(ids, list) else [ids])]
            found = [user_id for user_id in wanted if user_id in guild.members]
            missing = [user_id for user_id in wanted if user_id not in guild.members]
        found = found[: asked.get("limit") or None]
        chunk = {
            "guild_id": str(guild.id),
            "members": [payloads.member(world, guild, user_id) for user_id in found],
            "not_found": [str(user_id) for user_id in missing],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": asked.get("nonce"),
        }
        await session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
