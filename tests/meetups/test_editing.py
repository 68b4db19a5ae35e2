"""A meetup is changed or cancelled: by whom, and who is told."""

from datetime import timedelta
from typing import Any

import pytest

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.meetups import cancelling, editing, proposing, reminding, seating, viewing
from bot.meetups.proposing import Refused, Saved
from bot.meetups.rules.meetup import (
    Answer,
    NoSuchMeetupError,
    NotTheHostError,
    StartsInThePastError,
)
from bot.meetups.store import meetups, members
from bot.members import zones
from bot.outbox.rules.records import DeliveryState, DueState
from bot.outbox.store import deliveries, due
from tests.builders import (
    ADMIN,
    ANA,
    BEN,
    CLEO,
    EVE,
    GUILD,
    answer,
    cancel,
    edit,
    hand_on,
    post,
    propose_change,
    told,
    typed,
)
from tests.conftest import NOON

ANA_DEMOTED = Actor(GUILD, ANA.member_id, manages_events=False)
"""Still the host."""
HOUR = timedelta(hours=1)


def pending(tx: Tx, kind: str) -> list[Any]:
    return [row for row in due.listing(tx, [DueState.PENDING]) if row["kind"] == kind]


def test_a_change_is_saved_when_it_is_confirmed(tx: Tx) -> None:
    meetup_id = post(tx, typed(place="Library", length="2 hours", seats="5"))

    proposed = propose_change(tx, meetup_id, title="Card games")
    before = meetups.get(tx, meetup_id)
    saved = proposing.confirm(tx, actor=ANA, draft_id=proposed.draft_id)
    after = meetups.get(tx, meetup_id)

    assert before is not None
    assert before.plan.title == "Board games"
    assert after is not None
    assert after.plan == proposed.plan
    assert (after.plan.place, after.plan.length, after.plan.seats) == ("Library", timedelta(hours=2), 5)
    assert saved == Saved("Card games", told=0)
    assert proposing.confirm(tx, actor=ANA, draft_id=proposed.draft_id) == saved


def test_what_is_not_touched_stays_to_the_second(tx: Tx) -> None:
    """The autumn hour that comes twice can't be typed; it is kept all the same."""
    zones.choose(tx, actor=ANA, typed="Europe/London")
    second = int((NOON + timedelta(days=339, hours=13, minutes=30)).timestamp())  # 01:30 GMT on 2027-10-31
    meetup_id = post(tx, typed(when=f"<t:{second}>"))

    edit(tx, meetup_id, title="Card games")

    meetup = meetups.get(tx, meetup_id)
    assert meetup is not None
    assert meetup.plan.starts_at.timestamp() == second
    assert told(tx, editing.MOVED) == []


def test_the_form_shows_the_time_by_the_clock_of_who_edits(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="2026-12-03 19:00"))
    zones.choose(tx, actor=ADMIN, typed="Europe/Berlin")

    assert editing.typed_anew(tx, actor=ADMIN, meetup_id=meetup_id).when == "2026-12-03 20:00"


@pytest.mark.parametrize("changes", [{"when": "tomorrow 20:00"}, {"place": "Town hall"}], ids=["time", "place"])
def test_those_who_are_coming_are_told_of_another_time_or_place(tx: Tx, changes: dict[str, str]) -> None:
    meetup_id = post(tx, typed(seats="1"))
    for who in (BEN, CLEO):
        answer(tx, meetup_id, who)
    answer(tx, meetup_id, ANA, Answer.MAYBE)

    proposed = propose_change(tx, meetup_id, **changes)
    assert proposed.edited is not None
    assert proposed.edited.told == 2
    proposing.confirm(tx, actor=ANA, draft_id=proposed.draft_id)

    assert told(tx, editing.MOVED) == [[BEN.member_id, CLEO.member_id]]


@pytest.mark.parametrize(
    "changes", [{"title": "Cards"}, {"description": "New"}, {"length": "3 hours"}, {"seats": "9"}], ids=str
)
def test_other_changes_are_quiet(tx: Tx, changes: dict[str, str]) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)

    assert edit(tx, meetup_id, **changes).told == 0
    assert told(tx, editing.MOVED) == []


def test_a_change_that_was_changed_again_is_told_once(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)
    edit(tx, meetup_id, when="tomorrow 20:00")
    edit(tx, meetup_id, when="tomorrow 21:00")

    rows = [row for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == editing.MOVED]
    meetup = meetups.get(tx, meetup_id)
    assert meetup is not None
    assert [editing.is_still_so(row["args"], meetup.plan) for row in rows] == [False, True]


def test_the_reminder_moves_along(tx: Tx) -> None:
    meetup_id = post(tx)
    edit(tx, meetup_id, when="in 3 days")
    edit(tx, meetup_id, when="tomorrow 20:00")

    day_before, hour_before = NOON + 8 * HOUR, NOON + timedelta(days=1, hours=7)
    assert [row["due_at"] for row in pending(tx, reminding.REMIND)] == [day_before, hour_before]


