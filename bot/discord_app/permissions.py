"""Who is asking, as Discord vouches for them; and what the bot itself may do."""

from typing import Any

import discord

from bot.guilds.rules.actors import Actor

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    create_private_threads=True,
    send_messages_in_threads=True,
    read_message_history=True,
)
"""What the invite link asks for: these and no more."""

FOR_PLANNERS = "for planners"
"""In a command's `extras`: it is for those who may set meetups up, so that others are not shown it in `/help`."""
FOR_ORGANISERS = "for organisers"
"""The same, of those who may change what others have set up."""


def actor_of(interaction: discord.Interaction[Any]) -> Actor:
    """Return the member who typed or pressed. Raises NoPrivateMessage outside of a guild."""
    if interaction.guild_id is None:
        raise discord.app_commands.NoPrivateMessage
    may, who = interaction.permissions, interaction.user
    return Actor(
        guild_id=interaction.guild_id,
        member_id=who.id,
        manages_events=may.manage_events or may.administrator,
        manages_guild=may.manage_guild or may.administrator,
        role_ids=frozenset(role.id for role in who.roles) if isinstance(who, discord.Member) else frozenset(),
        may_write=may.administrator or getattr(may, _to_write_in(interaction.channel)),
    )


def sees(interaction: discord.Interaction[Any], channel_id: int) -> bool:
    """Whether the member who typed or pressed can look into a channel of this guild."""
    if channel_id == interaction.channel_id:
        return True
    channel = interaction.guild.get_channel_or_thread(channel_id) if interaction.guild else None
    if channel is None or not isinstance(interaction.user, discord.Member):
        return False
    if isinstance(channel, discord.Thread) and channel.is_private():
        return False
    return channel.permissions_for(interaction.user).view_channel


def voice_channels(interaction: discord.Interaction[Any]) -> list[tuple[int, str]]:
    """Return the ids and names of those in this guild that the member can see."""
    channels = [] if interaction.guild is None else voice_channels_of(interaction.guild)
    return [(channel.id, channel.name) for channel in channels if sees(interaction, channel.id)]


def voice_channels_of(guild: discord.Guild) -> list[discord.VoiceChannel | discord.StageChannel]:
    return [*guild.voice_channels, *guild.stage_channels]


def voice_of(interaction: discord.Interaction[Any]) -> tuple[int | None, tuple[int, ...]]:
    """Return the voice channel in whose chat, or from within which, this member types, and the people in it.

    None, and nobody: there is none.
    """
    guild, who, channel = interaction.guild, interaction.user, interaction.channel
    if not isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        own = who.voice if isinstance(who, discord.Member) else None
        channel = None if own is None else own.channel
    if guild is None or channel is None:
        return None, ()
    return channel.id, in_voice(channel)


def in_voice(channel: discord.VoiceChannel | discord.StageChannel) -> tuple[int, ...]:
    """Return the people in a voice channel, without the bots."""
    bots = {member.id for member in channel.members if member.bot}
    return tuple(member_id for member_id in channel.voice_states if member_id not in bots)


def missing_in(interaction: discord.Interaction[Any], channel_id: int) -> tuple[str, ...]:
    """Return the names, as Discord shows them, of what the bot needs in a channel of this guild and lacks."""
    if channel_id == interaction.channel_id:
        return _missing_for_posts(interaction.channel, interaction.app_permissions)
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or channel is None:
        return _missing_for_posts(None, discord.Permissions.none())
    return _missing_for_posts(channel, channel.permissions_for(guild.me))


def home_of(interaction: discord.Interaction[Any]) -> int:
    """Return the text channel in which something was typed, or in whose thread; private threads open only in such."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        return channel.parent_id
    if isinstance(channel, discord.TextChannel) or interaction.guild is None:
        return interaction.channel_id or 0
    return hello_in(interaction.guild) or interaction.channel_id or 0


def missing_for_threads(interaction: discord.Interaction[Any], channel_id: int) -> tuple[str, ...]:
    """Return the names of what the bot needs to open private threads in a channel of this guild, and lacks."""
    guild = interaction.guild
    channel = guild.get_channel(channel_id) if guild else None
    held = channel.permissions_for(guild.me) if guild and channel else discord.Permissions.none()
    return missing(held, ("view_channel", "create_private_threads", "send_messages_in_threads", "read_message_history"))


def missing_for_rounds(interaction: discord.Interaction[Any], channel_id: int) -> tuple[str, ...]:
    """Return the names of what the bot needs to post in a channel and open private threads there, and lacks."""
    lacking = [*missing_in(interaction, channel_id), *missing_for_threads(interaction, channel_id)]
    return tuple(dict.fromkeys(lacking))


def hello_in(guild: discord.Guild) -> int | None:
    """Return the system channel, or else the first text channel, in which the bot may write. None: there is none."""
    may_write = (
        channel.id
        for channel in (guild.system_channel, *guild.text_channels)
        if channel is not None and not _missing_for_posts(channel, channel.permissions_for(guild.me))
    )
    return next(may_write, None)


def _missing_for_posts(channel: object, held: discord.Permissions) -> tuple[str, ...]:
    return missing(held, ("view_channel", _to_write_in(channel), "read_message_history"))


def _to_write_in(channel: object) -> str:
    """Return the permission that it takes to write there."""
    return "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"


def missing(held: discord.Permissions, wanted: tuple[str, ...] | None = None) -> tuple[str, ...]:
    names = wanted or tuple(name for name, needed in NEEDED if needed)
    if held.administrator:
        return ()
    return tuple(display_name(name) for name in names if not getattr(held, name))


def display_name(permission: str) -> str:
    small = {"in", "and", "of"}
    return " ".join(word if word in small else word.capitalize() for word in permission.split("_"))
