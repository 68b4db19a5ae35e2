"""Hello: a form of three texts, and what is made of them, to confirm or change."""

import re
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import discord

from bot.connections import joining
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import NUMBER, Form, OnDraft, OpensForm, Press, custom_id
from bot.profiles import renewing, saying, viewing
from bot.profiles.renewing import Renewed
from bot.profiles.rules.entries import MOST_CHARACTERS, Side
from bot.profiles.saying import Read, Refused, Typed, Understood
from bot.profiles.viewing import Profile

from .joining_ui import JoinPress
from .text import profiles, refusals

Interaction = discord.Interaction[Any]
Outcome = Understood | Refused


@dataclass(frozen=True)
class Page:
    """What a member has said of themselves, and whether they take part in introductions."""

    profile: Profile
    takes_part: bool


class HelloForm(Form):
    """`draft_id`: what was typed before, to be typed anew."""

    def __init__(self, interaction: Interaction, said: Typed, draft_id: int | None = None) -> None:
        super().__init__(interaction, kind="hello-form", title=profiles.HELLO)
        self.draft_id = draft_id
        self.aim = self._field("aim", said.aim, profiles.AIM, profiles.AIM_HINT)
        self.needs = self._field("needs", said.needs, profiles.NEEDS, profiles.NEEDS_HINT)
        self.offers = self._field("offers", said.offers, profiles.OFFERS, profiles.OFFERS_HINT)

    def _field(self, name: str, said: str, asked: str, hint: str) -> discord.ui.TextInput[Any]:
        most = MOST_CHARACTERS[name]
        field = discord.ui.TextInput[Any](
            custom_id=name,
            style=discord.TextStyle.paragraph,
            default=said[:most],
            placeholder=profiles.EXAMPLES[name],
            required=False,
            max_length=most,
        )
        self.add_item(discord.ui.Label(text=asked, description=hint, component=field))
        return field

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Outcome]:
        db, actor = app_of(interaction).db, actor_of(interaction)
        typed = Typed(self.aim.value, self.needs.value, self.offers.value)
        if self.draft_id is None:
            return db.write(saying.say, actor=actor, typed=typed)
        return db.write(saying.say_anew, actor=actor, draft_id=self.draft_id, typed=typed)

    def reply(self, outcome: Outcome) -> Reply:
        return read_back(outcome, in_place=self.in_place)


class ChangeWordsPress(OnDraft, OpensForm, kind="hello-change", draft=NUMBER):
    label = profiles.CHANGE

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        db = app_of(interaction).db
        return db.read(saying.typed_so_far, actor=actor_of(interaction), draft_id=self.draft_id)

    def form(self, interaction: Interaction, read: Typed) -> Form:
        return HelloForm(interaction, read, self.draft_id)


class ChangeProfilePress(OpensForm, kind="profile-change"):
    """Say it all anew, beginning with what was said so far; in a private answer, or in a member's corner."""

    in_place = True

    def __init__(self, mark: str = "") -> None:
        key = custom_id(self.kind, mark=mark)
        super().__init__(discord.ui.Button(label=profiles.CHANGE_PROFILE, custom_id=key))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Typed]:
        return app_of(interaction).db.read(saying.said_so_far, actor=actor_of(interaction))

    def form(self, interaction: Interaction, read: Typed) -> Form:
        return HelloForm(interaction, read)


class RenewPress(Press, kind="profile-renew"):
    """All that one has said still holds."""

    def __init__(self, mark: str = "") -> None:
        key, style = custom_id(self.kind, mark=mark), discord.ButtonStyle.success
        super().__init__(discord.ui.Button(label=profiles.STILL_TRUE, style=style, custom_id=key))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Renewed]:
        return app_of(interaction).db.write(renewing.renew, actor=actor_of(interaction))

    def reply(self, outcome: Renewed) -> Reply:
        return say(profiles.renewed(outcome))


