"""In the thread of an introduction: whether they met, what came of it, what may be shared."""

import re
from collections.abc import Coroutine
from typing import Any, Self

import discord

from bot.connections import outcomes
from bot.connections.outcomes import Said, Telling, Told
from bot.connections.rules.introductions import MOST_WORDS, Introduction, Step
from bot.discord_app import limits
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import NUMBER, Component, Form, OpensForm, Press, custom_id, options
from bot.discord_app.wording import shorten
from bot.questions.rules.questions import NO, YES, Verdict
from bot.threads.following import CANT, MET, NOT_YET

from .text import introductions, labels

Interaction = discord.Interaction[Any]
SAID = {"met": MET, "not-yet": NOT_YET, "cant": CANT}
"""As it stands in a button."""
_YES = "yes"


class SaidPress(Press, kind="introduction-said", introduction=NUMBER, said="|".join(SAID)):
    def __init__(self, introduction_id: int, said: str, mark: str) -> None:
        key = custom_id(self.kind, introduction_id, said, mark=mark)
        style = discord.ButtonStyle.success if SAID[said] == MET else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=labels.SAID[SAID[said]], style=style, custom_id=key))
        self.introduction_id = introduction_id
        self.said = said

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["introduction"]), match["said"], match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Said]:
        actor, db = actor_of(interaction), app_of(interaction).db
        return db.write(outcomes.say, actor=actor, introduction_id=self.introduction_id, said=SAID[self.said])

    def reply(self, outcome: Said) -> Reply:
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay(introductions.said(outcome)))
        if outcome.said == MET:
            view.add_item(discord.ui.ActionRow(TellPress(self.introduction_id)))
        return Reply(view)


class NotForMePress(Press, kind="introduction-not-for-me", introduction=NUMBER):
    """Of two, it is clear who is meant; of more, it is asked."""

    def __init__(self, introduction_id: int, mark: str) -> None:
        key = custom_id(self.kind, introduction_id, mark=mark)
        super().__init__(discord.ui.Button(label=labels.NOT_FOR_ME, custom_id=key))
        self.introduction_id = introduction_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["introduction"]), match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Said]:
        actor, db = actor_of(interaction), app_of(interaction).db
        return db.write(outcomes.not_for_me, actor=actor, introduction_id=self.introduction_id)

    def reply(self, outcome: Said) -> Reply:
        if len(outcome.others) == 1:
            return say(introductions.APART)
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay(introductions.with_whom(outcome.others)))
        view.add_item(discord.ui.ActionRow(ApartPick(self.introduction_id, len(outcome.others))))
        return Reply(view)


class ApartPick(Press, kind="introduction-apart", introduction=NUMBER):
    in_place = True

    def __init__(self, introduction_id: int, most: int = 1) -> None:
        key = custom_id(self.kind, introduction_id)
        self.select = discord.ui.UserSelect[Any](custom_id=key, placeholder=labels.WITH_WHOM, max_values=most)
        super().__init__(self.select)
        self.introduction_id = introduction_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["introduction"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Said]:
        actor, db = actor_of(interaction), app_of(interaction).db
        other_ids = [one.id for one in self.select.values]
        return db.write(outcomes.keep_apart, actor=actor, introduction_id=self.introduction_id, other_ids=other_ids)

    def reply(self, outcome: Said) -> Reply:
        del outcome
        return say(introductions.APART, in_place=True)


class TellPress(OpensForm, kind="introduction-tell", introduction=NUMBER):
    in_place = True

    def __init__(self, introduction_id: int) -> None:
        super().__init__(discord.ui.Button(label=labels.TELL, custom_id=custom_id(self.kind, introduction_id)))
        self.introduction_id = introduction_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["introduction"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Telling]:
        actor, db = actor_of(interaction), app_of(interaction).db
        return db.read(outcomes.telling, actor=actor, introduction_id=self.introduction_id)

    def form(self, interaction: Interaction, read: Telling) -> Form:
        return TellForm(interaction, read)


class TellForm(Form):
    """The aim is asked about if there is one."""

    def __init__(self, interaction: Interaction, found: Telling) -> None:
        super().__init__(interaction, kind="introduction-tell-form", title=labels.TELL)
        self.introduction_id = found.introduction.id
        self.step = _select("step", {step.value: label for step, label in labels.STEPS.items()}, found.step)
        self.words = discord.ui.TextInput[Any](
            custom_id="words",
            style=discord.TextStyle.paragraph,
            default=found.words,
            required=False,
            max_length=MOST_WORDS,
        )
        shares = {_YES: labels.SHARES[True], "no": labels.SHARES[False]}
        self.share = _select("share", shares, "no")
        if found.aim:
            description = shorten(introductions.step_asked(found), limits.IN_A_DESCRIPTION)
            self.add_item(discord.ui.Label(text=labels.STEP, description=description, component=self.step))
        self.add_item(discord.ui.Label(text=labels.WORDS, component=self.words))
        self.add_item(discord.ui.Label(text=labels.SHARE_QUESTION, component=self.share))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Told]:
        step = Step(self.step.values[0]) if self.step.values else None
        return app_of(interaction).db.write(
            outcomes.tell,
            actor=actor_of(interaction),
            introduction_id=self.introduction_id,
            step=step,
            words=self.words.value,
            share=self.share.values == [_YES],
        )

    def reply(self, outcome: Told) -> Reply:
        return say(introductions.told(outcome), in_place=self.in_place)


class StoryPress(Press, kind="introduction-story", question=NUMBER, said=f"{YES}|{NO}"):
    """Whether somebody else's line may be shared."""

    def __init__(self, question_id: int, said: str, mark: str) -> None:
        key = custom_id(self.kind, question_id, said, mark=mark)
        label = labels.SHARE if said == YES else labels.NOT_SHARE
        super().__init__(discord.ui.Button(label=label, custom_id=key))
        self.question_id = question_id
        self.said = said

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["question"]), match["said"], match["mark"])

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Verdict]:
        actor, db = actor_of(interaction), app_of(interaction).db
        return db.write(outcomes.agree, actor=actor, question_id=self.question_id, said=self.said)

    def reply(self, outcome: Verdict) -> Reply:
        return say(introductions.story_answered(outcome))


def answers(introduction: Introduction, mark: str) -> list[Component]:
    """Return the buttons that stand under an introduction and under the questions about it."""
    return [*(SaidPress(introduction.id, said, mark) for said in SAID), NotForMePress(introduction.id, mark)]


def _select(name: str, labels: dict[str, str], chosen: object) -> discord.ui.Select[Any]:
    return discord.ui.Select(custom_id=name, options=options(labels, chosen), required=False, min_values=0)
