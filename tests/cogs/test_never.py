"""That somebody never wants to be introduced to another can't be told from anything that anybody else is shown.

The same things are done by all, once for each private cause, and all that others read is compared.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import discord
import pytest
import simcord

from cogs.connections.introducing_ui import AskPress
from tests.acting import Community, community, message_of, press, shown

from .connecting import join, threads_of

DAY = timedelta(days=1)
Cause = Callable[[Community], Awaitable[object]]


async def never_by_cleo(c: Community) -> object:
    return await c.cleo.slash(c.channel, "connect never", member=c.ben)


async def never_by_ben(c: Community) -> object:
    return await c.ben.slash(c.channel, "connect never", member=c.cleo)


async def never_from_the_menu(c: Community) -> object:
    return await c.cleo.context_menu(c.channel, "Never introduce me", c.ben)


async def pause_of_cleo(c: Community) -> object:
    return await c.cleo.slash(c.channel, "connect pause", weeks=20)


async def nothing(_c: Community) -> object:
    return None


async def read(path: Path, cause: Cause, *readers: str) -> dict[str, list[str]]:
    """Have everybody do what they can, for twenty days; return all that these people were shown."""
    async with community(path) as c:
        who = {"ben": c.ben, "ana": c.ana, "dina": c.admin()}
        await join(c, c.ben, needs="bike repair", offers="cooking")
        await join(c, c.cleo, needs="cooking", offers="bike repair")
        await join(c, who["dina"], needs="chess", offers="latin")
        await cause(c)
        seen: dict[str, list[str]] = {name: [] for name in who}

        async def note(name: str, result: simcord.InteractionResult | str) -> None:
            seen[name].append(result if isinstance(result, str) else shown(result))

        await note("ben", await c.ben.slash(c.channel, "find"))
        await note("ben", await c.ben.slash(c.channel, "find", need="bicycle repairs"))
        await note("ben", await c.ben.context_menu(c.channel, "What can we do for each other?", c.cleo))
        await note("dina", await who["dina"].slash(c.channel, "find"))
        await note("dina", await who["dina"].slash(c.channel, "introduce", first=c.ben, second=c.cleo, why="You fit"))
        await note("ana", await c.ana.slash(c.channel, "introduce", first=c.cleo, second=c.ben, why="You fit"))
        await note("ben", await press(c, c.ben, AskPress(c.cleo.id)))
        await c.settle()
        for _ in range(4):
            for name, actor in who.items():
                await note(name, await actor.slash(c.channel, "connect overview"))
                await note(name, await exported(actor, c))
            await note("ben", await c.ben.slash(c.channel, "find"))
            await note("ben", await c.ben.slash(c.channel, "connect wishes"))
            await c.move(5 * DAY)
        for name, actor in who.items():
            seen[name] += [shown(one) for thread in threads_of(c, actor) for one in thread.history()]
        # Discord itself says nothing in a channel of a private thread there; the simulated one does.
        public = [shown(one) for one in c.channel.history() if one.type is discord.MessageType.default]
    return {name: seen[name] + public for name in readers}


async def exported(actor: simcord.MemberActor, c: Community) -> str:
    """Return a member's own file; their own list is theirs."""
    result = await actor.slash(c.channel, "me export")
    (attachment,) = message_of(result).attachments
    content = (await attachment.read()).decode()
    return re.sub(r'"never_introduced_to": \[[^\]]*\]', "", content)


@pytest.mark.parametrize("cause", [never_by_cleo, never_by_ben, never_from_the_menu])
async def test_it_reads_like_a_break_that_somebody_takes(path: Path, tmp_path: Path, cause: Cause) -> None:
    other = copy(path, tmp_path)

    assert await read(path, cause, "ben", "ana", "dina") == await read(other, pause_of_cleo, "ben", "ana", "dina")


async def test_to_who_introduces_them_it_reads_like_silence(path: Path, tmp_path: Path) -> None:
    other = copy(path, tmp_path)

    assert await read(path, never_by_cleo, "ana", "dina") == await read(other, nothing, "ana", "dina")


def copy(path: Path, folder: Path) -> Path:
    target = folder / "other.db"
    target.write_bytes(path.read_bytes())
    return target
