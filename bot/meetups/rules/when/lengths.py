"""How long a meetup lasts: "90", "1:30", "2 hours", "half an hour"."""

import re
from datetime import timedelta

from .amounts import read_amount
from .refusals import UnreadableLengthError
from .words import plain

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=14)

_minutes = re.compile(r"\d{1,5}")
_hours_and_minutes = re.compile(r"(\d{1,3}):([0-5]\d)(?: ?(?:h|hrs?|hours?))?")


def read_length(typed: str) -> timedelta:
    """Return what was typed, in whole minutes; a bare number is minutes."""
    length = _length(plain(typed).removeprefix("for "))
    if length is None or not SHORTEST <= length <= LONGEST:
        raise UnreadableLengthError(typed)
    return length


def _length(text: str) -> timedelta | None:
    if _minutes.fullmatch(text):
        return timedelta(minutes=int(text))
    if found := _hours_and_minutes.fullmatch(text):
        return timedelta(hours=int(found[1]), minutes=int(found[2]))
    amount = read_amount(text)
    if amount is None or amount.months:
        return None
    return timedelta(minutes=int(amount.days * 24 * 60 + amount.minutes))
