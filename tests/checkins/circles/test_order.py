from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checkins.circles.rules.order import Order, Owed, first_lap, next_lap, owed

PEOPLE = [1, 2, 3, 4, 5]


def ring(past: Sequence[Sequence[int]], people: list[int], *, seed: int = 1) -> Order:
    return first_lap(owed(past, people), seed=seed)


def test_with_no_laps_behind_them_it_is_drawn_by_lot() -> None:
    drawn = [ring([], PEOPLE, seed=seed) for seed in range(200)]

    assert all(sorted(one.member_ids) == PEOPLE and one.by_lot for one in drawn)
    firsts = Counter(one.member_ids[0] for one in drawn)
    assert min(firsts[one] for one in PEOPLE) > 20


@given(st.permutations(PEOPLE), st.integers(0, 2**60))
def test_the_same_seed_gives_the_same_order_in_whichever_order_they_come(shuffled: list[int], seed: int) -> None:
    assert ring([], shuffled, seed=seed) == ring([], PEOPLE, seed=seed)


def test_who_began_lately_does_not_begin_and_who_ended_does_not_end() -> None:
    past = [(1, 2, 3)]

    drawn = [ring(past, [1, 2, 3], seed=seed).member_ids for seed in range(50)]

    assert 1 not in {one[0] for one in drawn}
    assert 3 not in {one[-1] for one in drawn}


def test_over_as_many_laps_as_people_each_begins_once_and_ends_once() -> None:
    past: list[tuple[int, ...]] = []
    for seed in range(len(PEOPLE)):
        past.append(ring(past, PEOPLE, seed=seed).member_ids)

    assert sorted(lap[0] for lap in past) == PEOPLE
    assert sorted(lap[-1] for lap in past) == PEOPLE


def test_who_is_new_does_not_begin_where_somebody_has_waited_for_it() -> None:
    past = [(1, 2, 3)]

    firsts = {ring(past, [2, 3, 99], seed=seed).member_ids[0] for seed in range(50)}

    assert 99 not in firsts


def test_who_seldom_comes_is_not_made_to_begin_whenever_they_do() -> None:
    """Counted alone, their few beginnings would be the fewest each time."""
    past: list[tuple[int, ...]] = []
    for number in range(40):
        people = [1, 2, 3, *([9] if number % 5 == 0 else [])]
        past.append(ring(past, people, seed=number).member_ids)

    theirs = [lap for lap in past if 9 in lap]
    assert sum(lap[0] == 9 for lap in theirs) <= len(theirs) / 2


def test_what_is_owed_is_a_share_of_each_lap_less_what_one_has_had() -> None:
    found = owed([(1, 2), (2, 1, 3, 4)], [1, 2, 5])

    third = 1 / 3
    assert found[1] == pytest.approx(Owed(third + 0.5 - 1 + 0.25, third + 0.5 + 0.25))
    assert found[2].firsts == pytest.approx(third + 0.5 + 0.25 - 1)
    assert found[5] == Owed(third, third)


@given(
    st.lists(st.integers(1, 50), min_size=3, max_size=9, unique=True),
    st.booleans(),
    st.integers(0, 10**9),
    st.integers(2, 5),
)
def test_another_lap_goes_round_the_same_ring_from_another_place(
    people: list[int], clockwise: bool, seed: int, lap: int
) -> None:
    rests = people[-1]

    order = next_lap(people, owed([], people), clockwise=clockwise, last=rests, seed=seed, lap=lap).member_ids

    assert order[0] != rests
    way = people if clockwise else people[::-1]
    followers = {(one, other) for one, other in pairwise([*way, way[0]])}
    assert all(step in followers for step in pairwise(order))
    assert sorted(order) == sorted(people)


def test_of_two_the_one_who_spoke_last_does_not_begin() -> None:
    order = next_lap([1, 2], owed([], [1, 2]), clockwise=False, last=2, seed=1, lap=2)

    assert order.member_ids == (1, 2)


def test_who_is_away_neither_begins_nor_ends_a_lap_where_others_can() -> None:
    for seed in range(30):
        first = first_lap(owed([], PEOPLE), away={1, 2}, seed=seed).member_ids
        assert {first[0], first[-1]} & {1, 2} == set()
        order = next_lap(PEOPLE, owed([], PEOPLE), clockwise=True, last=1, away={2, 5}, seed=seed, lap=2).member_ids
        assert order[0] in {3, 4}


def test_alone_one_begins_all_the_same() -> None:
    assert next_lap([1], owed([], [1]), clockwise=True, last=1, seed=1, lap=2).member_ids == (1,)
    assert first_lap(owed([], [1]), seed=1) == Order((1,), by_lot=False)


def test_whoever_is_there_begins_though_they_spoke_last() -> None:
    for seed in range(30):
        order = next_lap(PEOPLE, owed([], PEOPLE), clockwise=True, last=3, away={1, 2, 4, 5}, seed=seed, lap=2)
        assert order.member_ids[0] == 3
