"""Buttons and forms: what each needs to say is whom it calls, and what came of it."""

import re
from abc import ABC, abstractmethod
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any, ClassVar, Self

import discord

from . import text
from .interactions import CLAIMED, Reply, answer, nothing, open_form, say
from .wording import to_copy

VERSION = "k1"
FORM_LIVES_S = 3600
MOST_SHOWN_BACK = 3500

NUMBER = r"\d{1,18}"
"""An id of our own: more digits would be no number that a database holds."""
NEVER = r"(?!)"
"""The pattern that nothing matches."""


def custom_id(kind: str, *values: object, mark: str = "") -> str:
    """Version, kind, values, and the mark of the message at the end."""
    return ":".join([VERSION, kind, *map(str, values), mark])


def options(labels: Mapping[Any, str], chosen: object = None) -> list[discord.SelectOption]:
    """Return what a select offers, by the value of each; one of them chosen."""
    return [
        discord.SelectOption(label=label, value=str(value), default=value == chosen) for value, label in labels.items()
    ]


class Component(discord.ui.DynamicItem[Any], ABC, template=NEVER):
    """A button or select that lives for ever: all it knows is in its `custom_id`.

    A class names its `kind` and, in their order, its fields with the pattern of each: `draft=NUMBER`.
    One without a kind is there to be built upon. `in_place`: it stands in a private message, which its answer replaces.
    """

    kind: ClassVar[str] = ""
    in_place: ClassVar[bool] = False

    def __init_subclass__(cls, *, kind: str = "", **fields: str) -> None:
        cls.kind = kind
        values = [f"(?P<{name}>{pattern})" for name, pattern in fields.items()]
        super().__init_subclass__(template=custom_id(kind, *values, mark=r"(?P<mark>\w*)") if kind else NEVER)

    @abstractmethod
    def call(self, interaction: discord.Interaction[Any]) -> Coroutine[Any, Any, Any]:
        """Return the one call that is made when it is used."""


class Press(Component):
    """One that says what came of its call."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await answer(interaction, _call(self, interaction), self.reply, in_place=self.in_place)

    @abstractmethod
    def reply(self, outcome: Any) -> Reply:
        """Return what is said about the outcome."""


class OpensForm(Component):
    """One that opens a form with what its call has read."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await open_form(interaction, _call(self, interaction), lambda read: self.form(interaction, read))

    @abstractmethod
    def form(self, interaction: discord.Interaction[Any], read: Any) -> "Form": ...


class OnDraft(Component):
    """A button beside a draft, in the private message that shows it."""

    in_place = True
    label: ClassVar[str] = "?"
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, draft_id: int, *values: object, label: str | None = None) -> None:
        key = custom_id(self.kind, draft_id, *values)
        super().__init__(discord.ui.Button(label=label or self.label, style=self.style, custom_id=key))
        self.draft_id = draft_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["draft"]))


class Form(discord.ui.Modal, ABC):
    """A form lives an hour. Its `custom_id` ends with the interaction that opened it.

    discord.py keeps forms by `custom_id` alone: otherwise one member's form would answer another's.
    `in_place`: it was opened from a private message, which its answer may replace.
    """

    in_place: bool = False

    def __init__(self, interaction: discord.Interaction[Any], *, kind: str, title: str) -> None:
        super().__init__(title=title, timeout=FORM_LIVES_S, custom_id=custom_id(kind, mark=str(interaction.id)))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        self.in_place = interaction.message is not None and interaction.message.flags.ephemeral
        call, typed = _call(self, interaction), _typed(interaction)
        await answer(interaction, call, self.reply, in_place=self.in_place, typed=typed)

    @abstractmethod
    def call(self, interaction: discord.Interaction[Any]) -> Coroutine[Any, Any, Any]: ...

    @abstractmethod
    def reply(self, outcome: Any) -> Reply: ...


async def _call(source: Component | Form, interaction: discord.Interaction[Any]) -> Any:
    """Make the one call; what fails on the way to it is answered like what fails in it."""
    return await source.call(interaction)


async def answer_unclaimed(interaction: discord.Interaction[Any]) -> None:
    """Answer a press or a form that nobody claimed: of an older version, or opened before a restart."""
    if interaction.extras.get(CLAIMED):
        return
    if interaction.type is discord.InteractionType.component:
        await answer(interaction, nothing(), lambda _: say(text.OLD_BUTTON))
    elif interaction.type is discord.InteractionType.modal_submit:
        await answer(interaction, nothing(), lambda _: say(text.lost_form(_typed(interaction))))


def _typed(interaction: discord.Interaction[Any]) -> str:
    data: Any = interaction.data
    values = "\n".join(_values(data["components"]))
    return to_copy(values, most=MOST_SHOWN_BACK) if values else ""


def _values(parts: Any) -> Iterator[str]:
    for part in parts:
        if part.get("value"):
            yield part["value"]
        yield from _values(part.get("components", []))
        if inner := part.get("component"):
            yield from _values([inner])
