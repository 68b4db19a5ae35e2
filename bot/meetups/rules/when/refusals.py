"""Why what was typed is no time or no length."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import UserFacingError

from .instants import Reading

# eq=False keeps them hashable, as exceptions are.


@dataclass(eq=False)
class UnreadableTimeError(UserFacingError):
    typed: str


@dataclass(eq=False)
class NoHourError(UserFacingError):
    """It names a day alone."""

    typed: str


@dataclass(eq=False)
class WrongWeekdayError(UserFacingError):
    """It names a date and a weekday, and the date, which is `at`, is on another one."""

    typed: str
    at: datetime
    zone: str


@dataclass(eq=False)
class PastTimeError(UserFacingError):
    typed: str
    at: datetime


@dataclass(eq=False)
class TooFarAheadError(UserFacingError):
    typed: str
    at: datetime


@dataclass(eq=False)
class AmbiguousTimeError(UserFacingError):
    """Each of the readings makes sense."""

    typed: str
    readings: tuple[Reading, ...]


@dataclass(eq=False)
class UnreadableLengthError(UserFacingError):
    typed: str
