"""An interaction without a Discord behind it: it remembers what was answered, and how."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import discord

from bot.errors import UserFacingError
from tests.acting import shown

Kind = discord.InteractionResponseType


class AppDouble:
    def __init__(self) -> None:
        self.taking = True
        self.sentences: dict[type[UserFacingError], Any] = {}
        self.counted: list[asyncio.Task[Any]] = []

    def count_in(self, task: asyncio.Task[Any]) -> None:
        self.counted.append(task)


Files = list[discord.File]


@dataclass
class ResponseDouble:
    """`refusal` is raised instead of answering, as Discord does when three seconds have passed."""

    said: list[tuple[str, str]]
    refusal: discord.HTTPException | None = None
    type: Kind | None = None
    deferred: asyncio.Event = field(default_factory=asyncio.Event)

    async def defer(self, *, ephemeral: bool = False, thinking: bool = False) -> None:
        self._acknowledge(Kind.deferred_channel_message if thinking else Kind.deferred_message_update)
        assert ephemeral == thinking
        self.deferred.set()

    async def send_message(self, *, view: discord.ui.LayoutView, files: Files, ephemeral: bool) -> None:
        assert ephemeral
        self._acknowledge(Kind.channel_message)
        self.said.append(("message", words_of(view, files)))

    async def edit_message(self, *, view: discord.ui.LayoutView, attachments: Files) -> None:
        self._acknowledge(Kind.message_update)
        self.said.append(("in place", words_of(view, attachments)))

    async def send_modal(self, modal: discord.ui.Modal) -> None:
        self._acknowledge(Kind.modal)
        self.said.append(("form", modal.title))

    def _acknowledge(self, kind: Kind) -> None:
        if self.refusal is not None:
            raise self.refusal
        assert self.type is None, "acknowledged twice"
        self.type = kind


class InteractionDouble:
    def __init__(self, kind: discord.InteractionType = discord.InteractionType.application_command) -> None:
        self.id = 7
        self.type = kind
        self.client = AppDouble()
        self.extras: dict[Any, Any] = {}
        self.data: dict[str, Any] = {}
        self.message: Any = None
        self.said: list[tuple[str, str]] = []
        self.response = ResponseDouble(self.said)
        self.followup = SimpleNamespace(send=self._follow_up)

    async def edit_original_response(self, *, view: discord.ui.LayoutView, attachments: Files) -> None:
        self.said.append(("original", words_of(view, attachments)))

    async def _follow_up(self, *, view: discord.ui.LayoutView, files: Files, ephemeral: bool) -> None:
        assert ephemeral
        self.said.append(("follow-up", words_of(view, files)))


def too_late() -> discord.HTTPException:
    """Discord's 10062: three seconds have passed."""
    response: Any = SimpleNamespace(status=404, reason="Not Found")
    return discord.NotFound(response, {"code": 10062, "message": "Unknown interaction"})


def words_of(view: Any, files: Files) -> str:
    """The words, and the names of the files below them."""
    return "\n".join([shown(view.to_components()), *(file.filename for file in files)])
