"""Have a meetup again: the same, some weeks later, by one press."""

import re
from collections.abc import Coroutine
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, missing_in
from bot.discord_app.presses import NUMBER, Form, OpensForm, Press, custom_id
from bot.discord_app.wording import wall_clock
from bot.meetups import proposing, repeating
from bot.meetups.posting import AlreadyPosted, Posted
from bot.meetups.proposing import Proposed, Refused
from bot.meetups.repeating import Repeatable
from bot.meetups.rules.meetup import Typed

from .text import labels, messages, proposals
from .ui import SECONDS, MeetupFields, OnMeetup, proposal

Interaction = discord.Interaction[Any]


class RepeatPress(OnMeetup, Press, kind="meetup-repeat", meetup=NUMBER):
    label = labels.AGAIN
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Repeatable]:
        db = app_of(interaction).db
        return db.read(repeating.repeatable, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: Repeatable) -> Reply:
        return to_repeat(outcome, in_place=True)


class AgainPress(Press, kind="meetup-again", meetup=NUMBER, at=SECONDS):
    """One of the times at which a meetup may be again."""

    in_place = True

    def __init__(self, meetup_id: int, seconds: int, *, label: str = "") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(self.kind, meetup_id, seconds)))
        self.meetup_id = meetup_id
        self.seconds = seconds

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["meetup"]), int(match["at"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Posted | AlreadyPosted]:
        return app_of(interaction).db.write(
            repeating.again,
            actor=actor_of(interaction),
            meetup_id=self.meetup_id,
            starts_at=datetime.fromtimestamp(self.seconds, UTC),
            missing_in=partial(missing_in, interaction),
        )

    def reply(self, outcome: Posted | AlreadyPosted) -> Reply:
        return say(proposals.posted(outcome), in_place=True)


class CopyPress(OnMeetup, OpensForm, kind="meetup-copy", meetup=NUMBER):
    """Opens a form for a meetup like this one."""

    label = labels.COPY
    in_place = True
    again = False

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.read(proposing.copied, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def form(self, interaction: Interaction, read: Typed) -> Form:
        return CopyForm(interaction, self.meetup_id, read, again=self.again)


class AnotherDatePress(CopyPress, kind="meetup-another-date", meetup=NUMBER):
    """The same, and those who were at this one are told."""

    label = labels.ANOTHER_DATE
    again = True


class CopyForm(MeetupFields):
    def __init__(self, interaction: Interaction, meetup_id: int, typed: Typed, *, again: bool) -> None:
        super().__init__(interaction, kind=f"meetup-copy-form:{meetup_id}", typed=typed, title=labels.NEW_FORM_TITLE)
        self.meetup_id = meetup_id
        self.again = again

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Proposed | Refused]:
        return app_of(interaction).db.write(
            proposing.copy,
            actor=actor_of(interaction),
            meetup_id=self.meetup_id,
            changes=self.changes,
            again=self.again,
            missing_in=partial(missing_in, interaction),
        )

    def reply(self, outcome: Proposed | Refused) -> Reply:
        return proposal(outcome, in_place=self.in_place)


def to_repeat(found: Repeatable, *, in_place: bool = False) -> Reply:
    """Offer the next times, by the clock in which the meetup was planned."""
    plan = found.meetup.plan
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(messages.to_repeat(found)))
    presses = (AgainPress(found.meetup.id, int(at.timestamp()), label=wall_clock(at, plan.zone)) for at in found.starts)
    view.add_item(discord.ui.ActionRow(*presses))
    view.add_item(discord.ui.ActionRow(AnotherDatePress(found.meetup.id)))
    return Reply(view, in_place)
