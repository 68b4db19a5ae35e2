"""The one answer in which a member sees what they have a part in, and changes it."""

import re
from collections.abc import Coroutine
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply
from bot.discord_app.permissions import actor_of
from bot.discord_app.places import PlaceForm
from bot.discord_app.presses import NUMBER, Form, OpensForm, Press, custom_id
from bot.meetups import mine
from bot.meetups.mine import Overview
from bot.meetups.rules.meetup import Answer
from bot.members import zones
from bot.members.wishes import Reminders
from bot.members.zones import Living

from .text import overview

Interaction = discord.Interaction[Any]


class LeavePress(Press, kind="me-leave", meetup=NUMBER):
    in_place = True

    def __init__(self, meetup_id: int) -> None:
        super().__init__(discord.ui.Button(label=overview.LEAVE, custom_id=custom_id(self.kind, meetup_id)))
        self.meetup_id = meetup_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["meetup"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Overview]:
        db = app_of(interaction).db
        return db.write(mine.leave, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: Overview) -> Reply:
        return shown(outcome, in_place=True)


class RemindersPick(Press, kind="me-reminders"):
    in_place = True

    def __init__(self, chosen: Reminders | None = None) -> None:
        options = [
            discord.SelectOption(label=overview.REMINDERS[one], value=one, default=one is chosen) for one in Reminders
        ]
        self.select = discord.ui.Select[Any](custom_id=custom_id(self.kind), options=options)
        super().__init__(self.select)

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Overview]:
        chosen = Reminders(self.select.values[0])
        db = app_of(interaction).db
        return db.write(mine.choose_reminders, actor=actor_of(interaction), chosen=chosen)

    def reply(self, outcome: Overview) -> Reply:
        return shown(outcome, in_place=True)


class ZonePress(OpensForm, kind="me-zone"):
    in_place = True

    def __init__(self) -> None:
        super().__init__(discord.ui.Button(label=overview.CHANGE_ZONE, custom_id=custom_id(self.kind)))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Living]:
        return app_of(interaction).db.read(zones.living, actor=actor_of(interaction))

    def form(self, interaction: Interaction, read: Living) -> Form:
        return ZoneForm(interaction, read.zone if read.chosen else "")


class ZoneForm(PlaceForm):
    def __init__(self, interaction: Interaction, zone: str) -> None:
        super().__init__(interaction, kind="me-zone-form", title=overview.CHANGE_ZONE, place=zone)

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Overview]:
        return app_of(interaction).db.write(mine.choose_zone, actor=actor_of(interaction), typed=self.typed)

    def reply(self, outcome: Overview) -> Reply:
        return shown(outcome, in_place=self.in_place)


def shown(found: Overview, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(overview.overview(found)))
    for part in found.parts:
        words = discord.ui.TextDisplay[Any](overview.part(part))
        leaves = part.answer in {Answer.GOING, Answer.MAYBE}
        view.add_item(discord.ui.Section(words, accessory=LeavePress(part.meetup.id)) if leaves else words)
    view.add_item(discord.ui.TextDisplay(overview.overview_end(found)))
    view.add_item(discord.ui.ActionRow(RemindersPick(found.reminders)))
    view.add_item(discord.ui.ActionRow(ZonePress()))
    return Reply(view, in_place)
