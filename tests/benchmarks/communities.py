"""Communities as they might be: what their members offer and need, and what they have behind them."""

from dataclasses import replace
from random import Random

from bot.connections.rules.fit import Sides
from bot.connections.rules.matching.asked import Asked, Hopes, Past, Person, pair
from tests.conftest import NOON

HEADINGS = [f"heading-{number}" for number in range(120)]
POPULAR = [1 / (1 + place) ** 0.7 for place in range(len(HEADINGS))]
"""How often each is named: the first one more than twenty times as often as the last."""
OFFERS, NEEDS, ROLES, NEWCOMERS = 3, 2, 4, 0.1

ZONES = ["Europe/London"] * 6 + ["Europe/Athens"] * 3 + ["America/New_York"]
SLOTS = [frozenset[int]()] * 2 + [frozenset({2, 5, 8, 11}), frozenset({15, 16, 18, 19}), frozenset({0, 3, 6})]
MET, WEEKS, APART = 8, 26, 0.2
"""Of each member: how many they have met, how long ago at most; and of how many members one keeps away from another."""


def community(seed: int, people: int, *, size: int = 2) -> Asked:
    """Return strangers, of whom any two may be introduced."""
    rng = Random(seed)
    return Asked(tuple(_person(rng, one) for one in range(1, people + 1)), Hopes(size), seed, NOON)


def with_a_past(asked: Asked) -> Asked:
    """Return the same people as after some rounds: with times and zones, some who have met, some kept apart."""
    rng = Random(asked.seed)
    ids = [person.member_id for person in asked.people]
    met = [pair(*rng.sample(ids, 2)) for _ in range(len(ids) * MET // 2)]
    return replace(
        asked,
        people=tuple(replace(one, slots=rng.choice(SLOTS), zone=rng.choice(ZONES)) for one in asked.people),
        past={two: Past(1, rng.randint(1, WEEKS)) for two in met},
        apart=frozenset(pair(*rng.sample(ids, 2)) for _ in range(int(len(ids) * APART))),
    )


def _person(rng: Random, member_id: int) -> Person:
    """Nobody needs what they offer."""
    named = list(dict.fromkeys(rng.choices(HEADINGS, POPULAR, k=40)))
    sides = Sides(needs=frozenset(named[:NEEDS]), offers=frozenset(named[NEEDS : NEEDS + OFFERS]))
    return Person(member_id, sides, parts=frozenset({rng.randrange(ROLES)}), is_new=rng.random() < NEWCOMERS)
