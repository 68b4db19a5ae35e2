"""Hold a circle as its host and the others do."""

from datetime import timedelta
from typing import Any

import discord
import simcord

from tests.acting import Community, buttons, message_of, shown

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def settle(c: Community) -> None:
    """Have the card follow: it is edited once a second at most."""
    await pass_time(c, 2 * SECOND)


async def pass_time(c: Community, by: timedelta) -> None:
    """Let it go by as it does, not in one leap, as if the bot had not been there."""
    end = c.env.now() + by
    while (coming := await c.settle()) is not None and coming <= end:
        await c.env.advance_time(max((coming - c.env.now()).total_seconds(), 0))
    await c.move(end - c.env.now())


def may_mention(c: Community, words: str) -> list[int]:
    """Return whom the newest message, or edit, with these words mentions."""
    bodies: list[Any] = [one.json for one in c.env.http_requests if isinstance(one.json, dict)]
    body = next(one for one in reversed(bodies) if words in str(one.get("content")))
    return list(body["allowed_mentions"].get("users", []))


def card(c: Community) -> discord.Message:
    """The newest message with the buttons of a circle."""
    return next(one for one in reversed(c.channel.history()) if "⋯" in buttons(one))


def call(c: Community) -> discord.Message:
    """The one message that mentions who has the piece."""
    (found,) = [one for one in c.channel.history() if one.type is discord.MessageType.default and not buttons(one)]
    return found


async def click(c: Community, who: simcord.MemberActor, label: str) -> str:
    answer = shown(await who.click(card(c), label=label))
    await settle(c)
    return answer


async def panel(c: Community, who: simcord.MemberActor, label: str) -> str:
    """Press a button behind the card's ⋯."""
    opened = await who.click(card(c), label="⋯")
    answer = shown(await who.click(message_of(opened), label=label))
    await settle(c)
    return answer


async def gathered(c: Community, *others: simcord.MemberActor, host: simcord.MemberActor, **options: object) -> None:
    await host.slash(c.channel, "circle start", **options)
    await settle(c)
    for who in others:
        await click(c, who, "Join")


def speaker(c: Community, *people: simcord.MemberActor) -> simcord.MemberActor:
    """Return whom the card says has the piece."""
    (found,) = [one for one in people if f"<@{one.id}> has the talking piece" in shown(card(c))]
    return found
