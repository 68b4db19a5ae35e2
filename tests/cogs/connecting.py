"""Act as members who say hello, take part and are introduced."""

from typing import Any

import discord
import simcord

from tests.acting import Community, fill_in, message_of, shown


async def hello(c: Community, who: simcord.MemberActor, *, aim: str = "", needs: str = "", offers: str = "") -> None:
    read = await fill_in(who, await who.slash(c.channel, "hello"), aim=aim, needs=needs, offers=offers)
    await who.click(message_of(read), label="That's right")


async def join(c: Community, who: simcord.MemberActor, **said: str) -> None:
    """Say hello, and take part."""
    await hello(c, who, **said)
    assert "You take part" in shown(await who.slash(c.channel, "connect join"))


async def ask(c: Community, who: simcord.MemberActor, need: str = "") -> str:
    """Ask for an introduction to the first who fits; return the answer."""
    options = {"need": need} if need else {}
    found = await who.slash(c.channel, "find", **options)
    answer = await who.click(message_of(found), label="Ask for an introduction")
    await c.settle()
    return shown(answer)


def threads(c: Community, *people: simcord.MemberActor) -> list[simcord.ChannelHandle]:
    """Return the private threads in which just these people are."""
    wanted = {one.id for one in people}
    return [one for one in c.channel.threads if members(c, one) == wanted]


def threads_of(c: Community, who: simcord.MemberActor) -> list[simcord.ChannelHandle]:
    """Return the private threads in which this one is."""
    return [one for one in c.channel.threads if who.id in members(c, one)]


def members(c: Community, thread: simcord.ChannelHandle) -> set[int]:
    """Return who is in it beside Kith."""
    bot = c.kith.app.user
    return set(c.env.backend.get_channel(thread.id).thread_members) - {bot.id if bot else 0}


def is_archived(c: Community, thread: simcord.ChannelHandle) -> bool:
    metadata = c.env.backend.get_channel(thread.id).thread_metadata
    return metadata is not None and metadata.archived


def newest(thread: simcord.ChannelHandle) -> discord.Message:
    message = thread.last_message
    assert message is not None
    return message


async def say(c: Community, who: simcord.MemberActor, thread: simcord.ChannelHandle, label: str) -> Any:
    """Press a button on the newest message of a thread."""
    result = await who.click(newest(thread), label=label)
    await c.settle()
    return result
