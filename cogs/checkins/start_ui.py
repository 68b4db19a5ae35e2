"""The form with which a circle is started, and the fields that others share."""

from collections.abc import Coroutine
from functools import partial
from typing import Any, TypeVar

import discord

from bot.checkins.circles import rights, starting
from bot.checkins.circles.rules.circle import MOST_IN_A_PROMPT, MOST_LAPS, Circle, How, Plan
from bot.checkins.circles.starting import Who
from bot.database import Database
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, missing_in, voice_of
from bot.discord_app.presses import Form, OpensForm, custom_id, options

from .text import answers, labels

Interaction = discord.Interaction[Any]
T = TypeVar("T", bound=str | int)


def start(db: Database, interaction: Interaction, plan: Plan, who: Who | None) -> Coroutine[Any, Any, Circle]:
    return db.write(
        starting.start,
        actor=actor_of(interaction),
        channel_id=interaction.channel_id or 0,
        plan=plan,
        who=who,
        voice=starting.Voice(*voice_of(interaction)),
        missing_in=partial(missing_in, interaction),
    )


class StartHerePress(OpensForm, kind="circle-start-here"):
    def __init__(self) -> None:
        super().__init__(discord.ui.Button(label=labels.START_HERE, custom_id=custom_id(self.kind)))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: Any, /) -> "StartHerePress":
        return cls()

    async def call(self, interaction: Interaction) -> None:
        """There is nothing to read; whom it would be refused afterwards has nothing to fill in."""
        rights.check_may_write(actor_of(interaction))

    def form(self, interaction: Interaction, read: None) -> Form:
        del read
        return StartForm(interaction)


class StartForm(Form):
    def __init__(self, interaction: Interaction) -> None:
        super().__init__(interaction, kind="circle-start-form", title=labels.FORM_TITLE)
        self.prompt, self.how, self.minutes = prompt_input("", required=False), how_select(), minutes_select()
        voice = starting.Voice(*voice_of(interaction))
        usual = starting.usual_who(voice, channel_id=interaction.channel_id or 0)
        self.who, self.laps = _one_of("who", labels.WHO, usual), laps_select()
        self.add_item(discord.ui.Label(text=labels.PROMPT_FIELD, component=self.prompt))
        self.add_item(discord.ui.Label(text=labels.WHO_FIELD, component=self.who))
        self.add_item(discord.ui.Label(text=labels.HOW_FIELD, component=self.how))
        self.add_item(discord.ui.Label(text=labels.MINUTES_FIELD, component=self.minutes))
        self.add_item(discord.ui.Label(text=labels.LAPS_FIELD, component=self.laps))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Circle]:
        how = How(self.how.values[0])
        plan = Plan(self.prompt.value, how, number_in(self.minutes), number_in(self.laps))
        return start(app_of(interaction).db, interaction, plan, Who(self.who.values[0]))

    def reply(self, outcome: Circle) -> Reply:
        return say(answers.started(outcome))


def prompt_input(typed: str, *, required: bool) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        default=typed,
        placeholder=None if required else labels.PROMPT_HINT,
        required=required,
        max_length=MOST_IN_A_PROMPT,
    )


def how_select(chosen: How = How.SPOKEN) -> discord.ui.Select[Any]:
    return _one_of("how", labels.HOW, chosen)


def minutes_select(chosen: int = Plan.minutes) -> discord.ui.Select[Any]:
    """What was typed in a command may be another number than those that can be chosen."""
    choices = {chosen: labels.minutes(chosen)} | labels.MINUTES
    return _one_of("minutes", dict(sorted(choices.items())), chosen)


def laps_select(chosen: int = Plan.laps) -> discord.ui.Select[Any]:
    return _one_of("laps", {number: labels.laps(number) for number in range(1, MOST_LAPS + 1)}, chosen)


def number_in(select: discord.ui.Select[Any]) -> int:
    return int(select.values[0])


def _one_of(name: str, choices: dict[T, str], chosen: T) -> discord.ui.Select[Any]:
    return discord.ui.Select(custom_id=name, options=options(choices, chosen))
