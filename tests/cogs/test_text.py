"""What is said, sentence by sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from bot.discord_app.wording import people
from bot.drafts.keeping import AlreadyConfirmedError
from bot.guilds.rules.actors import NotAnOrganiserError
from bot.meetups.answering import Answered
from bot.meetups.looking_back import LookingBack
from bot.meetups.proposing import Proposed
from bot.meetups.rules.feedback import Rating
from bot.meetups.rules.meetup import (
    Answer,
    MeetupState,
    NoSuchMeetupError,
    Typed,
)
from bot.meetups.rules.seats import Roster, Rsvp, Standing
from bot.meetups.rules.when import AmbiguousTimeError, NoHourError, Reading, WrongWeekdayError
from bot.meetups.viewing import Coming, Listed, MeetupView
from bot.members.wishes import Reminders
from cogs.community.text import refusals as community_refusals
from cogs.meetups.text import afterwards, messages, proposals, refusals, views
from tests.builders import MEETUP, PLAN
from tests.conftest import NOON


def roster(*going: int, waiting: Sequence[int] = (), cant: Sequence[int] = (), seats: int | None = None) -> Roster:
    said = [
        *((one, Answer.GOING, Standing.SEATED) for one in going),
        *((one, Answer.GOING, Standing.WAITING) for one in waiting),
        *((one, Answer.CANT, None) for one in cant),
    ]
    return Roster(seats, tuple(Rsvp(*one, turn) for turn, one in enumerate(said)))


def test_a_short_reason_is_told_whole() -> None:
    assert "cancelled. Flood <@7>" in messages.cancelled(replace(MEETUP, cancelled_because="Flood"), [7])


def test_nobody_yet_is_said_so() -> None:
    words, pages = views.everybody(MeetupView(MEETUP, roster()), 1)

    assert "Nobody has answered yet" in words
    assert pages == 1


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


@pytest.mark.parametrize(("going", "cut"), [(40, False), (41, True)])
def test_a_card_that_does_not_name_all_says_where_they_are(going: int, *, cut: bool) -> None:
    card = views.card(MeetupView(MEETUP, roster(*range(1, going + 1))))

    assert ("⋯ shows everybody." in card) is cut


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (9, "in 9 days")], ids=["today", "tomorrow", "later"]
)
def test_a_preview_says_how_the_time_was_read(days: int, said: str) -> None:
    plan = replace(PLAN, starts_at=NOON + timedelta(days=days, hours=7))

    preview = proposals.proposed(Proposed(1, Typed("Board games", "then"), plan, NOON, own_zone=True))

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
    assert messages.answered(Answered(MEETUP, Answer.GOING, None, leads, Reminders.CHANNEL)).endswith(promise)


def test_the_bars_of_many_people_stay_on_one_line() -> None:
    found = LookingBack(MEETUP, [], {**dict.fromkeys(Rating, 1), Rating.GOOD: 400}, repeats=False)

    bars = [line for line in afterwards.looked_back(found, 1)[0].splitlines() if line.startswith("`")]
    assert bars[0] == "`█                   ` 5: very good (1)"
    assert bars[1] == f"`{'█' * 20}` 4: good (400)"


@pytest.mark.parametrize(
    "title",
    ["Free](https://evil.example) [x", r"Free\](https://evil.example)", "[a](https://evil.example)", "[online] Tea"],
)
def test_a_title_makes_no_link_of_its_own(title: str) -> None:
    meetup = replace(MEETUP, plan=replace(PLAN, title=title))

    line = views.coming(Coming([Listed(meetup, going=1, waiting=0, message_id=5)], more=False))

    assert re.findall(r"(?<!\\)(?:\\\\)*\]\((\S+?)\)", line) == ["https://discord.com/channels/2/3/5"]


def test_midnight_is_said_to_be_between_two_days() -> None:
    midnight = datetime(2026, 11, 26, tzinfo=UTC)
    plan = replace(PLAN, starts_at=midnight, zone="UTC")

    preview = proposals.proposed(Proposed(1, Typed("Stars", "midnight"), plan, NOON, own_zone=True))
    offered = refusals.sentence(AmbiguousTimeError("12", (Reading(NOON, "UTC"), Reading(midnight, "UTC"))))

    assert "00:00 (UTC time), in the night from Wednesday to Thursday, tomorrow." in preview
    assert "Thursday 26 November 2026, 00:00, in the night from Wednesday to Thursday" in offered


def test_why_a_time_is_none_is_said() -> None:
    saturday = WrongWeekdayError("friday 28 nov 7pm", NOON + timedelta(days=3), "UTC")

    assert "that date is a Saturday" in refusals.sentence(saturday)
    assert "says on which day, but not at what hour" in refusals.sentence(NoHourError("tonight"))


def test_two_readings_are_both_spelled_out() -> None:
    readings = (Reading(NOON + timedelta(hours=8), "UTC"), Reading(NOON + timedelta(hours=20), "UTC"))

    said = refusals.sentence(AmbiguousTimeError("at 8", readings))

    assert "Wednesday 25 November 2026, 20:00" in said
    assert "Thursday 26 November 2026, 08:00" in said


def test_sentences_name_a_next_step() -> None:
    for error in (NotAnOrganiserError(), AlreadyConfirmedError("meetup", {})):
        assert community_refusals.sentence(error)
    assert "/meetup list" in refusals.sentence(NoSuchMeetupError())


def test_every_error_of_a_topic_has_one_sentence() -> None:
    assert len(set(get_args(refusals.MeetupError))) == len(get_args(refusals.MeetupError))
