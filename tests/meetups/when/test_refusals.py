"""What is no time, or none to come, and how that is told."""

import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.errors import UserFacingError
from bot.meetups.rules.when import (
    AmbiguousTimeError,
    NoHourError,
    PastTimeError,
    Reading,
    TooFarAheadError,
    UnreadableLengthError,
    UnreadableTimeError,
    WrongWeekdayError,
)

from .reading import NOW, read, wall

UNREADABLE = [
    *("half 7", "friday half 7", "half 7 pm", "eod", "friday eod", "soon", "later", "asap", "now"),
    # no hour, or no day that can be
    *(
        "",
        "   ",
        "next week",
        "march 2026 7pm",
        "dec 19h",
        "31 feb 7pm",
        "29 feb 2027 7pm",
        "31/4 19:00",
        "13/13 19:00",
    ),
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
    # two of a kind
    *("7pm 8pm", "7pm friday saturday", "3 dec 7pm or 8pm", "in 2 hours 7pm", "in 2 hours on friday"),
    # from and to, or something else
    *(
        "friday 7 to 9pm",
        "friday 5 to 9pm",
        "friday 7-7",
        "friday 7pm-7:03pm",
        "3-4 7pm",
        "2026-12-03-7pm",
    ),
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


@pytest.mark.parametrize("typed", ["friday", "tomorrow", "tonight", "tomorrow evening", "3 dec", "3/4", "13/12"])
def test_a_day_without_an_hour_is_told_apart(typed: str) -> None:
    with pytest.raises(NoHourError) as caught:
        read(typed)

    assert caught.value.typed == typed


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("thursday 27 march 7pm", "Fri 2026-03-27 19:00"),
        ("tomorrow friday 7pm", "Thu 2026-03-26 19:00"),
        ("monday 3/4 at 8", "Fri 2026-04-03 08:00"),
    ],
)
def test_a_date_on_another_weekday_is_named(typed: str, at: str) -> None:
    with pytest.raises(WrongWeekdayError) as caught:
        read(typed)

    assert (caught.value.typed, wall(caught.value.at), caught.value.zone) == (typed, at, "Europe/Berlin")


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


ERRORS = [
    UnreadableTimeError("x"),
    NoHourError("x"),
    WrongWeekdayError("x", NOW, "UTC"),
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
    before = time.process_time()
    for _ in range(100):
        with pytest.raises(UnreadableTimeError):
            read(typed)

    assert (time.process_time() - before) / 100 < 0.001
