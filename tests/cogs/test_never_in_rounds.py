"""That somebody never wants to be introduced to another can't be told from what a round shows anybody.

The same round is played once for each cause that keeps two apart, and all that organisers and members read is compared.
"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import simcord

from bot.connections import joining
from bot.guilds.rules.actors import Actor
from tests.acting import Community, community, fill_in, message_of, shown

from .connecting import newest, threads_of
from .rounds import DAY, HOUR, all_in, asked, move_to, people, programme
from .test_never import copy

TIMES = re.compile(r"^.*(Times that suit|No time came up).*$", re.MULTILINE)
"""What suits whom differs with the cause that it is compared with."""
Cause = Callable[[Community], Awaitable[object]]


async def never_by_cleo(c: Community) -> object:
    return await c.cleo.slash(c.channel, "connect never", member=c.ben)


async def never_by_ben(c: Community) -> object:
    return await c.ben.slash(c.channel, "connect never", member=c.cleo)


async def no_time_together(c: Community) -> object:
    for who, slot in ((c.ben, 0), (c.cleo, 20)):
        actor = Actor(c.guild.id, who.id, manages_events=False)
        await c.db.write(joining.wish, actor=actor, changes={"slots": frozenset({slot})})
    return None


async def read(path: Path, cause: Cause, number: int) -> list[str]:
    """Return all that Ana, who organises, and the members but Ben and Cleo read of a round of so many."""
    async with community(path) as c:
        organisers = c.guild.create_text_channel("organisers")
        dina = c.admin()
        setup = await dina.slash(c.channel, "setup")
        await dina.select(message_of(setup), [organisers], custom_id="k1:setup-organisers:")
        members = people(c, number)
        for one in members:
            await one.slash(c.channel, "connect join")
        await cause(c)
        begins_at = await programme(c)
        card = await asked(c, begins_at)
        await all_in(c, card, *members)
        seen = [c.newest().content]
        await move_to(c, begins_at - 2 * HOUR)
        seen += await _as_organiser(c, organisers, members)
        await move_to(c, begins_at)
        await c.move(HOUR)
        seen += [newest(organisers).content, c.newest().content]
        seen.append(str(sorted(len(threads_of(c, one)) for one in members)))
        for one in members[2:]:
            seen += [TIMES.sub("", newest(thread).content) for thread in threads_of(c, one)]
        await c.move(16 * DAY)
        return [*seen, *(one.content for one in c.channel.history())]


async def _as_organiser(
    c: Community, organisers: simcord.ChannelHandle, members: list[simcord.MemberActor]
) -> list[str]:
    preview = newest(organisers)
    look = await c.ana.click(preview, label="Look at the groups")
    seen = [preview.content, shown(look)]
    for one in members[1:]:
        why = await c.ana.slash(c.channel, "connect why", first=members[0], second=one)
        seen += [shown(why)]
    if len(members) > 2:
        form = await c.ana.click(message_of(look), label="Swap two")
        swapped = await fill_in(c.ana, form, one=[members[1]], other=[members[2]])
        seen.append(shown(swapped))
    return seen


@pytest.mark.parametrize("number", [2, 3, 4])
@pytest.mark.parametrize("cause", [never_by_cleo, never_by_ben])
async def test_it_reads_like_no_time_together(path: Path, tmp_path: Path, cause: Cause, number: int) -> None:
    other = copy(path, tmp_path)

    assert await read(path, cause, number) == await read(other, no_time_together, number)
