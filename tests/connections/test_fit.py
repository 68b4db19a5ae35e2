"""Who can do what for whom, and in which order they are shown."""

from hypothesis import given
from hypothesis import strategies as st

from bot.connections.rules.fit import Fit, Sides, between, fits

SKILLS = st.frozensets(st.sampled_from("abcdefgh"), max_size=4)
SIDES = st.builds(Sides, SKILLS, SKILLS)


def sides(needs: str = "", offers: str = "") -> Sides:
    return Sides(frozenset(needs), frozenset(offers))


def order(mine: Sides, others: dict[int, Sides], wanted: str | None = None, **turn: int) -> list[int]:
    """Return who fits; `turn` by the member's number with an underscore before it."""
    slugs = None if wanted is None else frozenset(wanted)
    turns = {one: turn.get(f"_{one}", 0) for one in others}
    return [fit.member_id for fit in fits(mine, others, wanted=slugs, turn=turns)]


def test_help_goes_both_ways_or_one() -> None:
    mine = sides("ab", "xy")

    assert between(mine, sides("x", "a")) == (frozenset("a"), frozenset("x"))
    assert between(mine, sides("", "ab")) == (frozenset("ab"), frozenset())
    assert between(mine, sides("q", "q")) == (frozenset(), frozenset())


def test_mutual_help_comes_first_then_more_of_it_then_what_is_rarer() -> None:
    others = {
        1: sides("", "ab"),
        2: sides("x", "a"),
        3: sides("x", ""),
        4: sides("", "b"),
        5: sides("", "a"),
        6: sides(),
    }

    assert order(sides("ab", "x"), others) == [2, 1, 4, 5, 3]


def test_of_those_who_fit_alike_the_lowest_turn_comes_first() -> None:
    others = {1: sides("", "a"), 2: sides("", "a"), 3: sides("", "a")}

    assert order(sides("a"), others, _1=5, _2=1, _3=3) == [2, 3, 1]


def test_for_one_need_only_who_offers_it_is_shown_though_it_was_never_stated() -> None:
    others = {1: sides("x", "b"), 2: sides("x", "a"), 3: sides("", "ac")}

    assert order(sides("b", "x"), others, "ac") == [2, 3]
    assert order(sides("b", "x"), others, "z") == []


@given(SIDES, st.dictionaries(st.integers(1, 9), SIDES, max_size=9))
def test_who_is_shown_fits_and_who_fits_is_shown(mine: Sides, others: dict[int, Sides]) -> None:
    found = fits(mine, others, wanted=None, turn=dict.fromkeys(others, 0))

    for fit in found:
        assert (frozenset(fit.gives), frozenset(fit.gets)) == between(mine, others[fit.member_id])
    assert {fit.member_id for fit in found} == {one for one, theirs in others.items() if any(between(mine, theirs))}
    assert [fit.is_mutual for fit in found] == sorted((fit.is_mutual for fit in found), reverse=True)


@given(SIDES, SIDES)
def test_what_one_gives_the_other_gets(mine: Sides, theirs: Sides) -> None:
    gives, gets = between(mine, theirs)

    assert between(theirs, mine) == (gets, gives)
    assert Fit(1, tuple(gives), tuple(gets)).is_mutual == bool(gives and gets)
