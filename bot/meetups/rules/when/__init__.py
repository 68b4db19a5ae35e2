"""What a volunteer means by "friday 7pm" or "in 2 hours", and by a length such as "1h30"."""

from .instants import Reading
from .lengths import read_length
from .reading import read_time
from .refusals import (
    AmbiguousTimeError,
    NoHourError,
    PastTimeError,
    TooFarAheadError,
    UnreadableLengthError,
    UnreadableTimeError,
    WrongWeekdayError,
)

__all__ = [
    "AmbiguousTimeError",
    "NoHourError",
    "PastTimeError",
    "Reading",
    "TooFarAheadError",
    "UnreadableLengthError",
    "UnreadableTimeError",
    "WrongWeekdayError",
    "read_length",
    "read_time",
]
