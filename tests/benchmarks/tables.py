"""The figures as tables that read well as they are, and are Markdown; under each, what is aimed at."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar

from . import groups
from .baselines import KITH, WAYS
from .costs import Cost
from .pressing import Pressed
from .repeating import Before, Repeats, Waits
from .turns import Turns
from .usefulness import EXACT_UP_TO, Useful

T = TypeVar("T", bound=Useful | Repeats | Waits | Before)

SHARE, TRIOS = 0.995, 0.9
MANY, SECONDS, MEGABYTES, HELD = 10_000, 5.0, 300.0, 0.020
ALMOST = 0.99
NOTHING = "–"
NEAR = 1.0


def needs(found: Sequence[Useful]) -> str:
    """Return how much is met, and for how many people somebody is there."""
    beside = {one.people: "the most there is" if one.people <= EXACT_UP_TO else "a bound" for one in found}
    share = pivot(found, WAYS, lambda one: (f"{one.people:,}", beside[one.people]), lambda one: percent(one.share))
    helped = pivot(found, WAYS, lambda one: (f"{one.people:,}",), lambda one: percent(one.helped))
    missed = [
        f"{percent(one.share)} of {one.people:,} people" for one in found if one.way == KITH and one.share < SHARE
    ]
    return section(
        "How much of what members need is met",
        table(("people", "beside", *WAYS), share),
        aim(f"{100 * SHARE} % everywhere", missed),
        "People in whose group is somebody who can help them, or whom they can help:",
        table(("people", *WAYS), helped),
    )


def repeats(found: Sequence[Repeats]) -> str:
    rows = pivot(
        found,
        WAYS,
        lambda one: (f"{one.people}", f"{one.rounds}", f"{one.unavoidable}"),
        lambda one: f"{number(one.beyond)} ({number(one.worst)})",
    )
    missed = [
        f"{number(one.beyond)} for {one.people} people in {one.rounds} rounds"
        for one in found
        if one.way == KITH and one.beyond
    ]
    return section(
        "Repeats beyond those that nobody could avoid, and in brackets how often the same two met at most",
        table(("people", "rounds", "unavoidable", *WAYS), rows),
        aim("none", missed),
    )


def waits(found: Sequence[Waits]) -> str:
    rows = pivot(
        found,
        WAYS,
        lambda one: (one.community,),
        lambda one: f"{number(one.least)} to {number(one.most)} ({number(one.never)})",
    )
    missed = [
        f"{number(one.least)} to {number(one.most)} of {one.community}"
        for one in found
        if one.way == KITH and one.most - one.least > 1
    ]
    return section(
        "How often somebody was left out of pairs of an odd number, and in brackets how many never were",
        table(("community", *WAYS), rows),
        aim("nobody more than once more than another", missed),
    )


def before(found: Sequence[Before]) -> str:
    rows = pivot(
        found,
        groups.WAYS,
        lambda one: (
            f"{one.size}",
            f"{one.people} of {one.people + one.away}",
            NOTHING if one.known is None else f"{one.known}",
        ),
        lambda one: number(one.rounds),
    )
    missed = [
        f"{number(one.rounds)} of {one.known} for {one.people} people by threes"
        for one in found
        if one.way == KITH and one.known and one.size == 3 and one.rounds < TRIOS * one.known
    ]
    return section(
        "Rounds before two meet again, in groups of three and four",
        table(("groups of", "people there", "known maximum", *groups.WAYS), rows),
        aim(f"{percent(TRIOS)} of the known maximum for threes", missed),
    )


def costs(found: Sequence[Cost]) -> str:
    rows = [
        (
            f"{one.size}",
            f"{one.people:,}",
            f"{one.took.usual:.2f} s ({one.took.least:.2f} to {one.took.worst:.2f})",
            f"{one.before:.0f} MB",
            f"{one.peak:.0f} MB",
            *(
                f"{1000 * held.usual:.0f} ms ({1000 * held.least:.0f} to {1000 * held.worst:.0f})"
                for held in (one.held_first, one.held_next, one.at_rest)
            ),
        )
        for one in found
    ]
    whole = (
        f"{MANY:,} people in {SECONDS:.0f} s and {MEGABYTES:.0f} MB, the loop held no longer than {1000 * HELD:.0f} ms"
    )
    head = ("groups of", "people", "time", "memory before", "at most", "loop held, first call", "next call", "at rest")
    return section(
        "What a draw costs: the median of all runs, and in brackets the least and the most",
        table(head, rows),
        aim(whole, [miss for one in found for miss in _too_dear(one)]),
    )


def turns(found: Sequence[Turns]) -> str:
    rows = [
        (
            one.way,
            *(f"{number(least)} to {number(most)}" for least, most in (one.firsts, one.lasts)),
            number(one.off_first),
            number(one.off_last),
            number(one.twice_in_a_row),
        )
        for one in found
    ]
    missed = [f"{number(one.off_first)} from a share" for one in found if one.way == KITH and one.off_first > NEAR]
    head = ("way", "begins", "ends", "furthest from a share of beginnings", "of ends", "twice in a row")
    return section(
        f"Who begins and who ends, in {found[0].circles} circles of {found[0].people} people, two laps each",
        table(head, rows),
        aim("nobody more than one beginning from their share", missed),
    )


def pressed(found: Sequence[Pressed]) -> str:
    rows = [
        (
            f"{one.people}",
            one.when,
            f"{1000 * one.median:.0f} ms",
            f"{1000 * one.p99:.0f} ms",
            f"{one.edits:.0f}",
        )
        for one in found
    ]
    head = ("people", "they press Done", "until the card shows it, median", "99 of 100", "edits a minute")
    return section("From a press in a circle to the edited card", table(head, rows))


def _too_dear(one: Cost) -> Iterable[str]:
    what = f"{one.people:,} people by {one.size}"
    if one.took.usual >= SECONDS:
        yield f"{one.took.usual:.1f} s for {what}"
    if one.peak >= MEGABYTES:
        yield f"{one.peak:.0f} MB for {what}"
    if (held := max(one.held_first.usual, one.held_next.usual)) > HELD:
        yield f"{1000 * held:.0f} ms for {what}"


def pivot(
    found: Sequence[T], ways: Collection[str], row: Callable[[T], tuple[str, ...]], cell: Callable[[T], str]
) -> list[tuple[str, ...]]:
    """Return a row of cells for each of what `row` says of them, a column a way."""
    cells: dict[tuple[str, ...], dict[str, str]] = {}
    for one in found:
        cells.setdefault(row(one), {})[one.way] = cell(one)
    return [(*begin, *(by_way.get(way, NOTHING) for way in ways)) for begin, by_way in cells.items()]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    line = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (head, line, *rows)
    )


def section(title: str, *paragraphs: str) -> str:
    return "\n\n".join((f"## {title}", *paragraphs)) + "\n"


def aim(what: str, missed: Sequence[str]) -> str:
    return f"Aim: {what}. " + (f"Missed: {'; '.join(missed)}." if missed else "Reached.")


def percent(share: float) -> str:
    """Return what is almost all with the digits that tell how nearly."""
    return f"{100 * share:.2f} %" if ALMOST < share < 1 else f"{100 * share:.0f} %"


def number(mean: Any) -> str:
    return f"{mean:.1f}".removesuffix(".0")
