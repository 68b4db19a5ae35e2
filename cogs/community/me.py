"""Commands with which a member tells Kith about themselves."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.database import Database
from bot.discord_app import limits
from bot.discord_app.interactions import answer, say
from bot.discord_app.permissions import actor_of
from bot.guilds.rules import places
from bot.meetups import mine
from bot.members import zones
from bot.privacy import Privacy

from . import me_ui, privacy_ui
from .text import clocks

Place = app_commands.Range[str, 1, places.MOST_CHARACTERS]


@app_commands.guild_only()
class MeCog(commands.GroupCog, group_name="me", group_description="What I know about you, and what you want of me."):
    def __init__(self, db: Database, privacy: Privacy) -> None:
        self._db = db
        self._privacy = privacy

    @app_commands.command()
    async def overview(self, interaction: discord.Interaction[Any]) -> None:
        """See the meetups you have a part in, your time zone and your reminders, and change them."""
        call = self._db.read(mine.overview, actor=actor_of(interaction))
        await answer(interaction, call, me_ui.shown)

    @app_commands.command()
    @app_commands.describe(place="Where you live: a city, a country or a zone. Leave it empty to see what I go by")
    async def timezone(self, interaction: discord.Interaction[Any], place: Place = "") -> None:
        """Say where you live, so that the times you type mean your own clock."""
        actor = actor_of(interaction)
        if place:
            call = self._db.write(zones.choose, actor=actor, typed=place)
            await answer(interaction, call, lambda found: say(clocks.zone_chosen(found)))
        else:
            call = self._db.read(zones.living, actor=actor)
            await answer(interaction, call, lambda found: say(clocks.zone(found)))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        """Get a file with all that is kept about you here; only you see it."""
        call = self._db.read(self._privacy.export, actor=actor_of(interaction))
        await answer(interaction, call, privacy_ui.exported)

    @app_commands.command()
    async def forget(self, interaction: discord.Interaction[Any]) -> None:
        """Be forgotten here; you are told first what goes and what stays."""
        call = self._db.read(mine.at_stake, actor=actor_of(interaction))
        await answer(interaction, call, privacy_ui.asked)

    @timezone.autocomplete("place")
    async def _places(self, _interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        now = self._db.clock.now()
        return [
            app_commands.Choice(name=clocks.place_in_a_list(place, now), value=place.zone)
            for place in places.suggestions(typed, most=limits.CHOICES)
        ]
