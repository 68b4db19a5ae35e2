"""The list of programmes, and ending one for good."""

from collections.abc import Coroutine
from typing import Any, ClassVar, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import NUMBER, Press, custom_id
from bot.programmes import running
from bot.programmes.rules.programme import Stage, State
from bot.programmes.running import Running

from .preview_ui import CallOffPress, LookPress
from .text import labels, programmes

Interaction = discord.Interaction[Any]


class OnProgramme(Press):
    """A button about a programme, in a private answer."""

    in_place = True
    label: ClassVar[str] = "?"
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, programme_id: int, *, label: str = "") -> None:
        key = custom_id(self.kind, programme_id)
        super().__init__(discord.ui.Button(label=label or self.label, style=self.style, custom_id=key))
        self.programme_id = programme_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: Any, /) -> Self:
        return cls(int(match["programme"]))


class GoOnPress(OnProgramme, kind="programme-go-on", programme=NUMBER):
    """Go on with one that is paused; in the list."""

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Running]:
        db = app_of(interaction).db
        return db.write(running.resume, actor=actor_of(interaction), programme_id=self.programme_id)

    def reply(self, outcome: Running) -> Reply:
        return say(programmes.resumed(outcome), in_place=True)


class EndPress(OnProgramme, kind="programme-end", programme=NUMBER):
    label = labels.END
    style = discord.ButtonStyle.danger

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Running]:
        db = app_of(interaction).db
        return db.write(running.close, actor=actor_of(interaction), programme_id=self.programme_id)

    def reply(self, outcome: Running) -> Reply:
        return say(programmes.closed(outcome), in_place=True)


class KeepProgrammePress(OnProgramme, kind="programme-keep", programme=NUMBER):
    label = labels.KEEP

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Running]:
        db = app_of(interaction).db
        return db.read(running.of_actor, actor=actor_of(interaction), programme_id=self.programme_id)

    def reply(self, _outcome: Running) -> Reply:
        return say(programmes.KEPT, in_place=True)


def ask_to_close(found: Running) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(programmes.ask_to_close(found)))
    about = found.programme.id
    view.add_item(discord.ui.ActionRow(EndPress(about), KeepProgrammePress(about)))
    return Reply(view)


def listed(found: list[Running]) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(programmes.listed_head(found)))
    for one in found:
        view.add_item(discord.ui.TextDisplay(programmes.running(one)))
        buttons = _buttons(one)
        if buttons:
            view.add_item(discord.ui.ActionRow(*buttons))
    return Reply(view)


def _buttons(found: Running) -> list[discord.ui.Item[Any]]:
    """Of the newest round that can be looked at or called off, and to go on with one that is paused."""
    buttons: list[discord.ui.Item[Any]] = []
    if found.programme.state is State.PAUSED:
        buttons.append(GoOnPress(found.programme.id, label=labels.go_on(found.programme.plan.name)))
    for one in found.rounds[:1]:
        buttons += [LookPress(one.id)] if one.stage is not Stage.ASKING else []
        buttons += [CallOffPress(one.id)] if one.stage is not Stage.BEGUN else []
    return buttons
