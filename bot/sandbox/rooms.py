"""simcord's pages, for every place and person at once: one page is one person looking at one place.

simcord's own preview shows one channel. What is overridden here is private to it, as in `simulator.py`.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from typing import Any

import simcord
from aiohttp import web
from simcord.preview import Preview, _server
from simcord.preview._server import PreviewServer

from . import simulator

CAPABILITY = "X-Simcord-Capability"
"""The header in which a page shows what its address ended with: the secret, the place and the person."""
ROUTES = (
    ("POST", "/api/pages", "_pages"),
    ("DELETE", "/api/pages/{context_id}", "_delete_page"),
    ("GET", "/api/state", "_state"),
    ("GET", "/api/commands", "_commands"),
    ("GET", "/api/action-result", "_action_result"),
    ("POST", "/api/action", "_action"),
    ("GET", "/api/assets/{asset_id}", "_asset"),
)
"""What a page asks for, and which of the server's methods answers it."""
STATIC = files("simcord.preview") / "static"
LOOKS_ONLY = frozenset({"autocomplete_command", "browse_messages", "browse_candidates", "configure_presentation"})
"""What a page does that nobody but itself can notice."""

Result = dict[str, Any]
Run = Callable[[Callable[[], Awaitable[Result]]], Awaitable[Result]]


class Rooms(Preview):
    """`act` runs what changes the world, `look` what does not; each when its turn comes."""

    _MAX_PAGES = 40

    def __init__(
        self,
        env: simcord.Env,
        people: Mapping[str, simcord.MemberActor],
        *,
        first: simcord.ChannelHandle,
        zones: Mapping[int, str],
        pictures: Mapping[str, tuple[str, bytes]],
        act: Run,
        look: Run,
    ) -> None:
        super().__init__(
            env,
            first,
            tuple(people.values()),
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale="en-GB",
            timezone="UTC",
            presentation_time=None,
            assets=pictures,
            port=0,
        )
        self._server = RoomsServer(self)
        self._act = act
        self._look = look
        self._zones = zones

    async def answer(self, method: str, request: web.Request) -> web.StreamResponse:
        """Answer one of `ROUTES`."""
        response: web.StreamResponse = await getattr(self._server, method)(request)
        return response

    async def open_for(self, person_id: str, place_id: int) -> Result:
        """Open a page, at the newest message."""

        async def opening() -> Result:
            self.channel = simulator.channel(self.env, place_id)
            if self._python is not None:  # the page that others are opened like
                self._python.target_id = simulator.newest(self.env, place_id, int(person_id))
                self._python.window_end_id = None
            return self._page_payload(self._open_page(person_id))

        return await self._look(opening)

    def show_form(self, result: simcord.InteractionResult, person: simcord.MemberActor, place_id: int) -> None:
        """Have this person's pages of this place show the form that something opened."""
        for page in self._pages.values():
            if (page.viewer.id, page.channel_id) == (person.id, place_id):
                page.modal = result
                page.modal_handle = "m_" + secrets.token_urlsafe()

    def _viewer(self, viewer_id: Any) -> Any:
        """In direct messages simcord wants the user, elsewhere the member."""
        viewer = super()._viewer(viewer_id)
        return viewer.user if self.channel.guild is None else viewer

    def _publish(self, page: Any, *, reason: Any = "action") -> None:
        """Show times as this viewer's own device would."""
        self.timezone = self._zones[page.viewer.id]
        super()._publish(page, reason=reason)

    def _page_payload(self, page: Any) -> Result:
        """Say with each message what minute it is: a page draws one anew, with its "in 2 hours", only if it changed."""
        payload = super()._page_payload(page)
        minute = self.env.now().isoformat(timespec="minutes")
        for message in payload["messages"].values():
            message["drawnAt"] = minute
        return payload

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> Result:
        """Do what was pressed or typed on a page, whatever the world has come to since that page was drawn.

        simcord would refuse a press if anything had changed; it still refuses one on a button that is gone.
        """
        page = self._get_page(context_id)

        async def doing() -> Result:
            self.channel = simulator.channel(self.env, page.channel_id)
            now = {"published_revision": page.revision, "bot_generation": simulator.generation(self.env)}
            return await super(Rooms, self)._action(context_id, {**body, **now})

        run = self._look if body.get("kind") in LOOKS_ONLY else self._act
        return await run(doing)


class RoomsServer(PreviewServer):
    """Answers for the shell's server, which has let in only who may: this one listens nowhere itself."""

    def __init__(self, rooms: Rooms) -> None:
        super().__init__(rooms)
        self._rooms = rooms

    async def start(self) -> None:
        vars(_server)["web"] = web  # simcord imports it where it would begin to listen

    async def close(self) -> None:
        """There is nothing to close."""

    def _authorized(self, request: web.Request, *, context: str | None = None) -> bool:
        return context is None or request.headers.get("X-Simcord-Context") == context

    async def _pages(self, request: web.Request) -> web.Response:
        try:
            _, place, person = request.headers[CAPABILITY].split(".")
            return web.json_response(await self._rooms.open_for(person, int(place)))
        except (ValueError, simcord.SetupError, simcord.BackendError) as error:
            raise web.HTTPBadRequest(text=f"there is no such page: {error}") from error


def page_html(additions: str) -> str:
    """Return simcord's page, with something of ours at the end of its head."""
    return (STATIC / "index.html").read_text(encoding="utf-8").replace("</head>", f"{additions}</head>")
