"""What is said about a meetup by itself: when, to whom, and how often."""

from datetime import timedelta

import pytest

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.meetups import afterwards, reminding, viewing
from bot.meetups.rules.meetup import USUAL_LENGTH, Answer
from bot.members import wishes
from bot.members.wishes import Reminders
from bot.outbox import DueItem
from bot.outbox.rules.records import DueState
from bot.outbox.store import deliveries, due
from tests.builders import ADMIN, ANA, BEN, CLEO, GUILD, answer, ask_maybe, edit, post, remind, told, typed
from tests.conftest import NOON

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def planned(tx: Tx) -> dict[str, list[timedelta]]:
    """Return when what is to come, counted from now."""
    found: dict[str, list[timedelta]] = {}
    for row in due.listing(tx, [DueState.PENDING]):
        found.setdefault(row["kind"], []).append(row["due_at"] - tx.now)
    return found


def fire(tx: Tx) -> None:
    """Have pass all that is due by now, as if it had been done."""
    for row in due.listing(tx, [DueState.PENDING]):
        due.claim(tx, row["id"])


def test_by_itself_people_are_reminded_a_day_and_an_hour_before_and_the_undecided_asked_two_days_before(
    tx: Tx,
) -> None:
    post(tx, typed(when="in 5 days"))

    assert planned(tx) == {
        reminding.REMIND: [4 * DAY, 5 * DAY - HOUR],
        reminding.START: [5 * DAY],
        reminding.ASK_MAYBE: [3 * DAY],
        afterwards.ASK_AFTERWARDS: [5 * DAY + USUAL_LENGTH + HOUR],
    }


@pytest.mark.parametrize(
    ("when", "reminders"), [("in 30 minutes", []), ("in 20 hours", [19 * HOUR])], ids=["within the hour", "today"]
)
def test_what_would_be_past_is_left_out(tx: Tx, when: str, reminders: list[timedelta]) -> None:
    post(tx, typed(when=when))

    assert planned(tx).get(reminding.REMIND, []) == reminders
    assert reminding.ASK_MAYBE not in planned(tx)


def test_a_community_chooses_its_own(tx: Tx) -> None:
    community.change(tx, actor=ADMIN, changes={"lead_minutes": [180]})
    meetup_id = post(tx, typed(when="in 5 days"))

    assert planned(tx)[reminding.REMIND] == [5 * DAY - 3 * HOUR]
    assert answer(tx, meetup_id, BEN).leads == (3 * HOUR,)


@pytest.mark.parametrize(
    ("chosen", "reminders"), [("10080,15", [5 * DAY - timedelta(minutes=15)]), ("-", [])], ids=["others", "none"]
)
def test_a_meetup_has_its_own(tx: Tx, chosen: str, reminders: list[timedelta]) -> None:
    meetup_id = post(tx, typed(when="in 5 days", reminders=chosen))

    assert planned(tx).get(reminding.REMIND, []) == reminders
    assert answer(tx, meetup_id, BEN).leads == tuple(5 * DAY - at for at in reminders)


def test_what_can_not_be_chosen_is_left_out(tx: Tx) -> None:
    post(tx, typed(when="in 5 days", reminders="1,60,-5,x,99999999999999999999"))

    assert planned(tx)[reminding.REMIND] == [5 * DAY - HOUR]


def test_a_reminder_that_went_out_is_not_repeated_for_another_hour_of_that_day(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="tomorrow 19:00"))
    tx.now = NOON + 10 * HOUR
    fire(tx)
    edit(tx, meetup_id, when="tomorrow 23:00")

    assert planned(tx)[reminding.REMIND] == [NOON + 34 * HOUR - tx.now]


def test_for_another_day_people_are_reminded_anew(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="tomorrow 19:00"))
    tx.now = NOON + 10 * HOUR
    fire(tx)
    edit(tx, meetup_id, when="in 4 days")

    assert planned(tx)[reminding.REMIND] == [3 * DAY, 4 * DAY - HOUR]


