"""More people than the exact solver can take: nearly the best, known how nearly, and every hard rule holds."""

from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np
import pytest
from scipy.sparse import csr_array, diags_array, hstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bot.connections.rules.matching.asked import Asked, Hopes, New, Past, Person
from bot.connections.rules.matching.candidates import ALL_UP_TO, edges
from bot.connections.rules.matching.crowd import nearly_best_pairs
from bot.connections.rules.matching.draw import draw
from bot.connections.rules.matching.exact import best_pairs
from bot.connections.rules.matching.levels import NEEDS, NEWCOMERS, Pairs
from bot.connections.rules.matching.prices import prices
from bot.connections.rules.matching.twos import EXACT_UP_TO
from bot.connections.rules.participation import Size
from tests.conftest import NOON

from .communities import person

AIM = 0.995


def crowd(people: int, seed: int = 1) -> Asked:
    """Everybody has time by day where they live, as most say nothing of it."""
    rng = Random(seed)
    each = [replace(person(rng, one), slots=frozenset(), zone="Europe/London") for one in range(1, people + 1)]
    two = [(rng.randrange(1, people), people) for _ in range(50)]
    return Asked(
        tuple(replace(one, size=Size.EITHER) for one in each),
        Hopes(),
        seed,
        NOON,
        past=dict.fromkeys(two, Past(1, 3)),
        apart=frozenset((one, one + 1) for one in range(1, people, 7)),
    )


def test_a_crowd_is_matched_nearly_as_well_as_can_be() -> None:
    asked = crowd(EXACT_UP_TO + 501)

    drawn = draw(asked)

    assert drawn.share is not None
    assert drawn.share >= AIM
    assert drawn.left_out == ()
    assert sorted(one for group in drawn.groups for one in group) == list(range(1, EXACT_UP_TO + 502))
    assert [len(group) for group in drawn.groups if len(group) != 2] == [3]
    assert not [
        group for group in drawn.groups if any((one, one + 1) in asked.apart for one in group if one + 1 in group)
    ]


def test_it_reaches_nearly_what_the_exact_one_does() -> None:
    pairs = Pairs(crowd(ALL_UP_TO))
    needs = pairs.values(slice(0, len(pairs)))[pairs.levels.index(NEEDS)]

    found, share = nearly_best_pairs(pairs)
    exact = best_pairs(edges(pairs), [level.most for level in pairs.levels], first=[0] * len(pairs))

    reached, possible = (sum(int(needs[two]) for two in each) for each in (found, exact))
    assert len(found) == len(exact)
    assert reached >= AIM * possible
    assert AIM <= share <= 1


def test_its_share_is_known_whatever_is_hoped_for() -> None:
    asked = crowd(ALL_UP_TO)
    for new in New:
        hopes = Hopes(new=new, newcomers_first=False)

        found, share = nearly_best_pairs(Pairs(replace(asked, hopes=hopes)))

        assert (len(found), share <= 1) == (ALL_UP_TO // 2, True)


def test_where_those_who_are_left_over_can_be_with_nobody_the_others_are_matched() -> None:
    """More of one circle, who have all met, than there are others for them."""
    circle, others = 420, 210
    met = dict.fromkeys(combinations(range(1, circle + 1), 2), Past(1, 1))
    asked = Asked(tuple(map(Person, range(1, circle + others + 1))), Hopes(new=New.ONLY), 1, NOON, met)

    found, _ = nearly_best_pairs(Pairs(asked))

    assert len(found) == others


def test_no_pair_that_is_not_looked_at_speaks_for_more() -> None:
    pairs = Pairs(crowd(ALL_UP_TO + 1))
    everybody = slice(0, len(pairs))
    values, allowed, some = np.stack(pairs.values(everybody)), pairs.allowed(everybody), edges(pairs, 3)
    values[pairs.levels.index(NEWCOMERS)] = 0
    some.beyond[pairs.levels.index(NEWCOMERS)] = 0
    allowed[some.rows, some.columns] = allowed[some.columns, some.rows] = False

    for one, other in np.argwhere(allowed).tolist():
        assert values[:, one, other].tolist() <= some.beyond[:, one].tolist()


@pytest.mark.parametrize("seed", range(5))
def test_prices_are_enough_for_all_pairs_and_no_more_than_the_assignment(seed: int) -> None:
    rng = np.random.default_rng(seed)
    half = np.triu(rng.integers(1, 2**40, (30, 30)) * (rng.random((30, 30)) < 0.2), 1).astype(float)
    worth = half + half.T
    table = hstack([csr_array(worth), diags_array(np.full(30, 0.5))], format="csr")
    rows, next_to = min_weight_full_bipartite_matching(table, maximize=True)

    price = prices(table, next_to)

    assert (np.add.outer(price, price) >= worth).all()
    assert price.sum() <= table.toarray()[rows, next_to].sum() / 2
    assert price.sum() == pytest.approx(table.toarray()[rows, next_to].sum() / 2)


def test_matched_alone_some_are_worth_the_same_to_each_other_as_among_all() -> None:
    pairs, some = Pairs(crowd(60)), list(range(0, 60, 5))

    alone, among_all = pairs.among(some).values(slice(0, len(some))), pairs.values(slice(0, len(pairs)))

    for level, value, whole in zip(pairs.levels, alone, among_all, strict=True):
        assert (value == whole[np.ix_(some, some)]).all(), level.name


def test_the_same_seed_draws_the_same_crowd() -> None:
    asked = crowd(EXACT_UP_TO + 2)

    assert draw(replace(asked, people=asked.people[::-1])) == draw(asked)
