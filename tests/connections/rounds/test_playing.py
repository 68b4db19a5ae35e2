"""A round from its card to its end."""

from itertools import combinations

import pytest

from bot.connections import joining
from bot.connections.rounds import beginning, ending, late, opting, preparing, previewing
from bot.connections.rounds.preparing import DrawnAmong
from bot.connections.rounds.subjects import CALLED_OFF, LEFT_OUT, SUMMED_UP
from bot.connections.rules.introductions import State
from bot.connections.rules.matching.asked import Drawn, Hopes
from bot.connections.rules.rounds import OnBreakError, Settings
from bot.connections.store import introductions
from bot.database import Tx
from bot.members import nevers
from bot.outbox import StaleSnapshotError
from bot.programmes.rules.programme import LATEST, RoundClosedError, Stage
from tests.builders import nothing_missing
from tests.connections.connecting import told

from .playing import (
    DAY,
    HOUR,
    WEEK,
    announced,
    begun,
    drawn,
    ended,
    find_for_late,
    item,
    left_out,
    member,
    members,
    now,
    played,
    programme,
    say_in,
    together,
    wave,
    work,
)


def test_who_is_in_is_introduced_and_nobody_else(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(6))
    say_in(tx, found, member(2), is_in=False)
    say_in(tx, found, member(7), is_in=False)

    drawn(tx, found)
    draw = begun(tx, found)

    assert now(tx, found).stage is Stage.BEGUN
    assert {one for group in together(draw) for one in group} == {1001, 1003, 1004, 1005, 1006}
    assert left_out(draw) == []
    made = introductions.counts(tx, found.guild_id)
    assert made == {State.OPEN: 2}


def test_weeks_of_rounds_repeat_nobody(tx: Tx) -> None:
    weekly = programme(tx)
    seen = [frozenset(two) for _ in range(7) for two in together(played(tx, weekly, *members(8)))]

    assert len(set(seen)) == 28


def test_threes_meet_everybody_before_anybody_twice(tx: Tx) -> None:
    weekly = programme(tx, Settings(Hopes(size=3)))
    rounds = [together(played(tx, weekly, *members(9))) for _ in range(4)]

    met = [frozenset(two) for groups in rounds for group in groups for two in combinations(sorted(group), 2)]
    assert len(set(met)) == len(met) == 36


def test_nobody_in_and_one_alone(tx: Tx) -> None:
    weekly = programme(tx)
    nobody = announced(tx, weekly)
    drawn(tx, nobody)
    begun(tx, nobody)
    assert now(tx, nobody).stage is Stage.BEGUN
    assert told(tx, LEFT_OUT) == []

    alone = announced(tx, weekly)
    say_in(tx, alone, member(1))
    draw = drawn(tx, alone)
    assert previewing.cause(draw, size=2) is previewing.Cause.ALONE
    begun(tx, alone)
    assert told(tx, LEFT_OUT) == [[1001]]


def test_everybody_on_everybodys_list_is_nobody_introduced_and_all_are_told(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(4))
    for one, other in combinations(members(4), 2):
        nevers.add(tx, actor=one, other_id=other.member_id)

    drawn(tx, found)
    begun(tx, found)

    assert sorted(told(tx, LEFT_OUT)) == [[1001], [1002], [1003], [1004]]
    assert introductions.counts(tx, found.guild_id) == {}


def test_where_all_were_left_out_last_time_all_are_introduced_now(tx: Tx) -> None:
    weekly = programme(tx)
    for one, other in combinations(members(4), 2):
        nevers.add(tx, actor=one, other_id=other.member_id)
    assert left_out(played(tx, weekly, *members(4))) == [1001, 1002, 1003, 1004]
    for one, other in combinations(members(4), 2):
        nevers.remove(tx, actor=one, other_id=other.member_id)

    assert len(together(played(tx, weekly, *members(4)))) == 2


def test_who_left_between_the_draw_and_the_hour_leaves_nobody_alone(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(4))
    first, second = together(drawn(tx, found))
    gone = [member(min(first) - 1000), member(min(second) - 1000)]

    draw = begun(tx, found, left=gone)

    assert together(draw) == [{max(first), max(second)}]
    assert left_out(draw) == []


def test_who_is_wished_away_after_the_draw_is_drawn_again(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(4))
    first, *_ = together(drawn(tx, found))
    one, other = sorted(first)
    nevers.add(tx, actor=member(one - 1000), other_id=other)

    draw = begun(tx, found)

    assert first not in together(draw)


