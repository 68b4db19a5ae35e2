"""What stands behind a card's ⋯: who is coming; and for those who run the meetup, to change it or cancel it."""

import re
from collections.abc import Coroutine
from functools import partial
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, missing_in
from bot.discord_app.presses import NUMBER, Component, Form, OnDraft, OpensForm, Press, custom_id
from bot.meetups import cancelling, editing, posting, proposing, viewing
from bot.meetups.cancelling import Cancelled, Cancelling
from bot.meetups.posting import AlreadyPosted, Posted
from bot.meetups.proposing import Proposed, Refused
from bot.meetups.rules.meetup import MOST_IN_A_REASON, Typed
from bot.meetups.viewing import MeetupView, Panel

from .afterwards_ui import FeedbackPress, LookBackPress
from .again_ui import CopyPress, RepeatPress
from .hosting_ui import HandOverPress, TakeHostingPress
from .text import labels, messages, proposals, views
from .ui import MeetupFields, OnMeetup, proposal

Interaction = discord.Interaction[Any]


class MorePress(OnMeetup, Press, kind="more", meetup=NUMBER):
    """On the card: opens, for this member alone, what else there is."""

    label = labels.MORE

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Panel]:
        db = app_of(interaction).db
        return db.read(viewing.panel, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome)


def panel(found: Panel) -> Reply:
    """Show what one member may do with a meetup."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(views.panel(found)))
    for row in _rows(found, found.view.meetup.id):
        view.add_item(discord.ui.ActionRow(*row))
    return Reply(view)


def _rows(found: Panel, meetup_id: int) -> list[list[Component]]:
    """Return what everybody may do, and below it what those may do who run the meetup."""
    for_all: list[tuple[bool, Component]] = [
        (True, PeoplePress(meetup_id, 1, label=labels.PEOPLE)),
        (found.takes, TakeHostingPress(meetup_id)),
        (found.rates, FeedbackPress(meetup_id)),
        (found.misses_card, PostAgainPress(meetup_id)),
    ]
    to_run: list[tuple[bool, Component]] = [
        (found.runs, EditPress(meetup_id)),
        (found.runs, HandOverPress(meetup_id)),
        (found.looks_back, LookBackPress(meetup_id)),
        (found.repeats, RepeatPress(meetup_id)),
        (found.repeats, CopyPress(meetup_id)),
        (found.runs, CancelMeetupPress(meetup_id)),
    ]
    rows = [[button for shown, button in row if shown] for row in (for_all, to_run)]
    return [row for row in rows if row]


class PeoplePress(Press, kind="people", meetup=NUMBER, page=r"\d{1,4}"):
    """One page of all who have answered."""

    in_place = True

    def __init__(self, meetup_id: int, page: int, *, label: str = "") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(self.kind, meetup_id, page)))
        self.meetup_id = meetup_id
        self.page = page

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["meetup"]), int(match["page"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, MeetupView]:
        db = app_of(interaction).db
        return db.read(viewing.people, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: MeetupView) -> Reply:
        words, pages = views.everybody(outcome, self.page)
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay(words))
        turns = [
            PeoplePress(self.meetup_id, page, label=label)
            for page, label in ((self.page - 1, labels.EARLIER), (self.page + 1, labels.LATER))
            if 1 <= page <= pages
        ]
        if turns:
            view.add_item(discord.ui.ActionRow(*turns))
        return Reply(view, in_place=True)


class PostAgainPress(OnMeetup, Press, kind="meetup-post-again", meetup=NUMBER):
    label = labels.POST_AGAIN

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Posted | AlreadyPosted]:
        actor, lacking = actor_of(interaction), partial(missing_in, interaction)
        db = app_of(interaction).db
        return db.write(posting.post_again, actor=actor, meetup_id=self.meetup_id, missing_in=lacking)

    def reply(self, outcome: Posted | AlreadyPosted) -> Reply:
        return say(proposals.posted(outcome))


class EditPress(OnMeetup, OpensForm, kind="meetup-edit", meetup=NUMBER):
    label = labels.EDIT
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.read(editing.typed_anew, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def form(self, interaction: Interaction, read: Typed) -> Form:
        return EditForm(interaction, self.meetup_id, read)


class EditForm(MeetupFields):
    """What a meetup is like now, to be changed."""

    def __init__(self, interaction: Interaction, meetup_id: int, typed: Typed) -> None:
        super().__init__(interaction, kind=f"meetup-edit-form:{meetup_id}", typed=typed)
        self.meetup_id = meetup_id

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Proposed | Refused]:
        actor = actor_of(interaction)
        db = app_of(interaction).db
        return db.write(proposing.edit, actor=actor, meetup_id=self.meetup_id, changes=self.changes)

    def reply(self, outcome: Proposed | Refused) -> Reply:
        return proposal(outcome, in_place=self.in_place)


class CancelMeetupPress(OnMeetup, OpensForm, kind="meetup-cancel", meetup=NUMBER):
    label = labels.CANCEL_MEETUP
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.read(editing.typed_anew, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def form(self, interaction: Interaction, _read: Typed) -> Form:
        return CancelForm(interaction, self.meetup_id)


class CancelForm(Form):
    def __init__(self, interaction: Interaction, meetup_id: int) -> None:
        super().__init__(interaction, kind=f"meetup-cancel-form:{meetup_id}", title=labels.CANCEL_MEETUP)
        self.meetup_id = meetup_id
        self.reason = discord.ui.TextInput[Any](
            custom_id="reason", placeholder=labels.REASON_HINT, required=False, max_length=MOST_IN_A_REASON
        )
        self.add_item(discord.ui.Label(text=labels.REASON, component=self.reason))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Cancelling]:
        actor, reason = actor_of(interaction), self.reason.value
        db = app_of(interaction).db
        return db.write(cancelling.ask, actor=actor, meetup_id=self.meetup_id, reason=reason)

    def reply(self, outcome: Cancelling) -> Reply:
        return ask_to_cancel(outcome, in_place=True)


class ConfirmCancelPress(OnDraft, Press, kind="meetup-cancel-now", draft=NUMBER):
    label = labels.CANCEL_NOW
    style = discord.ButtonStyle.danger

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Cancelled]:
        db = app_of(interaction).db
        return db.write(cancelling.cancel, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, outcome: Cancelled) -> Reply:
        return say(messages.is_cancelled(outcome), in_place=True)


class KeepPress(OnDraft, Press, kind="meetup-keep", draft=NUMBER):
    label = labels.KEEP

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, str]:
        db = app_of(interaction).db
        return db.write(cancelling.keep, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, outcome: str) -> Reply:
        return say(messages.kept(outcome), in_place=True)


def ask_to_cancel(outcome: Cancelling, *, in_place: bool = False) -> Reply:
    """Ask before a meetup is cancelled."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(messages.cancelling(outcome)))
    view.add_item(discord.ui.ActionRow(ConfirmCancelPress(outcome.draft_id), KeepPress(outcome.draft_id)))
    return Reply(view, in_place)
