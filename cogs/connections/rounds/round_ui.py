"""The card that asks who is in, and its buttons."""

import re
from collections.abc import Coroutine
from functools import partial
from typing import Any, Self

import discord

from bot.connections.rounds import opting
from bot.connections.rounds.opting import Said
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply
from bot.discord_app.permissions import actor_of, missing_for_threads
from bot.discord_app.presses import NUMBER, Press, custom_id

from .text import labels, rounds

Interaction = discord.Interaction[Any]
YES, NO = "yes", "no"


class InPress(Press, kind="round-in", round=NUMBER, said=f"{YES}|{NO}"):
    """In, or not this time."""

    def __init__(self, round_id: int, said: str, mark: str) -> None:
        style = discord.ButtonStyle.success if said == YES else discord.ButtonStyle.secondary
        label = labels.IN if said == YES else labels.NOT_THIS_TIME
        key = custom_id(self.kind, round_id, said, mark=mark)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=key))
        self.round_id = round_id
        self.said = said

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["round"]), match["said"], match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Said]:
        return app_of(interaction).db.write(
            opting.say,
            actor=actor_of(interaction),
            round_id=self.round_id,
            is_in=self.said == YES,
            missing_in=partial(missing_for_threads, interaction),
        )

    def reply(self, outcome: Said) -> Reply:
        return shown(outcome, rounds.said(outcome))


class EachTimePress(Press, kind="round-each-time", round=NUMBER, wished=f"{YES}|{NO}"):
    """In each time from now on, or asked each time; in the private answer to the other one."""

    in_place = True

    def __init__(self, round_id: int, wished: str) -> None:
        label = labels.EACH_TIME if wished == YES else labels.ASK_ME
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(self.kind, round_id, wished)))
        self.round_id = round_id
        self.wished = wished

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["round"]), match["wished"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Said]:
        return app_of(interaction).db.write(
            opting.each_time,
            actor=actor_of(interaction),
            round_id=self.round_id,
            wished=self.wished == YES,
            missing_in=partial(missing_for_threads, interaction),
        )

    def reply(self, outcome: Said) -> Reply:
        return shown(outcome, rounds.said_each_time(outcome), in_place=True)


def shown(outcome: Said, words: str, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(words))
    answered = outcome.answered
    if answered.is_in or answered.each_time:
        view.add_item(discord.ui.ActionRow(EachTimePress(answered.round.id, NO if answered.each_time else YES)))
    return Reply(view, in_place)