class HeadingsPick(Press, kind="hello-headings", draft=NUMBER, side="need|offer"):
    """A select of the headings that hold for one side; each option stands for a phrase and a heading."""

    in_place = True

    def __init__(self, draft_id: int, side: Side, read: Read | None = None) -> None:
        options = [] if read is None else _options(read)
        self.select = discord.ui.Select[Any](
            custom_id=custom_id(self.kind, draft_id, side),
            placeholder=profiles.PICK[side],
            options=options,
            min_values=0,
            max_values=max(len(options), 1),
        )
        super().__init__(self.select)
        self.draft_id = draft_id
        self.side = side

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["draft"]), Side(match["side"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Outcome]:
        db, actor = app_of(interaction).db, actor_of(interaction)
        parts = (one.partition(":") for one in self.select.values)
        chosen = [(int(number), slug) for number, _, slug in parts if number.isdecimal()]
        return db.write(saying.choose, actor=actor, draft_id=self.draft_id, side=self.side, chosen=chosen)

    def reply(self, outcome: Outcome) -> Reply:
        return read_back(outcome, in_place=True)


class AimShownPick(Press, kind="hello-aim", draft=NUMBER):
    in_place = True
    YES: ClassVar[str] = "yes"

    def __init__(self, draft_id: int, *, shown: bool = False) -> None:
        yes, no = profiles.AIM_SHOWN
        options = [
            discord.SelectOption(label=yes, value=self.YES, default=shown),
            discord.SelectOption(label=no, value="no", default=not shown),
        ]
        self.select = discord.ui.Select[Any](custom_id=custom_id(self.kind, draft_id), options=options)
        super().__init__(self.select)
        self.draft_id = draft_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["draft"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Outcome]:
        db, shown = app_of(interaction).db, self.select.values == [self.YES]
        return db.write(saying.show_aim, actor=actor_of(interaction), draft_id=self.draft_id, shown=shown)

    def reply(self, outcome: Outcome) -> Reply:
        return read_back(outcome, in_place=True)


class ConfirmHelloPress(OnDraft, Press, kind="hello-confirm", draft=NUMBER):
    label = profiles.CONFIRM
    style = discord.ButtonStyle.success

    async def call(self, interaction: Interaction) -> Page:
        db, actor = app_of(interaction).db, actor_of(interaction)
        said = await db.write(saying.confirm, actor=actor, draft_id=self.draft_id)
        return Page(said, await db.read(joining.takes_part, actor=actor))

    def reply(self, outcome: Page) -> Reply:
        return shown(outcome, in_place=True)


def _options(read: Read) -> list[discord.SelectOption]:
    options = []
    for one in read.choices:
        label, description = profiles.in_a_choice(one, read.phrases)
        value = f"{one.phrase}:{one.skill.slug}"
        options.append(
            discord.SelectOption(label=label, value=value, description=description, default=one in read.chosen)
        )
    return options


def read_back(outcome: Outcome, *, in_place: bool = False) -> Reply:
    """Show what was understood, with the headings to choose; or why it was not."""
    view = discord.ui.LayoutView(timeout=None)
    if isinstance(outcome, Refused):
        view.add_item(discord.ui.TextDisplay(refusals.refused(outcome)))
        view.add_item(discord.ui.ActionRow(ChangeWordsPress(outcome.draft_id, label=profiles.EDIT_AGAIN)))
        return Reply(view, in_place)
    view.add_item(discord.ui.TextDisplay(profiles.understood(outcome)))
    for side, read in outcome.sides.items():
        if read.choices:
            view.add_item(discord.ui.ActionRow(HeadingsPick(outcome.draft_id, side, read)))
    if outcome.typed.aim:
        view.add_item(discord.ui.ActionRow(AimShownPick(outcome.draft_id, shown=outcome.aim_shown)))
    view.add_item(discord.ui.ActionRow(ConfirmHelloPress(outcome.draft_id), ChangeWordsPress(outcome.draft_id)))
    return Reply(view, in_place)


async def page(interaction: Interaction) -> Page:
    db, actor = app_of(interaction).db, actor_of(interaction)
    return Page(await db.read(viewing.mine, actor=actor), await db.read(joining.takes_part, actor=actor))


def shown(found: Page, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(profiles.profile(found.profile, takes_part=found.takes_part)))
    next_step = [] if found.takes_part else [JoinPress()]
    rest = [RenewPress()] if any(one.entry.rests for one in found.profile.entries) else []
    view.add_item(discord.ui.ActionRow(*next_step, *rest, ChangeProfilePress()))
    return Reply(view, in_place)
