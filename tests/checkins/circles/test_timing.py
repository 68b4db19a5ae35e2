from dataclasses import replace
from datetime import timedelta

import pytest

from bot.checkins.circles.rules import going, steering, timing
from bot.checkins.circles.rules.circle import Ending, Plan, Stage
from bot.checkins.circles.rules.refusals import CircleOverError, HostIsHereError
from tests.conftest import NOON

from .going_round import all_done, begun, close, gathering, speaker

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
TWO_MINUTES = Plan("?", minutes=2)


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, 6), (1, 6), (19, 6), (20, 5), (60, 3), (119, 1), (120, 0), (1000, 0)]
)
def test_the_bar_has_six_steps(seconds: int, left: int) -> None:
    assert timing.steps_left(begun([1, 2], TWO_MINUTES), now=NOON + seconds * SECOND) == left


def test_where_nobody_looks_at_the_time_there_is_no_bar() -> None:
    assert timing.steps_left(begun([1, 2], Plan("?", minutes=0)), now=NOON) is None


def test_the_bar_of_a_pause_stands_still() -> None:
    paused = steering.pause(begun([1, 2], TWO_MINUTES), turn=1, now=NOON + MINUTE)

    assert timing.steps_left(paused, now=NOON + 50 * MINUTE) == 3


@pytest.mark.parametrize(
    ("minutes", "after", "next_in"),
    [(2, 0, 20), (2, 20, 20), (2, 110, 10), (2, 120, 0), (1, 0, 10), (30, 0, 30), (0, 0, 30)],
)
def test_it_is_looked_after_when_something_changes(minutes: int, after: int, next_in: int) -> None:
    now = NOON + after * SECOND

    assert timing.next_look(begun([1, 2], Plan("?", minutes=minutes)), now=now) == now + next_in * SECOND


def test_what_should_have_been_noticed_is_looked_after_at_once() -> None:
    """A press moves the next look: what has just come is not put off by it."""
    up = begun([1, 2], TWO_MINUTES)
    now = NOON + 121 * SECOND
    assert timing.next_look(up, now=now) == now
    assert timing.next_look(timing.look(up, now=now), now=now) == now + 30 * SECOND
    absent = going.away(up, 1, since=NOON)
    assert timing.next_look(absent, now=NOON + 31 * SECOND) == NOON + 31 * SECOND


def test_what_is_over_is_not_looked_after() -> None:
    assert timing.next_look(close(begun([1, 2])), now=NOON) is None


@pytest.mark.parametrize("stage", ["gathering", "going", "paused", "between"])
def test_looks_follow_each_other_to_the_end(stage: str) -> None:
    """However little happens: each look is later than the one before, and the last one ends the circle."""
    begun_one = begun([1, 2], TWO_MINUTES)
    circle = {
        "gathering": gathering([1, 2]),
        "going": begun_one,
        "paused": steering.pause(begun_one, turn=1, now=NOON),
        "between": all_done(begun_one),
    }[stage]
    now, looks = NOON, 0
    while circle.is_live:
        at = timing.next_look(circle, now=now)
        assert at is not None
        assert at > now
        now, looks = at, looks + 1
        circle = timing.look(circle, now=now)

    assert circle.ending is Ending.RAN_OUT
    assert now - NOON < timedelta(hours=4)
    assert looks < 500


def test_the_speaker_is_nudged_when_their_time_is_up() -> None:
    circle = begun([1, 2], TWO_MINUTES)

    assert not timing.look(circle, now=NOON + 119 * SECOND).nudged
    assert timing.look(circle, now=NOON + 120 * SECOND).nudged
    assert not timing.look(begun([1, 2], Plan("?", minutes=0)), now=NOON + 60 * MINUTE).nudged


def test_after_a_short_absence_the_speaker_has_as_much_time_as_before() -> None:
    circle = begun([1, 2], TWO_MINUTES)
    now = NOON + 20 * SECOND + 3 * MINUTE

    back = timing.give_back_downtime(circle, 3 * MINUTE, now=now)

    assert speaker(back) == 1
    assert back.ends_at == now + 100 * SECOND


def test_after_an_hour_it_waits_with_the_time_that_was_left() -> None:
    circle = begun([1, 2], TWO_MINUTES)
    now = NOON + 20 * SECOND + 60 * MINUTE

    back = timing.give_back_downtime(circle, 60 * MINUTE, now=now)

    assert (back.stage, back.bot_was_away, back.time_left, speaker(back)) == (Stage.PAUSED, True, 100 * SECOND, 1)
    on = steering.go_on(back, turn=1, now=now + MINUTE)
    assert on.ends_at == now + MINUTE + 100 * SECOND


def test_a_look_that_is_a_little_late_gives_nothing() -> None:
    circle = begun([1, 2])

    assert timing.give_back_downtime(circle, 5 * SECOND, now=NOON + MINUTE) == circle