def test_the_undecided_are_asked_together_and_once(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 5 days"))
    for who in (BEN, CLEO):
        answer(tx, meetup_id, who, Answer.MAYBE)
    answer(tx, meetup_id, ANA)

    ask_maybe(tx, meetup_id)
    ask_maybe(tx, meetup_id)

    assert told(tx, reminding.MAYBE_ASKED) == [[BEN.member_id, CLEO.member_id]]


def test_who_said_maybe_and_left_is_not_asked(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 5 days"))
    answer(tx, meetup_id, BEN, Answer.MAYBE)

    ask_maybe(tx, meetup_id, left=[BEN.member_id])

    view = viewing.view(tx, meetup_id)
    assert view is not None
    assert view.roster.rsvps == ()
    assert told(tx, reminding.MAYBE_ASKED) == []


def test_a_day_and_an_hour_before_are_two_reminders(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)

    for once in ("2026-11-26:1440", "2026-11-26:60", "2026-11-26:60"):
        remind(tx, meetup_id, once=once)

    assert told(tx, reminding.REMINDER) == [[BEN.member_id]] * 2


@pytest.mark.parametrize("going", [True, False], ids=["somebody", "nobody"])
def test_the_start_is_said_where_anybody_is_going_and_pings_nobody(tx: Tx, going: bool) -> None:
    meetup_id = post(tx, typed(when="in 2 hours"))
    if going:
        answer(tx, meetup_id, BEN)
    tx.now += 2 * HOUR
    args = {"meetup_id": meetup_id, "once": "then"}

    reminding.start(tx, DueItem(1, "key", reminding.START, GUILD, f"meetup:{meetup_id}", args, tx.now))

    assert told(tx, reminding.STARTING) == ([[]] if going else [])


def test_the_start_is_news_for_a_quarter_of_an_hour(tx: Tx) -> None:
    post(tx, typed(when="in 2 hours"))

    (row,) = (row for row in due.listing(tx, [DueState.PENDING]) if row["kind"] == reminding.START)
    assert row["useless_after"] == NOON + 2 * HOUR + timedelta(minutes=15)


def wish(tx: Tx, who: Actor, chosen: Reminders) -> None:
    wishes.choose_reminders(tx, actor=who, chosen=chosen)


def test_members_are_reminded_where_they_wish_or_not_at_all(tx: Tx) -> None:
    meetup_id = post(tx)
    for who in (ANA, BEN, CLEO):
        answer(tx, meetup_id, who)
    wish(tx, BEN, Reminders.DIRECT)
    wish(tx, CLEO, Reminders.OFF)

    remind(tx, meetup_id)
    remind(tx, meetup_id)

    assert told(tx, reminding.REMINDER) == [[ANA.member_id]]
    assert told(tx, reminding.REMINDER_DIRECT) == [[BEN.member_id]]


def test_who_cant_be_told_directly_is_told_in_the_channel_once(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)
    wish(tx, BEN, Reminders.DIRECT)
    remind(tx, meetup_id)
    (row,) = (row for row in deliveries.listing(tx, list(deliveries.OPEN)) if row["place"] == "member")
    delivery = deliveries.get(tx, row["id"])
    assert delivery is not None

    for _ in range(2):
        reminding.remind_in_channel(tx, delivery, "their direct messages are closed")

    assert told(tx, reminding.REMINDER) == [[BEN.member_id]]


def test_the_undecided_who_want_no_reminders_are_not_asked(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 5 days"))
    for who, chosen in ((BEN, Reminders.DIRECT), (CLEO, Reminders.OFF)):
        answer(tx, meetup_id, who, Answer.MAYBE)
        wish(tx, who, chosen)

    ask_maybe(tx, meetup_id)

    assert told(tx, reminding.MAYBE_ASKED) == [[BEN.member_id]]


@pytest.mark.parametrize("chosen", Reminders)
def test_who_says_that_they_are_going_hears_what_they_will_get(tx: Tx, chosen: Reminders) -> None:
    wish(tx, BEN, chosen)

    assert answer(tx, post(tx), BEN).reminders is chosen
