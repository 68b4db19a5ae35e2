"""The words for days, months and hours, and how typed text is made plain before it is read."""

import re
import unicodedata
from collections.abc import Iterable

MOST_CHARACTERS = 100
"""What is longer is not a time."""


def _numbered(*synonyms: str, start: int = 0) -> dict[str, int]:
    return {word: number for number, words in enumerate(synonyms, start) for word in words.split()}


WEEKDAYS = _numbered(
    "monday mon",
    "tuesday tues tue",
    "wednesday weds wed",
    "thursday thurs thur thu",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
MONTHS = _numbered(
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
    start=1,
)
NUMBERS = _numbered(*"one two three four five six seven eight nine ten eleven twelve".split(), start=1)
TOMORROW = ("tomorrow", "tomorow", "tommorow", "tommorrow", "tmrw")


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words; the longest is tried first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def phrase(pattern: str) -> re.Pattern[str]:
    """Return the pattern, compiled, for whole words only."""
    return re.compile(rf"(?:{pattern})(?!\w)")


def plain(typed: str) -> str:
    """Return the text in small letters, plain characters and single spaces; nothing if it is too long."""
    if len(typed) > MOST_CHARACTERS:
        return ""
    text = unicodedata.normalize("NFKC", typed.replace("½", ".5")).casefold().replace("’", "'")
    return " ".join(text.split())
