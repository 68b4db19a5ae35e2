"""Threes and fours: every design is one, hard rules hold, and nobody meets twice before it can be helped."""

from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np
import pytest

from bot.connections.rules.matching.asked import Seats
from bot.connections.rules.matching.designs import DESIGNS, meetings, rounds
from bot.connections.rules.matching.draw import draw
from bot.connections.rules.matching.swapping import improved, in_sizes
from bot.connections.rules.participation import Size

from .communities import community
from .seasons import Season, strangers
from .test_twos import may_be_together

KNOWN = [(3, 9, 4), (3, 15, 7), (3, 21, 10), (3, 27, 13), (3, 33, 16), (4, 16, 5), (4, 28, 9)]
"""The most rounds that there can be before a repeat: resolvable designs."""


@pytest.mark.parametrize(("size", "seats"), DESIGNS)
def test_each_round_of_a_design_seats_everybody_and_no_two_meet_twice(size: int, seats: int) -> None:
    played = rounds(size, seats)

    met = [two for groups in played for group in groups for two in combinations(sorted(group), 2)]
    assert all(sorted(seat for group in groups for seat in group) == list(range(seats)) for groups in played)
    assert len(set(met)) == len(met)
    assert (meetings(size, seats) >= 0).sum() == 2 * len(met)


@pytest.mark.parametrize(("size", "people", "known"), KNOWN)
def test_as_many_rounds_before_a_repeat_as_there_can_be(size: int, people: int, known: int) -> None:
    assert Season(draw, size=size, seed=people).rounds_before_a_repeat(strangers(people)) == known


@pytest.mark.parametrize("people", [14, 20, 26])
def test_numbers_that_can_not_be_divided_meet_nearly_as_long(people: int) -> None:
    reached = Season(draw, size=3, seed=people).rounds_before_a_repeat(strangers(people))

    assert reached >= 0.85 * (people // 2)


def test_who_is_missing_now_and_then_spoils_little() -> None:
    season, rng = Season(draw, size=3), Random(5)

    for _ in range(10):
        season.play([one for one in strangers(27) if rng.random() < 0.85])

    assert season.repeats <= 2


@pytest.mark.parametrize("size", [3, 4])
@pytest.mark.parametrize("seed", range(20))
def test_no_hard_rule_is_ever_broken(seed: int, size: int) -> None:
    asked = community(seed, 2 + 2 * seed, size=size, apart=Random(seed).random() * 0.8)
    by_id = {person.member_id: person for person in asked.people}

    drawn = draw(asked)

    assert all(may_be_together(asked, [by_id[one] for one in group]) for group in drawn.groups)
    assert all(2 <= len(group) <= min(size + 1, 4) for group in drawn.groups)
    assert sorted([*drawn.left_out, *(one for group in drawn.groups for one in group)]) == sorted(by_id)


@pytest.mark.parametrize(
    ("size", "people", "sizes"),
    [(3, 4, [2, 2]), (3, 5, [2, 3]), (3, 7, [2, 2, 3]), (4, 5, [2, 3]), (4, 9, [3, 3, 3]), (4, 3, [3]), (3, 2, [2])],
)
def test_groups_are_as_even_as_they_can_be(size: int, people: int, sizes: list[int]) -> None:
    assert sorted(map(len, Season(draw, size=size).play(strangers(people)).groups)) == sizes


def test_who_wishes_to_be_two_alone_is_and_the_others_are_three() -> None:
    people = [replace(one, size=Size.PAIR) if one.member_id <= 3 else one for one in strangers(10)]

    drawn = Season(draw, size=3).play(people)

    pairs = [group for group in drawn.groups if set(group) & {1, 2, 3}]
    assert [len(group) for group in pairs] == [2, 2]
    assert drawn.left_out == ()
    assert sorted(len(group) for group in drawn.groups if group not in pairs) == [3, 3]


def test_the_same_seed_draws_the_same_in_whichever_order_people_come() -> None:
    asked = community(3, 30, size=3)

    assert draw(replace(asked, people=asked.people[::-1])) == draw(asked)


def test_who_comes_again_has_their_seat_and_who_is_new_a_free_one() -> None:
    before = Seats(15, {member_id: 2 * member_id for member_id in range(1, 8)})
    asked = replace(community(1, 2, size=3), people=tuple(strangers(12)), seats=before)

    seats = draw(asked).seats

    assert seats.number == 15
    assert {one: seats.of[one] for one in before.of} == before.of
    assert len(set(seats.of.values())) == len(seats.of) == 12


def test_where_most_have_no_seat_a_new_design_is_begun() -> None:
    asked = replace(community(1, 2, size=3), people=tuple(strangers(12)), seats=Seats(9, {1: 0, 99: 1}))

    assert draw(asked).seats.number == 12


def test_swaps_only_ever_find_what_costs_less() -> None:
    rng = np.random.default_rng(1)
    cost = rng.integers(0, 50, (30, 30))
    cost = cost + cost.T
    np.fill_diagonal(cost, 0)
    before = in_sizes([list(range(30))], [3] * 10)

    least, found = improved(before, cost, rng)

    def of(groups: list[int]) -> int:
        return int(sum(cost[two] for two in combinations(range(30), 2) if groups[two[0]] == groups[two[1]]))

    assert least == of(found.tolist()) < of(before.tolist())
    assert sorted(np.bincount(found)) == [3] * 10
