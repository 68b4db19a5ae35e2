"""Times from and to: when it starts, and how long it is."""

from datetime import timedelta

import pytest

from bot.meetups.rules.when import AmbiguousTimeError, read_time

from .reading import BERLIN, NOW, wall

SPANS = {
    "friday 7-9pm": ("Fri 2026-03-27 19:00", 120),
    "friday 7pm - 9pm": ("Fri 2026-03-27 19:00", 120),
    "friday 7pm to 9": ("Fri 2026-03-27 19:00", 120),
    "friday from 7 to 9pm": ("Fri 2026-03-27 19:00", 120),
    "friday 7 till 9 pm": ("Fri 2026-03-27 19:00", 120),
    "friday 11-1pm": ("Fri 2026-03-27 11:00", 120),
    "friday 12-2pm": ("Fri 2026-03-27 12:00", 120),
    "friday evening 7-9": ("Fri 2026-03-27 19:00", 120),
    "friday 9-17": ("Fri 2026-03-27 09:00", 480),
    "friday 19–21": ("Fri 2026-03-27 19:00", 120),
    "friday 09:00-11:30": ("Fri 2026-03-27 09:00", 150),
    "friday 19h-21h30": ("Fri 2026-03-27 19:00", 150),
    "friday 8pm-midnight": ("Fri 2026-03-27 20:00", 240),
    "friday 10pm-2am": ("Fri 2026-03-27 22:00", 240),
    "2026-12-03 09:00-11:00": ("Thu 2026-12-03 09:00", 120),
    "19:00-21:00 CET tomorrow": ("Thu 2026-03-26 19:00", 120),
    "3-dec-2026 7-9pm": ("Thu 2026-12-03 19:00", 120),
}


@pytest.mark.parametrize(("typed", "meant"), SPANS.items(), ids=list(SPANS))
def test_a_start_and_a_length_are_read(typed: str, meant: tuple[str, int]) -> None:
    reading = read_time(typed, now=NOW, zone=BERLIN)

    assert (wall(reading.at), reading.length) == (meant[0], timedelta(minutes=meant[1]))


@pytest.mark.parametrize("typed", ["friday 7-9", "next friday 7-9pm"])
def test_what_has_two_readings_has_the_length_in_each(typed: str) -> None:
    with pytest.raises(AmbiguousTimeError) as caught:
        read_time(typed, now=NOW, zone=BERLIN)

    assert caught.value.typed == typed
    assert [reading.length for reading in caught.value.readings] == [timedelta(hours=2)] * 2


def test_where_no_end_is_typed_there_is_no_length() -> None:
    assert read_time("friday 7pm", now=NOW, zone=BERLIN).length is None
