from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.checkins.circles.rules import going, steering
from bot.checkins.circles.rules.circle import MOST_PEOPLE, NOBODY, Circle, Ending, How, Plan, Stage, Standing
from bot.checkins.circles.rules.refusals import (
    BegunAlreadyError,
    CircleFullError,
    CircleOverError,
    LapGoesOnError,
    NobodyHasThePieceError,
    NoSecondComeBackError,
    NotInCircleError,
    NotPausedError,
    NotYourTurnError,
    OldTurnError,
    PausedError,
    TooFewError,
)
from bot.errors import UserFacingError
from tests.conftest import NOON

from .going_round import LAP, again, all_done, back, begun, called, close, done, gathering, passed, speaker

MINUTE = timedelta(minutes=1)


def test_it_goes_from_one_to_the_next_until_all_have_spoken() -> None:
    assert called(begun([3, 1, 2])) == [3, 1, 2]


def test_whoever_asks_to_be_come_back_to_is_called_at_the_end() -> None:
    assert called(done(back(begun([1, 2, 3])))) == [3, 1]


def test_everybody_asks_to_be_come_back_to_and_is_once() -> None:
    circle = back(back(back(begun([1, 2, 3]))))
    assert speaker(circle) == 1

    with pytest.raises(NoSecondComeBackError):
        back(circle)
    assert called(circle) == [1, 2, 3]


def test_everybody_passes_and_the_lap_is_over() -> None:
    circle = passed(passed(begun([1, 2])))

    assert circle.stage is Stage.BETWEEN
    assert circle.standing(Standing.PASSED) == [1, 2]


def test_whom_the_host_skips_is_come_back_to_and_the_second_time_has_passed() -> None:
    circle = going.skip(begun([1, 2]), turn=1, now=NOON)
    assert speaker(circle) == 2
    circle = done(circle)
    assert speaker(circle) == 1

    circle = going.skip(circle, turn=circle.turn, now=NOON)

    assert circle.stage is Stage.BETWEEN
    assert circle.standing(Standing.PASSED) == [1]


def test_whoever_joins_late_is_called_after_the_others_and_sits_at_the_end() -> None:
    circle = going.join(begun([1, 2]), 9)

    assert called(circle) == [1, 2, 9]
    assert circle.member_ids == (1, 2, 9)


def test_who_leaves_and_comes_back_speaks_once() -> None:
    circle = going.join(going.leave(done(begun([1, 2, 3])), [1, 3], now=NOON), 1)
    circle = going.join(circle, 3)

    assert called(circle) == [2, 3]


def test_when_the_speaker_leaves_the_piece_goes_on() -> None:
    circle = going.leave(begun([1, 2, 3]), [1], now=NOON)

    assert called(circle) == [2, 3]


def test_holding_the_piece_leaving_and_joining_gets_nobody_a_third_call() -> None:
    circle = going.join(going.leave(begun([1, 2, 3]), [1], now=NOON), 1)
    circle = back(done(circle))
    assert speaker(circle) == 1

    circle = going.join(going.leave(circle, [1], now=NOON), 1)

    assert called(circle) == [3]
    assert 1 in circle.standing(Standing.PASSED)


def test_the_last_one_to_leave_ends_it() -> None:
    circle = going.leave(begun([1, 2]), [1, 2], now=NOON)

    assert (circle.stage, circle.ending, circle.closed_at) == (Stage.OVER, Ending.EVERYBODY_LEFT, NOON)


def test_who_is_left_alone_goes_on() -> None:
    circle = going.leave(begun([1, 2]), [2], now=NOON)

    assert called(circle) == [1]


def test_a_pause_keeps_the_speaker_and_what_is_left_of_the_time() -> None:
    circle = begun([1, 2], Plan("?", minutes=3))
    paused = steering.pause(circle, turn=1, now=NOON + MINUTE)

    with pytest.raises(PausedError):
        going.done(paused, 1, turn=1, now=NOON)
    on = steering.go_on(paused, turn=1, now=NOON + 60 * MINUTE)

    assert (speaker(on), on.ends_at) == (1, NOON + 62 * MINUTE)


def test_in_a_pause_the_piece_of_who_leaves_goes_on_with_all_its_time() -> None:
    paused = steering.pause(begun([1, 2]), turn=1, now=NOON + MINUTE)

    after = going.leave(paused, [1], now=NOON + MINUTE)

    assert (after.stage, after.speaker_id, after.time_left) == (Stage.PAUSED, 2, 2 * MINUTE)


