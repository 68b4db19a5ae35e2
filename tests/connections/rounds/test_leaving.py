"""Somebody leaves, is forgotten or takes a break while a round is prepared."""

import pytest

from bot.connections import joining
from bot.connections.rounds import changing, explaining, preparing, previewing
from bot.connections.rounds.explaining import Verdict
from bot.connections.rounds.subjects import LEFT_OUT
from bot.connections.rules.matching.asked import Drawn
from bot.connections.store import draws
from bot.database import Tx
from bot.outbox import StaleSnapshotError
from bot.programmes.rules.programme import Round
from tests.builders import ANA
from tests.connections.connecting import join, told

from .playing import announced, begun, drawn, forget, item, left_out, member, members, programme, say_in, together, work


def test_who_is_forgotten_while_it_is_drawn_is_not_drawn(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(3))
    tx.now = found.closes_at
    what = item(tx, round_id=found.id)
    snapshot = preparing.DRAWING.read(tx, what)
    forget(tx, found, 1001)
    result = preparing.DrawnAmong(Drawn(((1001, 1002, 1003),), ()), dict.fromkeys((1001, 1002, 1003), frozenset[int]()))

    with pytest.raises(StaleSnapshotError):
        preparing.DRAWING.write(tx, what, snapshot, result)
    assert together(drawn(tx, found)) == [{1002, 1003}]


@pytest.mark.parametrize("leaves", ["forgotten", "takes a break", "takes part no more"])
def test_who_goes_before_the_hour_leaves_nobody_alone(tx: Tx, leaves: str) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(4))
    first, second = together(drawn(tx, found))
    for one in (min(first), min(second)):
        match leaves:
            case "forgotten":
                forget(tx, found, one)
            case "takes a break":
                joining.pause(tx, actor=member(one - 1000), weeks=2)
            case _:
                joining.leave(tx, actor=member(one - 1000))

    draw = begun(tx, found)

    assert together(draw) == [{max(first), max(second)}]
    assert left_out(draw) == (sorted([min(first), min(second)]) if leaves == "takes a break" else [])
    assert told(tx, LEFT_OUT) == []


def test_a_break_that_somebody_takes_is_read_off_nothing(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    say_in(tx, found, *members(4))
    first, _ = together(drawn(tx, found))
    before = previewing.preview(tx, actor=ANA, round_id=found.id)

    joining.pause(tx, actor=member(min(first) - 1000), weeks=2)

    assert previewing.preview(tx, actor=ANA, round_id=found.id) == before
    assert explaining.why(tx, actor=ANA, one_id=min(first), other_id=max(first)).verdict is Verdict.TOGETHER

    begun(tx, found)

    assert explaining.why(tx, actor=ANA, one_id=min(first), other_id=max(first)).verdict is Verdict.NO_FIT
    shown = previewing.preview(tx, actor=ANA, round_id=found.id)
    assert min(first) in {one.member_id for one in shown.waiting}


def test_nor_is_it_by_drawing_again(tx: Tx, found: Round) -> None:
    joining.pause(tx, actor=member(1), weeks=2)

    work(tx, preparing.DRAWING, found)

    assert len(draws.the(tx, found.id).places) == 6
    assert left_out(draws.the(tx, found.id)) == [1001]


def test_who_leaves_and_joins_again_before_the_hour_is_in_it_no_more(tx: Tx, found: Round) -> None:
    joining.leave(tx, actor=member(1))
    join(tx, member(1))

    assert 1001 not in {place.member_id for place in begun(tx, found).places}


def test_a_locked_group_of_which_one_has_left_is_drawn_again(tx: Tx, found: Round) -> None:
    draw = draws.the(tx, found.id)
    changing.lock(tx, actor=ANA, round_id=found.id, revision=draw.revision, page=0, numbers={1})
    joining.leave(tx, actor=member(min(together(draw)[0]) - 1000))

    work(tx, preparing.DRAWING, found)

    assert sorted(map(len, together(draws.the(tx, found.id)))) == [2, 3]


def test_who_has_no_time_together_any_more_is_drawn_once_more_at_the_hour(tx: Tx, found: Round) -> None:
    one, other = sorted(together(draws.the(tx, found.id))[0])
    for who, slot in ((one, 0), (other, 20)):
        joining.wish(tx, actor=member(who - 1000), changes={"slots": frozenset({slot})})

    assert {one, other} not in together(begun(tx, found))
