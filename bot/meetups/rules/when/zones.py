"""Words that name a zone: "CET", "UTC+1", "Europe/Berlin", "London time"."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from .words import either, phrase

_MOST_HOURS = 14

_LETTERS = {
    "utc": ("UTC",),
    "gmt": ("UTC",),
    "wet west": ("Europe/Lisbon",),
    "cet cest": ("Europe/Berlin",),
    "eet eest": ("Europe/Helsinki",),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "msk": ("Europe/Moscow",),
    "trt": ("Europe/Istanbul",),
    "et est edt eastern": ("America/New_York",),
    "ct cdt central": ("America/Chicago",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "mt mst mdt mountain": ("America/Denver",),
    "pt pdt pacific": ("America/Los_Angeles",),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "akst akdt": ("America/Anchorage",),
    "hst": ("Pacific/Honolulu",),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "adt": ("America/Halifax",),
    "nst ndt": ("America/St_Johns",),
    "brt": ("America/Sao_Paulo",),
    "art": ("America/Argentina/Buenos_Aires",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "pkt": ("Asia/Karachi",),
    "gst": ("Asia/Dubai",),
    "ict": ("Asia/Bangkok",),
    "wib": ("Asia/Jakarta",),
    "sgt": ("Asia/Singapore",),
    "hkt": ("Asia/Hong_Kong",),
    "pht": ("Asia/Manila",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "awst": ("Australia/Perth",),
    "acst acdt": ("Australia/Adelaide",),
    "aest aedt aet": ("Australia/Sydney",),
    "nzst nzdt": ("Pacific/Auckland",),
    "wat": ("Africa/Lagos",),
    "cat": ("Africa/Maputo",),
    "eat": ("Africa/Nairobi",),
    "sast": ("Africa/Johannesburg",),
}
_PLACES = {letters: places for together, places in _LETTERS.items() for letters in together.split()}


@dataclass(frozen=True)
class Place:
    """Somewhere whose clock is meant: summer and winter letters are the same place."""

    word: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Shift:
    """So much ahead of UTC, wherever that is."""

    ahead: timedelta


Zone = Place | Shift


def clocks_meant(zone: Zone | None, *, own: ZoneInfo, year: int) -> tuple[tuple[tzinfo, str], ...]:
    """Return each clock that it can be, with the zone to name; what the asker's own clock is called means that one."""
    match zone:
        case Shift(ahead):
            return ((timezone(ahead), own.key),)
        case Place(word, names) if own.key not in names and word not in _called(own, year):
            return tuple((ZoneInfo(name), name) for name in names)
        case _:
            return ((own, own.key),)


def _called(zone: ZoneInfo, year: int) -> set[str]:
    """Return the letters that a zone uses in winter and in summer."""
    return {(datetime(year, month, 1, tzinfo=zone).tzname() or "").casefold() for month in (1, 7)}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the IANA names by themselves in small letters, and by their city."""
    names = defaultdict(set)
    for name in available_timezones():
        if "/" in name:
            city = name.rpartition("/")[2].replace("_", " ")
            names[name.casefold()].add(name)
            names[city.casefold()].add(name)
    return {words: tuple(sorted(together)) for words, together in names.items()}


def _place(found: re.Match[str]) -> tuple[Place, ...]:
    word = found["word"]
    names = _PLACES.get(word) or _names().get(word)
    return (Place(word, names),) if names else ()


def _shift(found: re.Match[str]) -> tuple[Shift, ...]:
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    if ahead > timedelta(hours=_MOST_HOURS):
        return ()
    return (Shift(-ahead if found["sign"] == "-" else ahead),)


RULES = (
    (phrase(rf"(?P<word>{either(_PLACES)})(?: time)?"), _place),
    (phrase(r"(?P<word>[a-z_]+(?:/[a-z0-9_+-]+){1,2})(?: time)?"), _place),
    (phrase(r"(?P<word>[a-z][a-z .'-]*) time"), _place),
    (phrase(r"(?:utc|gmt) ?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?"), _shift),
    # without those letters "09:00-11:00" is from nine to eleven
    (phrase(r"(?P<sign>\+)(?P<hours>\d\d):?(?P<minutes>[0-5]\d)"), _shift),
)
