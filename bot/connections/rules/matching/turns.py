"""Whose turn it is: who was left out most often comes first, and who was in a larger group than usual."""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from bot.connections.rules.participation import Size

from .asked import LeftOut, Person


def turns(people: Sequence[Person], *, before: Collection[int] = (), only_two_first: bool = True) -> list[int]:
    """Return how early each comes to be one of a pair, the higher the earlier; alike is equal.

    Who wishes to be two alone can't be the third of anybody, so that they come first unless that wrongs others; who
    would rather be three gladly is. `before`: places of those who come before all, as no pair could take them up.
    """
    return _ranks(
        (
            place in before,
            only_two_first and person.size is Size.PAIR,
            *_waited(person),
            person.size is not Size.TRIO,
            person.larger,
        )
        for place, person in enumerate(people)
    )


def claims(people: Sequence[Person]) -> list[int]:
    """Return how much each would have to be in a group, the higher the more, by how often they were in none."""
    return _ranks(map(_waited, people))


def _ranks(keys: Iterable[tuple[object, ...]]) -> list[int]:
    every = list(keys)
    rank = {key: number for number, key in enumerate(sorted(set(every)))}
    return [rank[key] for key in every]


def _waited(person: Person) -> tuple[object, ...]:
    """Of two who were left out as often, the one of whom it is longer ago is left out again."""
    return how_often(person.left_out), -person.left_out.since


def how_often(left_out: LeftOut) -> Fraction:
    """Of the rounds somebody was in; who is new counts as left out in every other, by Laplace's rule of succession."""
    return Fraction(left_out.times + 1, left_out.rounds + 2)
