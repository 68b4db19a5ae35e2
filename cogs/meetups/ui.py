"""The buttons and the form of meetups."""

import re
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.places import PlaceForm
from bot.discord_app.presses import NUMBER, Component, Form, OpensForm, Press, custom_id
from bot.meetups import answering, proposing
from bot.meetups.answering import Answered
from bot.meetups.proposing import AlreadyPosted, Posted, Proposed, Refused
from bot.meetups.rules.meetup import MOST_CHARACTERS, Answer, Typed
from bot.meetups.rules.when import AmbiguousTimeError, Reading

from . import text

Interaction = discord.Interaction[Any]
MOST_IN_A_ROW = 5
SECONDS = r"\d{1,11}"
"""Since 1970: more digits would be no instant."""


class AnswerPress(Press, kind="answer", answer="going|maybe|cant", meetup=NUMBER):
    """Going, Maybe or Can't; on cards and reminders."""

    def __init__(self, given: Answer, meetup_id: int, mark: str, *, label: str | None = None) -> None:
        style = discord.ButtonStyle.success if given is Answer.GOING else discord.ButtonStyle.secondary
        key = custom_id(self.kind, given, meetup_id, mark=mark)
        super().__init__(discord.ui.Button(label=label or text.LABELS[given], style=style, custom_id=key))
        self.given = given
        self.meetup_id = meetup_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(Answer(match["answer"]), int(match["meetup"]), match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Answered]:
        actor = actor_of(interaction)
        db = app_of(interaction).db
        return db.write(answering.answer, actor=actor, meetup_id=self.meetup_id, given=self.given)

    def reply(self, outcome: Answered) -> Reply:
        return say(text.answered(outcome))


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


class ConfirmPress(OnDraft, Press, kind="meetup-confirm", draft=NUMBER):
    label = text.CONFIRM
    style = discord.ButtonStyle.success

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Posted | AlreadyPosted]:
        db = app_of(interaction).db
        return db.write(proposing.confirm, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, outcome: Posted | AlreadyPosted) -> Reply:
        return say(text.posted(outcome), in_place=True)


class ChangePress(OnDraft, OpensForm, kind="meetup-change", draft=NUMBER):
    label = text.CHANGE

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.read(proposing.typed_so_far, actor=actor_of(interaction), draft_id=self.draft_id)

    def form(self, interaction: Interaction, read: Typed) -> Form:
        return MeetupForm(interaction, self.draft_id, read)


class ReadingPress(OnDraft, Press, kind="meetup-reading", draft=NUMBER, at=SECONDS):
    """One of several readings of a typed time."""

    def __init__(self, draft_id: int, seconds: int, *, label: str = "") -> None:
        self.seconds = seconds
        super().__init__(draft_id, seconds, label=label)

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["draft"]), int(match["at"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Proposed | Refused]:
        at = datetime.fromtimestamp(self.seconds, UTC)
        db = app_of(interaction).db
        return db.write(proposing.choose_reading, actor=actor_of(interaction), draft_id=self.draft_id, at=at)

    def reply(self, outcome: Proposed | Refused) -> Reply:
        return proposal(outcome, in_place=True)


class OtherZonePress(OnDraft, OpensForm, kind="meetup-zone", draft=NUMBER):
    label = text.OTHER_ZONE

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.read(proposing.typed_so_far, actor=actor_of(interaction), draft_id=self.draft_id)

    def form(self, interaction: Interaction, _read: Typed) -> Form:
        return ZoneForm(interaction, self.draft_id)


class DiscardPress(OnDraft, Press, kind="meetup-discard", draft=NUMBER):
    label = text.CANCEL

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.write(proposing.discard, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, outcome: Typed) -> Reply:
        return say(text.discarded(outcome), in_place=True)


class MeetupForm(Form):
    """All that was typed, to be changed."""

    def __init__(self, interaction: Interaction, draft_id: int, typed: Typed) -> None:
        super().__init__(interaction, kind=f"meetup-form:{draft_id}", title=text.FORM_TITLE)
        self.draft_id = draft_id
        self.inputs = {name: _input(name, getattr(typed, name)) for name in text.FIELDS}
        for name, field in self.inputs.items():
            self.add_item(discord.ui.Label(text=text.FIELDS[name], component=field))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Proposed | Refused]:
        typed = Typed(**{name: field.value for name, field in self.inputs.items()})
        db = app_of(interaction).db
        return db.write(proposing.change, actor=actor_of(interaction), draft_id=self.draft_id, typed=typed)

    def reply(self, outcome: Proposed | Refused) -> Reply:
        return proposal(outcome, in_place=True)


class ZoneForm(PlaceForm):
    """Where the member lives, asked when a time was read that they typed."""

    def __init__(self, interaction: Interaction, draft_id: int) -> None:
        super().__init__(interaction, kind=f"meetup-zone-form:{draft_id}", title=text.ZONE_FORM_TITLE)
        self.draft_id = draft_id

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Proposed | Refused]:
        actor = actor_of(interaction)
        db = app_of(interaction).db
        return db.write(proposing.choose_zone, actor=actor, draft_id=self.draft_id, place=self.typed)

    def reply(self, outcome: Proposed | Refused) -> Reply:
        return proposal(outcome, in_place=True)


def _input(name: str, typed: str) -> discord.ui.TextInput[Any]:
    most = MOST_CHARACTERS[name]
    long = discord.TextStyle.paragraph if name == "description" else discord.TextStyle.short
    return discord.ui.TextInput(
        custom_id=name,
        style=long,
        default=typed[:most],
        placeholder=text.HINTS[name],
        required=name in {"title", "when"},
        max_length=most,
    )


def proposal(outcome: Proposed | Refused, *, in_place: bool = False) -> Reply:
    """Show the reading to be confirmed, or why there is none; what was typed is one press away."""
    view = discord.ui.LayoutView(timeout=None)
    if isinstance(outcome, Proposed):
        view.add_item(discord.ui.Container(discord.ui.TextDisplay(text.proposed(outcome))))
        buttons = [ConfirmPress(outcome.draft_id), ChangePress(outcome.draft_id)]
        if not outcome.own_zone:
            buttons.append(OtherZonePress(outcome.draft_id))
    else:
        view.add_item(discord.ui.TextDisplay(text.refused(outcome)))
        if isinstance(outcome.error, AmbiguousTimeError):
            view.add_item(_readings(outcome.draft_id, outcome.error.readings))
        buttons = [ChangePress(outcome.draft_id, label=text.EDIT_AGAIN)]
    view.add_item(discord.ui.ActionRow(*buttons, DiscardPress(outcome.draft_id)))
    return Reply(view, in_place)


def _readings(draft_id: int, readings: tuple[Reading, ...]) -> discord.ui.ActionRow[Any]:
    offered = readings[:MOST_IN_A_ROW]
    return discord.ui.ActionRow(
        *(
            ReadingPress(draft_id, int(reading.at.timestamp()), label=text.reading_button(reading, offered))
            for reading in offered
        )
    )
