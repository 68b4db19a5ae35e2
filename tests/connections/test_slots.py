"""Times at which all have an hour, whatever their clocks say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.connections.rules.slots import AHEAD, ALL, ANY_TIME, HOUR, PARTS, Slots, common, hours
from tests.conftest import NOON

ZONES = ["Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
PEOPLE = st.lists(
    st.tuples(st.frozensets(st.integers(0, ALL - 1), max_size=6), st.sampled_from(ZONES)), min_size=1, max_size=4
)
MONDAY_EVENING, TUESDAY_MORNING = 2, 3


def suits(slots: Slots, at: datetime, zone: str) -> bool:
    """Whether an hour from then on lies within one of the slots: said once more, in another way."""
    local = at.astimezone(ZoneInfo(zone))
    parts = [PARTS[slot % 3] for slot in slots if slot // 3 == local.weekday()] if slots else [ANY_TIME]
    return any(begin * 60 <= local.hour * 60 + local.minute <= (end - 1) * 60 for begin, end in parts)


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc,arg-type]  # numbers as datetime takes them


def test_an_hour_of_each_day_that_suits_both() -> None:
    people = [(frozenset({MONDAY_EVENING, TUESDAY_MORNING}), "UTC"), (frozenset[int](), "UTC")]

    assert common(people, now=NOON, most=3) == [at(2026, 11, 30, 18), at(2026, 12, 1, 11)]


def test_who_has_said_nothing_has_time_by_day() -> None:
    assert common([(frozenset(), "UTC")], now=NOON, most=2) == [at(2026, 11, 26, 18), at(2026, 11, 27, 18)]


def test_at_the_weekend_it_is_late_morning() -> None:
    friday = at(2026, 11, 27, 12)

    assert common([(frozenset(), "UTC")], now=friday, most=1) == [at(2026, 11, 28, 11)]


def test_an_hour_is_meant_by_each_ones_own_clock() -> None:
    evening = frozenset(range(2, ALL, 3))
    people = [(evening, "Europe/London"), (evening, "Europe/Berlin")]

    assert common(people, now=NOON, most=1) == [at(2026, 11, 26, 18)]  # 18 in London, 19 in Berlin


def test_no_time_is_none() -> None:
    assert common([(frozenset({0}), "UTC"), (frozenset({1}), "UTC")], now=NOON, most=3) == []


def test_an_hour_fits_into_its_part_of_the_day() -> None:
    monday_morning: Slots = frozenset({0})

    assert hours(monday_morning, "UTC", now=at(2026, 11, 30, 7)) == 0b1110 | 0b1110 << 7 * 24  # from 9, 10 and 11 on
    assert hours(monday_morning, "Asia/Kolkata", now=at(2026, 11, 30, 2)) & 0xFF == 0b0110  # from 9:30 and 10:30 on


@pytest.mark.parametrize("now", [at(2026, 3, 27, 12), at(2026, 10, 23, 12)], ids=["spring", "autumn"])
def test_when_the_clocks_change_the_hour_on_the_wall_stays(now: datetime) -> None:
    mornings = frozenset(range(0, ALL, 3))

    found = common([(mornings, "Europe/London")], now=now, most=9)

    assert {one.astimezone(ZoneInfo("Europe/London")).hour for one in found} == {11}


@given(PEOPLE, st.integers(0, 24 * 400))
def test_every_time_suits_everybody_and_no_day_has_two(people: list[tuple[Slots, str]], later: int) -> None:
    now = NOON + later * HOUR + timedelta(minutes=7)

    found = common(people, now=now, most=3)

    assert len(found) <= 3
    assert all(suits(slots, one, zone) for one in found for slots, zone in people)
    days = [one.astimezone(ZoneInfo(people[0][1])).date() for one in found]
    assert len(set(days)) == len(days)
    assert all(now < one <= now + (AHEAD + 24) * HOUR for one in found)


def test_a_week_has_three_parts_a_day_which_a_select_holds() -> None:
    assert ALL == 21
    assert len(PARTS) == 3
