"""The commands of meetups."""

from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.database import Database
from bot.discord_app.interactions import answer, say
from bot.discord_app.permissions import FOR_PLANNERS, actor_of, missing_in
from bot.meetups import proposing, viewing
from bot.meetups.rules.meetup import MOST_CHARACTERS, MOST_SEATS, Typed

from .text import views
from .ui import proposal

MOST_LISTED = 10
Title = app_commands.Range[str, 1, MOST_CHARACTERS["title"]]
When = app_commands.Range[str, 1, MOST_CHARACTERS["when"]]
Length = app_commands.Range[str, 1, MOST_CHARACTERS["length"]]
Place = app_commands.Range[str, 1, MOST_CHARACTERS["place"]]
Seats = app_commands.Range[int, 1, MOST_SEATS]
Description = app_commands.Range[str, 1, MOST_CHARACTERS["description"]]


@app_commands.guild_only()
class MeetupsCog(commands.GroupCog, group_name="meetup", group_description="Meetups: set one up, see what is coming."):
    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command(extras={FOR_PLANNERS: True})
    @app_commands.describe(
        title="What it is called",
        when="Such as: friday 7pm, tomorrow noon, in 2 hours, 2026-12-03 18:30",
        length="How long, such as: 90 min, 2 hours",
        place="Where: an address, a voice channel, a link",
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

    @app_commands.command()
    async def list(self, interaction: discord.Interaction[Any]) -> None:
        """See the meetups that are coming."""
        call = self._db.read(viewing.coming, guild_id=actor_of(interaction).guild_id, most=MOST_LISTED)
        await answer(interaction, call, lambda found: say(views.coming(found)))
