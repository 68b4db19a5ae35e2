"""Between the hour and the thread: a group is introduced as it can be by then, and the next ones wait their turn."""

from collections.abc import Callable

import pytest

from bot.connections import consenting, joining
from bot.connections.rounds import beginning, changing, late, previewing, viewing, waves
from bot.connections.rounds.subjects import CALLED_OFF, CALLED_OFF_FOR_MANY, LATE, LEFT_OUT, WAVE
from bot.connections.rounds.telling import MOST_ALONE
from bot.connections.rules.introductions import State
from bot.connections.rules.matching.asked import Hopes
from bot.connections.rules.rounds import Settings
from bot.connections.store import draws, introductions
from bot.database import Tx
from bot.members import nevers
from bot.outbox.store import due
from bot.programmes.rules.programme import Round
from bot.threads import following
from bot.threads import store as threads
from tests.builders import ANA, GUILD, nothing_missing
from tests.connections.connecting import thread_is_there, told

from .playing import (
    announced,
    begun,
    drawn,
    ended,
    find_for_late,
    forget,
    member,
    members,
    now,
    pending,
    programme,
    say_in,
    together,
    wave,
    work,
)


def at_the_hour(tx: Tx, people: int, *, size: int = 2) -> Round:
    """Return a round that has begun, of which nobody is introduced yet."""
    found = announced(tx, programme(tx, Settings(Hopes(size))))
    say_in(tx, found, *members(people))
    drawn(tx, found)
    tx.now = found.begins_at
    work(tx, beginning.BEGINNING, found)
    return now(tx, found)


def introduced(tx: Tx) -> list[set[int]]:
    """Return who are introduced to each other."""
    found = {one.id: set(one.people) for n in range(1, 70) for one in introductions.of_member(tx, GUILD, 1000 + n)}
    return list(found.values())


def test_introductions_come_in_waves_and_wait_where_there_are_too_many_threads(tx: Tx) -> None:
    found = at_the_hour(tx, 60)

    def made() -> int:
        return introductions.counts(tx, found.guild_id).get(State.OPEN, 0)

    wave(tx, found, threads_of_others=945)
    assert made() == 5
    assert pending(tx, WAVE)[-1]["due_at"] == tx.now + waves.TRIED_AGAIN
    wave(tx, found, threads_of_others=960)
    assert made() == 5
    wave(tx, found)
    assert made() == 15
    assert seen(tx, found) == (15, 30)
    assert previewing.preview(tx, actor=ANA, round_id=found.id).introduced == 15

    changing.call_off(tx, actor=ANA, round_id=found.id)

    assert seen(tx, found) == (15, 30)


def seen(tx: Tx, found: Round) -> tuple[int, int]:
    view = viewing.view(tx, found.id)
    assert view is not None
    return view.introduced, view.groups


def test_no_more_wait_for_their_threads_than_discord_keeps_up_with(tx: Tx) -> None:
    found = at_the_hour(tx, 60)
    for _ in range(4):
        wave(tx, found)
    assert len(introduced(tx)) == waves.MOST_WAITING

    made = {place.introduction_id for place in draws.the(tx, found.id).places if place.introduction_id}
    for introduction_id in sorted(made)[:3]:
        thread_is_there(tx, introductions.the(tx, introduction_id), at=introduction_id)
    wave(tx, found)

    assert len(introduced(tx)) == waves.MOST_WAITING + 3


def never(tx: Tx, _found: Round, one: int, other: int) -> None:
    nevers.add(tx, actor=member(one - 1000), other_id=other)


def a_break(tx: Tx, _found: Round, one: int, _other: int) -> None:
    joining.pause(tx, actor=member(one - 1000), weeks=2)


def leave(tx: Tx, _found: Round, one: int, _other: int) -> None:
    joining.leave(tx, actor=member(one - 1000))


def be_forgotten(tx: Tx, found: Round, one: int, _other: int) -> None:
    forget(tx, found, one)


@pytest.mark.parametrize("happens", [never, a_break, leave, be_forgotten])
def test_what_happens_between_the_hour_and_the_thread_counts(
    tx: Tx, happens: Callable[[Tx, Round, int, int], None]
) -> None:
    found = at_the_hour(tx, 6)
    one, other = sorted(together(draws.the(tx, found.id))[0])

    happens(tx, found, one, other)
    wave(tx, found)

    assert len(introduced(tx)) == 2
    assert {one, other} not in introduced(tx)
    assert len(pending(tx, LATE)) == 1
    say_in(tx, found, member(7))
    assert {other, 1007} in together(find_for_late(tx, found))
    assert {other, 1007} in introduced(tx)


