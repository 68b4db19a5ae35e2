"""Levels in one whole number: what one level gains, all levels below it together can't outweigh."""

from collections.abc import Sequence
from typing import Any

from .levels import Array

MOST_BITS = 122
"""The exact solver holds 127, and works with sums of a few weights."""


def factors(most: Sequence[int], pairs: int, *, bits: int = MOST_BITS) -> list[int]:
    """Return what to multiply each level with, for sums of so many pairs. `most`: of each level, the best first.

    With the factor of a level above the sum of all that lies below it, the order of two sums is that of the first
    level in which they differ.
    """
    found, below = list[int](), 0
    for highest in reversed(most):
        found.append(below + 1)
        below += found[-1] * highest * pairs
    if below.bit_length() > bits:
        raise OverflowError(f"these levels need {below.bit_length()} bits for {pairs} pairs; {bits} are there")
    return found[::-1]


def packed(values: Array, by: Sequence[int]) -> list[int]:
    """Return one whole number for each pair; `values`: levels by pairs."""
    columns: list[list[Any]] = values.tolist()
    return [sum(value * factor for value, factor in zip(each, by, strict=True)) for each in zip(*columns, strict=True)]
