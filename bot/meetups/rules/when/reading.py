"""A typed time, read by the small grammar or else by dateparser, and judged by how far ahead it is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.errors import UserFacingError
from bot.guilds.rules.instants import to_instant

from .days import Ahead, Option, options
from .grammar import Phrase, lacks_an_hour, parse
from .hours import hours_meant
from .instants import Reading, at_hour, months_after, whole_minute
from .refusals import (
    AmbiguousTimeError,
    NoHourError,
    PastTimeError,
    TooFarAheadError,
    UnreadableTimeError,
    WrongWeekdayError,
)
from .second_chance import parse_with_help
from .spans import split_span
from .words import plain
from .zones import clocks_meant

MOST_MONTHS_AHEAD = 18

_timestamp = re.compile(r"<t:(\d{1,11})(?::[a-z])?>")


def read_time(typed: str, *, now: datetime, zone: ZoneInfo, day_first: bool = True) -> Reading:
    """Return when it is, and how long if that is said, if it can be meant in one way only."""
    text = plain(typed)
    readings = _all_of(text, now=now, zone=zone, day_first=day_first)
    if not readings and (span := split_span(text)):
        text, length = span
        starts = _all_of(text, now=now, zone=zone, day_first=day_first)
        readings = [replace(start, length=length) for start in starts]
    if not readings:
        raise _why_unread(typed, text, now=now, zone=zone, day_first=day_first)
    return _the_one(typed, readings, now=now)


def _why_unread(typed: str, text: str, *, now: datetime, zone: ZoneInfo, day_first: bool) -> UserFacingError:
    phrase = parse(text)
    if phrase is None:
        return NoHourError(typed) if lacks_an_hour(text) else UnreadableTimeError(typed)
    any_weekday = _readings(replace(phrase, weekday=None), now=now, own=zone, day_first=day_first)
    for reading in any_weekday if phrase.weekday else ():
        return WrongWeekdayError(typed, reading.at, reading.zone)
    return UnreadableTimeError(typed)


def _all_of(text: str, *, now: datetime, zone: ZoneInfo, day_first: bool) -> list[Reading]:
    if found := _timestamp.fullmatch(text):
        return [Reading(datetime.fromtimestamp(int(found[1]), UTC), zone.key)]
    if phrase := parse(text):
        return list(_readings(phrase, now=now, own=zone, day_first=day_first))
    if phrase := parse_with_help(text, today=now.astimezone(zone).date(), day_first=day_first):
        guesses = _readings(phrase, now=now, own=zone, day_first=day_first)
        return [reading for reading in guesses if _is_within_reach(reading.at, now)]
    return []


def _the_one(typed: str, readings: list[Reading], *, now: datetime) -> Reading:
    within_reach: dict[datetime, Reading] = {}
    for reading in readings:
        if _is_within_reach(reading.at, now):
            within_reach.setdefault(reading.at, reading)
    match tuple(within_reach.values()):
        case ():
            raise _why_none(typed, [reading.at for reading in readings], now=now)
        case (only,):
            return only
        case several:
            raise AmbiguousTimeError(typed, several)


def _why_none(typed: str, instants: list[datetime], *, now: datetime) -> UserFacingError:
    to_come = [at for at in instants if at > now]
    return TooFarAheadError(typed, min(to_come)) if to_come else PastTimeError(typed, max(instants))


def _is_within_reach(at: datetime, now: datetime) -> bool:
    return now < at <= datetime.combine(months_after(now.date(), MOST_MONTHS_AHEAD), now.timetz())


def _readings(phrase: Phrase, *, now: datetime, own: ZoneInfo, day_first: bool) -> Iterator[Reading]:
    for zone, name in clocks_meant(phrase.zone, own=own, year=now.year):
        today = now.astimezone(zone).date()
        for days in options(phrase.day, phrase.weekday, today=today, day_first=day_first):
            for at in _instants(phrase, days, zone, now=now):
                yield Reading(at, name)


def _instants(phrase: Phrase, days: Option, zone: tzinfo, *, now: datetime) -> list[datetime]:
    """Return the hours of the first day on which any is to come, or else of the last."""
    if phrase.clock is None:
        return [_at_this_hour(phrase.day, zone, now)] if isinstance(phrase.day, Ahead) else []
    hours = hours_meant(phrase.clock, phrase.part_of_day)
    instants: list[datetime] = []
    for day in days:
        instants = [to_instant(at_hour(day, hour, phrase.clock.minute), zone) for hour in hours]
        if to_come := [at for at in instants if at > now]:
            return to_come
    return instants


def _at_this_hour(ahead: Ahead, zone: tzinfo, now: datetime) -> datetime:
    """Return so many days later by the clock on the wall, and then so many minutes later."""
    at = now
    if ahead.months or ahead.days:
        local = now.astimezone(zone)
        at = to_instant(datetime.combine(ahead.date(local.date()), local.time()), zone)
    return whole_minute(at + timedelta(minutes=ahead.minutes))
