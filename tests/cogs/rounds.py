"""Act as organisers and members of intro rounds."""

import re
from datetime import UTC, datetime, timedelta

import discord
import simcord

from tests.acting import Community, message_of, shown

NAMES = ("dan", "eva", "finn", "gita", "hugo")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def programme(c: Community, *, name: str = "Coffee round") -> datetime:
    """Have Ana begin a programme as it is offered; return when its first round is."""
    planned = await c.ana.slash(c.channel, "connect programme create", name=name)
    started = await c.ana.click(message_of(planned), label="Start it")
    await c.settle()
    return instant(shown(started))


def instant(words: str) -> datetime:
    """Return the first instant that is written there."""
    found = re.search(r"<t:(\d+):", words)
    assert found is not None, words
    return datetime.fromtimestamp(int(found[1]), UTC)


def people(c: Community, number: int) -> list[simcord.MemberActor]:
    """Return Ben, Cleo and as many more as it takes."""
    more = [c.guild.add_member(c.env.create_user(name)) for name in NAMES[: number - 2]]
    return [c.ben, c.cleo, *more]


async def asked(c: Community, begins_at: datetime) -> discord.Message:
    """Move to the day before a round; return the card that asks who is in."""
    await move_to(c, begins_at - DAY)
    return c.newest()


async def all_in(c: Community, card: discord.Message, *members: simcord.MemberActor) -> None:
    for one in members:
        await one.click(card, label="I'm in")
    await c.settle()


async def move_to(c: Community, at: datetime) -> None:
    await c.move(at - c.env.now())


async def drawn(c: Community, begins_at: datetime, *members: simcord.MemberActor) -> discord.Message:
    """Have these be in, and the groups drawn; return the card."""
    card = await asked(c, begins_at)
    await all_in(c, card, *members)
    await move_to(c, begins_at - 2 * HOUR)
    return card
