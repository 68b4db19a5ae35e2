"""An intro round from end to end, as organisers and members see it."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import discord
import simcord

from tests.acting import Community, community, message_of, shown

from .connecting import newest, say, threads, threads_of
from .rounds import DAY, HOUR, all_in, asked, instant, move_to, people, programme


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

        assert "**Coffee round** runs. The first round is <t:" in shown(started)


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


def as_now(c: Community, card: discord.Message) -> discord.Message:
    return next(one for one in c.channel.history() if one.id == card.id)


def _pairs(c: Community, members: Sequence[simcord.MemberActor]) -> list[set[int]]:
    return [{one.id, other.id} for one, other in combinations(members, 2) for _ in threads(c, one, other)]


async def test_a_role_is_pinged_when_people_are_asked_and_only_then(path: Path) -> None:
    async with community(path) as c:
        role = c.guild.create_role("Coffee")
        planned = await c.ana.slash(c.channel, "connect programme create", name="Coffee round")
        await c.ana.select(message_of(planned), [role], custom_id="k1:plan-ping:1:")
        started = await c.ana.click(message_of(planned), label="Start it")
        begins_at = instant(shown(started))

        card = await asked(c, begins_at)

        assert card.content.startswith(f"<@&{role.id}> ")
        posted = [one.json for one in c.env.http_requests if one.method == "POST" and "messages" in one.path]
        assert [body["allowed_mentions"]["roles"] for body in posted if body] == [[role.id]]
        await c.ben.click(card, label="I'm in")
        await move_to(c, begins_at - HOUR)
        await c.move(timedelta(minutes=1))
        assert "<@&" not in as_now(c, card).content


async def test_who_is_left_out_is_told_alone_and_who_comes_late_is_introduced_to_them(path: Path) -> None:
    async with community(path) as c:
        begins_at = await programme(c)
        card = await asked(c, begins_at)
        await all_in(c, card, c.ben)
        await move_to(c, begins_at - 2 * HOUR)
        await move_to(c, begins_at)
        (corner,) = threads(c, c.ben)
        assert "you were the only one" in newest(corner).content

        late = await c.cleo.click(as_now(c, card), label="I'm in")
        await c.settle()
        await c.move(HOUR)

        assert "the round has begun" in shown(late)
        assert len(threads(c, c.ben, c.cleo)) == 1


async def test_two_days_after_a_round_the_channel_reads_how_many_met(path: Path) -> None:
    async with community(path) as c:
        begins_at = await programme(c)
        card = await asked(c, begins_at)
        await all_in(c, card, c.ben, c.cleo)
        await move_to(c, begins_at - 2 * HOUR)
        await move_to(c, begins_at)
        await say(c, c.ben, threads(c, c.ben, c.cleo)[0], "We met")

        await move_to(c, begins_at + 14 * DAY)
        await c.move(2 * DAY)

        (line,) = [one.content for one in c.channel.history() if "has met" in one.content]
        assert line.startswith("**Coffee round, round 1:** 1 group, 1 of them has met.")
        assert "<@" not in line


async def test_a_programme_is_ended_when_that_is_meant(path: Path) -> None:
    async with community(path) as c:
        await programme(c)
        asked_first = await c.ana.slash(c.channel, "connect programme close", programme="Coffee round")
        assert "for good?" in shown(asked_first)
        kept = await c.ana.click(message_of(asked_first), label="No, keep it")
        assert "nothing was changed" in shown(kept)
        assert "Coffee round" in shown(await c.ana.slash(c.channel, "connect programme list"))

        asked_again = await c.ana.slash(c.channel, "connect programme close", programme="Coffee round")
        ended = await c.ana.click(message_of(asked_again), label="Yes, end it")

        assert "has ended" in shown(ended)
        assert "No programme runs here" in shown(await c.ana.slash(c.channel, "connect programme list"))


async def test_a_card_that_is_gone_is_told_to_organisers(path: Path) -> None:
    async with community(path) as c:
        organisers = c.guild.create_text_channel("organisers")
        dina = c.admin()
        setup = message_of(await dina.slash(c.channel, "setup"))
        await dina.select(setup, [organisers], custom_id="k1:setup-organisers:")
        begins_at = await programme(c)
        card = await asked(c, begins_at)
        await card.delete()
        await c.move(HOUR)

        told = newest(organisers).content
        assert "The card that asks who is in the next round can no longer be kept up to date" in told
