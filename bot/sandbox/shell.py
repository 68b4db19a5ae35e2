"""The one server: our page around simcord's, what it asks for, and who is let in."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import simcord
from aiohttp import web

from . import state
from .rooms import CAPABILITY, ROUTES, STATIC, page_html
from .stage import Stage

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

WEB = Path(str(files(__package__) / "web"))
FILES = ("shell.js", "rooms.js", "times.js", "shell.css", "icon.svg", "room.js", "room.css")
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
GUARDED = ("/api/", "/sandbox/")
KEPT_FOR_GOOD = ("/fonts/", "/vendor/")
A_YEAR = "public, max-age=31536000, immutable"
SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ROOM_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self' blob:; "
    "img-src 'self' blob:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


class Shell:
    """`secret` is at the end of the address that is opened; whoever has it may do everything here."""

    def __init__(self, stage: Stage, secret: str) -> None:
        self._stage = stage
        self._secret = secret

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", _file("shell.html")),
                *(web.get(f"/{name}", _file(name)) for name in FILES),
                web.get("/room", _room),
                web.get("/sandbox/state", self._state),
                web.post("/sandbox/move", self._move),
                web.post("/sandbox/restart", self._restart),
                web.post("/sandbox/kill", self._kill),
                web.post("/sandbox/menu", self._menu),
                *(web.route(verb, path, self._room_route(method)) for verb, path, method in ROUTES),
                web.static("/", Path(str(STATIC))),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in only this machine's own browser, on our own pages, with the secret."""
        port = request.transport.get_extra_info("sockname")[1] if request.transport else 0
        host = request.headers.get("Host", "")
        if host not in {f"127.0.0.1:{port}", f"localhost:{port}"}:
            raise web.HTTPForbidden(text="This is served to your own machine only.")
        if request.headers.get("Origin", f"http://{host}") != f"http://{host}":
            raise web.HTTPForbidden(text="This is not for other pages.")
        if request.path.startswith(GUARDED) and not self._is_secret(request.headers.get(CAPABILITY, "")):
            raise web.HTTPUnauthorized(text="Open the address that the terminal shows.")
        response = await handler(request)
        response.headers.update(_headers(request.path))
        return response

    def _is_secret(self, capability: str) -> bool:
        given = capability.partition(".")[0]
        return secrets.compare_digest(given.encode(), self._secret.encode())

    def _room_route(self, method: str) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await self._stage.rooms.answer(method, request)

        return answer

    async def _state(self, _request: web.Request) -> web.Response:
        return web.json_response(state.describe(self._stage))

    async def _move(self, request: web.Request) -> web.Response:
        by = (await _body(request)).get("by")
        if by == "next":
            return await self._after(self._stage.move_to_next())
        if by not in STEPS:
            raise web.HTTPBadRequest(text="by is hour, day or next")
        return await self._after(self._stage.move(STEPS[by]))

    async def _restart(self, _request: web.Request) -> web.Response:
        return await self._after(self._stage.restart())

    async def _kill(self, _request: web.Request) -> web.Response:
        return await self._after(self._stage.kill())

    async def _menu(self, request: web.Request) -> web.Response:
        body = await _body(request)
        try:
            name, person, target = body["name"], body["person"], body["target"]
            choosing = self._stage.use_menu(name, person=person, place_id=int(body["place"]), target=target)
        except (KeyError, ValueError) as error:
            raise web.HTTPBadRequest(text="name, person, place and target are needed") from error
        return await self._after(choosing)

    async def _after(self, doing: Awaitable[None]) -> web.Response:
        """Answer with how things are then. What was refused is said on the page."""
        try:
            await doing
        except (simcord.SetupError, simcord.BackendError) as error:
            if str(error) != self._stage.notice.words:
                self._stage.say(f"That can't be done: {error}")
        return web.json_response(state.describe(self._stage))


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest(text="JSON is needed") from error
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="a JSON object is needed")
    return body


def _file(name: str) -> Handler:
    path = WEB / name

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=path.read_text(encoding="utf-8"), content_type=TYPES[path.suffix])

    return answer


async def _room(_request: web.Request) -> web.Response:
    return web.Response(
        text=page_html('<link rel="stylesheet" href="/room.css"><script type="module" src="/room.js"></script>'),
        content_type="text/html",
    )


def _headers(path: str) -> dict[str, str]:
    caching = A_YEAR if path.startswith(KEPT_FOR_GOOD) else "no-store" if path.startswith(GUARDED) else "no-cache"
    return {
        "Cache-Control": caching,
        "Content-Security-Policy": ROOM_POLICY if path == "/room" else SHELL_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN" if path == "/room" else "DENY",
    }
