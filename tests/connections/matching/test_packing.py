"""Levels in one number: the order of sums is that of the first level in which they differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.connections.rules.matching.levels import BRIDGES, CHANCE, LONG_AGO, NEEDS, NEW, NEWCOMERS
from bot.connections.rules.matching.packing import MOST_BITS, factors

MOST = [level.most for level in (NEW, LONG_AGO, NEWCOMERS, NEEDS, BRIDGES, CHANCE)]
SIZES = [100, 1000, 2000]


@pytest.mark.parametrize("people", SIZES)
def test_all_levels_fit_into_what_the_solver_holds(people: int) -> None:
    """With everybody of another rank, as which those come first who were left out most often."""
    ranks, pairs = 2 * (people - 1), people // 2
    by = factors([ranks, *MOST], pairs)
    highest = sum(factor * most * pairs for factor, most in zip(by, [ranks, *MOST], strict=True))

    assert highest.bit_length() <= MOST_BITS


@pytest.mark.parametrize("people", SIZES)
def test_one_more_on_a_level_outweighs_all_that_lies_below_it(people: int) -> None:
    pairs = people // 2
    by = factors(MOST, pairs)

    for above, factor in enumerate(by):
        below = sum(f * most * pairs for f, most in zip(by[above + 1 :], MOST[above + 1 :], strict=True))
        assert factor > below


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(OverflowError, match="bits for"):
        factors([10**9, *MOST], 10**9)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 5), st.data())
def test_sums_stand_in_the_order_of_their_levels(most: list[int], pairs: int, data: st.DataObject) -> None:
    def total() -> list[int]:
        each = [data.draw(st.tuples(*(st.integers(0, highest) for highest in most))) for _ in range(pairs)]
        return [sum(values) for values in zip(*each, strict=True)]

    one, other = total(), total()
    by = factors(most, pairs)
    packed = [sum(value * factor for value, factor in zip(each, by, strict=True)) for each in (one, other)]

    assert (packed[0] > packed[1]) == (one > other)
    assert (packed[0] == packed[1]) == (one == other)
