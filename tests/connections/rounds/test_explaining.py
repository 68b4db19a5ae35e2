"""Why two were, or were not, introduced; what is told of a round, and what to nobody."""

from collections.abc import Callable

import pytest

from bot.connections import joining
from bot.connections.rounds import explaining, previewing
from bot.connections.rounds.explaining import Verdict
from bot.connections.rules.matching.asked import Bridge, Hopes
from bot.connections.rules.rounds import NotInRoundError, NotTogetherError, Settings
from bot.connections.store import draws
from bot.database import Tx
from bot.members import nevers
from bot.members.nevers import ThatIsYouError
from bot.programmes.rules.programme import Round, Stage
from tests.builders import ANA
from tests.connections.connecting import join

from .playing import (
    announced,
    begun,
    drawn,
    left_out,
    member,
    members,
    played,
    programme,
    say_in,
    swap,
    together,
)


def no_time_together(tx: Tx) -> None:
    for one, slot in ((member(1), 0), (member(2), 20)):
        joining.wish(tx, actor=one, changes={"slots": frozenset({slot})})


CAUSES: dict[str, Callable[[Tx], None]] = {
    "one wishes never": lambda tx: nevers.add(tx, actor=member(1), other_id=member(2).member_id),
    "the other wishes never": lambda tx: nevers.add(tx, actor=member(2), other_id=member(1).member_id),
    "no time together": no_time_together,
}


@pytest.mark.parametrize("cause", CAUSES)
def test_why_not_reads_the_same_whatever_keeps_two_apart(tx: Tx, cause: str) -> None:
    made = announced(tx, programme(tx))
    join(tx, *members(4))
    CAUSES[cause](tx)
    say_in(tx, made, *members(4))
    drawn(tx, made)
    place = {one.member_id: one.number for one in draws.the(tx, made.id).places}

    why = explaining.why(tx, actor=ANA, one_id=1001, other_id=1002)

    assert (why.verdict, why.reason, why.instead, why.decided) == (Verdict.NO_FIT, None, (), None)
    companion = next(one for one, number in place.items() if number == place[1001] and one != 1001)
    with pytest.raises(NotTogetherError):
        swap(tx, made, companion, 1002)


def test_two_who_are_together_are_so_for_a_reason(tx: Tx) -> None:
    join(tx, member(1), needs="bike repair")
    join(tx, member(2), offers="bike repair")
    made = announced(tx, programme(tx))
    say_in(tx, made, *members(4))
    drawn(tx, made)

    why = explaining.why(tx, actor=ANA, one_id=1001, other_id=1002)

    assert why.verdict is Verdict.TOGETHER
    assert why.reason is not None
    (help_,) = why.reason.helps
    assert (help_.getter_id, help_.giver_id, help_.what) == (1001, 1002, ("Bike repair",))


def test_that_others_had_not_met_is_what_decided(tx: Tx) -> None:
    weekly = programme(tx)
    first = played(tx, weekly, *members(4))
    one, other = sorted(together(first)[0])
    made = announced(tx, weekly)
    say_in(tx, made, *members(4))
    drawn(tx, made)

    why = explaining.why(tx, actor=ANA, one_id=one, other_id=other)

    assert (why.verdict, why.decided) == (Verdict.OTHERS, "new to each other")
    assert why.reason is not None
    assert why.reason.times == 1


def test_bridges_between_groups_come_first_where_they_are_to(tx: Tx) -> None:
    made = announced(tx, programme(tx, Settings(Hopes(bridge=Bridge.FIRST), roles=(7, 8))))
    say_in(tx, made, *members(4))

    draw = drawn(tx, made, roles={member(1): 7, member(2): 7, member(3): 8, member(4): 8})

    assert all(len(group & {1001, 1002}) == 1 for group in together(draw))
    shown = previewing.preview(tx, actor=ANA, round_id=made.id)
    assert all(group.reason.bridge for group in shown.groups)


def test_the_reasons_of_a_round_stay_what_they_were_before_it(tx: Tx, found: Round) -> None:
    before = previewing.preview(tx, actor=ANA, round_id=found.id).groups

    begun(tx, found)

    assert previewing.preview(tx, actor=ANA, round_id=found.id).groups == before
    assert all(len(group.reason.newcomers) == 2 for group in before)


def test_a_later_round_changes_nothing_of_what_is_told_of_an_earlier_one(tx: Tx) -> None:
    weekly = programme(tx)
    earlier = played(tx, weekly, *members(3))
    before = previewing.preview(tx, actor=ANA, round_id=earlier.round_id)

    for _ in range(4):
        played(tx, weekly, *members(3))

    after = previewing.preview(tx, actor=ANA, round_id=earlier.round_id)
    assert (after.groups, after.waiting) == (before.groups, before.waiting)


def test_nobody_is_answered_about_themselves(tx: Tx, found: Round) -> None:
    say_in(tx, announced(tx, programme(tx, name="Another")), ANA)
    for two in ((ANA.member_id, 1001), (1001, ANA.member_id)):
        with pytest.raises(ThatIsYouError):
            explaining.why(tx, actor=ANA, one_id=two[0], other_id=two[1])
    assert found.stage is Stage.ASKING


def test_newcomers_are_not_said_to_have_decided(tx: Tx) -> None:
    weekly = programme(tx)
    one, other = (min(group) for group in together(played(tx, weekly, *members(4))))
    made = announced(tx, weekly)
    say_in(tx, made, member(one - 1000), member(other - 1000), member(5), member(6))
    if {one, other} in together(drawn(tx, made)):
        swap(tx, made, one, 1005)

    why = explaining.why(tx, actor=ANA, one_id=one, other_id=other)

    assert (why.verdict, why.decided) == (Verdict.OTHERS, None)


def test_who_is_in_no_round_is_named(tx: Tx, found: Round) -> None:
    with pytest.raises(NotInRoundError) as refused:
        explaining.why(tx, actor=ANA, one_id=1001, other_id=1099)
    assert refused.value.member_ids == (1099,)
    with pytest.raises(NotInRoundError):
        swap(tx, found, 1001, 1099)


def test_who_was_left_out_most_often_stands_first(tx: Tx) -> None:
    weekly = programme(tx, Settings(Hopes()))
    join(tx, *members(5))
    for one in members(5):
        joining.wish(tx, actor=one, changes={"size": "pair"})
    waited = [left_out(played(tx, weekly, *members(5))) for _ in range(5)]
    assert sorted(one for out in waited for one in out) == [1001, 1002, 1003, 1004, 1005]

    made = announced(tx, weekly)
    say_in(tx, made, *members(5))
    draw = drawn(tx, made)
    shown = previewing.preview(tx, actor=ANA, round_id=made.id)
    assert shown.cause is previewing.Cause.ODD
    assert [one.member_id for one in shown.waiting] == left_out(draw) == waited[0]
    assert (shown.waiting[0].left_out.times, shown.waiting[0].left_out.rounds) == (1, 5)
