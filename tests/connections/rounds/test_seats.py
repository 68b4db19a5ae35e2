"""Threes and fours keep their seats from round to round; a new design is not mixed with the old one."""

from bot.connections.rules.matching.asked import Hopes
from bot.connections.rules.rounds import Draw, Settings
from bot.connections.store import draws
from bot.database import Tx
from tests.connections.rounds.playing import (
    announced,
    begun,
    drawn,
    find_for_late,
    member,
    members,
    played,
    programme,
    say_in,
)

THREES = Settings(Hopes(3))


def seats(draw: Draw) -> dict[int, int | None]:
    return {place.member_id: place.seat for place in draw.places}


def test_who_sat_high_in_the_old_design_sits_in_the_new_one_at_the_hour_too(tx: Tx) -> None:
    of = programme(tx, THREES)
    first = seats(played(tx, of, *members(30)))
    high = [one for one in members(30) if (first[one.member_id] or 0) >= 10][:2]
    few = [*high, *(member(number) for number in range(40, 46))]
    second = announced(tx, of)
    say_in(tx, second, *few)
    before = drawn(tx, second)
    assert before.seats == 9

    assert seats(begun(tx, second)) == seats(before)
    third = announced(tx, of)
    say_in(tx, third, *few)
    assert drawn(tx, third).seats == 9


def test_where_more_come_late_than_there_are_seats_the_next_round_is_drawn(tx: Tx) -> None:
    of = programme(tx, THREES)
    found = announced(tx, of)
    say_in(tx, found, *members(3))
    drawn(tx, found)
    begun(tx, found)
    say_in(tx, found, *members(15)[3:])
    find_for_late(tx, found)

    following = announced(tx, of)
    say_in(tx, following, *members(15))

    assert len(drawn(tx, following).groups) == 5
    assert draws.the(tx, following.id).left_out == []
