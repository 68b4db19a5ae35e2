"""What stands behind a circle's ⋯: for everybody, and for whoever hosts it."""

import re
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Self

import discord

from bot.checkins.circles import hosting, panels, posting, prompts
from bot.checkins.circles.panels import Panel
from bot.checkins.circles.rules.circle import Circle, How, Part, Plan, Stage
from bot.checkins.circles.rules.going import LAP_UNDER_WAY
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, missing_in
from bot.discord_app.presses import NUMBER, Form, OpensForm, Press, custom_id

from .circle_ui import OnCircle, TakeOverPress
from .host_acts import ACTS, ACTS_AT, OF_ANY_TURN, PRIMARY
from .start_ui import how_select, laps_select, minutes_select, number_in, prompt_input
from .text import answers, labels

Interaction = discord.Interaction[Any]
Call = Coroutine[Any, Any, Panel]
YES, NO = "yes", "no"


class ReadsPanelPress(OnCircle, Press):
    """One that reads what this member may do."""

    def call(self, interaction: Interaction) -> Call:
        return app_of(interaction).db.read(panels.panel, actor=actor_of(interaction), circle_id=self.circle_id)


class MorePress(ReadsPanelPress, kind="circle-more", circle=NUMBER):
    """On the card: opens, for this member alone, what else there is."""

    label = labels.MORE

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome)


class KeepOpenPress(ReadsPanelPress, kind="circle-keep-open", circle=NUMBER):
    label = labels.KEEP_IT_OPEN
    in_place = True

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome, in_place=True)


class WhyPress(ReadsPanelPress, kind="circle-why", circle=NUMBER):
    label = labels.WHY

    def reply(self, outcome: Panel) -> Reply:
        return say(answers.why(outcome.view.circle))


class BeginPress(OnCircle, Press, kind="circle-begin", circle=NUMBER):
    """On the card, for the host, who is shown then what a host can do."""

    label = labels.BEGIN
    style = discord.ButtonStyle.success

    def call(self, interaction: Interaction) -> Call:
        return _doing(interaction, hosting.begin, self.circle_id)

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome)


class HostPress(Press, kind="circle-host", does="|".join(ACTS), circle=NUMBER, turn=NUMBER):
    """What the host does, in the private panel."""

    in_place = True

    def __init__(self, does: str, circle_id: int, turn: int) -> None:
        label, self.act = ACTS[does]
        style = discord.ButtonStyle.success if does in PRIMARY else discord.ButtonStyle.secondary
        key = custom_id(self.kind, does, circle_id, turn)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=key))
        self.does, self.circle_id, self.turn = does, circle_id, turn

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(match["does"], int(match["circle"]), int(match["turn"]))

    def call(self, interaction: Interaction) -> Call:
        return _doing(
            interaction, self.act, self.circle_id, **({} if self.does in OF_ANY_TURN else {"turn": self.turn})
        )

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome, in_place=True)


class AskToClosePress(OnCircle, Press, kind="circle-ask-to-close", circle=NUMBER):
    """In the middle of a lap it asks first."""

    label = labels.CLOSE_FIRST_ASKED
    in_place = True

    def call(self, interaction: Interaction) -> Call:
        return app_of(interaction).db.read(panels.host_panel, actor=actor_of(interaction), circle_id=self.circle_id)

    def reply(self, outcome: Panel) -> Reply:
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.TextDisplay(answers.ASK_TO_CLOSE))
        circle = outcome.view.circle
        view.add_item(discord.ui.ActionRow(HostPress("close-now", circle.id, circle.turn), KeepOpenPress(circle.id)))
        return Reply(view, in_place=True)


class MentionPress(Press, kind="circle-mention", circle=NUMBER, wished=f"{YES}|{NO}"):
    """Whether one is mentioned when the piece comes to one."""

    in_place = True

    def __init__(self, circle_id: int, wished: str) -> None:
        key = custom_id(self.kind, circle_id, wished)
        super().__init__(discord.ui.Button(label=labels.MENTION[wished == YES], custom_id=key))
        self.circle_id, self.wished = circle_id, wished

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["circle"]), match["wished"])

    def call(self, interaction: Interaction) -> Call:
        actor, wished = actor_of(interaction), self.wished == YES
        db = app_of(interaction).db
        return db.write(panels.choose_mentions, actor=actor, circle_id=self.circle_id, wished=wished)

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome, in_place=True)


class PostAgainPress(OnCircle, Press, kind="circle-post-again", circle=NUMBER):
    label = labels.POST_AGAIN
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Circle]:
        return app_of(interaction).db.write(
            posting.post_again,
            actor=actor_of(interaction),
            circle_id=self.circle_id,
            missing_in=partial(missing_in, interaction),
        )

    def reply(self, outcome: Circle) -> Reply:
        return say(answers.posted_again(outcome), in_place=True)


class PromptPick(Press, kind="circle-prompt", circle=NUMBER, turn=NUMBER, part="|".join(Part)):
    """One of the prompts that ship: for the lap that is to begin, or the next one."""

    in_place = True

    def __init__(self, circle_id: int, turn: int, part: Part) -> None:
        self.circle_id, self.turn, self.part = circle_id, turn, part
        self.select = discord.ui.Select[Any](
            custom_id=custom_id(self.kind, circle_id, turn, part),
            placeholder=labels.PROMPTS[part],
            options=[discord.SelectOption(label=prompt, value=prompt) for prompt in prompts.shipped()[part]],
        )
        super().__init__(self.select)

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["circle"]), int(match["turn"]), Part(match["part"]))

    def call(self, interaction: Interaction) -> Call:
        chosen = self.select.values[0]
        return _doing(interaction, hosting.choose_prompt, self.circle_id, turn=self.turn, prompt=chosen)

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome, in_place=True)


