"""Seats, the waiting line, and where a free seat goes."""

import asyncio
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.database import Database, Tx
from bot.guilds.rules.actors import Actor
from bot.meetups import privacy, seating, viewing
from bot.meetups.rules.meetup import Answer, Typed
from bot.meetups.rules.seats import Roster, Rsvp, Standing, next_in_line, standing_of_newly_going
from bot.outbox import DueItem
from bot.outbox.rules.records import DeliveryState, DueState
from bot.outbox.store import deliveries, due
from tests.builders import BEN, CHANNEL, CLEO, GUILD, answer, hand_on, post, told, typed
from tests.conftest import NOON

DAVE, ELLA = (Actor(GUILD, member_id, manages_events=False) for member_id in (201, 202))
SOON = typed(when="in 2 hours", seats="1")
LATER = typed(when="in 3 days", seats="1")


def roster(tx: Tx, meetup_id: int) -> Roster:
    view = viewing.view(tx, meetup_id)
    assert view is not None
    return view.roster


def standings(tx: Tx, meetup_id: int) -> dict[int, Standing | None]:
    return {one.member_id: one.standing for one in roster(tx, meetup_id).rsvps}


def handed_on(tx: Tx) -> int:
    """How often it was asked that a seat go on."""
    return sum(row["kind"] == seating.HAND_ON for row in due.listing(tx, list(DueState)))


def full(tx: Tx, what: Typed, *going: Actor) -> int:
    """Return the id of a meetup on which they said Going, one after the other."""
    meetup_id = post(tx, what)
    for who in going:
        answer(tx, meetup_id, who)
    return meetup_id


def give_up(tx: Tx, meetup_id: int, who: Actor) -> None:
    """Have somebody give up their seat, and the seat go on."""
    answer(tx, meetup_id, who, Answer.CANT)
    hand_on(tx, meetup_id)


def offer_ends(tx: Tx) -> None:
    """Have the one open offer end."""
    (row,) = (row for row in due.listing(tx, [DueState.PENDING]) if row["kind"] == seating.OFFER_ENDS)
    tx.now = max(tx.now, row["due_at"])
    args: Mapping[str, Any] = row["args"]
    seating.offer_ends(tx, DueItem(row["id"], row["key"], row["kind"], GUILD, row["subject"], dict(args), tx.now))
    due.claim(tx, row["id"])


def test_when_all_seats_are_taken_going_means_a_place_in_the_line(tx: Tx) -> None:
    meetup_id = post(tx, LATER)

    places = [answer(tx, meetup_id, who).place_in_line for who in (BEN, CLEO, DAVE)]

    assert places == [None, 1, 2]
    assert roster(tx, meetup_id).seated == [BEN.member_id]


def test_without_a_limit_there_is_a_seat_for_all(tx: Tx) -> None:
    meetup_id = post(tx)

    assert [answer(tx, meetup_id, who).place_in_line for who in (BEN, CLEO, DAVE)] == [None] * 3


def test_a_free_seat_goes_to_the_first_in_the_line_who_is_told(tx: Tx) -> None:
    meetup_id = full(tx, LATER, BEN, CLEO, DAVE)

    give_up(tx, meetup_id, BEN)

    assert standings(tx, meetup_id) == {
        CLEO.member_id: Standing.SEATED,
        DAVE.member_id: Standing.WAITING,
        BEN.member_id: None,
    }
    assert told(tx, seating.SEAT_GIVEN) == [[CLEO.member_id]]


def test_nobody_slips_in_before_those_who_wait(tx: Tx) -> None:
    meetup_id = full(tx, LATER, BEN, CLEO)
    answer(tx, meetup_id, BEN, Answer.CANT)

    assert answer(tx, meetup_id, DAVE).place_in_line == 2
    hand_on(tx, meetup_id)

    assert roster(tx, meetup_id).seated == [CLEO.member_id]