def test_a_turn_that_began_after_the_absence_has_missed_nothing() -> None:
    """Somebody pressed before the late look came."""
    now = NOON + 10 * SECOND

    assert timing.give_back_downtime(begun([1, 2], TWO_MINUTES), 60 * MINUTE, now=now) == begun([1, 2], TWO_MINUTES)


def test_an_absence_of_the_bot_is_none_of_somebodys_in_the_voice_channel() -> None:
    circle = going.away(begun([1, 2], TWO_MINUTES), 1, since=NOON + 10 * SECOND)
    now = NOON + 20 * SECOND + 3 * MINUTE

    back = timing.give_back_downtime(circle, 3 * MINUTE, now=now)

    assert speaker(timing.move_on_from_absent(back, now=now)) == 1


def test_an_absence_of_the_bot_is_none_of_the_host() -> None:
    circle = gathering([1, 2])
    now = NOON + 60 * MINUTE

    back = timing.give_back_downtime(circle, 55 * MINUTE, now=now)

    assert timing.host_free_at(back) == now
    night = timedelta(hours=9)
    assert timing.look(timing.give_back_downtime(circle, night, now=NOON + night), now=NOON + night).is_live


def test_while_somebody_speaks_in_their_time_no_host_is_missed() -> None:
    circle = begun([1, 2], Plan("?", minutes=10))

    with pytest.raises(HostIsHereError) as caught:
        timing.check_host_missed(circle, now=NOON + 12 * MINUTE)
    assert caught.value.free_at == NOON + 15 * MINUTE
    timing.check_host_missed(circle, now=NOON + 15 * MINUTE)


def test_a_host_who_asks_for_another_or_is_gone_can_be_followed_at_once() -> None:
    timing.check_host_missed(steering.seek_host(begun([1, 2])), now=NOON)
    timing.check_host_missed(steering.without_host(begun([1, 2])), now=NOON)
    with pytest.raises(CircleOverError):
        timing.check_host_missed(close(begun([1, 2])), now=NOON)


def test_every_press_is_a_sign_of_life() -> None:
    circle = replace(all_done(begun([1, 2])), pressed_at=NOON + 4 * MINUTE)

    assert timing.host_free_at(circle) == NOON + 9 * MINUTE
    assert timing.look(circle, now=NOON + 183 * MINUTE).is_live
    assert not timing.look(circle, now=NOON + 184 * MINUTE).is_live


def test_nobody_wonders_about_a_host_in_a_break() -> None:
    paused = steering.pause(begun([1, 2]), turn=1, now=NOON)

    assert timing.host_free_at(paused) == NOON + 15 * MINUTE
    assert timing.host_free_at(replace(paused, bot_was_away=True)) == NOON + 5 * MINUTE


def test_from_a_speaker_who_left_the_voice_channel_it_goes_on_half_a_minute_later() -> None:
    circle = going.away(begun([1, 2]), 1, since=NOON + 10 * SECOND)

    assert timing.next_look(circle, now=NOON + 30 * SECOND) == NOON + 40 * SECOND
    assert speaker(timing.move_on_from_absent(circle, now=NOON + 39 * SECOND)) == 1
    assert speaker(timing.move_on_from_absent(circle, now=NOON + 40 * SECOND)) == 2


def test_who_is_away_when_the_piece_comes_to_them_has_half_a_minute_from_then_on() -> None:
    circle = going.done(going.away(begun([1, 2]), 2, since=NOON), 1, turn=1, now=NOON + 10 * MINUTE)

    waits = timing.move_on_from_absent(circle, now=NOON + 10 * MINUTE + 29 * SECOND)
    assert waits.speaker_id == 2
    assert timing.move_on_from_absent(circle, now=NOON + 10 * MINUTE + 30 * SECOND).turn == circle.turn + 1


def test_a_break_in_which_all_leave_the_voice_channel_takes_nobodys_turn() -> None:
    paused = steering.pause(begun([1, 2, 3]), turn=1, now=NOON)
    for one in (1, 2, 3):
        paused = going.away(paused, one, since=NOON)
    paused = going.in_voice(paused, (), now=NOON)

    going_on = steering.go_on(paused, turn=1, now=NOON + 10 * MINUTE)

    assert timing.move_on_from_absent(going_on, now=NOON + 11 * MINUTE) == going_on


def test_who_is_not_back_from_a_break_has_half_a_minute_more() -> None:
    paused = steering.pause(begun([1, 2, 3]), turn=1, now=NOON)
    paused = going.away(paused, 1, since=NOON)

    going_on = steering.go_on(paused, turn=1, now=NOON + 10 * MINUTE)

    assert timing.move_on_from_absent(going_on, now=NOON + 10 * MINUTE + 29 * SECOND) == going_on
    assert timing.move_on_from_absent(going_on, now=NOON + 11 * MINUTE).speaker_id == 2
