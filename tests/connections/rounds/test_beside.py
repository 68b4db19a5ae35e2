"""Two programmes at once, and the same people in both."""

import pytest

from bot.connections.rounds import beginning, preparing
from bot.connections.rules.matching.asked import Drawn
from bot.database import Tx
from bot.outbox import StaleSnapshotError
from bot.programmes.rules.programme import Round

from .playing import announced, drawn, item, members, programme, say_in, together, work


def two_rounds(tx: Tx, people: int) -> tuple[Round, Round]:
    """Return two of the same hour, in which the same people are."""
    one, other = programme(tx), programme(tx, name="Tea round")
    first, second = announced(tx, one), announced(tx, other)
    say_in(tx, first, *members(people))
    say_in(tx, second, *members(people))
    return first, second


def test_they_do_not_bring_the_same_two_together(tx: Tx) -> None:
    first, second = two_rounds(tx, 4)

    here, there = together(drawn(tx, first)), together(drawn(tx, second))

    assert not [group for group in here if group in there]


def test_nor_while_the_first_is_being_sent(tx: Tx) -> None:
    first, second = two_rounds(tx, 4)
    here = together(drawn(tx, first))
    work(tx, beginning.BEGINNING, first)  # nobody is introduced yet

    there = together(drawn(tx, second))

    assert not [group for group in here if group in there]


def test_drawn_at_the_same_moment_the_second_is_drawn_again(tx: Tx) -> None:
    first, second = two_rounds(tx, 2)
    tx.now = first.closes_at
    of_second = item(tx, round_id=second.id)
    seen = preparing.DRAWING.read(tx, of_second)
    drawn(tx, first)

    with pytest.raises(StaleSnapshotError):
        preparing.DRAWING.write(tx, of_second, seen, preparing.DrawnAmong(Drawn(((1001, 1002),), ()), {}))
