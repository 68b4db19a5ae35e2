"""The buttons and the form of meetups."""

import re
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

import discord

from bot.discord_app import limits
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.leads import leads_in, leads_select
from bot.discord_app.permissions import actor_of
from bot.discord_app.places import PlaceForm
from bot.discord_app.presses import NUMBER, Component, Form, OnDraft, OpensForm, Press, custom_id
from bot.meetups import answering, proposing
from bot.meetups.answering import Answered
from bot.meetups.posting import AlreadyPosted, Posted
from bot.meetups.proposing import Details, Proposed, Refused, Saved
from bot.meetups.rules.meetup import MOST_CHARACTERS, NO_REMINDERS, Answer, Typed, UnreadableSeatsError
from bot.meetups.rules.when import AmbiguousTimeError, Reading

from .text import labels, messages, proposals, readings

Interaction = discord.Interaction[Any]
SECONDS = r"\d{1,11}"
"""Since 1970: more digits would be no instant."""


class AnswerPress(Press, kind="answer", answer="going|maybe|cant", meetup=NUMBER):
    """Going, Maybe or Can't; on cards and reminders."""

    def __init__(self, given: Answer, meetup_id: int, mark: str, *, label: str | None = None) -> None:
        style = discord.ButtonStyle.success if given is Answer.GOING else discord.ButtonStyle.secondary
        key = custom_id(self.kind, given, meetup_id, mark=mark)
        super().__init__(discord.ui.Button(label=label or labels.LABELS[given], style=style, custom_id=key))
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
        return say(messages.answered(outcome))


class OnMeetup(Component):
    """A button about one meetup."""

    label: ClassVar[str] = "?"
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, meetup_id: int, mark: str = "") -> None:
        key = custom_id(self.kind, meetup_id, mark=mark)
        super().__init__(discord.ui.Button(label=self.label, style=self.style, custom_id=key))
        self.meetup_id = meetup_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["meetup"]), match["mark"])


class OpensTyped(OnDraft, OpensForm):
    """One that opens a form with what was typed so far."""

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.read(proposing.typed_so_far, actor=actor_of(interaction), draft_id=self.draft_id)


class ConfirmPress(OnDraft, Press, kind="meetup-confirm", draft=NUMBER):
    label = labels.CONFIRM
    style = discord.ButtonStyle.success

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Posted | Saved | AlreadyPosted]:
        db = app_of(interaction).db
        return db.write(proposing.confirm, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, outcome: Posted | Saved | AlreadyPosted) -> Reply:
        return say(proposals.posted(outcome), in_place=True)


class ChangePress(OpensTyped, kind="meetup-change", draft=NUMBER):
    label = labels.CHANGE

    def form(self, interaction: Interaction, read: Typed) -> Form:
        return MeetupForm(interaction, self.draft_id, read)


class DetailsPress(OnDraft, OpensForm, kind="meetup-details", draft=NUMBER):
    label = labels.DETAILS

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Details]:
        db = app_of(interaction).db
        return db.read(proposing.details_so_far, actor=actor_of(interaction), draft_id=self.draft_id)

    def form(self, interaction: Interaction, read: Details) -> Form:
        return DetailsForm(interaction, self.draft_id, read)


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


class OtherZonePress(OpensTyped, kind="meetup-zone", draft=NUMBER):
    label = labels.OTHER_ZONE

    def form(self, interaction: Interaction, _read: Typed) -> Form:
        return ZoneForm(interaction, self.draft_id)


class DiscardPress(OnDraft, Press, kind="meetup-discard", draft=NUMBER):
    label = labels.CANCEL

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.write(proposing.discard, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, outcome: Typed) -> Reply:
        return say(proposals.discarded(outcome), in_place=True)


class MeetupFields(Form):
    """All that was typed, to be changed. `changes`: those fields that were."""

    def __init__(self, interaction: Interaction, *, kind: str, typed: Typed, title: str = labels.FORM_TITLE) -> None:
        super().__init__(interaction, kind=kind, title=title)
        self.before = typed
        self.inputs = {name: _input(name, getattr(typed, name)) for name in labels.FIELDS}
        for name, field in self.inputs.items():
            self.add_item(discord.ui.Label(text=labels.FIELDS[name], component=field))

    @property
    def changes(self) -> dict[str, str]:
        typed = {name: field.value for name, field in self.inputs.items()}
        return {name: value for name, value in typed.items() if value != getattr(self.before, name)}


