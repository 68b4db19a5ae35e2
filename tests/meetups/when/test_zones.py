"""A zone that is typed with the time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.meetups.rules.when import (
    AmbiguousTimeError,
    read_time,
)

from .reading import BERLIN, NEW_YORK, NOW, wall

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
