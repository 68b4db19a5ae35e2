"""An intro round from end to end, as organisers and members see it."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import simcord

from tests.acting import Community, community, message_of, shown

from .connecting import newest, threads, threads_of
from .rounds import DAY, HOUR, all_in, asked, move_to, people, programme


async def test_a_programme_is_planned_with_selects_and_shown_with_its_next_five_dates(path: Path) -> None:
    async with community(path) as c:
        planned = await c.ana.slash(c.channel, "connect programme create", name="Coffee round")
        assert planned.ephemeral
        assert "Every other Tuesday at 10:00" in shown(planned)
        assert shown(planned).count("<t:") == 5

        weekly = await c.ana.select(message_of(planned), ["week"], custom_id="k1:plan-every:1:")
        assert "Every Tuesday at 10:00" in shown(weekly)
        other = await c.ana.click(message_of(planned), label="With whom…")
        assert "With whom" in shown(other)
        started = await c.ana.click(message_of(planned), label="Start it")

        assert "**Coffee round** runs. The next round is <t:" in shown(started)


async def test_people_who_are_in_are_introduced_at_the_hour_and_the_next_round_repeats_nobody(path: Path) -> None:
    async with community(path) as c:
        members = people(c, 4)
        begins_at = await programme(c)
        card = await asked(c, begins_at)
        assert "Who is in?" in card.content
        assert "So far 0 are in." in card.content
        said = await c.ben.click(card, label="I'm in")
        assert said.ephemeral
        assert "You are in." in shown(said)
        await all_in(c, card, *members[1:])
        assert "So far 4 are in." in c.newest().content
        assert not any(threads_of(c, one) for one in members)

        await move_to(c, begins_at - 2 * HOUR)
        await move_to(c, begins_at)

        first = {frozenset(ids) for ids in _pairs(c, members)}
        assert len(first) == 2
        (thread, *_) = threads_of(c, c.ben)
        assert "may I introduce you to each other" in newest(thread).content

        second = begins_at + 14 * DAY
        card = await asked(c, second)
        await all_in(c, card, *members)
        await move_to(c, second - 2 * HOUR)
        await move_to(c, second)
        assert len({frozenset(ids) for ids in _pairs(c, members)}) == 4


def _pairs(c: Community, members: Sequence[simcord.MemberActor]) -> list[set[int]]:
    return [{one.id, other.id} for one, other in combinations(members, 2) for _ in threads(c, one, other)]
