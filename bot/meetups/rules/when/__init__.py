"""What a volunteer means by "friday 7pm" or "in 2 hours", and by a length such as "1h30"."""

from .instants import Reading, to_instant
from .lengths import read_length
from .reading import read_time
from .refusals import AmbiguousTimeError, PastTimeError, TooFarAheadError, UnreadableLengthError, UnreadableTimeError

__all__ = [
    "AmbiguousTimeError",
    "PastTimeError",
    "Reading",
    "TooFarAheadError",
    "UnreadableLengthError",
    "UnreadableTimeError",
    "read_length",
    "read_time",
    "to_instant",
]
