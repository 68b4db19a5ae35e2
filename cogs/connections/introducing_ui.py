"""Ask to be introduced; introduce others; say yes or no to it."""

import re
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any, Self

import discord

from bot.connections import consenting, introducing
from bot.connections.consenting import Consented
from bot.connections.finding import FoundPeople, Person
from bot.connections.rules.introductions import MOST_PEOPLE, MOST_WORDS, Introduction
from bot.discord_app import limits
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, home_of, missing_for_threads
from bot.discord_app.presses import NUMBER, Form, Press, custom_id
from bot.discord_app.wording import shorten
from bot.questions.rules.questions import NO, YES

from .text import finding, introductions, labels

Interaction = discord.Interaction[Any]
MEMBER = r"\d{1,20}"
"""Discord's id of a person."""


class AskPress(Press, kind="connect-ask", member=MEMBER):
    def __init__(self, member_id: int) -> None:
        super().__init__(discord.ui.Button(label=finding.ASK, custom_id=custom_id(self.kind, member_id)))
        self.member_id = member_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["member"]))

    async def call(self, interaction: Interaction) -> tuple[Introduction | Consented, int]:
        actor, may = actor_of(interaction), partial(missing_for_threads, interaction)
        db = app_of(interaction).db
        made = await db.write(introducing.ask, actor=actor, other_id=self.member_id, missing_in=may)
        return made, actor.member_id

    def reply(self, outcome: tuple[Introduction | Consented, int]) -> Reply:
        made, me = outcome
        return say(introductions.consented(made) if isinstance(made, Consented) else finding.asked(made, me))


class ConsentPress(Press, kind="connect-consent", question=NUMBER, said=f"{YES}|{NO}"):
    """Yes or no to an introduction; in a member's corner."""

    def __init__(self, question_id: int, said: str, mark: str) -> None:
        key = custom_id(self.kind, question_id, said, mark=mark)
        style = discord.ButtonStyle.success if said == YES else discord.ButtonStyle.secondary
        label = labels.YES_GLADLY if said == YES else labels.NOT_NOW
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=key))
        self.question_id = question_id
        self.said = said

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["question"]), match["said"], match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Consented]:
        actor, db = actor_of(interaction), app_of(interaction).db
        return db.write(consenting.answer, actor=actor, question_id=self.question_id, said=self.said)

    def reply(self, outcome: Consented) -> Reply:
        return say(introductions.consented(outcome))


class IntroduceForm(Form):
    """Introduce one member to others, in one's own words."""

    def __init__(self, interaction: Interaction, member: discord.User | discord.Member) -> None:
        title = shorten(f"{labels.INTRODUCE} {member.display_name}", limits.IN_A_TITLE)
        super().__init__(interaction, kind="connect-introduce-form", title=title)
        self.member = member
        self.others = discord.ui.UserSelect[Any](custom_id="others", max_values=MOST_PEOPLE - 1)
        self.words = discord.ui.TextInput[Any](
            custom_id="words",
            style=discord.TextStyle.paragraph,
            placeholder=labels.WHY_EXAMPLE,
            max_length=MOST_WORDS,
        )
        self.add_item(discord.ui.Label(text=labels.TO_WHOM, component=self.others))
        self.add_item(discord.ui.Label(text=labels.WHY, description=labels.WHY_HINT, component=self.words))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, tuple[Introduction, int]]:
        return introduce(interaction, [self.member, *self.others.values], self.words.value)

    def reply(self, outcome: tuple[Introduction, int]) -> Reply:
        return introduced(outcome)


async def introduce(
    interaction: Interaction, people: Sequence[discord.User | discord.Member], words: str
) -> tuple[Introduction, int]:
    """Have each of these asked whether they would like to be introduced to each other."""
    actor = actor_of(interaction)
    made = await app_of(interaction).db.write(
        introducing.introduce,
        actor=actor,
        others=[one.id for one in people],
        bots=[one.id for one in people if one.bot],
        words=words,
        channel_id=home_of(interaction),
        missing_in=partial(missing_for_threads, interaction),
    )
    return made, actor.member_id


def introduced(outcome: tuple[Introduction, int]) -> Reply:
    made, me = outcome
    return say(finding.asked(made, me))


def found(outcome: FoundPeople) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(finding.found(outcome)))
    for one, said in zip(outcome.people, finding.persons(outcome), strict=True):
        words = discord.ui.TextDisplay[Any](said)
        view.add_item(discord.ui.Section(words, accessory=AskPress(one.member_id)))
    return Reply(view)


def together(one: Person | None, other_id: int) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(finding.together(one, other_id)))
    if one is not None and (one.gives or one.gets):
        view.add_item(discord.ui.ActionRow(AskPress(one.member_id)))
    return Reply(view)
