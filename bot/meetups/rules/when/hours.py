"""Words that name an hour: "7pm", "18:30", "19h30", "half past 6", "noon", and "evening" beside one."""

import re
from dataclasses import dataclass, replace

from .words import NUMBERS, either, phrase

NOON = 12
MIDNIGHT = 24


@dataclass(frozen=True)
class Clock:
    """Hours are counted from the midnight that begins the day; 24 is the one that ends it."""

    hour: int
    minute: int = 0
    either_half: bool = False
    """An hour from 1 to 12 of which nobody said whether it is before or after noon."""
    digital: bool = False
    """Written as on a clock of 24 hours, 10:30: it is meant as it stands, unless a part of the day says otherwise."""


@dataclass(frozen=True)
class PartOfDay:
    hours: range


PARTS_OF_DAY = {
    "morning": PartOfDay(range(12)),
    "afternoon": PartOfDay(range(NOON, 19)),
    "evening": PartOfDay(range(16, MIDNIGHT + 1)),
    "night": PartOfDay(range(18, MIDNIGHT + 5)),
}


def hours_meant(clock: Clock, part: PartOfDay | None) -> tuple[int, ...]:
    """Return the hours that it can be, early ones first; none if clock and part of the day disagree."""
    if part is not None:
        said = {clock.hour, (clock.hour + 12) % 24} if clock.either_half else {clock.hour}
        return tuple(sorted({hour for early in said for hour in (early, early + 24)} & {*part.hours}))
    if clock.either_half and not clock.digital and clock.hour != NOON:
        return (clock.hour, clock.hour + 12)
    return (clock.hour,)


def _clock(found: re.Match[str]) -> tuple[Clock, ...]:
    """7pm, 7:30, 19.30, seven o'clock."""
    said = _said(found)
    return (said,) if said else ()


def _clock_of_24(found: re.Match[str]) -> tuple[Clock, ...]:
    """19h, 19h30, 8h."""
    said = _said(found)
    return (replace(said, either_half=False),) if said else ()


def _clock_by_share(found: re.Match[str]) -> tuple[Clock, ...]:
    """Half past 6, quarter to 8pm, 10 minutes past seven."""
    said = _said(found)
    if said is None:
        return ()
    share = found["share"].removeprefix("a ")
    minutes = _SHARES[share] if share in _SHARES else _number(share)
    if found["way"] == "past":
        return (replace(said, hour=said.hour % 24, minute=minutes),)
    before = (said.hour - 2) % 12 + 1 if said.either_half else (said.hour - 1) % 24
    return (replace(said, hour=before, minute=60 - minutes),)


def _said(found: re.Match[str]) -> Clock | None:
    groups = found.groupdict()
    half, minute = groups.get("half"), int(groups.get("minute") or 0)
    hour = _hour_of_day(_number(found["hour"]), half)
    if hour is None or (hour == MIDNIGHT and minute):
        return None
    either_half = half is None and 1 <= hour <= NOON and not found["hour"].startswith("0")
    digital = groups.get("minute") is not None and len(found["hour"]) == len("10")
    return Clock(hour, minute, either_half=either_half, digital=digital)


def _hour_of_day(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour if hour <= MIDNIGHT else None
    if 1 <= hour <= NOON:
        return hour % 12 + (12 if half == "p" else 0)
    return hour if half == "p" and NOON < hour < MIDNIGHT else None


def _number(text: str) -> int:
    return NUMBERS[text] if text in NUMBERS else int(text)


def _named_hour(found: re.Match[str]) -> tuple[Clock, ...]:
    return (Clock(MIDNIGHT if found["name"] == "midnight" else NOON),)


def _part_of_day(found: re.Match[str]) -> tuple[PartOfDay, ...]:
    return (PARTS_OF_DAY[found["part"]],)


def _by_share(share: str, way: str, *, unit: str = "") -> re.Pattern[str]:
    return phrase(rf"(?P<share>{share}){unit} (?P<way>{way}) {_HOUR}{_O_CLOCK}?{_HALF}?")


_SHARES = {"half": 30, "quarter": 15}
_HOUR = rf"(?P<hour>\d{{1,2}}|{either(NUMBERS)})"
_HALF = r"(?: ?(?P<half>[ap])(?:m|\.m\.?))"
_MINUTE = r"(?P<minute>[0-5]\d)"
_SECOND = r"(?::[0-5]\d(?:\.\d+)?)"
_O_CLOCK = r"(?: ?o'?clock)"

RULES = (
    (phrase(rf"{_HOUR}[:.]{_MINUTE}{_SECOND}?{_HALF}?"), _clock),
    (phrase(rf"{_HOUR}{_O_CLOCK}?{_HALF}?"), _clock),
    (phrase(rf"(?P<hour>\d{{1,2}}) ?h{_MINUTE}?"), _clock_of_24),
    (phrase(rf"(?P<hour>\d{{1,2}}) ?h {_MINUTE}"), _clock_of_24),
    (phrase(rf"(?P<hour>\d\d){_MINUTE} ?(?:h|hrs|hours)"), _clock_of_24),
    (_by_share("half", "past"), _clock_by_share),
    (_by_share("(?:a )?quarter", "past|to"), _clock_by_share),
    # Without the word "minutes", "5 to 9" may be from five to nine.
    (_by_share(rf"[1-9]|[1-5]\d|{either(NUMBERS)}", "past|to", unit=r" min(?:ute)?s?"), _clock_by_share),
    (phrase(r"(?:12 )?(?P<name>noon|midday|midnight)"), _named_hour),
    (phrase(rf"(?:in the )?(?P<part>{either(PARTS_OF_DAY)})"), _part_of_day),
)
