"""A world as a test describes it."""

from dataclasses import replace

from .shapes import ChannelSeed, GuildSeed, MemberSeed, RoleSeed, Seeded, WorldSeed
from .world import TEXT, Channel, Guild, Member, Role, World

VIEW, SEND, EMBED, HISTORY, COMMANDS = 1 << 10, 1 << 11, 1 << 14, 1 << 16, 1 << 31
MANAGE_MESSAGES, MANAGE_ROLES, MANAGE_THREADS = 1 << 13, 1 << 28, 1 << 34
PUBLIC_THREADS, PRIVATE_THREADS, SEND_IN_THREADS = 1 << 35, 1 << 36, 1 << 38
EVERYONE = VIEW | SEND | EMBED | HISTORY | COMMANDS | SEND_IN_THREADS
BOT = MANAGE_MESSAGES | MANAGE_ROLES | MANAGE_THREADS | PUBLIC_THREADS | PRIVATE_THREADS


def seed(world: World, wanted: WorldSeed) -> Seeded:
    """Add to the world. Without a guild, channels and members go to the one that was seeded last."""
    if unknown := wanted.keys() - WorldSeed.__annotations__.keys():
        raise ValueError(f"a world has no {', '.join(unknown)}")
    world.settings = replace(world.settings, **wanted.get("settings", {}))
    roles = wanted["guild"].get("roles", []) if "guild" in wanted else []
    if "guild" in wanted:
        _guild(world, wanted["guild"])
    guild = next(reversed(world.guilds.values()), None)
    if guild is None:
        return Seeded(bot_id=world.bot_id, guild_id=None, role_ids=[], channel_ids=[], member_ids=[])
    return Seeded(
        bot_id=world.bot_id,
        guild_id=guild.id,
        role_ids=[_role(world, guild, role) for role in roles],
        channel_ids=[_channel(world, guild, channel) for channel in wanted.get("channels", [])],
        member_ids=[_member(world, guild, member) for member in wanted.get("members", [])],
    )


def _guild(world: World, wanted: GuildSeed) -> None:
    guild_id = wanted.get("id") or world.new_id()
    guild = Guild(guild_id, wanted["name"], wanted.get("owner_id") or world.new_id())
    guild.roles[guild_id] = Role(guild_id, "@everyone", EVERYONE)
    world.guilds[guild_id] = guild
    bot = MemberSeed(id=world.bot_id, name=world.users[world.bot_id])
    _member(world, guild, bot | {"permissions": wanted.get("bot_permissions", BOT)})


def _role(world: World, guild: Guild, wanted: RoleSeed) -> int:
    role = Role(wanted.get("id") or world.new_id(), wanted["name"], wanted.get("permissions", 0))
    guild.roles[role.id] = role
    return role.id


def _channel(world: World, guild: Guild, wanted: ChannelSeed) -> int:
    channel_id = wanted.get("id") or world.new_id()
    kind = wanted.get("type", TEXT)
    world.channels[channel_id] = Channel(channel_id, wanted["name"], kind, world.now(), guild_id=guild.id)
    return channel_id


def _member(world: World, guild: Guild, wanted: MemberSeed) -> int:
    user_id = wanted.get("id") or world.new_id()
    world.users[user_id] = wanted["name"]
    role_ids = list(wanted.get("roles", []))
    if permissions := wanted.get("permissions", 0):
        role_ids.append(_role(world, guild, RoleSeed(name=f"of {wanted['name']}", permissions=permissions)))
    guild.members[user_id] = Member(user_id, role_ids)
    return user_id
