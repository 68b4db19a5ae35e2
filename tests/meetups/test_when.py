import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.errors import UserFacingError
from bot.meetups.rules.when import (
    AmbiguousTimeError,
    PastTimeError,
    Reading,
    TooFarAheadError,
    UnreadableLengthError,
    UnreadableTimeError,
    read_length,
    read_time,
    to_instant,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 25, 14, 0, 37, tzinfo=UTC)
"""Wednesday, three in the afternoon in Berlin, four days before its clocks change."""


def wall(at: datetime, zone: ZoneInfo = BERLIN) -> str:
    return at.astimezone(zone).strftime("%a %Y-%m-%d %H:%M")


def read(typed: str, *, at: str = "", day_first: bool = True) -> str:
    """Read it on Wednesday, or on another day as Berlin's walls show it; answer in the same way."""
    now = to_instant(datetime.fromisoformat(at), BERLIN) if at else NOW
    return wall(read_time(typed, now=now, zone=BERLIN, day_first=day_first).at)


def readings(typed: str, *, at: str = "", day_first: bool = True) -> list[str]:
    with pytest.raises(AmbiguousTimeError) as caught:
        read(typed, at=at, day_first=day_first)
    return [wall(reading.at) for reading in caught.value.readings]


ONE_WAY = {
    # a weekday
    "friday 7pm": "Fri 2026-03-27 19:00",
    "fri 18:30": "Fri 2026-03-27 18:30",
    "Friday, 7:30 PM": "Fri 2026-03-27 19:30",
    "on friday at 7 p.m.": "Fri 2026-03-27 19:00",
    "this coming friday @ 7pm": "Fri 2026-03-27 19:00",
    "friday - 7pm": "Fri 2026-03-27 19:00",
    "monday half past 6pm": "Mon 2026-03-30 18:30",
    "wednesday 7pm": "Wed 2026-03-25 19:00",
    "wednesday 9am": "Wed 2026-04-01 09:00",
    "next wednesday 7pm": "Wed 2026-04-01 19:00",
    "next monday 7pm": "Mon 2026-03-30 19:00",
    "friday next week 7pm": "Fri 2026-04-03 19:00",
    "next week on friday 7pm": "Fri 2026-04-03 19:00",
    # near days
    "tomorrow noon": "Thu 2026-03-26 12:00",
    "7pm tomorrow": "Thu 2026-03-26 19:00",
    "tommorow 19:00": "Thu 2026-03-26 19:00",
    "today 20:00": "Wed 2026-03-25 20:00",
    "day after tomorrow 9am": "Fri 2026-03-27 09:00",
    "the day after tomorrow at 09:00": "Fri 2026-03-27 09:00",
    "tomorrow thursday 7pm": "Thu 2026-03-26 19:00",
    # a part of the day tells which half of it
    "tonight 8": "Wed 2026-03-25 20:00",
    "tonight at 8:30": "Wed 2026-03-25 20:30",
    "tonight at 1": "Thu 2026-03-26 01:00",
    "tonight midnight": "Thu 2026-03-26 00:00",
    "tomorrow evening at 7": "Thu 2026-03-26 19:00",
    "friday morning 9": "Fri 2026-03-27 09:00",
    "friday at 3 in the afternoon": "Fri 2026-03-27 15:00",
    "friday night at 1": "Sat 2026-03-28 01:00",
    "this afternoon at 4": "Wed 2026-03-25 16:00",
    # an hour alone is the next such hour
    "19h": "Wed 2026-03-25 19:00",
    "19h30": "Wed 2026-03-25 19:30",
    "19 h 30": "Wed 2026-03-25 19:30",
    "8h": "Thu 2026-03-26 08:00",
    "7pm": "Wed 2026-03-25 19:00",
    "9am": "Thu 2026-03-26 09:00",
    "08:30": "Thu 2026-03-26 08:30",
    "19.30": "Wed 2026-03-25 19:30",
    "seven pm": "Wed 2026-03-25 19:00",
    "19pm": "Wed 2026-03-25 19:00",
    "quarter to 8pm": "Wed 2026-03-25 19:45",
    "quarter to 1 in the afternoon": "Thu 2026-03-26 12:45",
    "10 minutes past 7pm": "Wed 2026-03-25 19:10",
    "7 o’clock in the evening": "Wed 2026-03-25 19:00",
    "１９：００": "Wed 2026-03-25 19:00",
    "at 8": "Wed 2026-03-25 20:00",
    # noon and midnight
    "noon": "Thu 2026-03-26 12:00",
    "midnight": "Thu 2026-03-26 00:00",
    "friday midnight": "Sat 2026-03-28 00:00",
    "friday 24:00": "Sat 2026-03-28 00:00",
    "friday 00:00": "Fri 2026-03-27 00:00",
    "friday 12am": "Fri 2026-03-27 00:00",
    "friday 12pm": "Fri 2026-03-27 12:00",
    "friday at 12": "Fri 2026-03-27 12:00",
    # dates
    "3 dec 19:00": "Thu 2026-12-03 19:00",
    "dec 3 7pm": "Thu 2026-12-03 19:00",
    "7pm, december 3rd": "Thu 2026-12-03 19:00",
    "the 3rd of december 2026 at 7pm": "Thu 2026-12-03 19:00",
    "Thu, 3 Dec 2026, 7pm": "Thu 2026-12-03 19:00",
    "the 31st at 7pm": "Tue 2026-03-31 19:00",
    "the 24th at 7pm": "Fri 2026-04-24 19:00",
    "monday the 30th 7pm": "Mon 2026-03-30 19:00",
    "25 march 7pm": "Wed 2026-03-25 19:00",
    "24 march 7pm": "Wed 2027-03-24 19:00",
    "2026-12-03 18:30": "Thu 2026-12-03 18:30",
    "2026-12-03 10:30": "Thu 2026-12-03 10:30",
    "2026-12-03T18:30:59": "Thu 2026-12-03 18:30",
    "2026/12/03 7pm": "Thu 2026-12-03 19:00",
    "13/12 19:00": "Sun 2026-12-13 19:00",
    "12/13 19:00": "Sun 2026-12-13 19:00",
    "3/3 19:00": "Wed 2027-03-03 19:00",
    "friday 3/4 19:00": "Fri 2026-04-03 19:00",
    "3/4/2026 19:00": "Fri 2026-04-03 19:00",
    "3/4/26 19:00": "Fri 2026-04-03 19:00",
    "3.12. 19:00": "Thu 2026-12-03 19:00",
    "3.12 19:00": "Thu 2026-12-03 19:00",
    "03.12.2026 19.00": "Thu 2026-12-03 19:00",
    "19h 27 march": "Fri 2026-03-27 19:00",
    # later than now
    "in 2 hours": "Wed 2026-03-25 17:00",
    "in 90 min": "Wed 2026-03-25 16:30",
    "in 1h30": "Wed 2026-03-25 16:30",
    "in an hour and a half": "Wed 2026-03-25 16:30",
    "2 hours from now": "Wed 2026-03-25 17:00",
    "in 3 days": "Sat 2026-03-28 15:00",
    "in 3 days at 7pm": "Sat 2026-03-28 19:00",
    "7pm in two weeks' time": "Wed 2026-04-08 19:00",
    "in a month at 7pm": "Sat 2026-04-25 19:00",
    "in 1 day and 2 hours": "Thu 2026-03-26 17:00",
    # dateparser's: a date that only it knows how to find, the hour by our own rules
    "3-dec-2026 7pm": "Thu 2026-12-03 19:00",
    "Thu Dec 3 18:30:00 2026": "Thu 2026-12-03 18:30",
    "3-dec midnight": "Fri 2026-12-04 00:00",
}


