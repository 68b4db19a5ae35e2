"""The one answer with which a community is set up: its selects, each saved at once."""

import re
from abc import abstractmethod
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply
from bot.discord_app.leads import leads_in, leads_select
from bot.discord_app.permissions import actor_of, missing_for_threads, missing_in
from bot.discord_app.places import PlaceForm
from bot.discord_app.presses import Form, OpensForm, Press, custom_id
from bot.guilds import community
from bot.guilds.community import Changes, Community
from bot.guilds.rules.leads import to_minutes

from .text import settings

Interaction = discord.Interaction[Any]


@dataclass(frozen=True)
class SetUp:
    """`lacking`: in which of the chosen channels the bot lacks what."""

    chosen: Community
    lacking: tuple[tuple[int, tuple[str, ...]], ...]


async def set_up(interaction: Interaction, call: Coroutine[Any, Any, Community]) -> SetUp:
    chosen = await call
    channels = dict.fromkeys([chosen.meetups_channel_id, chosen.organisers_channel_id])
    found = [(channel_id, missing_in(interaction, channel_id)) for channel_id in channels if channel_id is not None]
    if chosen.connections_channel_id is not None:
        found.append((chosen.connections_channel_id, missing_for_threads(interaction, chosen.connections_channel_id)))
    return SetUp(chosen, tuple((channel_id, lacking) for channel_id, lacking in found if lacking))


class Pick(Press):
    """A select of one setting; it stands in the answer to `/setup`, which follows what is chosen."""

    in_place = True

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls(Community(zone=""))

    def __init__(self, chosen: Community) -> None:
        super().__init__(self.select(chosen))

    @abstractmethod
    def select(self, chosen: Community) -> discord.ui.Item[Any]: ...

    @abstractmethod
    def changes(self, values: Sequence[Any]) -> Changes:
        """Return what these values mean; none of them: nothing is chosen any more."""

    async def call(self, interaction: Interaction) -> SetUp:
        changes = self.changes(self.item.values)
        db = app_of(interaction).db
        return await set_up(interaction, db.write(community.change, actor=actor_of(interaction), changes=changes))

    def reply(self, outcome: SetUp) -> Reply:
        return shown(outcome, in_place=True)


class MeetupsChannelPick(Pick, kind="setup-meetups"):
    def select(self, chosen: Community) -> discord.ui.Item[Any]:
        return _channels(self.kind, settings.MEETUPS_CHANNEL, chosen.meetups_channel_id)

    def changes(self, values: Sequence[Any]) -> Changes:
        return {"meetups_channel_id": _id(values)}


class ConnectionsChannelPick(Pick, kind="setup-connections"):
    def select(self, chosen: Community) -> discord.ui.Item[Any]:
        return _channels(self.kind, settings.CONNECTIONS_CHANNEL, chosen.connections_channel_id)

    def changes(self, values: Sequence[Any]) -> Changes:
        return {"connections_channel_id": _id(values)}


class OrganisersChannelPick(Pick, kind="setup-organisers"):
    def select(self, chosen: Community) -> discord.ui.Item[Any]:
        return _channels(self.kind, settings.ORGANISERS_CHANNEL, chosen.organisers_channel_id)

    def changes(self, values: Sequence[Any]) -> Changes:
        return {"organisers_channel_id": _id(values)}


class OrganiserRolePick(Pick, kind="setup-role"):
    def select(self, chosen: Community) -> discord.ui.Item[Any]:
        kind = discord.SelectDefaultValueType.role
        return discord.ui.RoleSelect(
            custom_id=custom_id(self.kind),
            placeholder=settings.ORGANISER_ROLE,
            min_values=0,
            default_values=_default(chosen.organiser_role_id, kind),
        )

    def changes(self, values: Sequence[Any]) -> Changes:
        return {"organiser_role_id": _id(values)}


class PlannersPick(Pick, kind="setup-planners"):
    def select(self, chosen: Community) -> discord.ui.Item[Any]:
        return _either(self.kind, settings.PLANNERS, chosen=chosen.anyone_plans)

    def changes(self, values: Sequence[Any]) -> Changes:
        return {"anyone_plans": values == [_YES]}


class DatesPick(Pick, kind="setup-dates"):
    def select(self, chosen: Community) -> discord.ui.Item[Any]:
        return _either(self.kind, settings.DATES, chosen=chosen.day_first)

    def changes(self, values: Sequence[Any]) -> Changes:
        return {"day_first": values == [_YES]}


class RemindersPick(Pick, kind="setup-reminders"):
    def select(self, chosen: Community) -> discord.ui.Item[Any]:
        return leads_select(custom_id(self.kind), chosen.leads)

    def changes(self, values: Sequence[Any]) -> Changes:
        return {"lead_minutes": to_minutes(leads_in(values))}


class SetZonePress(OpensForm, kind="setup-zone"):
    in_place = True

    def __init__(self) -> None:
        super().__init__(discord.ui.Button(label=settings.SET_ZONE, custom_id=custom_id(self.kind)))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, Community]:
        return app_of(interaction).db.read(community.set_up, actor=actor_of(interaction))

    def form(self, interaction: Interaction, read: Community) -> Form:
        return SetZoneForm(interaction, read.zone)


class SetZoneForm(PlaceForm):
    def __init__(self, interaction: Interaction, zone: str) -> None:
        super().__init__(interaction, kind="setup-zone-form", title=settings.SET_ZONE, place=zone)

    async def call(self, interaction: Interaction) -> SetUp:
        db = app_of(interaction).db
        call = db.write(community.choose_zone, actor=actor_of(interaction), typed=self.typed)
        return await set_up(interaction, call)

    def reply(self, outcome: SetUp) -> Reply:
        return shown(outcome, in_place=True)


PICKS = (
    MeetupsChannelPick,
    ConnectionsChannelPick,
    OrganisersChannelPick,
    OrganiserRolePick,
    PlannersPick,
    DatesPick,
    RemindersPick,
)


def shown(found: SetUp, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(settings.set_up(found.chosen, found.lacking)))
    for pick in PICKS:
        view.add_item(discord.ui.ActionRow(pick(found.chosen)))
    view.add_item(discord.ui.ActionRow(SetZonePress()))
    return Reply(view, in_place)


_YES, _NO = "yes", "no"


def _channels(kind: str, placeholder: str, chosen: int | None) -> discord.ui.Item[Any]:
    return discord.ui.ChannelSelect(
        custom_id=custom_id(kind),
        placeholder=placeholder,
        min_values=0,
        channel_types=[discord.ChannelType.text],
        default_values=_default(chosen, discord.SelectDefaultValueType.channel),
    )


def _either(kind: str, labels: tuple[str, str], *, chosen: bool) -> discord.ui.Item[Any]:
    yes, no = labels
    options = [
        discord.SelectOption(label=yes, value=_YES, default=chosen),
        discord.SelectOption(label=no, value=_NO, default=not chosen),
    ]
    return discord.ui.Select(custom_id=custom_id(kind), options=options)


def _default(chosen: int | None, kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    return [] if chosen is None else [discord.SelectDefaultValue(id=chosen, type=kind)]


def _id(values: Sequence[Any]) -> int | None:
    return values[0].id if values else None