def test_the_hour_waits_for_the_draw(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(2))
    tx.now = found.begins_at

    with pytest.raises(StaleSnapshotError):
        work(tx, beginning.BEGINNING, found)


def test_after_days_without_the_bot_a_round_is_called_off_and_all_are_told(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(3))
    tx.now = found.begins_at + LATEST + HOUR
    work(tx, preparing.DRAWING, found)

    work(tx, beginning.BEGINNING, found)

    assert now(tx, found).stage is Stage.CANCELLED
    assert sorted(told(tx, CALLED_OFF)) == [[1001], [1002], [1003]]


def test_a_round_that_was_slept_through_ends_with_a_word(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, member(1))

    assert ended(tx, found).stage is Stage.CANCELLED
    assert told(tx, CALLED_OFF) == [[1001]]


def test_once_it_has_begun_beginning_again_does_nothing(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(4))
    drawn(tx, found)
    begun(tx, found)

    work(tx, beginning.BEGINNING, found)
    wave(tx, found)

    assert introductions.counts(tx, found.guild_id) == {State.OPEN: 2}


def test_whom_no_thread_was_opened_for_is_told_at_the_end(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(2))
    drawn(tx, found)
    tx.now = found.begins_at
    work(tx, beginning.BEGINNING, found)
    wave(tx, found, threads_of_others=990)

    ended(tx, found)

    assert sorted(told(tx, CALLED_OFF)) == [[1001], [1002]]


def test_who_comes_late_is_introduced_to_who_waits(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, member(1))
    drawn(tx, found)
    begun(tx, found)
    tx.now += DAY

    assert say_in(tx, found, member(2)).answered.is_late
    draw = find_for_late(tx, found)

    assert together(draw) == [{1001, 1002}]
    assert introductions.counts(tx, found.guild_id) == {State.OPEN: 1}


def test_whom_a_wave_introduces_while_somebody_is_sought_is_not_introduced_again(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(4))
    drawn(tx, found)
    tx.now = found.begins_at
    work(tx, beginning.BEGINNING, found)
    say_in(tx, found, member(5), member(6))
    what = item(tx, round_id=found.id)
    snapshot = late.FINDING.read(tx, what)
    wave(tx, found)

    late.FINDING.write(
        tx, what, snapshot, DrawnAmong(Drawn(((1005, 1006),), ()), dict.fromkeys((1005, 1006), frozenset()))
    )
    wave(tx, found)

    assert introductions.counts(tx, found.guild_id) == {State.OPEN: 3}


def test_after_half_of_it_it_is_too_late(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    drawn(tx, found)
    begun(tx, found)
    tx.now = found.begins_at + WEEK / 2

    with pytest.raises(RoundClosedError) as refused:
        say_in(tx, found, member(1))
    assert refused.value.next_at == found.begins_at + WEEK


def test_who_is_in_each_time_is_until_they_say_otherwise(tx: Tx) -> None:
    weekly = programme(tx)
    first = announced(tx, weekly)
    say_in(tx, first, *members(2))
    opting.each_time(tx, actor=member(1), round_id=first.id, wished=True, missing_in=nothing_missing)
    drawn(tx, first)
    begun(tx, first)

    second = announced(tx, weekly)
    say_in(tx, second, member(3))
    assert together(drawn(tx, second)) == [{1001, 1003}]
    begun(tx, second)
    third = announced(tx, weekly)
    say_in(tx, third, member(1), is_in=False)
    assert together(drawn(tx, third)) == []


def test_who_takes_a_break_is_not_counted_in(tx: Tx) -> None:
    weekly = programme(tx)
    played(tx, weekly, *members(2))
    joining.pause(tx, actor=member(1), weeks=4)
    found = announced(tx, weekly)

    with pytest.raises(OnBreakError):
        say_in(tx, found, member(1))


def test_a_round_is_summed_up_in_numbers_and_not_at_all_where_nothing_was(tx: Tx) -> None:
    weekly = programme(tx)
    found = announced(tx, weekly)
    say_in(tx, found, *members(4))
    drawn(tx, found)
    begun(tx, found)
    ended(tx, found)
    ending.sum_up(tx, item(tx, round_id=found.id))
    assert len(told(tx, SUMMED_UP)) == 1
    assert ending.summary(tx, found.id) == ending.Summary(made=2, met=0, open=2)

    empty = announced(tx, weekly)
    drawn(tx, empty)
    begun(tx, empty)
    ended(tx, empty)
    ending.sum_up(tx, item(tx, round_id=empty.id))
    assert len(told(tx, SUMMED_UP)) == 1
