"""Hand a meetup over to another host: who is asked, and who takes it."""

import re
from collections.abc import Coroutine
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import NUMBER, Press, custom_id
from bot.meetups import hosting
from bot.meetups.hosting import Sought
from bot.meetups.rules.meetup import Meetup

from .text import labels, messages
from .ui import OnMeetup

Interaction = discord.Interaction[Any]


class HandOverPress(OnMeetup, Press, kind="meetup-hand-over", meetup=NUMBER):
    label = labels.HAND_OVER
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Meetup]:
        db = app_of(interaction).db
        return db.read(hosting.to_hand_over, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: Meetup) -> Reply:
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay(messages.hand_over(outcome)))
        view.add_item(discord.ui.ActionRow(AskToHostPick(outcome.id)))
        view.add_item(discord.ui.ActionRow(AskAllPress(outcome.id)))
        return Reply(view, in_place=True)


class AskToHostPick(Press, kind="meetup-ask-host", meetup=NUMBER):
    """A select of the one who is asked by name."""

    in_place = True

    def __init__(self, meetup_id: int) -> None:
        key = custom_id(self.kind, meetup_id)
        self.select = discord.ui.UserSelect[Any](custom_id=key, placeholder=labels.ASK_SOMEBODY)
        super().__init__(self.select)
        self.meetup_id = meetup_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["meetup"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Sought]:
        actor, asked = actor_of(interaction), self.select.values[0].id
        db = app_of(interaction).db
        return db.write(hosting.seek, actor=actor, meetup_id=self.meetup_id, asked=asked)

    def reply(self, outcome: Sought) -> Reply:
        return say(messages.asked_to_host(outcome), in_place=True)


class AskAllPress(OnMeetup, Press, kind="meetup-ask-all", meetup=NUMBER):
    label = labels.ASK_ALL
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Sought]:
        db = app_of(interaction).db
        return db.write(hosting.seek, actor=actor_of(interaction), meetup_id=self.meetup_id, asked=None)

    def reply(self, outcome: Sought) -> Reply:
        return say(messages.asked_to_host(outcome), in_place=True)


class TakeHostingPress(OnMeetup, Press, kind="meetup-host", meetup=NUMBER):
    label = labels.HOST_IT

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Meetup]:
        db = app_of(interaction).db
        return db.write(hosting.take, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: Meetup) -> Reply:
        return say(messages.hosts_now(outcome))