@pytest.mark.parametrize(("typed", "meant"), ONE_WAY.items(), ids=list(ONE_WAY))
def test_is_read_in_the_members_zone(typed: str, meant: str) -> None:
    assert read(typed) == meant


ON_ANOTHER_DAY = [
    ("2026-03-25 23:00", "9am", "Thu 2026-03-26 09:00"),
    ("2026-03-25 23:00", "12am", "Thu 2026-03-26 00:00"),
    ("2026-03-26 00:30", "midnight", "Fri 2026-03-27 00:00"),
    ("2026-03-27 15:00", "next friday 7pm", "Fri 2026-04-03 19:00"),
    ("2026-03-28 15:00", "next monday 7pm", "Mon 2026-03-30 19:00"),
    ("2026-03-28 15:00", "in 1 day", "Sun 2026-03-29 15:00"),
    ("2026-03-28 15:00", "in 24 hours", "Sun 2026-03-29 16:00"),
    ("2026-10-24 15:00", "in a week", "Sat 2026-10-31 15:00"),
    ("2026-10-24 15:00", "in 168 hours", "Sat 2026-10-31 14:00"),
    ("2026-01-31 15:00", "in a month", "Sat 2026-02-28 15:00"),
    ("2026-01-31 15:00", "31st 7pm", "Sat 2026-01-31 19:00"),
    ("2026-02-01 15:00", "31st 7pm", "Tue 2026-03-31 19:00"),
    ("2026-12-31 23:00", "1 jan 7pm", "Fri 2027-01-01 19:00"),
    ("2026-12-31 23:00", "tomorrow 7pm", "Fri 2027-01-01 19:00"),
    ("2027-10-01 12:00", "29 feb 7pm", "Tue 2028-02-29 19:00"),
    ("2026-03-28 15:00", "tomorrow 2:30am", "Sun 2026-03-29 03:30"),
    ("2026-10-24 15:00", "tomorrow 2:30am", "Sun 2026-10-25 02:30"),
]


