"""Amounts of time: "2 hours", "1h30", "an hour and a half", "3 weeks"."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .words import NUMBERS, either

_HALF = Fraction(1, 2)
_NUMBERS = {
    **{word: Fraction(number) for word, number in NUMBERS.items()},
    **dict.fromkeys(("a", "an"), Fraction(1)),
    "a couple of": Fraction(2),
    "fifteen": Fraction(15),
    "twenty": Fraction(20),
    "thirty": Fraction(30),
    "forty": Fraction(40),
    "forty-five": Fraction(45),
    "ninety": Fraction(90),
    **dict.fromkeys(("half", "half a", "half an", "a half"), _HALF),
    **dict.fromkeys(("quarter of an", "a quarter of an"), Fraction(1, 4)),
    "three quarters of an": Fraction(3, 4),
}


@dataclass(frozen=True)
class Amount:
    """Three kinds that do not convert into each other: months differ, and a day may have 23 hours."""

    months: Fraction = Fraction(0)
    days: Fraction = Fraction(0)
    minutes: Fraction = Fraction(0)

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.months + other.months, self.days + other.days, self.minutes + other.minutes)

    def __mul__(self, times: Fraction) -> "Amount":
        return Amount(self.months * times, self.days * times, self.minutes * times)


_MINUTE, _DAY, _MONTH = Amount(minutes=Fraction(1)), Amount(days=Fraction(1)), Amount(months=Fraction(1))
_UNITS = {
    **dict.fromkeys("m min mins minute minutes".split(), _MINUTE),
    **dict.fromkeys("h hr hrs hour hours".split(), _MINUTE * Fraction(60)),
    **dict.fromkeys("d day days".split(), _DAY),
    **dict.fromkeys("w wk wks week weeks".split(), _DAY * Fraction(7)),
    **dict.fromkeys("fortnight fortnights".split(), _DAY * Fraction(14)),
    **dict.fromkeys("month months".split(), _MONTH),
    **dict.fromkeys("year years".split(), _MONTH * Fraction(12)),
}

_DIGITS = r"\d{1,4}(?:[.,]\d{1,2})?|[.,]\d{1,2}"
_NUMBER = rf"(?P<number>{_DIGITS}|(?:{either(_NUMBERS)})(?!\w))(?P<half> and a half)?"
_UNIT = rf"(?P<unit>{either(_UNITS)})(?![a-z])"
_HOURS_AND_MINUTES = r"(?P<hours>\d{1,3}) ?h ?(?P<minutes>[0-5]\d)(?!\w)"
_PIECE = rf"(?:{_HOURS_AND_MINUTES}|{_NUMBER} ?{_UNIT}(?P<half_more> and a half)?)"
_UNNAMED_PIECE = re.sub(r"\?P<\w+>", "?:", _PIECE)

AMOUNT = rf"{_UNNAMED_PIECE}(?:,? ?(?:and )?{_UNNAMED_PIECE})*"
"""A pattern for what `read_amount` reads, to be used in others."""

_piece, _amount = re.compile(_PIECE), re.compile(AMOUNT)


def read_amount(text: str) -> Amount | None:
    """Return the sum of all the pieces ("1 hour and 30 minutes"); None if the text is anything else."""
    if not _amount.fullmatch(text):
        return None
    return sum(map(_read_piece, _piece.finditer(text)), Amount())


def _read_piece(found: re.Match[str]) -> Amount:
    if found["hours"]:
        return _MINUTE * Fraction(60 * int(found["hours"]) + int(found["minutes"]))
    halves = _HALF if found["half"] or found["half_more"] else Fraction(0)
    return _UNITS[found["unit"]] * (_number(found["number"]) + halves)


def _number(text: str) -> Fraction:
    return _NUMBERS[text] if text in _NUMBERS else Fraction(text.replace(",", "."))
