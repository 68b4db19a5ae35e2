"""Groups that were drawn before, drawn again with those who are there by now."""

from dataclasses import replace

from bot.connections.rules.matching.asked import Asked, Hopes, Person
from bot.connections.rules.matching.draw import draw_rest
from tests.conftest import NOON

HERE = dict.fromkeys(range(1, 8), frozenset[int]())


def asked(people: int) -> Asked:
    return Asked(tuple(Person(one) for one in range(1, people + 1)), Hopes(), 1, NOON)


def test_groups_that_still_can_be_stay_as_they_are() -> None:
    before = [(1, 4), (2, 3)]

    assert draw_rest(asked(4), HERE, before).groups == ((1, 4), (2, 3))


def test_who_waited_waits_where_nobody_has_lost_their_group() -> None:
    drawn = draw_rest(asked(6), HERE, [(1, 4), (2, 3)])

    assert (drawn.groups, drawn.left_out) == (((1, 4), (2, 3)), (5, 6))


def test_who_has_lost_theirs_is_with_who_waited() -> None:
    there = {one: marks for one, marks in HERE.items() if one != 4}

    assert draw_rest(asked(5), there, [(1, 4), (2, 3)]).groups == ((2, 3), (1, 5))


def test_of_three_the_two_who_are_there_stay() -> None:
    there = {one: marks for one, marks in HERE.items() if one != 4}

    assert draw_rest(asked(4), there, [(1, 3, 4)]).groups == ((1, 3),)


def test_two_who_are_kept_apart_by_now_are_drawn_with_others() -> None:
    apart = replace(asked(4), apart=frozenset({(1, 4), (2, 3)}))

    drawn = draw_rest(apart, HERE, [(1, 4), (2, 3)])

    assert sorted(drawn.groups) in ([(1, 2), (3, 4)], [(1, 3), (2, 4)])


def test_who_is_new_among_them_is_drawn_too() -> None:
    drawn = draw_rest(asked(5), {one: marks for one, marks in HERE.items() if one != 2}, [(1, 4), (2, 3)])

    assert drawn.groups == ((1, 4), (3, 5))