class ChangePress(OnCircle, OpensForm, kind="circle-change", circle=NUMBER):
    """While it gathers: the prompt, how it goes, the time."""

    label = labels.CHANGE
    in_place = True

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Plan]:
        db = app_of(interaction).db
        return db.read(hosting.plan_to_change, actor=actor_of(interaction), circle_id=self.circle_id)

    def form(self, interaction: Interaction, read: Plan) -> Form:
        return ChangeForm(interaction, self.circle_id, read)


class ChangeForm(Form):
    def __init__(self, interaction: Interaction, circle_id: int, plan: Plan) -> None:
        super().__init__(interaction, kind=f"circle-change-form:{circle_id}", title=labels.FORM_TITLE)
        self.circle_id = circle_id
        self.prompt, self.how = prompt_input(plan.prompt, required=True), how_select(plan.how)
        self.minutes, self.laps = minutes_select(plan.minutes), laps_select(plan.laps)
        self.add_item(discord.ui.Label(text=labels.PROMPT_FIELD, component=self.prompt))
        self.add_item(discord.ui.Label(text=labels.HOW_FIELD, component=self.how))
        self.add_item(discord.ui.Label(text=labels.MINUTES_FIELD, component=self.minutes))
        self.add_item(discord.ui.Label(text=labels.LAPS_FIELD, component=self.laps))

    def call(self, interaction: Interaction) -> Call:
        how = How(self.how.values[0])
        plan = Plan(self.prompt.value, how, number_in(self.minutes), number_in(self.laps))
        return _doing(interaction, hosting.change_plan, self.circle_id, plan=plan)

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome, in_place=self.in_place)


class OwnPromptPress(OpensForm, kind="circle-own-prompt", circle=NUMBER, turn=NUMBER):
    """Another lap, with a prompt of one's own."""

    in_place = True

    def __init__(self, circle_id: int, turn: int) -> None:
        key = custom_id(self.kind, circle_id, turn)
        super().__init__(discord.ui.Button(label=labels.OWN_PROMPT, custom_id=key))
        self.circle_id, self.turn = circle_id, turn

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["circle"]), int(match["turn"]))

    def call(self, interaction: Interaction) -> Call:
        return app_of(interaction).db.read(panels.host_panel, actor=actor_of(interaction), circle_id=self.circle_id)

    def form(self, interaction: Interaction, read: Panel) -> Form:
        del read
        return OwnPromptForm(interaction, self.circle_id, self.turn)


class OwnPromptForm(Form):
    def __init__(self, interaction: Interaction, circle_id: int, turn: int) -> None:
        super().__init__(interaction, kind=f"circle-own-prompt-form:{circle_id}", title=labels.OWN_PROMPT)
        self.circle_id, self.turn = circle_id, turn
        self.prompt = prompt_input("", required=True)
        self.add_item(discord.ui.Label(text=labels.PROMPT_FIELD, component=self.prompt))

    def call(self, interaction: Interaction) -> Call:
        actor, prompt = actor_of(interaction), self.prompt.value
        db = app_of(interaction).db
        return db.write(panels.ask_next, actor=actor, circle_id=self.circle_id, turn=self.turn, prompt=prompt)

    def reply(self, outcome: Panel) -> Reply:
        return panel(outcome, in_place=self.in_place)


def _doing(interaction: Interaction, act: Callable[..., object], circle_id: int, **more: Any) -> Call:
    actor, db = actor_of(interaction), app_of(interaction).db
    return db.write(panels.then_panel, act, actor=actor, circle_id=circle_id, **more)


def panel(found: Panel, *, in_place: bool = False) -> Reply:
    """Show what one member may do with a circle."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(answers.panel(found)))
    for row in _rows(found):
        view.add_item(discord.ui.ActionRow(*row))
    return Reply(view, in_place)


def _rows(found: Panel) -> list[list[discord.ui.Item[Any]]]:
    circle = found.view.circle
    if not circle.is_live:
        return []
    rows: list[list[discord.ui.Item[Any]]] = []
    if found.hosts:
        rows = _for_the_host(circle)
    for_all: list[tuple[bool, discord.ui.Item[Any]]] = [
        (found.view.seen.host_missed, TakeOverPress(circle.id)),
        (found.misses_card, PostAgainPress(circle.id)),
        (circle.lap is not None, WhyPress(circle.id)),
        (True, MentionPress(circle.id, NO if found.mentioned else YES)),
    ]
    return [*rows, [button for shown, button in for_all if shown]]


def _for_the_host(circle: Circle) -> list[list[discord.ui.Item[Any]]]:
    about = circle.id, circle.turn
    can = [does for does in ACTS_AT[circle.stage] if does != "more-time" or circle.plan.minutes]
    first: list[discord.ui.Item[Any]] = [HostPress(does, *about) for does in can]
    at_any: list[discord.ui.Item[Any]] = [HostPress("hand-over", *about)]
    is_lap = circle.stage in LAP_UNDER_WAY
    at_any.append(AskToClosePress(circle.id) if is_lap else HostPress("close", *about))
    if is_lap:
        return [first, at_any]
    first.append(ChangePress(circle.id) if circle.stage is Stage.GATHERING else OwnPromptPress(*about))
    prompts_to_pick: list[list[discord.ui.Item[Any]]] = [[PromptPick(*about, part)] for part in Part]
    return [first, *prompts_to_pick, at_any]
