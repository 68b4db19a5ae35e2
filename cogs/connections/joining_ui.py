"""Taking part in introductions: one private answer with what one wishes, each saved at once."""

import re
from abc import abstractmethod
from collections.abc import Coroutine
from functools import partial
from typing import Any, ClassVar, Self

import discord

from bot.connections import joining
from bot.connections.joining import Taking
from bot.connections.rules.participation import EVERY, Mix, Size, State, Wishes
from bot.connections.rules.slots import ALL
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, home_of, missing_for_threads
from bot.discord_app.presses import Press, custom_id, options
from bot.members import nevers

from .text import joining as text

Interaction = discord.Interaction[Any]


class JoinPress(Press, kind="connect-join"):
    in_place = True

    def __init__(self) -> None:
        style = discord.ButtonStyle.success
        super().__init__(discord.ui.Button(label=text.JOIN, style=style, custom_id=custom_id(self.kind)))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Taking]:
        return join(interaction)

    def reply(self, outcome: Taking) -> Reply:
        return shown(outcome, in_place=True)


def join(interaction: Interaction) -> Coroutine[Any, Any, Taking]:
    """Have the one who typed or pressed take part."""
    may = partial(missing_for_threads, interaction)
    actor, home = actor_of(interaction), home_of(interaction)
    return app_of(interaction).db.write(joining.join, actor=actor, channel_id=home, missing_in=may)


class ResumePress(Press, kind="connect-resume"):
    """In a member's corner, or in a private answer."""

    def __init__(self, mark: str = "") -> None:
        style = discord.ButtonStyle.success
        super().__init__(discord.ui.Button(label=text.RESUME, style=style, custom_id=custom_id(self.kind, mark=mark)))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Taking]:
        return app_of(interaction).db.write(joining.resume, actor=actor_of(interaction))

    def reply(self, outcome: Taking) -> Reply:
        return shown(outcome)


class WishPick(Press):
    """A select of one wish."""

    in_place = True
    number: ClassVar[int]
    """Its component's id: one that no select in the message before had, whose choice a client might show here."""

    def __init__(self, wishes: Wishes | None = None) -> None:
        self.select: discord.ui.Select[Any] = self.made(wishes or Wishes())
        super().__init__(self.select)

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    @abstractmethod
    def made(self, wishes: Wishes) -> discord.ui.Select[Any]: ...

    @abstractmethod
    def changes(self) -> dict[str, Any]:
        """Return what was chosen, by the names of `Wishes`."""

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Taking]:
        db = app_of(interaction).db
        return db.write(joining.wish, actor=actor_of(interaction), changes=self.changes())

    def reply(self, outcome: Taking) -> Reply:
        return shown(outcome, in_place=True)

    def _one_of(self, labels: dict[Any, str], chosen: object) -> discord.ui.Select[Any]:
        return discord.ui.Select(custom_id=custom_id(self.kind), options=options(labels, chosen), id=self.number)


class EveryPick(WishPick, kind="connect-every"):
    number = 101

    def made(self, wishes: Wishes) -> discord.ui.Select[Any]:
        return self._one_of({days: text.EVERY[days] for days in EVERY}, wishes.every)

    def changes(self) -> dict[str, Any]:
        return {"every": int(self.select.values[0])}


class SizePick(WishPick, kind="connect-size"):
    number = 103

    def made(self, wishes: Wishes) -> discord.ui.Select[Any]:
        return self._one_of(dict(text.SIZES), wishes.size)

    def changes(self) -> dict[str, Any]:
        return {"size": Size(self.select.values[0])}


class MixPick(WishPick, kind="connect-mix"):
    number = 104

    def made(self, wishes: Wishes) -> discord.ui.Select[Any]:
        return self._one_of(dict(text.MIXES), wishes.mix)

    def changes(self) -> dict[str, Any]:
        return {"mix": Mix(self.select.values[0])}


class SlotsPick(WishPick, kind="connect-slots"):
    number = 102

    def made(self, wishes: Wishes) -> discord.ui.Select[Any]:
        options = [
            discord.SelectOption(label=text.slot(number), value=str(number), default=number in wishes.slots)
            for number in range(ALL)
        ]
        return discord.ui.Select(
            custom_id=custom_id(self.kind),
            placeholder=text.TIMES,
            options=options,
            min_values=0,
            max_values=ALL,
            id=self.number,
        )

    def changes(self) -> dict[str, Any]:
        return {"slots": frozenset(int(one) for one in self.select.values)}


PICKS = (EveryPick, SlotsPick, SizePick, MixPick)


def shown(found: Taking, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(text.taking(found)))
    for pick in PICKS:
        view.add_item(discord.ui.ActionRow(pick(found.participant.wishes)))
    if found.participant.state is not State.IN:
        view.add_item(discord.ui.ActionRow(ResumePress()))
    return Reply(view, in_place)


class TakeBackPick(Press, kind="connect-take-back"):
    """One's own list of those whom one is never introduced to."""

    in_place = True

    def __init__(self) -> None:
        self.select = discord.ui.UserSelect[Any](custom_id=custom_id(self.kind), placeholder=text.TAKE_BACK)
        super().__init__(self.select)

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, list[int]]:
        db, other_id = app_of(interaction).db, self.select.values[0].id
        return db.write(nevers.remove, actor=actor_of(interaction), other_id=other_id)

    def reply(self, outcome: list[int]) -> Reply:
        return never_list(outcome, in_place=True)


def never_list(found: list[int], *, in_place: bool = False) -> Reply:
    if not found:
        return say(text.nevers(found), in_place=in_place)
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(text.nevers(found)))
    view.add_item(discord.ui.ActionRow(TakeBackPick()))
    return Reply(view, in_place)
