"""Times from and to: "7-9pm", "19:00 to 21:00", "from 7 till 9". What is read is when it starts, and how long it is."""

import re
from datetime import timedelta

from .grammar import parse
from .hours import Clock, hours_meant
from .lengths import SHORTEST

_DAY = 24 * 60
_HOUR = r"(?:\d{1,2}(?:[:.][0-5]\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2}h(?:[0-5]\d)?|noon|midnight)"
_TO = r"-|–|—|to\b|until\b|till\b"
_span = re.compile(rf"(?<![\w:./-])(?P<from>from )?(?P<start>{_HOUR}) ?(?P<to>{_TO}) ?(?P<end>{_HOUR})(?![\w:/-]|\.\d)")


def split_span(text: str) -> tuple[str, timedelta] | None:
    """Return the text with the start alone, and the length; None if there are not two hours, one to the other."""
    found = list(_span.finditer(text))
    if len(found) != 1:
        return None
    [span] = found
    if span["to"] == "to" and not span["from"] and span["start"].isdigit():
        return None  # "5 to 9pm" may be minutes to nine
    start, end = _clock(span["start"]), _clock(span["end"])
    if start is None or end is None:
        return None
    ends = _minutes(end)
    length, at = min(((to - at) % _DAY, at) for at in _minutes(start) for to in ends)
    if timedelta(minutes=length) < SHORTEST:
        return None
    settled = f"{at // 60:02}:{at % 60:02}" if start.either_half and len(ends) == 1 else span["start"]
    return text[: span.start()] + settled + text[span.end() :], timedelta(minutes=length)


def _clock(text: str) -> Clock | None:
    phrase = parse(text)
    return None if phrase is None else phrase.clock


def _minutes(clock: Clock) -> list[int]:
    return [hour * 60 + clock.minute for hour in hours_meant(clock, None)]