@pytest.mark.parametrize(
    ("at", "typed", "meant"), ON_ANOTHER_DAY, ids=[f"{typed} on {at}" for at, typed, _ in ON_ANOTHER_DAY]
)
def test_what_it_means_depends_on_when_it_is_said(at: str, typed: str, meant: str) -> None:
    assert read(typed, at=at) == meant


SEVERAL_WAYS = {
    "friday at 8": ["Fri 2026-03-27 08:00", "Fri 2026-03-27 20:00"],
    "friday 8:30": ["Fri 2026-03-27 08:30", "Fri 2026-03-27 20:30"],
    "friday 7.30": ["Fri 2026-03-27 07:30", "Fri 2026-03-27 19:30"],
    "friday half past 7": ["Fri 2026-03-27 07:30", "Fri 2026-03-27 19:30"],
    "day after tomorrow 9:00": ["Fri 2026-03-27 09:00", "Fri 2026-03-27 21:00"],
    "at 2": ["Thu 2026-03-26 02:00", "Thu 2026-03-26 14:00"],
    "3-dec 8:30": ["Thu 2026-12-03 08:30", "Thu 2026-12-03 20:30"],
    "next friday 7pm": ["Fri 2026-03-27 19:00", "Fri 2026-04-03 19:00"],
    "next sunday 7pm": ["Sun 2026-03-29 19:00", "Sun 2026-04-05 19:00"],
    "3/4 19:00": ["Fri 2026-04-03 19:00", "Thu 2027-03-04 19:00"],
    "3/12 19:00": ["Thu 2026-12-03 19:00", "Fri 2027-03-12 19:00"],
    "3 march 7": ["Wed 2027-03-03 07:00", "Wed 2027-03-03 19:00"],
    "3/4 at 8": [
        "Fri 2026-04-03 08:00",
        "Fri 2026-04-03 20:00",
        "Thu 2027-03-04 08:00",
        "Thu 2027-03-04 20:00",
    ],
}


@pytest.mark.parametrize(("typed", "meant"), SEVERAL_WAYS.items(), ids=list(SEVERAL_WAYS))
def test_all_that_makes_sense_is_offered(typed: str, meant: list[str]) -> None:
    assert readings(typed) == meant


def test_the_guilds_order_of_day_and_month_comes_first() -> None:
    assert readings("3/12 19:00", day_first=False) == ["Fri 2027-03-12 19:00", "Thu 2026-12-03 19:00"]


def test_on_a_sunday_it_depends_on_where_weeks_begin_what_is_next() -> None:
    assert readings("next monday 7pm", at="2026-03-29 15:00") == ["Mon 2026-03-30 19:00", "Mon 2026-04-06 19:00"]


def test_only_hours_to_come_are_offered() -> None:
    assert read("wednesday at 8") == "Wed 2026-03-25 20:00"
    assert read("today at 8") == "Wed 2026-03-25 20:00"
    assert readings("at 8", at="2026-03-25 06:00") == ["Wed 2026-03-25 08:00", "Wed 2026-03-25 20:00"]
    assert readings("at 8", at="2026-03-25 21:00") == ["Thu 2026-03-26 08:00", "Thu 2026-03-26 20:00"]


