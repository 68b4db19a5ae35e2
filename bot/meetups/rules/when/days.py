"""Words that name a day: "tomorrow", "next friday", "3 dec", "3/12", "in 3 days"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from .amounts import AMOUNT, read_amount
from .hours import PARTS_OF_DAY, PartOfDay
from .instants import months_after
from .words import MONTHS, TOMORROW, WEEKDAYS, either, phrase

_WEEK = timedelta(days=7)
_MONTHS_TO_ANY_LEAP_DAY = 97
_FAR = 9_999
"""No calendar is asked for what is more days or months ahead."""
_MONDAY, _SUNDAY = 0, 6


@dataclass(frozen=True)
class Nearby:
    """Today, tomorrow, the day after."""

    days: int


@dataclass(frozen=True)
class Ahead:
    """Months and days pass by the clock on the wall, minutes by the seconds that pass."""

    months: int
    days: int
    minutes: int

    def date(self, today: date) -> date:
        return months_after(today, self.months) + timedelta(days=self.days)


@dataclass(frozen=True)
class Date:
    """Without a year, or without year and month, the next such day."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Slashed:
    """A day and a month in an order that depends on who writes."""

    first: int
    second: int
    year: int | None = None


class Which(Enum):
    COMING = auto()
    NEXT = auto()
    NEXT_WEEK = auto()


@dataclass(frozen=True)
class Weekday:
    number: int
    which: Which = Which.COMING


Day = Nearby | Ahead | Date | Slashed
Option = tuple[date, ...]
"""One way to read a day: the dates to try in turn until one is still to come."""


def options(day: Day | None, weekday: Weekday | None, *, today: date, day_first: bool) -> tuple[Option, ...]:
    """Return every way to read it, the likeliest first; none if there is no such day."""
    if day is not None:
        dates = _dates(day, today, day_first=day_first)
        return tuple((on,) for on in dates if weekday is None or on.weekday() == weekday.number)
    if weekday is not None:
        return _weekdays(weekday, today)
    return ((today, today + timedelta(days=1)),)


def _weekdays(weekday: Weekday, today: date) -> tuple[Option, ...]:
    """Next friday is the one that comes to some and that of next week to others, if those differ."""
    coming = today + timedelta(days=(weekday.number - today.weekday()) % 7)
    after_today = coming if coming > today else coming + _WEEK
    next_week = tuple(_in_next_week(weekday.number, today, start) for start in (_MONDAY, _SUNDAY))
    match weekday.which:
        case Which.COMING:
            return ((coming, coming + _WEEK),)
        case Which.NEXT:
            return tuple((on,) for on in sorted({after_today, *next_week}))
        case Which.NEXT_WEEK:
            return tuple((on,) for on in sorted({*next_week}))


def _in_next_week(number: int, today: date, start: int) -> date:
    """Return that weekday of next week, for people whose weeks begin on `start`."""
    this_week = today - timedelta(days=(today.weekday() - start) % 7)
    return this_week + _WEEK + timedelta(days=(number - start) % 7)


def _dates(day: Day, today: date, *, day_first: bool) -> Iterator[date]:
    match day:
        case Nearby(days):
            yield today + timedelta(days=days)
        case Ahead():
            yield day.date(today)
        case Date():
            yield from _next_such(day, today)
        case Slashed(first, second, year):
            either_way = {(first, second): None, (second, first): None}
            for number, month in either_way if day_first else reversed(either_way):
                yield from _next_such(Date(number, month, year), today)


def _next_such(wanted: Date, today: date) -> Iterator[date]:
    """Yield the date, or the first from today on that fits; nothing if no calendar has it."""
    if wanted.year is None:
        earliest, start, months = today, today.replace(day=1), _MONTHS_TO_ANY_LEAP_DAY
    else:
        earliest, start, months = date.min, date(wanted.year, 1, 1), 12
    for first in (months_after(start, ahead) for ahead in range(months)):
        _, length = monthrange(first.year, first.month)
        if wanted.month in {None, first.month} and wanted.day <= length:
            on = first.replace(day=wanted.day)
            if on >= earliest:
                yield on
                return


