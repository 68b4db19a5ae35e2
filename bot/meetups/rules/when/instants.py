"""What was read, and how days and hours are counted on."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Reading:
    at: datetime
    zone: str
    """The IANA name of the zone whose clock was meant."""
    length: timedelta | None = None
    """Where an end was typed with it."""


def whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def at_hour(day: date, hour: int, minute: int) -> datetime:
    """Return a wall-clock time; the hours count on after midnight, so 25 is one o'clock in that night."""
    over, hour = divmod(hour, 24)
    return datetime.combine(date.fromordinal(day.toordinal() + over), time(hour, minute))


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
