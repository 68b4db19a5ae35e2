"""What the sandbox needs of simcord beyond its public names.

simcord is pinned to one version. Each name here that begins with an underscore, each of its backend's (which it calls
internal), and each that `rooms.py` overrides is watched by tests/sandbox/test_contract.py.
"""

# ruff: noqa: SLF001  this is the file that the private names are kept in

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import discord
import simcord
from simcord import _runtime
from simcord.backend.access import can_access_channel
from simcord.backend.cdn import CDN_BASE
from simcord.enums import AppCommandType


class SimulatedClock:
    """The simulated Discord's time is everybody's."""

    def __init__(self) -> None:
        self.env: simcord.Env | None = None

    def now(self) -> datetime:
        if self.env is None:
            raise RuntimeError("there is no time before there is a world")
        return self.env.now()


def new_env(app: discord.Client, clock: SimulatedClock, *, at: datetime) -> simcord.Env:
    """Make an environment, not yet started, in which it is `at`."""
    env = simcord.Env(app, check_errors=False)
    env.backend.clock._epoch = at  # it would be 1 January 2026
    _keep_private_threads_private(env)
    clock.env = env
    return env


def _keep_private_threads_private(env: simcord.Env) -> None:
    """Discord says nothing in a channel of the private threads there; simcord names them to everybody."""
    tell = env.backend.create_system_message

    def tell_of_others(*args: Any, target_channel_id: int | None = None, **about: Any) -> Any:
        thread = env.backend.channels.get(target_channel_id or 0)
        private = thread is not None and thread.type == discord.ChannelType.private_thread.value
        return None if private else tell(*args, target_channel_id=target_channel_id, **about)

    env.backend.create_system_message = tell_of_others  # type: ignore[method-assign]  # of this one environment


async def swap_without_farewell(env: simcord.Env, app: discord.Client) -> None:
    """Cut the bot off wherever it is, cancelling what it was doing, and start `app` in its place."""
    env._begin_operation("kill")  # simcord does one thing at a time, and refuses a second
    try:
        await env._detach_bot()
        await _runtime._attach_bot(env, app)
    finally:
        env._end_operation()


def generation(env: simcord.Env) -> int:
    """Return how many bots there have been: a page says with each press which one it means."""
    return env._generation


def bot(env: simcord.Env) -> simcord.UserHandle:
    return simcord.UserHandle(env, env.backend.bot_user)


def introduce_bot(env: simcord.Env, name: str) -> None:
    """Give the bot a name and a picture."""
    env.backend.edit_bot_profile(name)
    env.backend.bot_user.avatar = name.lower()


def picture_address(user: simcord.UserHandle) -> str:
    """Return where a page looks for the picture of somebody who has one."""
    return f"{CDN_BASE}/avatars/{user.id}/{user.avatar}.png"


def open_thread(parent: simcord.ChannelHandle, by: simcord.MemberActor, name: str) -> simcord.ChannelHandle:
    env = by._env
    return simcord.ChannelHandle(env, parent.guild, env.backend.create_thread(parent.id, name, by.id))


def listen(env: simcord.Env, heard: Callable[[str, Mapping[str, Any]], None]) -> None:
    """Have `heard` called with each event and its payload, for as long as the environment lives."""
    env.backend.subscribers.append(heard)


def channel(env: simcord.Env, channel_id: int) -> simcord.ChannelHandle:
    """Return a channel, a thread or direct messages. Raises BackendError."""
    found = env.backend.get_channel(channel_id)
    return simcord.ChannelHandle(env, None if found.guild_id is None else env.guild, found)


def threads(env: simcord.Env, parent: simcord.ChannelHandle) -> Iterator[simcord.ChannelHandle]:
    """Yield those in which people still talk."""
    for thread in parent.threads:
        about = env.backend.get_channel(thread.id).thread_metadata
        if about is None or not about.archived:
            yield thread


def may_read(person: simcord.MemberActor, place: simcord.ChannelHandle) -> bool:
    return can_access_channel(person._env, place.id, person, history=True)


def newest(env: simcord.Env, place_id: int, person_id: int, *, own: bool = True) -> int:
    """Return the id of the newest message that a person can see here, their own too or not; 0 if there is none."""
    messages = env.backend.messages.get(place_id, {}).values()
    visible = (message for message in messages if message.visible_to(person_id))
    return max((message.id for message in visible if own or message.author_id != person_id), default=0)


def user_menus(person: simcord.MemberActor, place: simcord.ChannelHandle) -> list[str]:
    """Return the names of the commands that stand in the menu of a person: simcord's pages have no such menu."""
    backend = person._env.backend
    found = backend.visible_commands(user_id=person.id, channel_id=place.id, type=AppCommandType.USER)
    return [command["name"] for command in found]