IN_ANOTHER_ZONE = {
    "7pm Europe/London": "2026-03-25T19:00 Europe/London",
    "7pm america/port-au-prince": "2026-03-25T23:00 America/Port-au-Prince",
    "tomorrow 7pm London time": "2026-03-26T19:00 Europe/London",
    "7pm EST": "2026-03-25T23:00 America/New_York",
    "7pm eastern time": "2026-03-25T23:00 America/New_York",
    "friday 7pm (CET)": "2026-03-27T18:00 Europe/Berlin",
    "1 july 7pm CET": "2026-07-01T17:00 Europe/Berlin",
    "19:00 UTC": "2026-03-25T19:00 UTC",
    # so much ahead of UTC, and a timestamp, are no place: the member's own zone
    "19:00 UTC+2": "2026-03-25T17:00 Europe/Berlin",
    "19:00 GMT-3:30": "2026-03-25T22:30 Europe/Berlin",
    "2026-12-03T18:30+01:00": "2026-12-03T17:30 Europe/Berlin",
    "2026-12-03T18:30-0500": "2026-12-03T23:30 Europe/Berlin",
    "2026-12-03T18:30:12.5Z": "2026-12-03T18:30 Europe/Berlin",
    "2026-12-03 18:30 +01:00": "2026-12-03T17:30 Europe/Berlin",
    "in 2 hours": "2026-03-25T16:00 Europe/Berlin",
}


@pytest.mark.parametrize(("typed", "meant"), IN_ANOTHER_ZONE.items(), ids=list(IN_ANOTHER_ZONE))
def test_a_zone_typed_with_it_counts(typed: str, meant: str) -> None:
    reading = read_time(typed, now=NOW, zone=BERLIN)

    assert f"{reading.at:%Y-%m-%dT%H:%M} {reading.zone}" == meant


@pytest.mark.parametrize(
    ("typed", "own", "meant"),
    [
        ("7pm CET", "Europe/Madrid", ["Europe/Madrid"]),
        ("7pm CST", "America/Chicago", ["America/Chicago"]),
        ("7pm CST", "Asia/Shanghai", ["Asia/Shanghai"]),
        ("7pm IST", "Europe/Dublin", ["Europe/Dublin"]),
        ("7pm BST", "Europe/London", ["Europe/London"]),
        ("7pm CST", "Europe/Berlin", ["America/Chicago", "Asia/Shanghai"]),
        ("7pm IST", "Europe/Berlin", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ],
)
def test_letters_of_several_places_are_asked_but_for_a_members_own(typed: str, own: str, meant: list[str]) -> None:
    try:
        zones = [read_time(typed, now=NOW, zone=ZoneInfo(own)).zone]
    except AmbiguousTimeError as error:
        zones = [reading.zone for reading in error.readings]

    assert zones == meant


def test_today_is_the_day_in_the_zone_that_is_typed() -> None:
    late_in_berlin = datetime(2026, 3, 25, 23, 30, tzinfo=UTC)

    assert wall(read_time("today 11pm EDT", now=late_in_berlin, zone=BERLIN).at, NEW_YORK) == "Wed 2026-03-25 23:00"
    assert wall(read_time("today 11pm", now=late_in_berlin, zone=BERLIN).at) == "Thu 2026-03-26 23:00"


UNREADABLE = [
    *("half 7", "friday half 7", "half 7 pm", "eod", "friday eod", "soon", "later", "asap", "now"),
    # no hour, or no day that can be
    *("", "   ", "friday", "tomorrow", "tomorrow evening", "next week", "3 dec", "13/12", "march 2026 7pm", "dec 19h"),
    *("31 feb 7pm", "29 feb 2027 7pm", "31/4 19:00", "13/13 19:00", "thursday 27 march 7pm", "tomorrow friday 7pm"),
    # no hour that can be
    *(
        "2026-02-30 19:00",
        "half past 25",
        "19am",
        "25:00",
        "24:30",
        "19:60",
        "0pm",
        "friday morning 19:00",
        "1764000000",
        "friday 1930",
    ),
    # two of a kind, and times from and to
    *("7pm 8pm", "7pm friday saturday", "friday 7-9pm", "friday 7 to 9pm", "friday 5 to 9pm", "friday 7pm - 9pm"),
    *("friday 09:00-11:00", "2026-12-03 09:00-11:00", "3 dec 7pm or 8pm", "in 2 hours 7pm", "in 2 hours on friday"),
    # what repeats, is gone, or is not said
    *("every friday 7pm", "last friday 7pm", "friday week 7pm", "2 hours ago", "a 7pm", "31 7pm an", "maybe 3 dec 7pm"),
    *("in 99999 hours", "in 9999 years", "in half a month", "3-dec-2028 7pm", "fri 3-dec-2026 7pm", "7pm XYZ"),
    *("7pm nowhere time", "7pm Europe/Atlantis", "19:00 UTC+15", "<t:17900>00>", "<t:999999999999>", "friday 7pm 💜"),
    *("3-dec-2026 7pm CET", "9 dec 3-dec 7pm"),
]


@pytest.mark.parametrize("typed", UNREADABLE)
def test_what_could_only_be_guessed_is_not_read(typed: str) -> None:
    with pytest.raises(UnreadableTimeError) as caught:
        read(typed)

    assert caught.value.typed == typed


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("today 9am", "Wed 2026-03-25 09:00"),
        ("this morning at 9", "Wed 2026-03-25 09:00"),
        ("today 15:00", "Wed 2026-03-25 15:00"),
        ("25 march 9am", "Wed 2026-03-25 09:00"),
        ("24 march 2026 9am", "Tue 2026-03-24 09:00"),
        ("1999-01-01 10:00", "Fri 1999-01-01 10:00"),
        ("3/2/2026 19:00", "Mon 2026-03-02 19:00"),
        ("in 0 minutes", "Wed 2026-03-25 15:00"),
        ("<t:1764000000>", "Mon 2025-11-24 17:00"),
    ],
)
def test_what_is_past_is_named(typed: str, at: str) -> None:
    with pytest.raises(PastTimeError) as caught:
        read(typed)

    assert (caught.value.typed, wall(caught.value.at)) == (typed, at)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("29 feb 7pm", "Tue 2028-02-29 19:00"),
        ("2027-09-26 19:00", "Sun 2027-09-26 19:00"),
        ("1 october 2027 at 8", "Fri 2027-10-01 08:00"),
        ("in 2 years", "Sat 2028-03-25 15:00"),
        ("in 9999 days", "Sat 2053-08-09 15:00"),
        ("<t:99999999999>", "Wed 5138-11-16 10:46"),
    ],
)
def test_what_is_over_eighteen_months_ahead_is_named(typed: str, at: str) -> None:
    with pytest.raises(TooFarAheadError) as caught:
        read(typed)

    assert (caught.value.typed, wall(caught.value.at)) == (typed, at)


