"""Commands about Kith itself."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.app import app_of
from bot.discord_app.interactions import answer, say

from . import text


class CommunityCog(commands.Cog):
    @app_commands.command()
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """See what Kith is for and what you can type."""
        await answer(interaction, _commands(interaction), lambda found: say(text.help_page(found)))


async def _commands(interaction: discord.Interaction[Any]) -> list[tuple[str, str]]:
    tree = app_of(interaction).tree
    found = [command for command in tree.walk_commands() if isinstance(command, app_commands.Command)]
    return [(command.qualified_name, command.description) for command in found]
