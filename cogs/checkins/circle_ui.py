"""The buttons on a circle's card: for whoever has the piece, and for everybody."""

import re
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ClassVar, Self

import discord

from bot.checkins.circles import hosting, joining, speaking, starting, writing
from bot.checkins.circles.joining import Joined, Left
from bot.checkins.circles.rules.circle import Circle, Part
from bot.checkins.circles.speaking import TurnTaken
from bot.checkins.circles.writing import NotTaken, ToWrite, Written
from bot.discord_app import limits
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, missing_in
from bot.discord_app.presses import NUMBER, Component, Form, OpensForm, Press, custom_id
from bot.discord_app.wording import shorten

from .text import answers, labels

Interaction = discord.Interaction[Any]
SAYS: dict[str, tuple[str, Callable[..., TurnTaken]]] = {
    "done": (labels.DONE, speaking.done),
    "pass": (labels.PASS, speaking.let_pass),
    "back": (labels.COME_BACK, speaking.come_back),
}
"""By what stands in the button: its label, and what it does."""


class OnCircle(Component):
    """A button about one circle."""

    label: ClassVar[str] = "?"
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, circle_id: int, mark: str = "") -> None:
        key = custom_id(self.kind, circle_id, mark=mark)
        super().__init__(discord.ui.Button(label=self.label, style=self.style, custom_id=key))
        self.circle_id = circle_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["circle"]), match["mark"])


class SayPress(Press, kind="circle-say", said="|".join(SAYS), circle=NUMBER, turn=NUMBER):
    """Done, pass, or come back to me; of one turn."""

    def __init__(self, said: str, circle_id: int, turn: int, mark: str) -> None:
        label, self.act = SAYS[said]
        style = discord.ButtonStyle.success if said == "done" else discord.ButtonStyle.secondary
        key = custom_id(self.kind, said, circle_id, turn, mark=mark)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=key))
        self.circle_id, self.turn = circle_id, turn

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(match["said"], int(match["circle"]), int(match["turn"]), match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, TurnTaken]:
        actor, db = actor_of(interaction), app_of(interaction).db
        return db.write(self.act, actor=actor, circle_id=self.circle_id, turn=self.turn)

    def reply(self, outcome: TurnTaken) -> Reply:
        return say(answers.after_turn(outcome))


class JoinPress(OnCircle, Press, kind="circle-join", circle=NUMBER):
    label = labels.JOIN

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Joined]:
        return app_of(interaction).db.write(joining.join, actor=actor_of(interaction), circle_id=self.circle_id)

    def reply(self, outcome: Joined) -> Reply:
        return say(answers.joined(outcome))


class LeavePress(OnCircle, Press, kind="circle-leave", circle=NUMBER):
    label = labels.LEAVE

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Left]:
        return app_of(interaction).db.write(joining.leave, actor=actor_of(interaction), circle_id=self.circle_id)

    def reply(self, outcome: Left) -> Reply:
        return say(answers.left(outcome))


class TakeOverPress(OnCircle, Press, kind="circle-take-over", circle=NUMBER):
    label = labels.TAKE_OVER

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Circle]:
        return app_of(interaction).db.write(hosting.take_over, actor=actor_of(interaction), circle_id=self.circle_id)

    def reply(self, outcome: Circle) -> Reply:
        del outcome
        return say(answers.HOSTS_NOW)


class AtMeetupPress(Press, kind="circle-at-meetup", part=f"{Part.OPENING}|{Part.CLOSING}", meetup=NUMBER):
    """On the note that a meetup starts: open, or close it, with a circle of those who are going."""

    def __init__(self, part: Part, meetup_id: int, mark: str) -> None:
        key = custom_id(self.kind, part, meetup_id, mark=mark)
        super().__init__(discord.ui.Button(label=labels.AT_MEETUP[part], custom_id=key))
        self.part, self.meetup_id = part, meetup_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(Part(match["part"]), int(match["meetup"]), match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Circle]:
        return app_of(interaction).db.write(
            starting.start_at_meetup,
            actor=actor_of(interaction),
            meetup_id=self.meetup_id,
            part=self.part,
            missing_in=partial(missing_in, interaction),
        )

    def reply(self, outcome: Circle) -> Reply:
        return say(answers.started(outcome))


class WritePress(OpensForm, kind="circle-write", circle=NUMBER, turn=NUMBER):
    """Opens the form of a written turn, with what was written before and not taken."""

    def __init__(self, circle_id: int, turn: int, mark: str = "", *, label: str = labels.WRITE) -> None:
        key = custom_id(self.kind, circle_id, turn, mark=mark)
        super().__init__(discord.ui.Button(label=label, style=discord.ButtonStyle.success, custom_id=key))
        self.circle_id, self.turn = circle_id, turn

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["circle"]), int(match["turn"]), match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, ToWrite]:
        actor, db = actor_of(interaction), app_of(interaction).db
        return db.read(writing.to_write, actor=actor, circle_id=self.circle_id, turn=self.turn)

    def form(self, interaction: Interaction, read: ToWrite) -> Form:
        return WriteForm(interaction, read)


class WriteForm(Form):
    def __init__(self, interaction: Interaction, found: ToWrite) -> None:
        super().__init__(interaction, kind=f"circle-write-form:{found.circle.id}", title=labels.WRITE_TITLE)
        self.circle_id, self.turn = found.circle.id, found.turn
        self.words = discord.ui.TextInput[Any](
            custom_id="words",
            style=discord.TextStyle.paragraph,
            default=found.typed,
            max_length=writing.MOST_WORDS,
        )
        asked = shorten(found.circle.prompt, limits.IN_A_DESCRIPTION)
        self.add_item(discord.ui.Label(text=labels.WRITE_FIELD, description=asked, component=self.words))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Written | NotTaken]:
        return app_of(interaction).db.write(
            writing.write,
            actor=actor_of(interaction),
            circle_id=self.circle_id,
            turn=self.turn,
            typed=self.words.value,
        )

    def reply(self, outcome: Written | NotTaken) -> Reply:
        view = discord.ui.LayoutView(timeout=None)
        if isinstance(outcome, NotTaken):
            view.add_item(discord.ui.TextDisplay(answers.not_taken(outcome)))
            if outcome.can_be_mended:
                again = WritePress(outcome.circle_id, outcome.turn, label=labels.EDIT_AGAIN)
                view.add_item(discord.ui.ActionRow(again))
        else:
            view.add_item(discord.ui.TextDisplay(answers.written(outcome.circle)))
            view.add_item(discord.ui.ActionRow(TakeBackPress(outcome.turn_id)))
        return Reply(view)


class TakeBackPress(Press, kind="circle-take-back", turn=NUMBER):
    """Under words that are posted, and in the private answer to them."""

    def __init__(self, turn_id: int, mark: str = "") -> None:
        key = custom_id(self.kind, turn_id, mark=mark)
        super().__init__(discord.ui.Button(label=labels.TAKE_BACK, custom_id=key))
        self.turn_id = turn_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["turn"]), match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Circle]:
        return app_of(interaction).db.write(writing.take_back, actor=actor_of(interaction), turn_id=self.turn_id)

    def reply(self, outcome: Circle) -> Reply:
        del outcome
        return say(answers.TAKEN_BACK)
