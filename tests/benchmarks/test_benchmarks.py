import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from bot.connections.rules.matching.asked import Hopes, Past
from tests.connections.matching.seasons import Season, strangers

from . import baselines, groups, turns
from .communities import community, with_a_past
from .run import Figures, measured
from .scale import Scale

TINY = Scale(
    seeds=1,
    rounds=3,
    needs=((6, 1),),
    repeats=((6, 3),),
    odd=5,
    always=3,
    others=4,
    larger=((3, (6,)),),
    costs=((2, (4,)),),
    runs=1,
    circles=3,
    circle=3,
    circle_always=2,
    pressing=3,
)


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def figures(said: list[str]) -> Figures:
    return measured(TINY, said.append)


@pytest.mark.parametrize("way", baselines.WAYS)
@pytest.mark.parametrize("people", [2, 7, 12])
def test_each_way_takes_everybody_into_one_pair_but_for_the_odd_one(way: str, people: int) -> None:
    asked = community(people, people)

    drawn = baselines.WAYS[way](asked)

    taken = [*drawn.left_out, *(one for group in drawn.groups for one in group)]
    assert sorted(taken) == list(range(1, people + 1))
    if way != baselines.KITH:
        assert {len(group) for group in drawn.groups} == {2}
        assert len(drawn.left_out) == people % 2


@pytest.mark.parametrize("way", groups.WAYS)
@pytest.mark.parametrize(("people", "size"), [(6, 3), (9, 3), (8, 4)])
def test_each_way_takes_everybody_into_one_group(way: str, people: int, size: int) -> None:
    drawn = groups.WAYS[way](community(people, people, size=size))

    assert sorted(one for group in drawn.groups for one in group) == list(range(1, people + 1))
    assert {len(group) for group in drawn.groups} == {size}


@pytest.mark.parametrize("way", [way for way in baselines.WAYS if way != baselines.SHUFFLE])
def test_who_chooses_at_all_chooses_two_who_have_not_met(way: str) -> None:
    asked = community(1, 4)
    met = [two for two in combinations(range(1, 5), 2) if two not in {(1, 3), (2, 4)}]

    drawn = baselines.WAYS[way](replace(asked, past=dict.fromkeys(met, Past(1, 1))))

    assert sorted(drawn.groups) == [(1, 3), (2, 4)]


@pytest.mark.parametrize("way", [groups.GREEDILY, groups.SHUFFLES])
def test_of_many_tries_the_one_that_repeats_least_is_taken(way: str) -> None:
    season = Season(groups.WAYS[way], size=3)

    for _ in range(2):
        season.play(strangers(9))

    assert season.repeats == 0


@pytest.mark.parametrize("way", turns.WAYS)
def test_each_way_goes_round_all_who_are_there(way: str) -> None:
    laps = turns.WAYS[way]([3, 1, 2], [], 4)

    assert [sorted(lap) for lap in laps] == [[1, 2, 3]] * turns.LAPS


def test_a_community_is_as_it_is_said_to_be() -> None:
    asked = community(1, 200)

    assert {(len(one.sides.offers), len(one.sides.needs), len(one.parts)) for one in asked.people} == {(3, 2, 1)}
    assert not any(one.sides.offers & one.sides.needs for one in asked.people)
    assert 5 < sum(one.is_new for one in asked.people) < 40
    assert asked.hopes == Hopes()
    assert with_a_past(asked).past.keys()


def test_there_is_a_table_of_everything_that_is_measured(figures: Figures, said: list[str]) -> None:
    assert [one.splitlines()[0][:2] for one in said[1:]] == ["##"] * 7
    assert all(f" {baselines.KITH} " in one for one in (*said[1:5], said[6]))
    assert {one.way for one in figures.needs} == set(baselines.WAYS)


def test_all_figures_are_written_down(figures: Figures, tmp_path: Path) -> None:
    figures.write(tmp_path / "bench.json")

    written = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))

    assert written["machine"]["libraries"].keys() == {"numpy", "scipy", "rustworkx", "networkx"}
    assert written["needs"][0]["people"] == 6
    assert written["costs"][0]["peak"] >= written["costs"][0]["before"] > 0
