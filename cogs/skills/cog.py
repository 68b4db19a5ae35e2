"""The commands with which organisers make the headings fit their community."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.database import Database
from bot.discord_app import limits
from bot.discord_app.interactions import answer, say
from bot.discord_app.permissions import FOR_ORGANISERS, actor_of
from bot.skills import curating, headings
from bot.skills.curating import MOST_CHARACTERS

from . import text
from .ui import listed

Choices = list[app_commands.Choice[str]]
Name = app_commands.Range[str, 1, MOST_CHARACTERS["name"]]
Aliases = app_commands.Range[str, 1, MOST_CHARACTERS["aliases"]]


@app_commands.guild_only()
class SkillsCog(
    commands.GroupCog, group_name="skills", group_description="The headings under which offers and needs are found."
):
    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(name="Such as: Bike polo", others="Other names for it, with commas between")
    async def add(self, interaction: discord.Interaction[Any], name: Name, others: Aliases = "") -> None:
        """Add a heading, or bring one back."""
        call = self._db.write(curating.add, actor=actor_of(interaction), name=name, aliases=others)
        await answer(interaction, call, lambda skill: say(text.added(skill)))

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(name="The one that goes", into="The one under which it shall stand")
    async def merge(self, interaction: discord.Interaction[Any], name: Name, into: Name) -> None:
        """Put two headings together that mean the same here."""
        call = self._db.write(curating.merge, actor=actor_of(interaction), name=name, into=into)
        await answer(interaction, call, lambda outcome: say(text.merged(outcome)))

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(name="The one that shall not be offered here")
    async def hide(self, interaction: discord.Interaction[Any], name: Name) -> None:
        """Take a heading off the list; what stands under it stays."""
        call = self._db.write(curating.hide, actor=actor_of(interaction), name=name)
        await answer(interaction, call, lambda skill: say(text.hidden(skill)))

    @app_commands.command()
    async def list(self, interaction: discord.Interaction[Any]) -> None:
        """See the headings, and what was changed here."""
        await answer(interaction, self._db.read(curating.listed, actor=actor_of(interaction)), listed)

    @merge.autocomplete("name")
    @merge.autocomplete("into")
    @hide.autocomplete("name")
    async def _headings(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        call = self._db.read(headings.suggest, actor=actor_of(interaction), typed=typed, most=limits.CHOICES)
        return [app_commands.Choice(name=one.name, value=one.name) for one in await call]
