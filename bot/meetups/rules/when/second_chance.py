"""What the small grammar can't read may still hold a date that dateparser knows, beside an hour that we do."""

import re
from datetime import date, datetime, time
from typing import Any

import dateparser

from .days import Date
from .grammar import Phrase, parse
from .words import MONTHS, WEEKDAYS, either

MOST_CHARACTERS = 60
"""Dateparser takes long over long texts."""

_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|noon|midnight"
_clock = re.compile(rf"(?<![\w.:/+-])({_CLOCK})(?![\w.:/-])")
_month = re.compile(rf"\b(?:{either(MONTHS)})\b")
_weekday = re.compile(rf"\b(?:{either(WEEKDAYS)})\b")


def parse_with_help(text: str, *, today: date, day_first: bool) -> Phrase | None:
    """Return a date and an hour if the text names one of each; no part of them is guessed."""
    if len(text) > MOST_CHARACTERS or len(_clock.findall(text)) != 1 or len(_month.findall(text)) != 1:
        return None
    before, clock, after = _clock.split(text)
    on, hour = _date(before + after, today, day_first=day_first), parse(clock)
    return Phrase(day=on, clock=hour.clock) if on and hour else None


def _date(text: str, today: date, *, day_first: bool) -> Date | None:
    settings: dict[str, Any] = {
        "DATE_ORDER": "DMY" if day_first else "MDY",
        "PARSERS": ["absolute-time"],
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": datetime.combine(today, time()),
        "REQUIRE_PARTS": ["day", "month"],
    }
    found: datetime | None = dateparser.parse(text, languages=["en"], settings=settings)
    if found is None or found.tzinfo or found.time() != time() or not _is_said(found.date(), text):
        return None
    return Date(found.day, found.month, found.year)


def _is_said(on: date, text: str) -> bool:
    """Whether the text names that day and month and no other weekday: dateparser reads more into a text."""
    return (
        all(MONTHS[word] == on.month for word in _month.findall(text))
        and all(WEEKDAYS[word] == on.weekday() for word in _weekday.findall(text))
        and re.search(rf"(?<!\d)0?{on.day}(?!\d)", text) is not None
    )
