"""Routes about who the bot is, guilds, members and commands; and how any request is let in or refused."""

import json

from aiohttp import web
from aiohttp.typedefs import Middleware

from . import payloads
from .errors import INVALID_JSON, NOT_FOUND, UNAUTHORIZED, UNKNOWN_ROLE, ApiError, Refusal
from .http import Handler, answer, done, list_of, number
from .shapes import TOKEN, Json
from .world import Member, World


def gatekeeper(world: World, prefix: str) -> Middleware:
    """Ask for the token where Discord does, note unknown routes, answer refusals."""

    @web.middleware
    async def let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
        path = request.path.removeprefix(prefix)
        by_own_token = path.startswith(("/interactions/", "/webhooks/"))
        if not by_own_token and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return refuse(UNAUTHORIZED)
        try:
            return await handler(request)
        except ApiError as error:
            return refuse(error.refusal)
        except json.JSONDecodeError:
            return refuse(INVALID_JSON)
        except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
            world.unknown.append(f"{request.method} {path}")
            return refuse(NOT_FOUND)

    return let_in


def refuse(refusal: Refusal) -> web.Response:
    return answer({"message": refusal.message, "code": refusal.code}, refusal.status)


class Rest:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        role = r"/guilds/{guild:\d+}/members/{user:\d+}/roles/{role:\d+}"
        return [
            web.get("/users/@me", self.me),
            web.get("/oauth2/applications/@me", self.application),
            web.get("/applications/@me", self.application),
            web.get("/users/@me/guilds", self.own_guilds),
            web.get(r"/guilds/{guild:\d+}", self.guild),
            web.get(r"/guilds/{guild:\d+}/members/{user:\d+}", self.member),
            web.get(r"/guilds/{guild:\d+}/threads/active", self.active_threads),
            web.put(role, self.give_role),
            web.delete(role, self.take_role),
            web.put(r"/applications/{application:\d+}/commands", self.sync_commands),
            web.get(r"/applications/{application:\d+}/commands", self.commands),
        ]

    async def me(self, _request: web.Request) -> web.Response:
        return answer(payloads.own_user(self._world))

    async def application(self, _request: web.Request) -> web.Response:
        return answer(payloads.application(self._world))

    async def own_guilds(self, _request: web.Request) -> web.Response:
        guilds = self._world.guilds.values()
        bot_id = self._world.bot_id
        own = {g.id: {"owner": False, "permissions": str(g.permissions_of(bot_id))} for g in guilds}
        return answer([payloads.guild(guild) | own[guild.id] for guild in guilds])

    async def guild(self, request: web.Request) -> web.Response:
        return answer(payloads.guild(self._world.guild(number(request, "guild"))))

    async def member(self, request: web.Request) -> web.Response:
        guild = self._world.guild(number(request, "guild"))
        member = self._world.member(guild.id, number(request, "user"))
        return answer(payloads.member(self._world, guild, member.user_id))

    async def active_threads(self, request: web.Request) -> web.Response:
        bot_id = self._world.bot_id
        threads = list(self._world.threads(self._world.guild(number(request, "guild")).id))
        own = [payloads.thread_member(thread, bot_id) for thread in threads if bot_id in thread.member_ids]
        return answer({"threads": [payloads.channel(self._world, one) for one in threads], "members": own})

    async def give_role(self, request: web.Request) -> web.Response:
        member, role_id = self._member_and_role(request)
        if role_id not in member.role_ids:
            member.role_ids.append(role_id)
        return done()

    async def take_role(self, request: web.Request) -> web.Response:
        member, role_id = self._member_and_role(request)
        if role_id in member.role_ids:
            member.role_ids.remove(role_id)
        return done()

    async def sync_commands(self, request: web.Request) -> web.Response:
        ids = {(known["type"], known["name"]): known["id"] for known in self._world.commands}
        self._world.commands = [self._command(sent, ids) for sent in await list_of(request)]
        return answer(self._world.commands)

    async def commands(self, _request: web.Request) -> web.Response:
        return answer(self._world.commands)

    def _command(self, sent: Json, ids: dict[tuple[int, str], str]) -> Json:
        kind = sent.get("type", payloads.CHAT_INPUT)
        kept = ids.get((kind, sent["name"])) or str(self._world.new_id())
        own = {
            "id": kept,
            "type": kind,
            "application_id": str(self._world.bot_id),
            "version": str(self._world.new_id()),
        }
        return {"description": "", "options": [], "default_member_permissions": None, **sent, **own}

    def _member_and_role(self, request: web.Request) -> tuple[Member, int]:
        member = self._world.member(number(request, "guild"), number(request, "user"))
        role_id = number(request, "role")
        if role_id not in self._world.guild(number(request, "guild")).roles:
            raise ApiError(UNKNOWN_ROLE)
        return member, role_id
