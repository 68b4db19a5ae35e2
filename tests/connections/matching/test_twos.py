"""Rounds in twos: hard rules hold, nobody is left out more than others, and the third is chosen well."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from bot.connections.rules.matching.asked import Asked, New, Person, pair
from bot.connections.rules.matching.draw import draw
from bot.connections.rules.matching.levels import Pairs
from bot.connections.rules.matching.turns import claims
from bot.connections.rules.matching.twos import in_twos
from bot.connections.rules.participation import Size
from bot.connections.rules.slots import hours

from .brute_force import Group, Known, ways
from .communities import community
from .seasons import Season, coming_and_going, strangers, unavoidable


def may_be_together(asked: Asked, group: Sequence[Person]) -> bool:
    """Whether no hard rule is broken: said from the wishes, and not from what the drawing made of them."""
    for two in combinations(group, 2):
        both = pair(two[0].member_id, two[1].member_id)
        if both in asked.apart or (asked.hopes.new is New.ONLY and both in asked.past):
            return False
        if not hours(two[0].slots, two[0].zone, now=asked.now) & hours(two[1].slots, two[1].zone, now=asked.now):
            return False
    return len(group) == 2 or all(one.size is not Size.PAIR for one in group)


@pytest.mark.parametrize("seed", range(60))
def test_no_hard_rule_is_ever_broken(seed: int) -> None:
    asked = community(seed, 2 + seed, apart=Random(seed).random())
    by_id = {person.member_id: person for person in asked.people}

    drawn = draw(asked)

    assert all(may_be_together(asked, [by_id[one] for one in group]) for group in drawn.groups)
    assert sorted([*drawn.left_out, *(one for group in drawn.groups for one in group)]) == sorted(by_id)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_seed_draws_the_same_in_whichever_order_people_come(seed: int) -> None:
    asked = community(seed, 31)
    shuffled = list(asked.people)
    Random(seed).shuffle(shuffled)

    assert draw(replace(asked, people=tuple(shuffled))) == draw(asked)


def test_another_seed_draws_other_groups() -> None:
    asked = Asked(tuple(strangers(20)), community(1, 2).hopes, 1, community(1, 2).now)

    assert draw(replace(asked, seed=2)).groups != draw(asked).groups


@pytest.mark.parametrize("seed", range(120))
def test_no_way_takes_up_more_people_or_leaves_out_fairer(seed: int) -> None:
    """Of all ways to make pairs and threes, for up to eight people of whom many can't be together."""
    number = 3 + seed % 6
    pairs = Pairs(community(seed, number, apart=(seed % 4) / 6))
    known, claim = Known(pairs), claims(pairs.people)

    def allowed(way: list[Group]) -> bool:
        threes = [one for group in way if len(group) > 2 for one in group]
        return all(pairs.people[one].size is not Size.PAIR for one in threes)

    def left_out(way: Sequence[Sequence[int]]) -> tuple[int, list[int]]:
        out = set(range(number)) - {one for group in way for one in group}
        return len(out), sorted((claim[one] for one in out), reverse=True)

    every = filter(allowed, ways(range(number), known, sizes=[2, 3]))

    assert left_out(in_twos(pairs).groups) == min(map(left_out, every))


@pytest.mark.parametrize(("people", "rounds"), [(18, 26), (30, 26), (50, 13), (8, 20)])
def test_nobody_is_introduced_again_before_it_can_be_helped(people: int, rounds: int) -> None:
    season = Season(draw, seed=people)

    for _ in range(rounds):
        season.play(strangers(people))

    assert season.repeats == unavoidable(people, rounds)


def test_with_pairs_alone_nobody_waits_more_than_once_more_than_another() -> None:
    """Over 26 rounds of odd numbers, with people who come and go, among those who are always there."""
    season = Season(draw)

    for here in coming_and_going(26, always=9, others=7):
        season.play([replace(person, size=Size.PAIR) for person in here])

    times = [len(season.left_out.get(one, [])) for one in range(1, 10)]
    assert sum(len(out) for out in season.left_out.values()) == 26
    assert max(times) - min(times) <= 1


def test_where_three_are_fine_nobody_waits_and_each_is_one_of_three_as_often() -> None:
    season = Season(draw)

    for _ in range(26):
        season.play(strangers(9))

    assert not season.left_out
    assert max(season.larger.values()) - min(season.larger.values()) <= 4
    assert sum(season.larger.values()) == 26 * 3


def test_among_people_who_wish_to_be_two_alone_the_odd_one_waits_each_in_turn() -> None:
    people = [replace(person, size=Size.PAIR) for person in strangers(4)] + [Person(5)]

    season = Season(draw)
    waited = [season.play(people).left_out for _ in range(10)]

    assert {len(out) for out in waited} == {1}
    assert {one for out in waited for one in out} == {1, 2, 3, 4, 5}


def test_who_would_rather_be_three_is() -> None:
    people = [replace(one, size=Size.TRIO) if one.member_id in {3, 4, 7} else one for one in strangers(9)]

    drawn = Season(draw).play(people)

    (three,) = (group for group in drawn.groups if len(group) == 3)
    assert len({3, 4, 7} & set(three)) >= 2


@pytest.mark.parametrize("people", [0, 1])
def test_nobody_and_one_alone(people: int) -> None:
    drawn = Season(draw).play(strangers(people))

    assert drawn.groups == ()
    assert len(drawn.left_out) == people


def test_everybody_apart_from_everybody_is_no_group() -> None:
    assert draw(community(1, 12, apart=1.0)).groups == ()
