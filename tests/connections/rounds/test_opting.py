"""What a member is told of being in: this time, each time, late, already."""

from bot.connections import joining
from bot.connections.rounds import opting
from bot.connections.rounds.opting import Said
from bot.connections.rounds.subjects import LATE
from bot.connections.rules.participation import State
from bot.connections.store import participants
from bot.database import Tx
from bot.programmes import answering
from bot.programmes.rules.programme import Round
from tests.builders import GUILD, nothing_missing
from tests.connections.connecting import join

from .playing import announced, begun, drawn, member, members, pending, programme, say_in


def each_time(tx: Tx, found: Round, *, wished: bool) -> Said:
    return opting.each_time(tx, actor=member(1), round_id=found.id, wished=wished, missing_in=nothing_missing)


def test_who_has_a_group_and_says_it_again_is_told_so_and_not_sought_for(tx: Tx, found: Round) -> None:
    begun(tx, found)

    said = say_in(tx, found, member(1))

    assert said.has_group
    assert pending(tx, LATE) == []


def test_who_comes_late_has_none_yet_and_is_sought_for(tx: Tx, found: Round) -> None:
    begun(tx, found)

    assert not say_in(tx, found, member(7)).has_group
    (sought,) = pending(tx, LATE)
    assert str(member(7).member_id) not in f"{sought['key']} {sought['subject']} {sought['args']}"


def test_each_time_is_this_time_too_as_long_as_people_are_asked(tx: Tx) -> None:
    asked = announced(tx, programme(tx))

    said = each_time(tx, asked, wished=True)
    assert (said.joined, said.answered.each_time, said.answered.is_in) == (True, True, True)
    said = each_time(tx, asked, wished=False)
    assert (said.joined, said.answered.each_time, said.answered.is_in) == (False, False, False)


def test_once_the_groups_are_drawn_each_time_changes_nothing_of_this_one(tx: Tx, found: Round) -> None:
    assert each_time(tx, found, wished=False).answered.is_in
    another = announced(tx, programme(tx, name="Another"))
    say_in(tx, another, *members(3)[1:])
    drawn(tx, another)
    assert not each_time(tx, another, wished=True).answered.is_in


def test_who_leaves_is_in_no_round_that_comes_without_saying_so_again(tx: Tx) -> None:
    asked = announced(tx, programme(tx))
    each_time(tx, asked, wished=True)
    say_in(tx, asked, member(1))

    joining.leave(tx, actor=member(1))
    join(tx, member(1))

    assert answering.who_is_in(tx, asked) == []


def test_who_rests_is_back_by_it(tx: Tx) -> None:
    join(tx, member(1))
    joining.rest(tx, GUILD, member(1).member_id, once="a test")
    asked = announced(tx, programme(tx))

    said = say_in(tx, asked, member(1))

    assert (said.is_back, said.joined) == (True, False)
    mine = participants.of(tx, GUILD, member(1).member_id)
    assert mine is not None
    assert mine.state is State.IN