def test_who_comes_back_stands_at_the_end_of_the_line(tx: Tx) -> None:
    meetup_id = full(tx, LATER, BEN, CLEO, DAVE)
    answer(tx, meetup_id, CLEO, Answer.MAYBE)
    tx.now -= timedelta(minutes=30)  # the clock was set back

    assert answer(tx, meetup_id, CLEO).place_in_line == 2
    assert roster(tx, meetup_id).line == [DAVE.member_id, CLEO.member_id]


def test_a_second_press_keeps_the_place(tx: Tx) -> None:
    meetup_id = full(tx, LATER, BEN, CLEO, DAVE)

    assert answer(tx, meetup_id, CLEO).place_in_line == 1


def test_who_has_left_the_guild_gives_their_place_to_the_next(tx: Tx) -> None:
    meetup_id = full(tx, LATER, BEN, CLEO, DAVE)
    answer(tx, meetup_id, BEN, Answer.CANT)

    hand_on(tx, meetup_id, left=[CLEO.member_id])
    assert CLEO.member_id not in standings(tx, meetup_id)
    hand_on(tx, meetup_id)

    assert roster(tx, meetup_id).seated == [DAVE.member_id]


def test_the_seat_of_who_asks_to_be_forgotten_goes_on(tx: Tx) -> None:
    meetup_id = full(tx, LATER, BEN, CLEO)

    privacy.forget(tx, GUILD, BEN.member_id)
    hand_on(tx, meetup_id)

    assert handed_on(tx) == 1
    assert roster(tx, meetup_id).seated == [CLEO.member_id]


def test_a_seat_that_nobody_waits_for_troubles_nobody(tx: Tx) -> None:
    meetup_id = post(tx, LATER)
    answer(tx, meetup_id, BEN)
    answer(tx, meetup_id, BEN, Answer.CANT)

    assert handed_on(tx) == 0


def test_shortly_before_the_start_a_seat_is_offered_and_held(tx: Tx) -> None:
    meetup_id = full(tx, SOON, BEN, CLEO, DAVE)
    give_up(tx, meetup_id, BEN)

    assert told(tx, seating.SEAT_OFFERED) == [[CLEO.member_id]]
    assert told(tx, seating.SEAT_GIVEN) == []
    assert answer(tx, meetup_id, ELLA).place_in_line == 3
    assert standings(tx, meetup_id)[CLEO.member_id] is Standing.ASKED


def test_an_offer_that_is_taken_is_a_seat(tx: Tx) -> None:
    meetup_id = full(tx, SOON, BEN, CLEO, DAVE)
    give_up(tx, meetup_id, BEN)

    assert answer(tx, meetup_id, CLEO).place_in_line is None
    offer_ends(tx)

    assert roster(tx, meetup_id).seated == [CLEO.member_id]
    assert roster(tx, meetup_id).line == [DAVE.member_id]


def test_an_offer_that_is_passed_on_goes_to_the_next_at_once(tx: Tx) -> None:
    meetup_id = full(tx, SOON, BEN, CLEO, DAVE)
    give_up(tx, meetup_id, BEN)

    give_up(tx, meetup_id, CLEO)

    assert told(tx, seating.SEAT_OFFERED) == [[CLEO.member_id], [DAVE.member_id]]


def test_an_offer_without_an_answer_goes_to_the_next_and_costs_nobody_their_place(tx: Tx) -> None:
    meetup_id = full(tx, SOON, BEN, CLEO, DAVE)
    give_up(tx, meetup_id, BEN)

    offer_ends(tx)
    hand_on(tx, meetup_id)

    assert tx.now == NOON + timedelta(minutes=15)
    assert told(tx, seating.SEAT_OFFERED) == [[CLEO.member_id], [DAVE.member_id]]
    assert roster(tx, meetup_id).line == [CLEO.member_id, DAVE.member_id]


def test_when_all_were_asked_a_free_seat_is_for_whoever_takes_it_first(tx: Tx) -> None:
    meetup_id = full(tx, SOON, BEN, CLEO)
    give_up(tx, meetup_id, BEN)
    offer_ends(tx)

    assert answer(tx, meetup_id, CLEO).place_in_line is None


def test_after_the_start_no_seat_is_given(tx: Tx) -> None:
    meetup_id = full(tx, SOON, BEN, CLEO)
    tx.now += timedelta(hours=2)

    answer(tx, meetup_id, BEN, Answer.CANT)

    assert handed_on(tx) == 0