def test_a_reminder_comes_back_with_the_old_time(tx: Tx) -> None:
    meetup_id = post(tx)
    before = [row["due_at"] for row in pending(tx, reminding.REMIND)]
    edit(tx, meetup_id, when="in 3 days")
    edit(tx, meetup_id, when="tomorrow 19:00")

    assert [row["due_at"] for row in pending(tx, reminding.REMIND)] == before


def test_more_seats_are_handed_on_in_order(tx: Tx) -> None:
    meetup_id = post(tx, typed(seats="1"))
    crowd = [Actor(GUILD, 300 + n, manages_events=False) for n in range(4)]
    for who in crowd:
        answer(tx, meetup_id, who)

    edit(tx, meetup_id, seats="3")
    hand_on(tx, meetup_id)

    view = viewing.view(tx, meetup_id)
    assert view is not None
    assert view.roster.seated == [300, 301, 302]
    assert told(tx, seating.SEAT_GIVEN) == [[301, 302]]


def test_with_fewer_seats_nobody_loses_theirs(tx: Tx) -> None:
    meetup_id = post(tx)
    for who in (ANA, BEN, CLEO):
        answer(tx, meetup_id, who)

    proposed = propose_change(tx, meetup_id, seats="1")
    assert proposed.edited is not None
    assert proposed.edited.going == 3
    proposing.confirm(tx, actor=ANA, draft_id=proposed.draft_id)
    answer(tx, meetup_id, CLEO, Answer.CANT)

    view = viewing.view(tx, meetup_id)
    assert view is not None
    assert view.roster.seated == [ANA.member_id, BEN.member_id]
    assert answer(tx, meetup_id, CLEO).place_in_line == 1


def test_a_time_that_has_passed_is_not_saved(tx: Tx) -> None:
    meetup_id = post(tx)
    draft_id = propose_change(tx, meetup_id, when="in 2 hours").draft_id
    tx.now += 3 * HOUR

    with pytest.raises(StartsInThePastError):
        proposing.confirm(tx, actor=ANA, draft_id=draft_id)


def test_while_it_runs_all_but_the_time_can_still_be_changed(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 2 hours"))
    tx.now += 2.5 * HOUR

    assert edit(tx, meetup_id, description="We are in room 3").told == 0


@pytest.mark.parametrize("actor", [ANA_DEMOTED, ADMIN], ids=["the host", "an organiser"])
def test_the_host_and_organisers_change_and_cancel(tx: Tx, actor: Actor) -> None:
    meetup_id = post(tx)

    assert edit(tx, meetup_id, actor, title="Cards").title == "Cards"
    assert cancel(tx, meetup_id, actor=actor).title == "Cards"


@pytest.mark.parametrize(
    ("actor", "error"), [(BEN, NotTheHostError), (EVE, NoSuchMeetupError)], ids=["a member", "of another guild"]
)
@pytest.mark.parametrize("anyone_plans", [False, True], ids=["organisers plan", "everybody plans"])
def test_nobody_else_does(tx: Tx, actor: Actor, error: type[Exception], anyone_plans: bool) -> None:
    community.change(tx, actor=ADMIN, changes={"anyone_plans": anyone_plans})
    meetup_id = post(tx)

    with pytest.raises(error):
        editing.typed_anew(tx, actor=actor, meetup_id=meetup_id)
    with pytest.raises(error):
        proposing.edit(tx, actor=actor, meetup_id=meetup_id, changes={"title": "Mine"})
    with pytest.raises(error):
        cancelling.ask(tx, actor=actor, meetup_id=meetup_id, reason="")


def test_who_is_host_no_longer_saves_no_draft_of_that_time(tx: Tx) -> None:
    meetup_id = post(tx)
    draft_id = propose_change(tx, meetup_id, ANA_DEMOTED, title="Mine").draft_id
    asked = cancelling.ask(tx, actor=ANA_DEMOTED, meetup_id=meetup_id, reason="")
    members.forget(tx, GUILD, ANA.member_id)

    with pytest.raises(NotTheHostError):
        proposing.confirm(tx, actor=ANA_DEMOTED, draft_id=draft_id)
    with pytest.raises(NotTheHostError):
        cancelling.cancel(tx, actor=ANA_DEMOTED, draft_id=asked.draft_id)


def test_what_cant_be_read_changes_nothing_and_is_kept(tx: Tx) -> None:
    meetup_id = post(tx)

    refused = proposing.edit(tx, actor=ANA, meetup_id=meetup_id, changes={"when": "soon", "title": "Cards"})

    assert isinstance(refused, Refused)
    assert refused.typed.title == "Cards"
    meetup = meetups.get(tx, meetup_id)
    assert meetup is not None
    assert meetup.plan.title == "Board games"


def test_more_is_offered_to_those_who_run_it(tx: Tx) -> None:
    meetup_id = post(tx)

    assert viewing.panel(tx, actor=ANA, meetup_id=meetup_id).runs
    assert not viewing.panel(tx, actor=BEN, meetup_id=meetup_id).runs
    with pytest.raises(NoSuchMeetupError):
        viewing.panel(tx, actor=EVE, meetup_id=meetup_id)
    with pytest.raises(NoSuchMeetupError):
        viewing.people(tx, actor=EVE, meetup_id=meetup_id)
