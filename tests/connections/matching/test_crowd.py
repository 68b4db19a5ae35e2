"""More people than the exact solver can take: nearly the best, known how nearly, and every hard rule holds."""

from dataclasses import replace
from random import Random

from bot.connections.rules.matching.asked import Asked, Hopes, Past
from bot.connections.rules.matching.candidates import ALL_UP_TO, edges
from bot.connections.rules.matching.crowd import nearly_best_pairs
from bot.connections.rules.matching.draw import draw
from bot.connections.rules.matching.levels import Pairs
from bot.connections.rules.matching.pairs import best_pairs
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


def test_what_it_loses_to_the_exact_one_is_less_than_it_says() -> None:
    pairs = Pairs(crowd(ALL_UP_TO))
    most = [level.most for level in pairs.levels]
    values = pairs.values(slice(0, len(pairs)))

    found, share = nearly_best_pairs(pairs)
    exact = best_pairs(edges(pairs), most, first=[0] * len(pairs))

    needs = values[pairs.levels.index(next(level for level in pairs.levels if level.name == "needs met"))]
    reached, possible = (sum(int(needs[two]) for two in each) for each in (found, exact))
    assert len(found) == len(exact)
    assert reached >= AIM * possible
    assert AIM <= share <= 1


def test_the_same_seed_draws_the_same_crowd() -> None:
    asked = crowd(EXACT_UP_TO + 2)

    assert draw(replace(asked, people=asked.people[::-1])) == draw(asked)
