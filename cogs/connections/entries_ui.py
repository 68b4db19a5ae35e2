"""One offer or need: under which heading it stands."""

import re
from collections.abc import Coroutine
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import NUMBER, Press, custom_id
from bot.profiles import offering
from bot.profiles.offering import Added
from bot.profiles.rules.entries import NO_HEADING

from .text import profiles

Interaction = discord.Interaction[Any]
NONE = "-"
"""Stands for no heading: a value can't be empty."""


class HeadingPick(Press, kind="entry-heading", entry=NUMBER):
    in_place = True

    def __init__(self, entry_id: int, added: Added | None = None) -> None:
        options = []
        if added is not None:
            options = [discord.SelectOption(label=one.name, value=one.slug) for one in added.others]
            options.append(discord.SelectOption(label=profiles.NO_HEADING, value=NONE))
        self.select = discord.ui.Select[Any](
            custom_id=custom_id(self.kind, entry_id), placeholder=profiles.OTHER_HEADING, options=options
        )
        super().__init__(self.select)
        self.entry_id = entry_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["entry"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Added]:
        db, slug = app_of(interaction).db, self.select.values[0]
        chosen = NO_HEADING if slug == NONE else slug
        return db.write(offering.put_under, actor=actor_of(interaction), entry_id=self.entry_id, slug=chosen)

    def reply(self, outcome: Added) -> Reply:
        return shown(outcome, in_place=True)


def shown(outcome: Added, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(profiles.added(outcome)))
    view.add_item(discord.ui.ActionRow(HeadingPick(outcome.shown.entry.id, outcome)))
    return Reply(view, in_place)