def test_more_time_is_a_minute_from_the_end_or_from_now() -> None:
    circle = begun([1, 2])

    assert steering.more_time(circle, turn=1, now=NOON).ends_at == NOON + 3 * MINUTE
    assert steering.more_time(circle, turn=1, now=NOON + 10 * MINUTE).ends_at == NOON + 11 * MINUTE
    assert steering.more_time(begun([1, 2], Plan("?", minutes=0)), turn=1, now=NOON).ends_at is None


def test_the_next_lap_goes_round_the_other_way_and_the_last_one_does_not_begin_it() -> None:
    first = begun([1, 2, 3, 4])
    second = again(all_done(first))

    order = called(second)
    assert order[0] != 4
    assert order in ([3, 2, 1, 4], [2, 1, 4, 3], [1, 4, 3, 2])
    assert second.turn > first.turn + 4


def test_somebody_who_forgot_to_press_has_spoken() -> None:
    circle = going.finish(begun([1, 2]), turn=1, now=NOON)

    assert (speaker(circle), circle.standing(Standing.SPOKE)) == (2, [1])
    person = circle.person(1)
    assert person is not None
    assert person.came


def test_closed_twice_it_stays_as_it_was_closed_first() -> None:
    closed = close(begun([1, 2]))

    assert going.close(closed, Ending.RAN_OUT, now=NOON + MINUTE) == closed


REFUSED: list[tuple[str, Callable[[Circle], Circle], type[UserFacingError]]] = [
    ("done for an old turn", lambda c: going.done(c, 1, turn=0, now=NOON), OldTurnError),
    ("done by another", lambda c: going.done(c, 2, turn=1, now=NOON), NotYourTurnError),
    ("done by a stranger", lambda c: going.done(c, 99, turn=1, now=NOON), NotInCircleError),
    ("go on where it goes", lambda c: steering.go_on(c, turn=1, now=NOON), NotPausedError),
    ("begin twice", lambda c: going.begin(c, LAP, [1, 2], now=NOON), BegunAlreadyError),
    ("change what has begun", lambda c: steering.plan_anew(c, Plan("?")), BegunAlreadyError),
    ("a lap in a lap", lambda c: going.go_round_again(c, LAP, [1, 2], turn=1, now=NOON), LapGoesOnError),
    ("skip between laps", lambda c: going.skip(all_done(c), turn=3, now=NOON), NobodyHasThePieceError),
    ("join what is over", lambda c: going.join(close(c), 3), CircleOverError),
    ("done in what is over", lambda c: going.done(close(c), 1, turn=1, now=NOON), CircleOverError),
    ("leave what is over", lambda c: going.leave(close(c), [1], now=NOON), CircleOverError),
]


@pytest.mark.parametrize(("press", "error"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_makes_no_sense_is_refused(press: Callable[[Circle], Circle], error: type[UserFacingError]) -> None:
    with pytest.raises(error):
        press(begun([1, 2]))


def test_who_presses_out_of_turn_is_told_how_many_come_before_them() -> None:
    with pytest.raises(NotYourTurnError) as caught:
        going.done(begun([1, 2, 3, 4]), 4, turn=1, now=NOON)

    assert (caught.value.speaker_id, caught.value.ahead) == (1, 2)


def test_one_alone_can_not_begin() -> None:
    with pytest.raises(TooFewError):
        going.begin(gathering([1]), LAP, [1], now=NOON)


def test_two_hundred_go_round_and_one_more_is_too_many() -> None:
    circle = begun(list(range(1, MOST_PEOPLE + 1)))

    with pytest.raises(CircleFullError):
        going.join(circle, MOST_PEOPLE + 1)
    assert len(called(circle)) == MOST_PEOPLE


def test_joining_twice_is_joining_once() -> None:
    circle = going.join(gathering([1]), 2)

    assert going.join(circle, 2) == circle


def test_a_written_turn_is_told_from_a_spoken_one() -> None:
    assert not Plan("?").is_written
    assert all(Plan("?", how).is_written for how in (How.POSTED, How.HARVEST))


def test_without_a_host_it_is_nobodys() -> None:
    circle = steering.without_host(steering.seek_host(begun([1, 2])))

    assert (circle.host_id, circle.host_sought) == (NOBODY, False)
    assert steering.host(circle, 2).host_id == 2


def test_whoever_leaves_before_their_turn_was_not_the_last_one() -> None:
    circle = all_done(going.leave(begun([1, 2, 3]), [3], now=NOON))

    assert going.last_called(circle) == 2


def test_where_everybody_who_spoke_has_been_forgotten_nobody_was_the_last_one() -> None:
    assert going.last_called(replace(all_done(begun([1, 2])), turns=())) == NOBODY
