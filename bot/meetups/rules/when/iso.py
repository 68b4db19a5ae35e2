"""A day and an hour as computers write them: "2026-12-03 18:30", "2026-12-03T18:30+01:00"."""

import re
from datetime import datetime

from .days import Date
from .hours import Clock
from .words import phrase
from .zones import Shift


def _stamp(found: re.Match[str]) -> tuple[Date | Clock | Shift, ...]:
    try:
        at = datetime.fromisoformat(found[0].upper())
    except ValueError:
        return ()
    day, clock, offset = Date(at.day, at.month, at.year), Clock(at.hour, at.minute), at.utcoffset()
    return (day, clock) if offset is None else (day, clock, Shift(offset))


_DATE = r"(?:19|2\d)\d\d-\d\d-\d\d"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?"

RULES = (
    (phrase(rf"{_DATE}t{_TIME}(?:z|[+-]\d\d:?\d\d)?"), _stamp),
    (phrase(rf"{_DATE} {_TIME}"), _stamp),
)