def test_eighteen_months_ahead_is_not_too_far() -> None:
    assert read("2027-09-25 16:00") == "Sat 2027-09-25 16:00"


@pytest.mark.parametrize("typed", ["<t:1790000001>", "<t:1790000001:F>", " <t:1790000001:R> "])
def test_a_discord_timestamp_is_taken_as_it_is(typed: str) -> None:
    expected = Reading(at=datetime.fromtimestamp(1_790_000_001, UTC), zone="America/New_York")

    assert read_time(typed, now=NOW, zone=NEW_YORK) == expected


def test_seconds_are_cut() -> None:
    assert read_time("in 2 hours", now=NOW, zone=BERLIN).at == datetime(2026, 3, 25, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall_clock", "instant"),
    [
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:30"),
        ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29 00:59"),
        ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29 01:00"),
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25 02:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:45"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
    ],
)
def test_a_gap_is_jumped_and_of_an_overlap_it_is_the_first(zone: str, wall_clock: str, instant: str) -> None:
    at = to_instant(datetime.fromisoformat(wall_clock).replace(fold=1), ZoneInfo(zone))

    assert (at.tzinfo, f"{at:%Y-%m-%d %H:%M}") == (UTC, instant)


LENGTHS = {
    "90": 90,
    "90 min": 90,
    "90m": 90,
    "1h30": 90,
    "1h30m": 90,
    "1 h 30": 90,
    "1:30": 90,
    "0:45": 45,
    "1:30h": 90,
    "2 hours": 120,
    "2 HRS": 120,
    "an hour": 60,
    "1.5h": 90,
    "1,5 hours": 90,
    "1½ hours": 90,
    "half an hour": 30,
    "an hour and a half": 90,
    "one and a half hours": 90,
    "1 hour and 30 minutes": 90,
    "1 hour, 30 minutes": 90,
    "three quarters of an hour": 45,
    "for two hours": 120,
    "one hour and a half": 90,
    "1 day and 2 hours and 5 minutes": 1440 + 125,
    "5": 5,
    "1 day": 1440,
    "a week": 7 * 1440,
    "14 days": 14 * 1440,
}


