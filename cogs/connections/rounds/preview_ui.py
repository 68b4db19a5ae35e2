"""What organisers look at before people are introduced, each privately, and what they may change."""

import re
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, Self

import discord

from bot.connections.rounds import changing, previewing
from bot.connections.rounds.previewing import Preview
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import NUMBER, Form, OpensForm, Press, custom_id
from bot.programmes.rules.programme import Round, Stage

from .text import labels, previews, programmes

Interaction = discord.Interaction[Any]


class LookPress(Press, kind="draw-look", round=NUMBER):
    """On the card in the organisers' channel, and in the list of programmes."""

    def __init__(self, round_id: int, mark: str = "", *, label: str = labels.LOOK) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(self.kind, round_id, mark=mark)))
        self.round_id = round_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["round"]), match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Preview]:
        return app_of(interaction).db.read(previewing.preview, actor=actor_of(interaction), round_id=self.round_id)

    def reply(self, outcome: Preview) -> Reply:
        return shown(outcome)


class OnDraw(Press):
    """A button in the private look at a draw: which page, of which revision."""

    in_place = True
    label: ClassVar[str] = "?"
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, round_id: int, revision: int, page: int, *, label: str = "") -> None:
        self.round_id, self.revision, self.page = round_id, revision, page
        self.key = custom_id(self.kind, round_id, revision, page)
        super().__init__(self.made(label or self.label))

    def made(self, label: str) -> discord.ui.Item[Any]:
        return discord.ui.Button(label=label, style=self.style, custom_id=self.key)

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["round"]), int(match["revision"]), int(match["page"]))

    def reply(self, outcome: Preview) -> Reply:
        return shown(outcome, in_place=True)


class PagePress(OnDraw, kind="draw-page", round=NUMBER, revision=NUMBER, page=NUMBER):
    label = labels.LOOK_AGAIN

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Preview]:
        actor = actor_of(interaction)
        return app_of(interaction).db.read(previewing.preview, actor=actor, round_id=self.round_id, page=self.page)


class DrawAgainPress(OnDraw, kind="draw-again", round=NUMBER, revision=NUMBER, page=NUMBER):
    label = labels.DRAW_AGAIN

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Preview]:
        return _change(interaction, changing.draw_again, self)


class SendNowPress(OnDraw, kind="draw-send", round=NUMBER, revision=NUMBER, page=NUMBER):
    label = labels.SEND_NOW
    style = discord.ButtonStyle.success

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Preview]:
        return _change(interaction, changing.send_now, self)


class LockPick(OnDraw, kind="draw-lock", round=NUMBER, revision=NUMBER, page=NUMBER):
    """Which of the groups on the page stay as they are."""

    def __init__(self, round_id: int, revision: int, page: int, found: Preview | None = None) -> None:
        self.found = found
        super().__init__(round_id, revision, page)

    def made(self, label: str) -> discord.ui.Item[Any]:
        del label
        groups = self.found.groups if self.found else ()
        self.select = discord.ui.Select[Any](
            custom_id=self.key,
            placeholder=labels.LOCK,
            min_values=0,
            max_values=len(groups) or 1,
            options=[
                discord.SelectOption(label=labels.group(one.number), value=str(one.number), default=one.is_locked)
                for one in groups
            ],
        )
        return self.select

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Preview]:
        return _change(interaction, changing.lock, self, numbers={int(value) for value in self.select.values})


