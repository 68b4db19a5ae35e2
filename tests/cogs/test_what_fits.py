"""Every sentence fits where it is shown, whatever was typed; and pings nobody by itself."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.wording import escape
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
    MeetupState,
    Outcome,
    Typed,
)
from bot.meetups.rules.seats import Roster, Rsvp, Standing
from bot.meetups.rules.when import UnreadableTimeError
from bot.meetups.viewing import Coming, Listed, MeetupView
from bot.members.wishes import Reminders
from bot.members.zones import Living
from bot.outbox import Trouble
from cogs.community.text import overview
from cogs.meetups.cog import MOST_LISTED
from cogs.meetups.text import afterwards, messages, proposals, troubles, views
from tests.builders import MEETUP, PLAN
from tests.conftest import NOON

KINDS = {*MEETUPS.due, *MEETUPS.jobs, *MEETUPS.deliveries}
MARKUP = "_" * 2000
BIGGEST_ID = 2**63 - 1
"""Ids have 19 digits until 2084."""
EVERYBODY = (BIGGEST_ID,) * 80
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


def test_the_fullest_page_of_people_fits_and_every_page_is_there() -> None:
    _, pages = views.everybody(MeetupView(FULL, CROWD), 1)
    shown = [views.everybody(MeetupView(FULL, CROWD), page)[0] for page in range(1, pages + 1)]

    assert all(len(page) <= 4000 for page in shown)
    assert sum(page.count("<@") for page in shown) == len(CROWD.rsvps)


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


def test_the_fullest_words_about_a_host_fit() -> None:
    assert len(messages.host_sought(FULL, EVERYBODY[:1])) <= 2000
    assert len(messages.host_found(FULL, EVERYBODY[:1])) <= 2000
    assert len(messages.hand_over(FULL)) <= 4000


def test_the_fullest_overview_fits() -> None:
    part = Part(FULL, hosts=True, answer=Answer.GOING, place_in_line=9999, message_id=BIGGEST_ID)
    found = Overview(
        [part] * MOST, 99, Living("America/Argentina/Buenos_Aires", chosen=False, now=NOON), Reminders.DIRECT
    )
    words = [overview.overview(found), *map(overview.part, found.parts), overview.overview_end(found)]

    assert sum(map(len, words)) <= 4000
    assert len(messages.reminder_direct(FULL, "https://discord.com/channels/" + "9" * 60)) <= 2000


@pytest.mark.parametrize("what", sorted({*KINDS, "outbox.card", CARD}))
def test_every_trouble_about_a_meetup_has_words(what: str) -> None:
    for kind in Trouble.Kind:
        args = {"kind": kind, "what": what, "subject": "meetup:1", "reason": "_" * 3000}

        assert len(troubles.told(FULL, args)) <= 2000


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[a](b) **x** ||y|| (c)", "\\[a\\](b) \\*\\*x\\*\\* \\|\\|y\\|\\| (c)"),
        ("[x] - y", "\\[x\\] - y"),
        ("# [x]\n- y", "\\# \\[x\\]\n\\- y"),
        ("a\n\n- b", "a\n\n\\- b"),
    ],
)
def test_what_stands_between_brackets_is_escaped_too(typed: str, shown: str) -> None:
    assert escape(typed) == shown


@given(st.text(), st.integers(min_value=2, max_value=300))
def test_what_is_escaped_fits_and_pings_nobody(typed: str, most: int) -> None:
    escaped = escape(typed + " @everyone <@123456789012345678> <@&123456789012345679>", most=most)

    assert len(escaped) <= most
    assert "@everyone" not in escaped
    assert not re.search(r"<@[!&]?\d{17,20}>", escaped)
