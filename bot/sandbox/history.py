"""Make Riverside: its people and places, and then its last week, lived through with Kith."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, assert_never
from zoneinfo import ZoneInfo

import discord
import simcord

from bot.connections import joining
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.meetups import answering, proposing
from bot.meetups.posting import Posted
from bot.meetups.proposing import Proposed
from bot.meetups.rules.meetup import Typed
from bot.members import zones
from bot.profiles import saying

from . import riverside, simulator
from .riverside import Answered, MeetupSetUp, Said, SaidHello, ThreadOpened
from .world import World

BEGINS = max(event.ago for event in riverside.STORY) + timedelta(hours=1)
"""How long before now the world is made."""


def settle_in(world: World) -> None:
    """Make the people and the places."""
    env = world.env
    simulator.introduce_bot(env, "Kith")
    users = {
        person.key: env.create_user(person.key, global_name=person.name, avatar=person.key)
        for person in riverside.PEOPLE
    }
    guild = env.create_guild(riverside.NAME, owner=users[riverside.FIRST_PERSON])
    roles = {role: _make_role(guild, role) for role in {person.role for person in riverside.PEOPLE}}
    for person in riverside.PEOPLE:
        world.people[person.key] = guild.add_member(users[person.key], roles=[roles[person.role]])
    for place in riverside.PLACES:
        overwrites = _only_for(guild.default_role, roles[place.role], simulator.bot(env)) if place.role else None
        world.places[place.key] = guild.create_text_channel(place.key, topic=place.topic, overwrites=overwrites)


def _make_role(guild: simcord.GuildHandle, role: str) -> simcord.RoleHandle:
    permissions = discord.Permissions(manage_events=role in riverside.MAY_MANAGE_EVENTS)
    return guild.create_role(role.capitalize(), permissions=permissions)


def _only_for(everyone: simcord.RoleHandle, *admitted: Any) -> dict[Any, discord.PermissionOverwrite]:
    shown = dict.fromkeys(admitted, discord.PermissionOverwrite(view_channel=True))
    return {everyone: discord.PermissionOverwrite(view_channel=False), **shown}


async def live_through(world: World, *, until: datetime) -> None:
    """Have the story happen, each thing at its time, and Kith do its part."""
    await _introduce(world)
    for event in riverside.STORY:
        await world.pass_time(until - event.ago)
        await _happen(world, event, until)
    await world.pass_time(until)


async def _introduce(world: World) -> None:
    guild_id = world.env.guild.id
    organisers = world.places["organisers"].id
    admin = Actor(guild_id, guild_id, manages_events=True, manages_guild=True)
    chosen: community.Changes = {
        "zone": riverside.ZONE,
        "organisers_channel_id": organisers,
        "connections_channel_id": world.places["introductions"].id,
    }
    await world.db.write(community.change, actor=admin, changes=chosen)
    for person in riverside.PEOPLE:
        actor = Actor(guild_id, world.people[person.key].id, manages_events=False)
        await world.db.write(zones.choose, actor=actor, typed=person.zone)


async def _happen(world: World, event: riverside.Event, today: datetime) -> None:
    actor = world.people[event.by]
    match event:
        case Said(where=where, words=words):
            await actor.send(world.places[where], words.format_map(_links(world.places)))
        case ThreadOpened(where=where, key=key, name=name):
            world.places[key] = simulator.open_thread(world.places[where], actor, name)
        case MeetupSetUp():
            await _set_up(world, event, today)
        case Answered(title=title, answer=answer):
            meetup_id = world.meetups[title]
            await world.db.write(answering.answer, actor=_actor(world, event.by), meetup_id=meetup_id, given=answer)
        case SaidHello():
            await _say_hello(world, event)
        case _:
            assert_never(event)


async def _say_hello(world: World, event: SaidHello) -> None:
    """Type it, press “That's right”, and take part."""
    actor, typed = _actor(world, event.by), saying.Typed(event.aim, event.needs, event.offers)
    read = await world.db.write(saying.say, actor=actor, typed=typed)
    await world.db.write(saying.show_aim, actor=actor, draft_id=read.draft_id, shown=True)
    await world.db.write(saying.confirm, actor=actor, draft_id=read.draft_id)
    channel_id = world.places["introductions"].id
    await world.db.write(joining.join, actor=actor, channel_id=channel_id, missing_in=lambda _: ())


def _links(places: Mapping[str, simcord.ChannelHandle]) -> dict[str, str]:
    return {key: place.mention for key, place in places.items()}


async def _set_up(world: World, event: MeetupSetUp, today: datetime) -> None:
    """Type it, and press Confirm."""
    actor = _actor(world, event.by)
    day = today.astimezone(ZoneInfo(riverside.ZONE)).date() + timedelta(days=event.days)
    typed = Typed(event.title, f"{day} {event.at:%H:%M}", event.length, event.place, event.description)
    channel_id = world.places[event.where].id
    read = await world.db.write(
        proposing.propose, actor=actor, channel_id=channel_id, typed=typed, missing_in=lambda _: ()
    )
    if not isinstance(read, Proposed):
        raise TypeError(f"Riverside's own {event.title} was refused: {read}")
    done = await world.db.write(proposing.confirm, actor=actor, draft_id=read.draft_id)
    if isinstance(done, Posted):
        world.meetups[event.title] = done.meetup_id


def _actor(world: World, key: str) -> Actor:
    role = next(person.role for person in riverside.PEOPLE if person.key == key)
    manages = role in riverside.MAY_MANAGE_EVENTS
    return Actor(world.env.guild.id, world.people[key].id, manages_events=manages)