class MeetupForm(MeetupFields):
    def __init__(self, interaction: Interaction, draft_id: int, typed: Typed) -> None:
        super().__init__(interaction, kind=f"meetup-form:{draft_id}", typed=typed)
        self.draft_id = draft_id

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Proposed | Refused]:
        db = app_of(interaction).db
        return db.write(proposing.change, actor=actor_of(interaction), draft_id=self.draft_id, changes=self.changes)

    def reply(self, outcome: Proposed | Refused) -> Reply:
        return proposal(outcome, in_place=True)


class DetailsForm(Form):
    def __init__(self, interaction: Interaction, draft_id: int, details: Details) -> None:
        super().__init__(interaction, kind=f"meetup-details-form:{draft_id}", title=labels.DETAILS_FORM_TITLE)
        self.draft_id = draft_id
        self.before = details
        self.seats = discord.ui.TextInput[Any](
            custom_id="seats",
            default=details.seats,
            placeholder=labels.SEATS_HINT,
            required=False,
            max_length=MOST_CHARACTERS["seats"],
        )
        self.reminders = leads_select("reminders", details.leads)
        self.add_item(discord.ui.Label(text=labels.SEATS_FIELD, component=self.seats))
        self.add_item(discord.ui.Label(text=labels.REMINDERS_FIELD, component=self.reminders))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Proposed | Refused]:
        changes = {"seats": self.seats.value}
        if leads_in(self.reminders.values) != self.before.leads:
            changes["reminders"] = ",".join(self.reminders.values) or NO_REMINDERS
        db = app_of(interaction).db
        return db.write(proposing.change, actor=actor_of(interaction), draft_id=self.draft_id, changes=changes)

    def reply(self, outcome: Proposed | Refused) -> Reply:
        return proposal(outcome, in_place=True)


class ZoneForm(PlaceForm):
    """Where the member lives, asked when a time was read that they typed."""

    def __init__(self, interaction: Interaction, draft_id: int) -> None:
        super().__init__(interaction, kind=f"meetup-zone-form:{draft_id}", title=labels.ZONE_FORM_TITLE)
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
        placeholder=labels.HINTS[name],
        required=name in {"title", "when"},
        max_length=most,
    )


def proposal(outcome: Proposed | Refused, *, in_place: bool = False) -> Reply:
    """Show the reading to be confirmed, or why there is none; what was typed is one press away."""
    view = discord.ui.LayoutView(timeout=None)
    if isinstance(outcome, Proposed):
        view.add_item(discord.ui.Container(discord.ui.TextDisplay(proposals.proposed(outcome))))
        confirm = ConfirmPress(outcome.draft_id, label=labels.SAVE if outcome.edited else None)
        buttons = [confirm, ChangePress(outcome.draft_id), DetailsPress(outcome.draft_id)]
        if not outcome.own_zone:
            buttons.append(OtherZonePress(outcome.draft_id))
    else:
        view.add_item(discord.ui.TextDisplay(proposals.refused(outcome)))
        if isinstance(outcome.error, AmbiguousTimeError):
            view.add_item(_reading_buttons(outcome.draft_id, outcome.error.readings))
        edit = DetailsPress if isinstance(outcome.error, UnreadableSeatsError) else ChangePress
        buttons = [edit(outcome.draft_id, label=labels.EDIT_AGAIN)]
    view.add_item(discord.ui.ActionRow(*buttons, DiscardPress(outcome.draft_id)))
    return Reply(view, in_place)


def _reading_buttons(draft_id: int, found: tuple[Reading, ...]) -> discord.ui.ActionRow[Any]:
    offered = found[: limits.BUTTONS_IN_A_ROW]
    return discord.ui.ActionRow(
        *(
            ReadingPress(draft_id, int(reading.at.timestamp()), label=readings.one(reading, offered))
            for reading in offered
        )
    )