def test_a_wave_that_dissolved_a_group_keeps_none_from_coming_in_the_same_second(tx: Tx) -> None:
    found = at_the_hour(tx, 2)
    claim(tx, WAVE)
    wave(tx, found, threads_of_others=960)
    say_in(tx, found, member(9))
    work(tx, late.FINDING, found)
    joining.pause(tx, actor=member(1), weeks=1)
    tx.now = found.begins_at + waves.TRIED_AGAIN
    claim(tx, WAVE)
    wave(tx, found)

    work(tx, late.FINDING, found)

    assert together(draws.the(tx, found.id)) == [{1002, 1009}]
    assert len(pending(tx, WAVE)) == 1


def claim(tx: Tx, kind: str) -> None:
    """Have what is pending done with, as the outbox does before it fires."""
    for row in pending(tx, kind):
        assert due.claim(tx, row["id"])


def test_threads_that_are_gone_again_are_not_waited_for(tx: Tx) -> None:
    found = at_the_hour(tx, 60)
    for _ in range(2):
        wave(tx, found)
    for introduction_id in {place.introduction_id for place in draws.the(tx, found.id).places} - {None}:
        thread = following.about(tx, consenting.subject(introduction_id or 0))
        assert thread is not None
        threads.close(tx, thread.thread.id)

    wave(tx, found)

    assert len(introduced(tx)) == waves.MOST_WAITING + waves.WAVE_SIZE


def test_who_had_left_before_the_draw_is_told_nothing_of_a_round_that_took_place(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(5))
    drawn(tx, found, left=[member(5)])
    begun(tx, found, left=[member(5)])

    ended(tx, found)

    assert told(tx, CALLED_OFF) == told(tx, LEFT_OUT) == []


def test_of_three_the_two_who_are_left_are_introduced(tx: Tx) -> None:
    found = at_the_hour(tx, 6, size=3)
    first, second = together(draws.the(tx, found.id))

    a_break(tx, found, min(first), 0)
    wave(tx, found)

    assert sorted(map(sorted, introduced(tx))) == sorted(map(sorted, (first - {min(first)}, second)))


def test_who_has_lost_their_group_and_finds_nobody_is_told_at_the_end(tx: Tx) -> None:
    found = at_the_hour(tx, 4)
    one, other = sorted(together(draws.the(tx, found.id))[0])
    never(tx, found, one, other)
    wave(tx, found)
    find_for_late(tx, found)

    ended(tx, found)

    assert sorted(told(tx, CALLED_OFF)) == [[one], [other]]
    assert told(tx, LEFT_OUT) == []


def test_who_came_late_and_found_nobody_is_told_at_the_end(tx: Tx, found: Round) -> None:
    begun(tx, found)
    say_in(tx, found, member(9))
    find_for_late(tx, found)

    ended(tx, found)

    assert told(tx, CALLED_OFF) == [[1009]]


def test_who_was_told_at_the_hour_is_not_told_again_when_the_rest_is_called_off(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    for one in members(41):
        joining.join(tx, actor=one, channel_id=found.channel_id, missing_in=nothing_missing)
        joining.wish(tx, actor=one, changes={"size": "pair"})
    say_in(tx, found, *members(41))
    drawn(tx, found)
    begun(tx, found)
    (waits,) = told(tx, LEFT_OUT)

    changing.call_off(tx, actor=ANA, round_id=found.id)

    assert len(told(tx, CALLED_OFF)) == 20
    assert waits not in told(tx, CALLED_OFF)


@pytest.mark.parametrize("more", [0, 1])
def test_more_people_than_can_be_told_alone_are_told_in_the_channel(tx: Tx, more: int) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(MOST_ALONE + more))

    changing.call_off(tx, actor=ANA, round_id=found.id)

    assert len(told(tx, CALLED_OFF)) == (0 if more else MOST_ALONE)
    assert len(told(tx, CALLED_OFF_FOR_MANY)) == more


@pytest.mark.parametrize("newcomers", [(1, 2), (11, 12)])
def test_a_late_group_is_one_of_its_own_though_another_has_left(tx: Tx, newcomers: tuple[int, int]) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(8)[4:])
    drawn(tx, found)
    draw = begun(tx, found)
    for one in together(draw)[-1]:
        joining.leave(tx, actor=member(one - 1000))

    say_in(tx, found, *map(member, newcomers))
    find_for_late(tx, found)

    assert {1000 + one for one in newcomers} in introduced(tx)
    assert len(introduced(tx)) == 3
