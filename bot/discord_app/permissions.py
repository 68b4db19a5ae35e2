"""Who is asking, as Discord vouches for them; and what the bot itself may do."""

from typing import Any

import discord

from bot.guilds.rules.actors import Actor

NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
"""What the invite link asks for: these and no more."""


def actor_of(interaction: discord.Interaction[Any]) -> Actor:
    """Return the member who typed or pressed. Raises NoPrivateMessage outside of a guild."""
    if interaction.guild_id is None:
        raise discord.app_commands.NoPrivateMessage
    manages = interaction.permissions.manage_events or interaction.permissions.administrator
    return Actor(interaction.guild_id, interaction.user.id, manages_events=manages)


def missing_here(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """Return the names, as Discord shows them, of what the bot needs in this channel and lacks."""
    in_thread = isinstance(interaction.channel, discord.Thread)
    write = "send_messages_in_threads" if in_thread else "send_messages"
    return missing(interaction.app_permissions, ("view_channel", write, "read_message_history"))


def missing(held: discord.Permissions, wanted: tuple[str, ...] | None = None) -> tuple[str, ...]:
    names = wanted or tuple(name for name, needed in NEEDED if needed)
    if held.administrator:
        return ()
    return tuple(display_name(name) for name in names if not getattr(held, name))


def display_name(permission: str) -> str:
    small = {"in", "and", "of"}
    return " ".join(word if word in small else word.capitalize() for word in permission.split("_"))
