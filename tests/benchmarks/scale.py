"""How much is measured: how many people, rounds and seeds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Numbers of people: for `needs` with how many seeds, for `repeats` how many rounds; else by the size of groups.

    `odd`: so many that one is left out each round. `always`, `others`: who are there each round, who come and go.
    `runs`: of each cost. `circles`: so many of so many people each (`circle`), of whom some are always there.
    `pressing`: people in the circle in which each presses in turn.
    """

    seeds: int
    rounds: int
    needs: tuple[tuple[int, int], ...]
    repeats: tuple[tuple[int, int], ...]
    odd: int
    always: int
    others: int
    larger: tuple[tuple[int, tuple[int, ...]], ...]
    costs: tuple[tuple[int, tuple[int, ...]], ...]
    runs: int
    circles: int
    circle: int
    circle_always: int
    pressing: int


FULL = Scale(
    seeds=8,
    rounds=26,
    needs=((20, 5), (50, 5), (100, 5), (200, 5), (1_000, 2), (2_000, 2), (10_000, 1)),
    repeats=((18, 17), (18, 26), (30, 26), (50, 26), (60, 26)),
    odd=21,
    always=15,
    others=12,
    larger=((3, (9, 15, 21, 27, 33)), (4, (16, 20, 24, 28, 32))),
    costs=((2, (100, 1_000, 2_000, 10_000)), (3, (100, 1_000))),
    runs=5,
    circles=52,
    circle=7,
    circle_always=5,
    pressing=100,
)
"""26 weekly rounds are half a year; in 17 each of 18 people could meet each other."""
