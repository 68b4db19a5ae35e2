"""Planning a programme: one private answer with selects, and its next dates; confirmed once."""

import re
from abc import abstractmethod
from collections.abc import Coroutine
from functools import partial
from typing import Any, ClassVar, Self

import discord

from bot.connections.rounds import founding
from bot.connections.rules.matching.asked import LEAST, MOST, Bridge, New
from bot.connections.rules.rounds import MOST_GROUPS_MARKED, Settings, settings_from_json
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of, home_of, missing_for_rounds
from bot.discord_app.presses import NUMBER, OnDraft, Press, custom_id, options
from bot.programmes import planning
from bot.programmes.planning import Confirmed, Planned
from bot.programmes.rules.cadence import Every
from cogs.connections.text.naming import WEEKDAYS

from .text import labels, programmes

Interaction = discord.Interaction[Any]
HOURS = 24


class PlanPick(Press):
    """A select of one thing of a plan that is not confirmed yet."""

    in_place = True
    number: ClassVar[int]
    """Its component's id: one that no select in the message before had, whose choice a client might show here."""
    page: ClassVar[int] = 0

    def __init__(self, draft_id: int, plan: Planned | None = None) -> None:
        self.draft_id = draft_id
        self.select: Any = self.made(custom_id(self.kind, draft_id), plan)
        super().__init__(self.select)

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["draft"]))

    @abstractmethod
    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]: ...

    @abstractmethod
    def changes(self) -> dict[str, Any]:
        """Return what was chosen, by the names in a plan's JSON."""

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Planned]:
        db = app_of(interaction).db
        return db.write(planning.change, actor=actor_of(interaction), draft_id=self.draft_id, changes=self.changes())

    def reply(self, outcome: Planned) -> Reply:
        return shown(outcome, page=self.page, in_place=True)

    def _one_of(self, key: str, choices: dict[Any, str], chosen: object) -> discord.ui.Select[Any]:
        return discord.ui.Select(custom_id=key, options=options(choices, chosen), id=self.number)


class EveryPick(PlanPick, kind="plan-every", draft=NUMBER):
    number = 201

    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]:
        return self._one_of(key, dict(labels.EVERY), found and found.plan.cadence.every)

    def changes(self) -> dict[str, Any]:
        return {"every": Every(self.select.values[0])}


class WeekdayPick(PlanPick, kind="plan-weekday", draft=NUMBER):
    number = 202

    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]:
        return self._one_of(key, dict(enumerate(WEEKDAYS)), found and found.plan.cadence.weekday)

    def changes(self) -> dict[str, Any]:
        return {"weekday": int(self.select.values[0])}


class HourPick(PlanPick, kind="plan-hour", draft=NUMBER):
    number = 203

    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]:
        return self._one_of(key, {n: labels.hour(n) for n in range(HOURS)}, found and found.plan.cadence.hour)

    def changes(self) -> dict[str, Any]:
        return {"hour": int(self.select.values[0])}


class ChannelPick(PlanPick, kind="plan-channel", draft=NUMBER):
    number = 204

    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]:
        kind = discord.SelectDefaultValueType.channel
        default = [discord.SelectDefaultValue(id=found.plan.channel_id, type=kind)] if found else []
        return discord.ui.ChannelSelect(
            custom_id=key,
            placeholder=labels.CHANNEL,
            channel_types=[discord.ChannelType.text],
            default_values=default,
            id=self.number,
        )

    def changes(self) -> dict[str, Any]:
        return {"channel_id": self.select.values[0].id}


class PingPick(PlanPick, kind="plan-ping", draft=NUMBER):
    number = 205

    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]:
        chosen = [found.plan.role_id] if found and found.plan.role_id else []
        return _roles(key, labels.PING, chosen, most=1, number=self.number)

    def changes(self) -> dict[str, Any]:
        return {"role_id": self.select.values[0].id if self.select.values else None}


class SkipPick(PlanPick, kind="plan-skip", draft=NUMBER):
    number = 206

    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]:
        days = found.to_skip if found else ()
        skipped = found.plan.skipped if found else frozenset()
        options = [
            discord.SelectOption(label=f"{day:%A} {day.day} {day:%B %Y}", value=day.isoformat(), default=day in skipped)
            for day in days
        ]
        return discord.ui.Select(
            custom_id=key,
            placeholder=labels.SKIP,
            options=options,
            min_values=0,
            max_values=len(options) or 1,
            id=self.number,
        )

    def changes(self) -> dict[str, Any]:
        return {"skipped": list(self.select.values)}


class HopesPick(PlanPick):
    """A select of one thing that the organisers hope for."""

    page = 1

    def made(self, key: str, found: Planned | None) -> discord.ui.Item[Any]:
        return self.of(key, settings_from_json(found.plan.settings) if found else Settings())

    @abstractmethod
    def of(self, key: str, settings: Settings) -> discord.ui.Item[Any]: ...

    @abstractmethod
    def hoped(self) -> dict[str, Any]: ...

    def changes(self) -> dict[str, Any]:
        return {"settings": self.hoped()}


