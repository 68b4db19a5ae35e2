"""The commands of meetups."""

from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.database import Database
from bot.discord_app import limits
from bot.discord_app.interactions import answer, open_form, say
from bot.discord_app.permissions import FOR_PLANNERS, actor_of, missing_in, sees, voice_channels
from bot.discord_app.wording import channel_mention, shorten
from bot.meetups import cancelling, editing, finding, proposing, repeating, viewing
from bot.meetups.finding import Offered
from bot.meetups.rules.meetup import MOST_CHARACTERS, MOST_IN_A_REASON, MOST_SEATS, Typed

from .again_ui import to_repeat
from .running_ui import EditForm, ask_to_cancel, panel
from .text import views
from .ui import proposal

MOST_LISTED = 10
Title = app_commands.Range[str, 1, MOST_CHARACTERS["title"]]
When = app_commands.Range[str, 1, MOST_CHARACTERS["when"]]
Length = app_commands.Range[str, 1, MOST_CHARACTERS["length"]]
Place = app_commands.Range[str, 1, MOST_CHARACTERS["place"]]
Choices = list[app_commands.Choice[str]]
Which = app_commands.Range[str, 1, MOST_CHARACTERS["title"]]
Reason = app_commands.Range[str, 1, MOST_IN_A_REASON]
Seats = app_commands.Range[int, 1, MOST_SEATS]
Description = app_commands.Range[str, 1, MOST_CHARACTERS["description"]]


@app_commands.guild_only()
class MeetupsCog(commands.GroupCog, group_name="meetup", group_description="Meetups: set one up, see what is coming."):
    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command(extras={FOR_PLANNERS: True})
    @app_commands.describe(
        title="What it is called",
        when="Such as: friday 7pm, friday 7-9pm, tomorrow noon, in 2 hours, 2026-12-03 18:30",
        length="How long, such as: 90 min, 2 hours",
        place="Where: an address, a link, or a voice channel from the list",
        description="What it is about",
        seats="How many can come; leave it out if there is room for all",
    )
    async def create(
        self,
        interaction: discord.Interaction[Any],
        title: Title,
        when: When,
        length: Length = "",
        place: Place = "",
        description: Description = "",
        seats: Seats | None = None,
    ) -> None:
        """Set up a meetup; you see it before anybody else does."""
        call = self._db.write(
            proposing.propose,
            actor=actor_of(interaction),
            channel_id=interaction.channel_id or 0,
            typed=Typed(title, when, length, place, description, "" if seats is None else str(seats)),
            missing_in=partial(missing_in, interaction),
        )
        await answer(interaction, call, proposal)

    @create.autocomplete("place")
    async def _rooms(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return [
            app_commands.Choice(name=shorten(name, limits.IN_A_CHOICE), value=channel_mention(channel_id))
            for channel_id, name in voice_channels(interaction)
            if typed.casefold() in name.casefold()
        ][: limits.CHOICES]

    @app_commands.command(extras={FOR_PLANNERS: True})
    @app_commands.describe(meetup="Its title: pick it from the list as you type")
    async def edit(self, interaction: discord.Interaction[Any], meetup: Which) -> None:
        """Change a meetup; who is coming is told of another time or place."""
        call = self._db.read(editing.open_by_title, actor=actor_of(interaction), title=meetup)
        await open_form(interaction, call, lambda found: EditForm(interaction, found.meetup_id, found.typed))

    @app_commands.command(extras={FOR_PLANNERS: True})
    @app_commands.describe(
        meetup="Its title: pick it from the list as you type",
        reason="Why; those who are coming read it",
    )
    async def cancel(self, interaction: discord.Interaction[Any], meetup: Which, reason: Reason = "") -> None:
        """Cancel a meetup; you are asked before anybody is told."""
        actor = actor_of(interaction)
        call = self._db.write(cancelling.ask_by_title, actor=actor, title=meetup, reason=reason)
        await answer(interaction, call, ask_to_cancel)

    @app_commands.command(extras={FOR_PLANNERS: True})
    @app_commands.describe(meetup="Its title: pick it from the list as you type")
    async def again(self, interaction: discord.Interaction[Any], meetup: Which) -> None:
        """Have a meetup again, some weeks later, and tell those who were there."""
        call = self._db.read(repeating.repeatable_by_title, actor=actor_of(interaction), title=meetup)
        await answer(interaction, call, to_repeat)

    @again.autocomplete("meetup")
    async def _recent(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        actor = actor_of(interaction)
        call = self._db.read(finding.runnable, actor=actor, typed=typed, most=limits.CHOICES, over_too=True)
        return _choices(await call)

    @edit.autocomplete("meetup")
    @cancel.autocomplete("meetup")
    async def _coming(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        call = self._db.read(finding.runnable, actor=actor_of(interaction), typed=typed, most=limits.CHOICES)
        return _choices(await call)

    @app_commands.command()
    @app_commands.describe(meetup="Its title: pick it from the list as you type")
    async def show(self, interaction: discord.Interaction[Any], meetup: Which) -> None:
        """Look at a meetup: who is coming, and what you may do with it."""
        actor, may_see = actor_of(interaction), partial(sees, interaction)
        call = self._db.read(viewing.panel_by_title, actor=actor, title=meetup, sees=may_see)
        await answer(interaction, call, panel)

    @show.autocomplete("meetup")
    async def _visible(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        actor, may_see = actor_of(interaction), partial(sees, interaction)
        call = self._db.read(finding.visible, actor=actor, typed=typed, most=limits.CHOICES, sees=may_see)
        return _choices(await call)

    @app_commands.command()
    async def list(self, interaction: discord.Interaction[Any]) -> None:
        """See the meetups that are coming."""
        actor, may_see = actor_of(interaction), partial(sees, interaction)
        call = self._db.read(viewing.coming, actor=actor, most=MOST_LISTED, sees=may_see)
        await answer(interaction, call, lambda found: say(views.coming(found)))


def _choices(found: Offered) -> Choices:
    return [
        app_commands.Choice(name=views.in_a_choice(meetup, found.zone), value=finding.value_of(meetup))
        for meetup in found.meetups
    ]