def _ahead(found: re.Match[str]) -> tuple[Ahead, ...]:
    amount = read_amount(found["amount"])
    if amount is None or amount.months.denominator > 1 or amount.days.denominator > 1:
        return ()
    ahead = Ahead(int(amount.months), int(amount.days), int(amount.minutes))
    return (ahead,) if max(ahead.months, ahead.days) <= _FAR else ()


def _weekday(found: re.Match[str]) -> tuple[Weekday, ...]:
    groups = found.groupdict()
    which = Which.NEXT_WEEK if groups.get("week") else Which.NEXT if groups.get("next") else Which.COMING
    return (Weekday(WEEKDAYS[found["weekday"]], which),)


def _date(found: re.Match[str]) -> tuple[Date, ...]:
    groups = found.groupdict()
    day, month = int(found["day"]), groups.get("month")
    return (Date(day, MONTHS.get(month) or int(month) if month else None, _year(groups.get("year"))),)


def _slashed(found: re.Match[str]) -> tuple[Slashed, ...]:
    return (Slashed(int(found["first"]), int(found["second"]), _year(found.groupdict().get("year"))),)


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == len("26") else 0)


def _this_part_of_day(found: re.Match[str]) -> tuple[Nearby | PartOfDay, ...]:
    return (Nearby(0), PARTS_OF_DAY[found["part"]])


_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)"
_MONTH = rf"(?P<month>{either(MONTHS)})"
_MONTH_NUMBER = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>(?:19|2\d)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|2\d)?\d\d)"
_FIRST_AND_SECOND = r"(?P<first>0?[1-9]|[12]\d|3[01])[/-](?P<second>0?[1-9]|[12]\d|3[01])"
_WEEKDAY = rf"(?P<weekday>{either(WEEKDAYS)})"
_TOMORROW = either(TOMORROW)

RULES = (
    (phrase("today"), lambda _: (Nearby(0),)),
    (phrase(_TOMORROW), lambda _: (Nearby(1),)),
    (phrase(rf"day after (?:{_TOMORROW})"), lambda _: (Nearby(2),)),
    (phrase(r"tonight|tonite"), lambda _: (Nearby(0), PARTS_OF_DAY["night"])),
    (phrase(rf"this (?P<part>{either(PARTS_OF_DAY)})"), _this_part_of_day),
    (phrase(rf"in (?P<amount>{AMOUNT})(?:'?s?'?)(?: time)?"), _ahead),
    (phrase(rf"(?P<amount>{AMOUNT}) from (?:now|today)"), _ahead),
    (phrase(rf"(?:(?P<next>next)|this|this coming|coming)? ?{_WEEKDAY}(?P<week> next week)?"), _weekday),
    (phrase(rf"(?P<week>next week)(?: on)? {_WEEKDAY}"), _weekday),
    (phrase(rf"{_YEAR}[-/.]{_MONTH_NUMBER}[-/.]{_DAY}"), _date),
    (phrase(rf"{_DAY}{_ORDINAL}?\.?(?: of)? ?{_MONTH}(?:[.,]? {_YEAR})?"), _date),
    (phrase(rf"{_MONTH}\.? ?{_DAY}{_ORDINAL}?(?:,? {_YEAR})?"), _date),
    (phrase(rf"{_DAY}{_ORDINAL}"), _date),
    # With dots it is always the day that comes first. Without the last of them it may be an hour: other words tell.
    (phrase(rf"{_DAY}\.{_MONTH_NUMBER}(?:\.{_SHORT_YEAR}?)?"), _date),
    (phrase(rf"{_FIRST_AND_SECOND}[/-]{_SHORT_YEAR}"), _slashed),
    (phrase(_FIRST_AND_SECOND.replace("[/-]", "/")), _slashed),
)
