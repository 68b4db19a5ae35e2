"""After a meetup: how was it, for those who were there; how did it go, for those who run it."""

import re
from collections.abc import Coroutine
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import NUMBER, Form, OpensForm, Press, custom_id
from bot.meetups import feedback, looking_back
from bot.meetups.looking_back import LookingBack
from bot.meetups.rules.feedback import MOST_WORDS, Feedback, Rating
from bot.meetups.rules.meetup import MOST_FOR_NEXT_TIME, Meetup, Outcome

from .again_ui import RepeatPress
from .text import afterwards, labels
from .ui import OnMeetup

Interaction = discord.Interaction[Any]
MOST_IN_A_NUMBER = 20
"""More than one needs, so that what is no number can be typed and is answered."""


class FeedbackPress(OnMeetup, OpensForm, kind="meetup-feedback", meetup=NUMBER):
    label = labels.HOW_WAS_IT

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Feedback | None]:
        db = app_of(interaction).db
        return db.read(feedback.so_far, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def form(self, interaction: Interaction, read: Feedback | None) -> Form:
        return FeedbackForm(interaction, self.meetup_id, read)


class FeedbackForm(Form):
    def __init__(self, interaction: Interaction, meetup_id: int, said: Feedback | None) -> None:
        super().__init__(interaction, kind=f"meetup-feedback-form:{meetup_id}", title=labels.HOW_WAS_IT)
        self.meetup_id = meetup_id
        chosen = None if said is None else said.rating
        self.rating = discord.ui.Select[Any](
            custom_id="rating",
            options=[
                discord.SelectOption(label=labels.RATINGS[rating], value=str(rating.value), default=rating is chosen)
                for rating in Rating
            ],
        )
        self.words = discord.ui.TextInput[Any](
            custom_id="words",
            style=discord.TextStyle.paragraph,
            default="" if said is None else said.words,
            required=False,
            max_length=MOST_WORDS,
        )
        self.add_item(discord.ui.Label(text=labels.RATING, component=self.rating))
        self.add_item(discord.ui.Label(text=labels.WORDS, description=labels.WORDS_HINT, component=self.words))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Meetup]:
        actor, words = actor_of(interaction), self.words.value
        rating = "".join(self.rating.values)
        db = app_of(interaction).db
        return db.write(feedback.give, actor=actor, meetup_id=self.meetup_id, rating=rating, words=words)

    def reply(self, outcome: Meetup) -> Reply:
        return say(afterwards.thanks(outcome))


class HowItWentPress(OnMeetup, Press, kind="meetup-outcome", meetup=NUMBER):
    """In the channel: opens a private page."""

    label = labels.HOW_DID_IT_GO

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, LookingBack]:
        db = app_of(interaction).db
        return db.read(looking_back.look, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: LookingBack) -> Reply:
        return looked_back(outcome)


class LookBackPress(Press, kind="meetup-look-back", meetup=NUMBER, page=r"\d{1,4}"):
    """One page of what was said; in a private message."""

    in_place = True

    def __init__(self, meetup_id: int, page: int = 1, *, label: str = labels.HOW_DID_IT_GO) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(self.kind, meetup_id, page)))
        self.meetup_id = meetup_id
        self.page = page

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["meetup"]), int(match["page"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, LookingBack]:
        db = app_of(interaction).db
        return db.read(looking_back.look, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def reply(self, outcome: LookingBack) -> Reply:
        return looked_back(outcome, page=self.page, in_place=True)


class TookPlacePress(Press, kind="meetup-took-place", meetup=NUMBER, took="yes|no"):
    in_place = True

    def __init__(self, meetup_id: int, *, took_place: bool) -> None:
        key = custom_id(self.kind, meetup_id, "yes" if took_place else "no")
        label = labels.TOOK_PLACE if took_place else labels.DID_NOT
        super().__init__(discord.ui.Button(label=label, custom_id=key))
        self.meetup_id = meetup_id
        self.took_place = took_place

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["meetup"]), took_place=match["took"] == "yes")

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, LookingBack]:
        actor = actor_of(interaction)
        db = app_of(interaction).db
        return db.write(looking_back.note_whether, actor=actor, meetup_id=self.meetup_id, took_place=self.took_place)

    def reply(self, outcome: LookingBack) -> Reply:
        return looked_back(outcome, in_place=True)


class NotePress(OnMeetup, OpensForm, kind="meetup-note", meetup=NUMBER):
    label = labels.NOTE
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, LookingBack]:
        db = app_of(interaction).db
        return db.read(looking_back.look, actor=actor_of(interaction), meetup_id=self.meetup_id)

    def form(self, interaction: Interaction, read: LookingBack) -> Form:
        return NoteForm(interaction, self.meetup_id, read.meetup.outcome)


class NoteForm(Form):
    def __init__(self, interaction: Interaction, meetup_id: int, noted: Outcome) -> None:
        super().__init__(interaction, kind=f"meetup-note-form:{meetup_id}", title=labels.HOW_DID_IT_GO)
        self.meetup_id = meetup_id
        self.attendance = discord.ui.TextInput[Any](
            custom_id="attendance",
            default="" if noted.attendance is None else str(noted.attendance),
            placeholder=labels.SEATS_HINT,
            required=False,
            max_length=MOST_IN_A_NUMBER,
        )
        self.for_next_time = discord.ui.TextInput[Any](
            custom_id="for_next_time",
            default=noted.for_next_time,
            placeholder=labels.FOR_NEXT_TIME_HINT,
            required=False,
            max_length=MOST_FOR_NEXT_TIME,
        )
        self.add_item(discord.ui.Label(text=labels.ATTENDANCE, component=self.attendance))
        self.add_item(discord.ui.Label(text=labels.FOR_NEXT_TIME, component=self.for_next_time))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, LookingBack]:
        actor = actor_of(interaction)
        typed = {"attendance": self.attendance.value, "for_next_time": self.for_next_time.value}
        db = app_of(interaction).db
        return db.write(looking_back.note, actor=actor, meetup_id=self.meetup_id, **typed)

    def reply(self, outcome: LookingBack) -> Reply:
        return looked_back(outcome, in_place=self.in_place)


def looked_back(outcome: LookingBack, *, page: int = 1, in_place: bool = False) -> Reply:
    """Show how it went, and what may be noted."""
    words, pages = afterwards.looked_back(outcome, page)
    meetup_id = outcome.meetup.id
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(words))
    buttons: list[discord.ui.Item[Any]] = [TookPlacePress(meetup_id, took_place=took) for took in (True, False)]
    buttons.append(NotePress(meetup_id))
    if outcome.repeats:
        buttons.append(RepeatPress(meetup_id))
    view.add_item(discord.ui.ActionRow(*buttons))
    turns = [
        LookBackPress(meetup_id, turn, label=label)
        for turn, label in ((page - 1, labels.EARLIER), (page + 1, labels.LATER))
        if 1 <= turn <= pages
    ]
    if turns:
        view.add_item(discord.ui.ActionRow(*turns))
    return Reply(view, in_place)
