"""Who is out of the voice channel for a while is waited for, called at the end, and never passed over uncalled."""

from datetime import timedelta

import pytest

from bot.checkins.circles.rules import going, steering, timing
from bot.checkins.circles.rules.circle import Stage, Standing
from tests.conftest import NOON

from .going_round import LAP, back, begun, called, done, gathering, speaker

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def test_who_is_out_of_the_voice_channel_is_called_last() -> None:
    circle = going.away(begun([1, 2, 3]), 2, since=NOON - MINUTE)

    assert called(circle) == [1, 3, 2]
    there = going.away(circle, 2, since=None)
    assert called(there) == [1, 2, 3]


def test_who_has_just_dropped_out_gets_the_piece_and_is_waited_for() -> None:
    circle = going.away(done(begun([1, 2])), 2, since=NOON)

    assert speaker(circle) == 2
    assert called(going.away(begun([1, 2]), 2, since=NOON - 10 * SECOND)) == [1, 2]


def test_where_all_are_out_of_the_voice_channel_a_lap_begins_all_the_same() -> None:
    circle = gathering([1, 2])
    for one in (1, 2):
        circle = going.away(circle, one, since=NOON)

    assert called(going.begin(circle, LAP, [1, 2], now=NOON)) == [1, 2]


def test_pressing_brings_one_back_from_away() -> None:
    circle = going.came(going.away(begun([1, 2]), 2, since=NOON), 2)

    assert not circle.is_away(2)


def test_who_stays_away_has_passed_once_they_have_been_called() -> None:
    circle = going.away(begun([1, 2, 3]), 2, since=NOON - MINUTE)
    for _ in range(2):
        circle = done(circle)

    after = going.skip(circle, turn=circle.turn, now=NOON)

    assert (after.stage, after.standing(Standing.PASSED)) == (Stage.BETWEEN, [2])


def test_several_who_are_away_are_each_called_before_the_lap_ends() -> None:
    circle = begun([1, 2, 3])
    for one in (2, 3):
        circle = going.away(circle, one, since=NOON - MINUTE)

    assert called(done(circle), lambda one: going.skip(one, turn=one.turn, now=NOON)) == [2, 3]


def test_where_all_are_out_of_the_voice_channel_they_have_moved_on_together() -> None:
    circle = begun([1, 2, 3])
    for one in (1, 2, 3):
        circle = going.in_voice(going.away(circle, one, since=NOON - MINUTE), {1, 2, 3} - {one}, now=NOON)
    circle = going.in_voice(circle, {99}, now=NOON)

    assert [circle.is_away(one) for one in (1, 2, 3)] == [False] * 3
    assert called(circle) == [1, 2, 3]
    assert timing.move_on_from_absent(circle, now=NOON + MINUTE) == circle


def test_who_looks_back_into_the_voice_channel_takes_nobodys_turn() -> None:
    circle = begun([1, 2, 3])
    for one in (1, 2, 3):
        circle = going.away(circle, one, since=NOON - MINUTE)
    circle = going.in_voice(circle, (), now=NOON)

    back_there = going.in_voice(going.away(circle, 2, since=None), [2], now=NOON + MINUTE)

    assert timing.move_on_from_absent(back_there, now=NOON + MINUTE + 29 * SECOND) == back_there
    assert speaker(timing.move_on_from_absent(back_there, now=NOON + MINUTE + 30 * SECOND)) == 2
    gone_again = going.in_voice(going.away(back_there, 2, since=NOON + MINUTE), (), now=NOON + MINUTE)
    assert timing.move_on_from_absent(gone_again, now=NOON + 9 * MINUTE) == gone_again


def test_where_the_last_one_there_leaves_the_circle_nobody_is_away() -> None:
    circle = begun([1, 2, 3])
    for one in (2, 3):
        circle = going.away(circle, one, since=NOON - MINUTE)

    after = going.leave(circle, [1], now=NOON)

    assert [after.is_away(one) for one in (2, 3)] == [False, False]
    assert timing.move_on_from_absent(after, now=NOON + MINUTE) == after


def test_who_drops_out_for_a_moment_at_the_end_of_the_lap_is_called_once_more() -> None:
    circle = back(begun([1, 2]))
    circle = going.away(circle, 1, since=NOON - 10 * SECOND)

    assert called(circle) == [2, 1]


def test_a_pause_goes_on_when_whoever_had_the_piece_leaves_and_the_others_are_away() -> None:
    circle = back(done(begun([1, 2, 3])))
    paused = steering.pause(circle, turn=circle.turn, now=NOON)
    paused = going.away(paused, 2, since=NOON)

    after = going.leave(paused, [3], now=NOON + MINUTE)

    assert (after.stage, after.speaker_id) == (Stage.PAUSED, 2)


@pytest.mark.parametrize("away", [2, 3])
def test_who_was_away_for_a_while_and_spoke_last_is_known_to_have(away: int) -> None:
    circle = done(going.away(begun([1, 2, 3]), away, since=NOON))
    last = 0
    while circle.stage is Stage.GOING:
        last = speaker(circle)
        circle = done(circle)

    assert going.last_called(circle) == last == away


def test_whom_the_host_has_go_on_was_there_and_may_be_away_now() -> None:
    circle = going.finish(going.away(begun([1, 2, 3]), 1, since=NOON), turn=1, now=NOON)

    person = circle.person(1)
    assert person is not None
    assert (person.came, circle.is_away(1)) == (True, True)
