"""The pages of the headings."""

import re
from collections.abc import Coroutine
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import Press, custom_id
from bot.skills import curating
from bot.skills.curating import Curated

from . import text


class HeadingsPagePress(Press, kind="skills-page", page=r"\d{1,3}"):
    in_place = True

    def __init__(self, page: int, *, label: str = text.LATER) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(self.kind, page)))
        self.page = page

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["page"]))

    def call(self, interaction: discord.Interaction[Any]) -> Coroutine[Any, Any, Curated]:
        return app_of(interaction).db.read(curating.listed, actor=actor_of(interaction))

    def reply(self, outcome: Curated) -> Reply:
        return listed(outcome, self.page, in_place=True)


def listed(found: Curated, page: int = 1, *, in_place: bool = False) -> Reply:
    words, pages = text.page(found, page)
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(words))
    turns = [
        HeadingsPagePress(turn, label=label)
        for turn, label in ((page - 1, text.EARLIER), (page + 1, text.LATER))
        if 1 <= turn <= pages
    ]
    if turns:
        view.add_item(discord.ui.ActionRow(*turns))
    return Reply(view, in_place)