class SwapPress(OpensForm, kind="draw-swap", round=NUMBER, revision=NUMBER, page=NUMBER):
    in_place = True

    def __init__(self, round_id: int, revision: int, page: int) -> None:
        self.round_id, self.revision, self.page = round_id, revision, page
        key = custom_id(self.kind, round_id, revision, page)
        super().__init__(discord.ui.Button(label=labels.SWAP, custom_id=key))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["round"]), int(match["revision"]), int(match["page"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Round]:
        return app_of(interaction).db.read(changing.as_it_is, actor=actor_of(interaction), round_id=self.round_id)

    def form(self, interaction: Interaction, _read: Round) -> Form:
        return SwapForm(interaction, self)


class SwapForm(Form):
    def __init__(self, interaction: Interaction, pressed: SwapPress) -> None:
        super().__init__(interaction, kind="draw-swap-form", title=labels.SWAP_TITLE)
        self.pressed = pressed
        self.one = discord.ui.UserSelect[Any](custom_id="one")
        self.other = discord.ui.UserSelect[Any](custom_id="other")
        self.add_item(discord.ui.Label(text=labels.ONE, component=self.one))
        self.add_item(discord.ui.Label(text=labels.OTHER, component=self.other))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Preview]:
        one, other = self.one.values[0].id, self.other.values[0].id
        return _change(interaction, changing.swap, self.pressed, one_id=one, other_id=other)

    def reply(self, outcome: Preview) -> Reply:
        return shown(outcome, in_place=self.in_place)


class OnRound(Press):
    """A button about calling a round off, in a private answer."""

    in_place = True
    label: ClassVar[str] = "?"
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, round_id: int) -> None:
        key = custom_id(self.kind, round_id)
        super().__init__(discord.ui.Button(label=self.label, style=self.style, custom_id=key))
        self.round_id = round_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["round"]))


class CallOffPress(OnRound, kind="round-call-off", round=NUMBER):
    """It asks first."""

    label = labels.CALL_OFF

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Round]:
        return app_of(interaction).db.read(changing.to_call_off, actor=actor_of(interaction), round_id=self.round_id)

    def reply(self, outcome: Round) -> Reply:
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay(programmes.ask_to_call_off(outcome.number, outcome.begins_at)))
        view.add_item(discord.ui.ActionRow(ReallyCallOffPress(outcome.id), KeepRoundPress(outcome.id)))
        return Reply(view, in_place=True)


class ReallyCallOffPress(OnRound, kind="round-really-call-off", round=NUMBER):
    label = labels.REALLY_CALL_OFF
    style = discord.ButtonStyle.danger

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Round]:
        return app_of(interaction).db.write(changing.call_off, actor=actor_of(interaction), round_id=self.round_id)

    def reply(self, outcome: Round) -> Reply:
        return say(programmes.called_off(outcome), in_place=True)


class KeepRoundPress(OnRound, kind="round-keep", round=NUMBER):
    label = labels.KEEP

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Round]:
        return app_of(interaction).db.read(changing.as_it_is, actor=actor_of(interaction), round_id=self.round_id)

    def reply(self, _outcome: Round) -> Reply:
        return say(programmes.KEPT, in_place=True)


def _change(
    interaction: Interaction, change: Callable[..., Preview], pressed: OnDraw | SwapPress, **more: Any
) -> Coroutine[Any, Any, Preview]:
    return app_of(interaction).db.write(
        change,
        actor=actor_of(interaction),
        round_id=pressed.round_id,
        revision=pressed.revision,
        page=pressed.page,
        **more,
    )


def shown(found: Preview, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(previews.head(found)))
    if found.groups:
        view.add_item(discord.ui.TextDisplay(previews.groups(found)))
    view.add_item(discord.ui.TextDisplay(previews.waiting(found)))
    about = found.round.id, found.revision
    turning: list[discord.ui.Item[Any]] = [
        PagePress(*about, page, label=label)
        for page, label in ((found.page - 1, labels.BEFORE), (found.page, ""), (found.page + 1, labels.AFTER))
        if 0 <= page < found.pages
    ]
    changes_on = found.round.stage is Stage.PREPARED and not found.is_sending
    if changes_on and found.groups:
        view.add_item(discord.ui.ActionRow(LockPick(*about, found.page, found)))
        again, swap = DrawAgainPress(*about, found.page), SwapPress(*about, found.page)
        view.add_item(discord.ui.ActionRow(swap, again, SendNowPress(*about, found.page), CallOffPress(found.round.id)))
    if found.round.stage is Stage.BEGUN and found.introduced < found.number:
        turning.append(CallOffPress(found.round.id))
    view.add_item(discord.ui.ActionRow(*turning))
    return Reply(view, in_place)
