"""The world as Discord writes it."""

from datetime import datetime

from .shapes import Json
from .world import DM, Channel, Guild, Interaction, Kind, Message, World

CHAT_INPUT = 1


def user(world: World, user_id: int) -> Json:
    return {
        "id": str(user_id),
        "username": world.users[user_id],
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": user_id == world.bot_id,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }


def own_user(world: World) -> Json:
    return {
        **user(world, world.bot_id),
        "verified": True,
        "mfa_enabled": True,
        "locale": "en-US",
        "email": None,
    }


def application(world: World) -> Json:
    return {
        "id": str(world.bot_id),
        "name": world.users[world.bot_id],
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user(world, world.bot_id),
        "team": None,
    }


def partial_member(guild: Guild, user_id: int) -> Json:
    return {
        "roles": [str(role_id) for role_id in guild.members[user_id].role_ids],
        "nick": None,
        "avatar": None,
        "banner": None,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def member(world: World, guild: Guild, user_id: int) -> Json:
    return {**partial_member(guild, user_id), "user": user(world, user_id)}


def acting_member(world: World, guild: Guild, user_id: int) -> Json:
    """As interactions carry one: with the permissions."""
    return {**member(world, guild, user_id), "permissions": str(guild.permissions_of(user_id))}


def guild(guild: Guild) -> Json:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "icon": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [_role(guild, role_id, position) for position, role_id in enumerate(guild.roles)],
        "afk_channel_id": None,
        "afk_timeout": 300,
        "widget_enabled": False,
        "widget_channel_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "vanity_url_code": None,
        "application_id": None,
    }


def created_guild(world: World, made: Guild) -> Json:
    """As GUILD_CREATE carries one: with its channels, and of its members only the bot."""
    here = [c for c in world.channels.values() if c.guild_id == made.id and not c.deleted]
    return {
        **guild(made),
        "unavailable": False,
        "large": False,
        "member_count": len(made.members),
        "joined_at": "2026-01-01T00:00:00+00:00",
        "channels": [channel(world, one) for one in here if not one.is_thread],
        "threads": [channel(world, thread) for thread in world.threads(made.id)],
        "members": [member(world, made, world.bot_id)],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _role(guild: Guild, role_id: int, position: int) -> Json:
    role = guild.roles[role_id]
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(world: World, shown: Channel) -> Json:
    history = world.history(shown.id)
    common = {
        "id": str(shown.id),
        "type": shown.type,
        "last_message_id": str(history[-1].id) if history else None,
        "flags": 0,
    }
    if shown.type == DM:
        return {**common, "recipients": [user(world, shown.recipient_id or 0)]}
    common |= {"guild_id": str(shown.guild_id), "name": shown.name, "rate_limit_per_user": 0}
    if shown.is_thread:
        return common | _thread_parts(world, shown, len(history))
    return common | {
        "position": 0,
        "parent_id": None,
        "permission_overwrites": [],
        "topic": None,
        "nsfw": False,
    }


def _thread_parts(world: World, thread: Channel, message_count: int) -> Json:
    parts: Json = {
        "parent_id": str(thread.parent_id),
        "owner_id": str(world.bot_id),
        "message_count": message_count,
        "total_message_sent": message_count,
        "member_count": len(thread.member_ids),
        "thread_metadata": {
            "archived": thread.archived,
            "auto_archive_duration": thread.auto_archive_duration,
            "archive_timestamp": thread.created_at.isoformat(),
            "create_timestamp": thread.created_at.isoformat(),
            "locked": thread.locked,
            "invitable": thread.invitable,
        },
    }
    if world.bot_id in thread.member_ids:
        parts["member"] = thread_member(thread, world.bot_id)
    return parts


def thread_member(thread: Channel, user_id: int) -> Json:
    joined = thread.created_at.isoformat()
    return {"id": str(thread.id), "user_id": str(user_id), "join_timestamp": joined, "flags": 0}


def message(world: World, shown: Message) -> Json:
    """As one is fetched; the nonce is never given back."""
    thread = world.channels.get(shown.id)
    return {
        "id": str(shown.id),
        "channel_id": str(shown.channel_id),
        "type": 0,
        "author": user(world, shown.author_id),
        "content": shown.content,
        "timestamp": shown.created_at.isoformat(),
        "edited_timestamp": _iso(shown.edited_at),
        "tts": False,
        "pinned": False,
        "mention_everyone": False,
        "mentions": [user(world, user_id) for user_id in shown.mentions],
        "mention_roles": [],
        "attachments": [],
        "embeds": shown.embeds,
        "components": shown.components,
        "flags": shown.flags,
        **({"thread": channel(world, thread)} if thread and not thread.deleted else {}),
    }


def created_message(world: World, shown: Message) -> Json:
    """As MESSAGE_CREATE carries one."""
    payload = dict(shown.first_answer)
    if guild_id := world.channels[shown.channel_id].guild_id:
        payload["guild_id"] = str(guild_id)
        payload["member"] = partial_member(world.guilds[guild_id], shown.author_id)
    return payload


def interaction(world: World, made: Interaction, data: Json) -> Json:
    """As INTERACTION_CREATE carries one."""
    place = world.channels[made.channel_id]
    payload = {
        "id": str(made.id),
        "application_id": str(world.bot_id),
        "type": interaction_type(made.kind),
        "token": made.token,
        "version": 1,
        "data": data,
        "channel_id": str(place.id),
        "channel": channel(world, place),
        "locale": "en-GB",
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(place.guild_id or 0)},
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    payload |= _in_guild(world, made, place) if place.guild_id else _in_dm(world, made)
    if made.source is not None:
        payload["message"] = message(world, made.source)
    return payload


def interaction_type(kind: Kind) -> int:
    match kind:
        case Kind.SLASH:
            return 2
        case Kind.BUTTON | Kind.SELECT:
            return 3
        case Kind.AUTOCOMPLETE:
            return 4
        case Kind.MODAL:
            return 5


def _in_guild(world: World, made: Interaction, place: Channel) -> Json:
    home = world.guilds[place.guild_id or 0]
    permissions = str(home.permissions_of(made.user_id))
    return {
        "guild_id": str(home.id),
        "guild": {"id": str(home.id), "features": [], "locale": "en-US"},
        "guild_locale": "en-US",
        "member": acting_member(world, home, made.user_id),
        "channel": channel(world, place) | {"permissions": permissions},
        "app_permissions": str(home.permissions_of(world.bot_id)),
        "context": 0,
    }


def _in_dm(world: World, made: Interaction) -> Json:
    return {"user": user(world, made.user_id), "app_permissions": "0", "context": 1}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