class SizePick(HopesPick, kind="plan-size", draft=NUMBER):
    number = 211

    def of(self, key: str, settings: Settings) -> discord.ui.Item[Any]:
        return self._one_of(key, {n: labels.SIZES[n] for n in range(LEAST, MOST + 1)}, settings.hopes.size)

    def hoped(self) -> dict[str, Any]:
        return {"size": int(self.select.values[0])}


class NewPick(HopesPick, kind="plan-new", draft=NUMBER):
    number = 212

    def of(self, key: str, settings: Settings) -> discord.ui.Item[Any]:
        return self._one_of(key, dict(labels.NEWS), settings.hopes.new)

    def hoped(self) -> dict[str, Any]:
        return {"new": New(self.select.values[0])}


class NewcomersPick(HopesPick, kind="plan-newcomers", draft=NUMBER):
    number = 213

    def of(self, key: str, settings: Settings) -> discord.ui.Item[Any]:
        return self._one_of(key, dict(labels.NEWCOMERS), settings.hopes.newcomers_first)

    def hoped(self) -> dict[str, Any]:
        return {"newcomers_first": self.select.values[0] == str(True)}


class GroupsPick(HopesPick, kind="plan-groups", draft=NUMBER):
    number = 214

    def of(self, key: str, settings: Settings) -> discord.ui.Item[Any]:
        return _roles(key, labels.ROLES, list(settings.roles), most=MOST_GROUPS_MARKED, number=self.number)

    def hoped(self) -> dict[str, Any]:
        return {"roles": [role.id for role in self.select.values]}


class BridgePick(HopesPick, kind="plan-bridge", draft=NUMBER):
    number = 215

    def of(self, key: str, settings: Settings) -> discord.ui.Item[Any]:
        return self._one_of(key, dict(labels.BRIDGES), settings.hopes.bridge)

    def hoped(self) -> dict[str, Any]:
        return {"bridge": Bridge(self.select.values[0])}


PAGES: tuple[tuple[type[PlanPick], ...], ...] = (
    (EveryPick, WeekdayPick, HourPick, ChannelPick, PingPick, SkipPick),
    (SizePick, NewPick, NewcomersPick, GroupsPick, BridgePick),
)


class TurnPress(OnDraft, Press, kind="plan-turn", draft=NUMBER, page="0|1"):
    """Show the other half of the plan."""

    def __init__(self, draft_id: int, page: int) -> None:
        super().__init__(draft_id, page, label=labels.WITH_WHOM if page else labels.WHEN_AND_WHERE)
        self.page = page

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        return cls(int(match["draft"]), int(match["page"]))

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Planned]:
        return app_of(interaction).db.read(planning.so_far, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, outcome: Planned) -> Reply:
        return shown(outcome, page=self.page, in_place=True)


class ConfirmPlanPress(OnDraft, Press, kind="plan-confirm", draft=NUMBER):
    style = discord.ButtonStyle.success

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Confirmed]:
        may = partial(missing_for_rounds, interaction)
        db = app_of(interaction).db
        return db.write(planning.confirm, actor=actor_of(interaction), draft_id=self.draft_id, missing_in=may)

    def reply(self, outcome: Confirmed) -> Reply:
        return say(programmes.confirmed(outcome), in_place=True)


class DiscardPlanPress(OnDraft, Press, kind="plan-discard", draft=NUMBER):
    label = labels.DISCARD

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, None]:
        return app_of(interaction).db.write(planning.discard, actor=actor_of(interaction), draft_id=self.draft_id)

    def reply(self, _outcome: None) -> Reply:
        return say(programmes.KEPT, in_place=True)


def begin(interaction: Interaction, name: str) -> Coroutine[Any, Any, Planned]:
    actor, home = actor_of(interaction), home_of(interaction)
    return app_of(interaction).db.write(founding.begin, actor=actor, name=name, channel_id=home)


def shown(found: Planned, *, page: int = 0, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(programmes.planned(found)))
    for pick in PAGES[page]:
        if pick is not SkipPick or found.to_skip:
            view.add_item(discord.ui.ActionRow(pick(found.draft_id, found)))
    confirm = ConfirmPlanPress(found.draft_id, label=labels.START if found.programme_id is None else labels.SAVE)
    view.add_item(discord.ui.ActionRow(TurnPress(found.draft_id, 1 - page), confirm, DiscardPlanPress(found.draft_id)))
    return Reply(view, in_place)


def _roles(key: str, placeholder: str, chosen: list[int], *, most: int, number: int) -> discord.ui.RoleSelect[Any]:
    kind = discord.SelectDefaultValueType.role
    return discord.ui.RoleSelect(
        custom_id=key,
        placeholder=placeholder,
        min_values=0,
        max_values=most,
        default_values=[discord.SelectDefaultValue(id=role, type=kind) for role in chosen],
        id=number,
    )
