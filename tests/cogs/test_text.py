"""Every sentence fits where it is shown, shows typed markup as typed, and pings nobody by itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.wording import escape, people
from bot.drafts.keeping import AlreadyConfirmedError
from bot.guilds.rules.actors import NotAnOrganiserError
from bot.meetups.answering import Answered
from bot.meetups.looking_back import LookingBack
from bot.meetups.mine import MOST, Overview, Part
from bot.meetups.posting import CARD
from bot.meetups.proposing import Proposed, Refused
from bot.meetups.room import ROOM as MEETUPS
from bot.meetups.rules.feedback import MOST_WORDS, Rating
from bot.meetups.rules.meetup import (
    MOST_CHARACTERS,
    MOST_FOR_NEXT_TIME,
    MOST_IN_A_REASON,
    Answer,
    Meetup,
    MeetupState,
    NoSuchMeetupError,
    Outcome,
    Plan,
    Typed,
)
from bot.meetups.rules.seats import Roster, Rsvp, Standing
from bot.meetups.rules.when import AmbiguousTimeError, Reading, UnreadableTimeError
from bot.meetups.viewing import Coming, Listed, MeetupView
from bot.members.wishes import Reminders
from bot.members.zones import Living
from bot.outbox import Trouble
from cogs.community import text as community_text
from cogs.meetups.cog import MOST_LISTED
from cogs.meetups.text import afterwards, messages, proposals, refusals, troubles, views
from tests.conftest import NOON

KINDS = {*MEETUPS.due, *MEETUPS.jobs, *MEETUPS.deliveries}
MARKUP = "_" * 2000
BIGGEST_ID = 2**63 - 1
"""Ids have 19 digits until 2084."""
EVERYBODY = (BIGGEST_ID,) * 80
PLAN = Plan("Board games", NOON + timedelta(days=2), "Europe/London", timedelta(hours=2), "Library", "Come!", None)
MEETUP = Meetup(1, 2, 3, 4, PLAN, MeetupState.OPEN)
FULL = replace(
    MEETUP,
    guild_id=BIGGEST_ID,
    channel_id=BIGGEST_ID,
    host_id=BIGGEST_ID,
    plan=replace(
        PLAN,
        title=MARKUP[: MOST_CHARACTERS["title"]],
        place=f"1 a {MARKUP}"[: MOST_CHARACTERS["place"]],
        description=MARKUP[: MOST_CHARACTERS["description"]],
    ),
    cancelled_because=MARKUP[:MOST_IN_A_REASON],
)
TYPED = Typed(**{name: MARKUP[:most] for name, most in MOST_CHARACTERS.items()})
CROWD = Roster(
    9999,
    tuple(Rsvp(BIGGEST_ID, Answer.GOING, standing, 1) for standing in Standing for _ in range(300))
    + tuple(Rsvp(BIGGEST_ID, answer, None, 1) for answer in (Answer.MAYBE, Answer.CANT) for _ in range(300)),
)


def roster(*going: int, waiting: Sequence[int] = (), cant: Sequence[int] = (), seats: int | None = None) -> Roster:
    said = [
        *((one, Answer.GOING, Standing.SEATED) for one in going),
        *((one, Answer.GOING, Standing.WAITING) for one in waiting),
        *((one, Answer.CANT, None) for one in cant),
    ]
    return Roster(seats, tuple(Rsvp(*one, turn) for turn, one in enumerate(said)))


@pytest.mark.parametrize("state", MeetupState)
def test_the_fullest_card_fits(state: MeetupState) -> None:
    assert len(views.card(MeetupView(replace(FULL, state=state), CROWD))) <= 4000


def test_the_fullest_reminder_fits() -> None:
    assert len(messages.reminder(FULL, EVERYBODY)) <= 2000


def test_the_fullest_messages_about_a_seat_fit() -> None:
    assert len(messages.seat_given(FULL, EVERYBODY)) <= 2000
    assert len(messages.seat_offered(FULL, EVERYBODY, NOON)) <= 2000


@pytest.mark.parametrize("was", [NOON, FULL.plan.starts_at], ids=["another time", "another place"])
def test_the_fullest_message_about_a_change_fits(was: datetime) -> None:
    assert len(messages.moved(FULL, EVERYBODY, was)) <= 2000


@pytest.mark.parametrize("people", [0, 1, 40, 80])
def test_the_fullest_message_about_a_cancelled_meetup_fits_and_names_all(people: int) -> None:
    said = messages.cancelled(FULL, EVERYBODY[:people])

    assert len(said) <= 2000
    assert said.count("<@") == people


def test_a_short_reason_is_told_whole() -> None:
    assert "cancelled. Flood <@7>" in messages.cancelled(replace(MEETUP, cancelled_because="Flood"), [7])


def test_the_fullest_page_of_people_fits_and_every_page_is_there() -> None:
    _, pages = views.everybody(MeetupView(FULL, CROWD), 1)
    shown = [views.everybody(MeetupView(FULL, CROWD), page)[0] for page in range(1, pages + 1)]

    assert all(len(page) <= 4000 for page in shown)
    assert sum(page.count("<@") for page in shown) == len(CROWD.rsvps)


def test_nobody_yet_is_said_so() -> None:
    words, pages = views.everybody(MeetupView(MEETUP, roster()), 1)

    assert "Nobody has answered yet" in words
    assert pages == 1


def test_a_choice_fits_and_keeps_the_time() -> None:
    choice = views.in_a_choice(FULL, "Europe/London")

    assert len(choice) <= 100
    assert choice.endswith("Friday 27 November 2026, 12:00")


def test_the_fullest_list_fits() -> None:
    listed = [Listed(FULL, going=9999, waiting=9999, message_id=BIGGEST_ID)] * MOST_LISTED

    assert len(views.coming(Coming(listed, more=True))) <= 4000


def test_the_fullest_preview_and_refusal_fit() -> None:
    assert len(proposals.proposed(Proposed(1, TYPED, FULL.plan, NOON, own_zone=False))) <= 4000
    assert len(proposals.refused(Refused(1, TYPED, UnreadableTimeError("_" * 5000)))) <= 4000
    assert len(proposals.discarded(TYPED)) <= 4000


def test_a_card_says_what_when_where_and_who() -> None:
    card = views.card(MeetupView(MEETUP, roster(7, 8, cant=[9])))

    start = int(PLAN.starts_at.timestamp())
    assert card.splitlines() == [
        "## Board games",
        f"<t:{start}:F> to <t:{start + 7200}:t> (<t:{start}:R>)",
        "Where: Library",
        "Come!",
        "Host: <@4>",
        "",
        "**Going (2):** <@7>, <@8>",
        "**Maybe:** nobody yet",
        "**Can't (1):** <@9>",
    ]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("12 High Street, Leeds", "([map](https://www.openstreetmap.org/search?query=12%20High%20Street%2C%20Leeds))"),
        (
            "1 Abc*B_C) Road",
            "1 Abc\\*B\\_C) Road ([map](https://www.openstreetmap.org/search?query=1%20Abc%2AB_C%29%20Road))",
        ),
        ("https://meet.example.org/a_b_c", "Where: https://meet.example.org/a_b_c"),
        ("<#123456789012345678>", "Where: <#123456789012345678>"),
        ("online", "Where: online"),
    ],
)
def test_a_place_can_be_pressed(place: str, said: str) -> None:
    card = views.card(MeetupView(replace(MEETUP, plan=replace(PLAN, place=place)), roster()))

    assert said in card
    assert ("[map]" in card) == ("openstreetmap" in said)


def test_an_address_too_long_for_a_link_stands_without_one() -> None:
    assert "[map]" not in views.card(MeetupView(replace(MEETUP, plan=replace(PLAN, place="1 " + "🏡" * 150)), roster()))


def test_a_cancelled_card_says_so_and_why() -> None:
    cancelled = replace(MEETUP, state=MeetupState.CANCELLED, cancelled_because="*Flood*")

    assert r"**This meetup is cancelled.** \*Flood\*" in views.card(MeetupView(cancelled, roster()))


def test_a_host_who_asked_to_be_forgotten_is_not_named() -> None:
    view = MeetupView(replace(MEETUP, host_id=0), roster())

    assert "Host" not in views.card(view)


def test_many_people_are_counted_after_the_first_ones() -> None:
    assert people([1, 2, 3, 4], most=2) == "<@1>, <@2> and 2 more"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (9, "in 9 days")], ids=["today", "tomorrow", "later"]
)
def test_a_preview_says_how_the_time_was_read(days: int, said: str) -> None:
    plan = replace(PLAN, starts_at=NOON + timedelta(days=days, hours=7))

    preview = proposals.proposed(Proposed(1, replace(TYPED, when="then"), plan, NOON, own_zone=True))

    assert f"I read “then” as {plan.starts_at:%A} {plan.starts_at.day} " in preview
    assert f"19:00 (Europe/London time), {said}" in preview


DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("leads", "promise"),
    [
        ((), "See you there!"),
        ((HOUR,), "I remind those who are going 1 hour before, here."),
        ((7 * DAY, DAY, HOUR), "I remind those who are going 1 week, 1 day and 1 hour before, here."),
    ],
    ids=["none", "one", "three"],
)
def test_going_promises_those_reminders_that_are_still_to_come(leads: tuple[timedelta, ...], promise: str) -> None:
    assert messages.answered(Answered(MEETUP, Answer.GOING, None, leads)).endswith(promise)


def test_the_fullest_words_about_the_start_and_the_undecided_fit() -> None:
    assert len(messages.starting(FULL)) <= 2000
    assert len(messages.maybe_asked(FULL, EVERYBODY)) <= 2000
    assert len(messages.on_again(FULL, EVERYBODY)) <= 2000


def test_the_fullest_page_of_what_was_said_fits() -> None:
    noted = Outcome(took_place=False, attendance=9999, for_next_time=MARKUP[:MOST_FOR_NEXT_TIME])
    counted = dict.fromkeys(Rating, 999999)
    words = [MARKUP[:MOST_WORDS]] * 1000
    found = LookingBack(replace(FULL, outcome=noted), words, counted, repeats=True, unread="____")

    assert len(afterwards.looked_back(found, 200)[0]) <= 4000
    assert len(afterwards.asked(FULL)) <= 2000


def test_the_bars_of_many_people_stay_on_one_line() -> None:
    found = LookingBack(MEETUP, [], {**dict.fromkeys(Rating, 1), Rating.GOOD: 400}, repeats=False)

    bars = [line for line in afterwards.looked_back(found, 1)[0].splitlines() if line.startswith("`")]
    assert bars[0] == "`█                   ` 5: very good (1)"
    assert bars[1] == f"`{'█' * 20}` 4: good (400)"


def test_the_fullest_words_about_a_host_fit() -> None:
    assert len(messages.host_sought(FULL, EVERYBODY[:1])) <= 2000
    assert len(messages.host_found(FULL, EVERYBODY[:1])) <= 2000
    assert len(messages.hand_over(FULL)) <= 4000


def test_the_fullest_overview_fits() -> None:
    part = Part(FULL, hosts=True, answer=Answer.GOING, place_in_line=9999, message_id=BIGGEST_ID)
    found = Overview(
        [part] * MOST, 99, Living("America/Argentina/Buenos_Aires", chosen=False, now=NOON), Reminders.DIRECT
    )
    words = [community_text.overview(found), *map(community_text.part, found.parts), community_text.overview_end(found)]

    assert sum(map(len, words)) <= 4000
    assert len(messages.reminder_direct(FULL, "https://discord.com/channels/" + "9" * 60)) <= 2000


def test_two_readings_are_both_spelled_out() -> None:
    readings = (Reading(NOON + timedelta(hours=8), "UTC"), Reading(NOON + timedelta(hours=20), "UTC"))

    said = refusals.sentence(AmbiguousTimeError("at 8", readings))

    assert "Wednesday 25 November 2026, 20:00" in said
    assert "Thursday 26 November 2026, 08:00" in said


def test_sentences_name_a_next_step() -> None:
    for error in (NotAnOrganiserError(), AlreadyConfirmedError("meetup", {})):
        assert community_text.sentence(error)
    assert "/meetup list" in refusals.sentence(NoSuchMeetupError())


@pytest.mark.parametrize("what", sorted({*KINDS, "outbox.card", CARD}))
def test_every_trouble_about_a_meetup_has_words(what: str) -> None:
    for kind in Trouble.Kind:
        args = {"kind": kind, "what": what, "subject": "meetup:1", "reason": "_" * 3000}

        assert len(troubles.told(FULL, args)) <= 2000


@given(st.text(), st.integers(min_value=2, max_value=300))
def test_what_is_escaped_fits_and_pings_nobody(typed: str, most: int) -> None:
    escaped = escape(typed + " @everyone <@123456789012345678> <@&123456789012345679>", most=most)

    assert len(escaped) <= most
    assert "@everyone" not in escaped
    assert not re.search(r"<@[!&]?\d{17,20}>", escaped)


def test_every_error_of_a_topic_has_one_sentence() -> None:
    assert len(set(get_args(refusals.MeetupError))) == len(get_args(refusals.MeetupError))
