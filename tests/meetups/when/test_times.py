"""What people type for a day and an hour, and what it means."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.guilds.rules.instants import to_instant
from bot.meetups.rules.when import (
    Reading,
    read_time,
)

from .reading import BERLIN, NEW_YORK, NOW, read, readings

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
    "tomorrow 10:00": "Thu 2026-03-26 10:00",
    "friday 12:30": "Fri 2026-03-27 12:30",
    "tonight 10:30": "Wed 2026-03-25 22:30",
    "friday 11:15pm": "Fri 2026-03-27 23:15",
    "19.30": "Wed 2026-03-25 19:30",
    "seven pm": "Wed 2026-03-25 19:00",
    "19pm": "Wed 2026-03-25 19:00",
    "quarter to 8pm": "Wed 2026-03-25 19:45",
    "quarter to 1 in the afternoon": "Thu 2026-03-26 12:45",
    "10 minutes past 7pm": "Wed 2026-03-25 19:10",
    "7 o’clock in the evening": "Wed 2026-03-25 19:00",
    "１９：００": "Wed 2026-03-25 19:00",
    "at 8": "Wed 2026-03-25 20:00",
    "friday, around 7pm!": "Fri 2026-03-27 19:00",
    "friday ~7pm": "Fri 2026-03-27 19:00",
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
    "tomorrow 10": ["Thu 2026-03-26 10:00", "Thu 2026-03-26 22:00"],
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


@pytest.mark.parametrize("typed", ["<t:1790000001>", "<t:1790000001:F>", " <t:1790000001:R> "])
def test_a_discord_timestamp_is_taken_as_it_is(typed: str) -> None:
    expected = Reading(at=datetime.fromtimestamp(1_790_000_001, UTC), zone="America/New_York")

    assert read_time(typed, now=NOW, zone=NEW_YORK) == expected


@pytest.mark.parametrize("machine", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_the_zone_of_the_machine_makes_no_difference(machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        found = [read(typed) for typed in ("friday 7pm", "3-dec-2026 7pm", "in 2 hours", "<t:1790000000>")]
    finally:
        monkeypatch.undo()
        time.tzset()

    assert found == ["Fri 2026-03-27 19:00", "Thu 2026-12-03 19:00", "Wed 2026-03-25 17:00", "Mon 2026-09-21 16:13"]


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
