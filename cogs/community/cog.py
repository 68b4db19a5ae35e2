"""Commands about Kith itself."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.app import app_of
from bot.discord_app.interactions import answer, say
from bot.discord_app.permissions import FOR_ORGANISERS, FOR_PLANNERS, actor_of
from bot.guilds import community

from .text import about

AnyCommand = app_commands.Command[Any, ..., Any]


class CommunityCog(commands.Cog):
    @app_commands.command()
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """See what Kith is for and what you can type."""
        await answer(interaction, _commands(interaction), lambda found: say(about.help_page(found)))


async def _commands(interaction: discord.Interaction[Any]) -> list[tuple[str, str]]:
    """Return what this person may type here; in direct messages, what there is."""
    app = app_of(interaction)
    found = [command for command in app.tree.walk_commands() if isinstance(command, app_commands.Command)]
    if interaction.guild_id is not None:
        actor, held = actor_of(interaction), interaction.permissions
        may = {FOR_PLANNERS: community.is_planner, FOR_ORGANISERS: community.is_organiser}
        lacks = {what for what, is_one in may.items() if not await app.db.read(is_one, actor)}
        found = [command for command in found if _may_type(command, held, lacks)]
    return [(command.qualified_name, command.description) for command in found]


def _may_type(command: AnyCommand, held: discord.Permissions, lacks: set[str]) -> bool:
    wanted = command.default_permissions
    return not lacks & command.extras.keys() and (wanted is None or wanted <= held)
