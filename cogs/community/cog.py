"""Commands about Kith itself."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.app import app_of
from bot.discord_app.interactions import answer, say
from bot.discord_app.permissions import FOR_PLANNERS, actor_of
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
        plans = await app.db.read(community.is_planner, actor_of(interaction))
        found = [command for command in found if _may_type(command, interaction.permissions, plans=plans)]
    return [(command.qualified_name, command.description) for command in found]


def _may_type(command: AnyCommand, held: discord.Permissions, *, plans: bool) -> bool:
    wanted = command.default_permissions
    return (plans or not command.extras.get(FOR_PLANNERS)) and (wanted is None or wanted <= held)
