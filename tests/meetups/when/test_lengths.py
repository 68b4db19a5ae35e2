"""What people type for how long."""

from datetime import timedelta

import pytest

from bot.meetups.rules.when import (
    UnreadableLengthError,
    read_length,
)

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
