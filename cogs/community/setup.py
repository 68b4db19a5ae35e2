"""The command with which a community is set up."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.database import Database
from bot.discord_app.interactions import answer
from bot.discord_app.permissions import actor_of
from bot.guilds import community

from . import setup_ui


class SetupCog(commands.Cog):
    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: discord.Interaction[Any]) -> None:
        """Choose how Kith works in this community; all of it may wait."""
        call = self._db.read(community.set_up, actor=actor_of(interaction))
        await answer(interaction, setup_ui.set_up(interaction, call), setup_ui.shown)