@pytest.mark.parametrize(("typed", "minutes"), LENGTHS.items(), ids=list(LENGTHS))
def test_a_length_is_read(typed: str, minutes: int) -> None:
    assert read_length(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "4",
        "0",
        "2",
        "-90",
        "15 days",
        "a month",
        "1:75",
        "2-3 hours",
        "long",
        "1h75",
        "hour",
        "90" * 60,
        "7pm",
        "²",
    ],
)
def test_no_other_length_is(typed: str) -> None:
    with pytest.raises(UnreadableLengthError) as caught:
        read_length(typed)

    assert caught.value.typed == typed


ERRORS = [
    UnreadableTimeError("x"),
    PastTimeError("x", NOW),
    TooFarAheadError("x", NOW),
    AmbiguousTimeError("x", (Reading(NOW, "UTC"),)),
    UnreadableLengthError("x"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_travel(error: UserFacingError) -> None:
    """A dataclass that is an exception must stay one: raised through a context, hashed, pickled."""

    @contextmanager
    def passing() -> Iterator[None]:
        yield

    with pytest.raises(type(error)) as caught, passing():
        raise error

    assert caught.value is error
    assert {error} == {caught.value}
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)  # noqa: S301  our own bytes


def test_four_thousand_characters_are_refused_at_once() -> None:
    typed = "friday 7pm " * 364
    before = time.perf_counter()
    for _ in range(100):
        with pytest.raises(UnreadableTimeError):
            read(typed)

    assert (time.perf_counter() - before) / 100 < 0.001


WORDS = [
    *"friday mon next this last every in at on of and or to half quarter past today tomorrow tonight evening".split(),
    *"3 12 31 7 19 00 2026 27 3rd dec december feb march 3/12 31/4 3.12. 3-dec 12-3 2026-12-03 2026-03-29".split(),
    *"7pm 19:00 8:30 2:30am 19h 9 am pm noon midnight o'clock week month years hours days minutes an a 1h30".split(),
    *"utc cet pst z +01:00 -0500 ago soon eod later time london Europe/Berlin <t:1790000000> - / : , + .".split(),
]
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]).map(
    ZoneInfo
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds are naive


@settings(max_examples=400, deadline=None)
@given(typed=st.one_of(PHRASES, st.text()), now=MOMENTS, zone=ZONES, day_first=st.booleans())
@example(typed="2099-12-31 23:59 3-dec", now=NOW, zone=BERLIN, day_first=True)
def test_whatever_is_typed_is_read_within_reach_or_refused(
    typed: str, now: datetime, zone: ZoneInfo, *, day_first: bool
) -> None:
    try:
        found: tuple[Reading, ...] = (read_time(typed, now=now, zone=zone, day_first=day_first),)
    except AmbiguousTimeError as error:
        found = error.readings
        assert len(found) > 1
    except (UnreadableTimeError, PastTimeError, TooFarAheadError):
        return

    for reading in found:
        assert reading.at.tzinfo is UTC
        assert now < reading.at <= now + timedelta(days=550)
        assert ZoneInfo(reading.zone).key == reading.zone


@settings(deadline=None)
@given(typed=st.one_of(st.text(), PHRASES))
def test_whatever_is_typed_is_a_length_within_reach_or_refused(typed: str) -> None:
    try:
        length = read_length(typed)
    except UnreadableLengthError:
        return

    assert timedelta(minutes=5) <= length <= timedelta(days=14)


@given(now=MOMENTS, minutes=st.integers(min_value=1, max_value=540 * 24 * 60), zone=ZONES, day_first=st.booleans())
def test_iso_form_comes_back_as_the_same_wall_clock(
    now: datetime, minutes: int, zone: ZoneInfo, *, day_first: bool
) -> None:
    meant = (now + timedelta(minutes=minutes)).astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    assume(now < to_instant(meant, zone))
    for separator in " T":
        typed = meant.isoformat(separator, "minutes")

        reading = read_time(typed, now=now, zone=zone, day_first=day_first)

        assert reading.zone == zone.key
        assert reading.at.astimezone(zone).replace(tzinfo=None) == meant


@given(now=MOMENTS, seconds=st.integers(min_value=1, max_value=540 * 24 * 60 * 60), zone=ZONES)
def test_a_discord_timestamp_is_exact(now: datetime, seconds: int, zone: ZoneInfo) -> None:
    stamp = int(now.timestamp()) + seconds
    assume(stamp > now.timestamp())

    assert read_time(f"<t:{stamp}:f>", now=now, zone=zone).at.timestamp() == stamp
