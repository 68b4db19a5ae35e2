"""The dates of what repeats, by the clock on the wall."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.programmes.rules.cadence import WEEKS, Cadence, Every, dates

LONDON = "Europe/London"
AFTER = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday


def walls(cadence: Cadence, *, zone: str = LONDON, after: datetime = AFTER, most: int = 5) -> list[str]:
    found = dates(cadence, zone=zone, after=after, most=most)
    return [f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for _, at in found]


def test_every_week_and_every_other() -> None:
    weekly = Cadence(Every.WEEK, 1, 10, date(2026, 11, 25))

    assert walls(weekly, most=3) == ["2026-12-01 10:00", "2026-12-08 10:00", "2026-12-15 10:00"]
    other = Cadence(Every.TWO_WEEKS, 1, 10, date(2026, 12, 1))
    assert walls(other, most=3) == ["2026-12-01 10:00", "2026-12-15 10:00", "2026-12-29 10:00"]


def test_every_four_weeks_are_counted_from_the_first_one_and_not_from_now() -> None:
    cadence = Cadence(Every.FOUR_WEEKS, 1, 10, date(2026, 9, 1))

    assert walls(cadence, most=2) == ["2026-12-22 10:00", "2027-01-19 10:00"]


def test_once_a_month_is_the_first_such_weekday() -> None:
    cadence = Cadence(Every.MONTH, 0, 18, date(2026, 11, 1))

    assert walls(cadence, most=3) == ["2026-12-07 18:00", "2027-01-04 18:00", "2027-02-01 18:00"]


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(10, ["2027-03-21 10:00", "2027-03-28 10:00"]), (1, ["2027-03-21 01:00", "2027-03-28 02:00"])],
    ids=["the hour on the wall stays", "an hour that is not there comes an hour later"],
)
def test_when_the_clocks_go_forward(hour: int, expected: list[str]) -> None:
    sundays = Cadence(Every.WEEK, 6, hour, date(2027, 3, 1))

    assert walls(sundays, after=datetime(2027, 3, 15, tzinfo=UTC), most=2) == expected


def test_when_the_clocks_go_back_it_is_the_first_of_the_two_and_once() -> None:
    sundays = Cadence(Every.WEEK, 6, 1, date(2026, 10, 1))

    found = dates(sundays, zone=LONDON, after=datetime(2026, 10, 20, tzinfo=UTC), most=2)

    assert [at for _, at in found] == [datetime(2026, 10, 25, 0, tzinfo=UTC), datetime(2026, 11, 1, 1, tzinfo=UTC)]


def test_a_day_that_is_skipped_is_not_there_and_the_others_are() -> None:
    weekly = Cadence(Every.WEEK, 1, 10, date(2026, 11, 25))

    found = dates(weekly, zone=LONDON, after=AFTER, most=2, skipped={date(2026, 12, 8)})

    assert [day for day, _ in found] == [date(2026, 12, 1), date(2026, 12, 15)]


ZONES = ["Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC"]


@given(
    st.sampled_from(list(Every)), st.integers(0, 6), st.integers(0, 23), st.sampled_from(ZONES), st.integers(0, 20_000)
)
def test_whatever_is_chosen_the_dates_go_on_and_on_the_right_weekday(
    every: Every, weekday: int, hour: int, zone: str, later: int
) -> None:
    cadence, after = Cadence(every, weekday, hour, date(2026, 11, 25)), AFTER + timedelta(hours=later)

    found = dates(cadence, zone=zone, after=after, most=4)

    days = [day for day, _ in found]
    assert all(at > after for _, at in found)
    assert {day.weekday() for day in days} == {weekday}
    if every is Every.MONTH:
        assert all(day.day <= 7 for day in days)
    else:
        assert {two[1] - two[0] for two in pairwise(days)} == {timedelta(weeks=WEEKS[every])}