def test_the_place_that_somebody_is_told_is_the_one_that_is_written(tx: Tx) -> None:
    rng = random.Random(7)
    meetup_id = post(tx, typed(seats="2"))
    for _ in range(300):
        who = Actor(GUILD, 1000 + rng.randrange(6), manages_events=False)
        told = answer(tx, meetup_id, who, rng.choice(list(Answer))).place_in_line
        assert told == roster(tx, meetup_id).place_in_line(who.member_id)
        if rng.random() < 0.3:
            hand_on(tx, meetup_id)


@pytest.mark.parametrize("seats", [1, 7])
async def test_of_two_hundred_who_press_at_once_exactly_as_many_get_a_seat_as_there_are(
    db: Database, seats: int
) -> None:
    meetup_id = await db.write(post, typed(seats=str(seats)))
    crowd = [Actor(GUILD, 1000 + n, manages_events=False) for n in range(200)]

    answered = await asyncio.gather(*(db.write(answer, meetup_id, who) for who in crowd))

    places = [one.place_in_line for one in answered]
    assert places.count(None) == seats
    assert sorted(place for place in places if place is not None) == list(range(1, 201 - seats))


async def test_of_two_hundred_who_give_up_and_press_at_once_none_gets_a_seat_too_many(db: Database) -> None:
    meetup_id = await db.write(post, typed(seats="9"))
    crowd = [Actor(GUILD, 1000 + n, manages_events=False) for n in range(200)]
    for who in crowd[:20]:
        await db.write(answer, meetup_id, who)

    await asyncio.gather(
        *(db.write(answer, meetup_id, who, Answer.CANT) for who in crowd[:20:2]),
        *(db.write(answer, meetup_id, who) for who in crowd[20:]),
        *(db.write(hand_on, meetup_id) for _ in range(20)),
    )
    await db.write(hand_on, meetup_id)

    found = await db.read(roster, meetup_id)
    assert len(found.seated) == 9
    assert found.line[0] == min(one.member_id for one in found.rsvps if one.standing is Standing.WAITING)


said = st.sampled_from([(Answer.MAYBE, None), (Answer.CANT, None), *((Answer.GOING, one) for one in Standing)])
rosters = st.builds(
    lambda seats, all_said: Roster(
        seats, tuple(Rsvp(n, answer, standing, n) for n, (answer, standing) in enumerate(all_said))
    ),
    st.one_of(st.none(), st.integers(1, 6)),
    st.lists(said, max_size=12),
)


@given(rosters, st.integers(0, 12))
def test_no_rule_gives_more_seats_than_there_are(found: Roster, member_id: int) -> None:
    taken = sum(one.standing in {Standing.SEATED, Standing.ASKED} for one in found.rsvps)
    free = len(found.rsvps) + 1 if found.seats is None else max(found.seats - taken, 0)
    before = found.of(member_id)
    had_one = before is not None and before.standing in {Standing.SEATED, Standing.ASKED}

    assert len(next_in_line(found)) <= free
    if standing_of_newly_going(found, member_id) is Standing.SEATED:
        assert had_one or free > 0


@given(rosters, st.integers(0, 12))
def test_nobody_is_seated_before_one_who_waits_ahead_of_them(found: Roster, member_id: int) -> None:
    waiting = [one.member_id for one in found.rsvps if one.standing is Standing.WAITING]
    before = found.of(member_id)
    has_one = before is not None and before.standing in {Standing.SEATED, Standing.ASKED}

    if standing_of_newly_going(found, member_id) is Standing.SEATED and not has_one:
        assert waiting[:1] in ([], [member_id])
    assert next_in_line(found) == waiting[: len(next_in_line(found))]


def test_where_messages_about_seats_stand(tx: Tx) -> None:
    meetup_id = full(tx, LATER, BEN, CLEO)
    give_up(tx, meetup_id, BEN)

    (row,) = (row for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == seating.SEAT_GIVEN)
    assert row["target_id"] == CHANNEL
