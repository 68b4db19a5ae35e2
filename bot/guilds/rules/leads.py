"""How long before something starts people are reminded of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

CHOICES = (
    timedelta(weeks=1),
    timedelta(days=3),
    timedelta(days=2),
    timedelta(days=1),
    timedelta(hours=3),
    timedelta(hours=1),
    timedelta(minutes=15),
)
USUAL = (timedelta(days=1), timedelta(hours=1))
MOST = 3
"""More would be nagging."""


def to_minutes(leads: Iterable[timedelta]) -> list[int]:
    return [lead // timedelta(minutes=1) for lead in leads]


def from_minutes(minutes: Iterable[int]) -> tuple[timedelta, ...]:
    """Return those of them that can be chosen, the longest first."""
    wanted = set(minutes)
    return tuple(lead for lead in CHOICES if lead // timedelta(minutes=1) in wanted)[:MOST]


def to_come(leads: Sequence[timedelta], starts_at: datetime, *, now: datetime) -> list[timedelta]:
    """Return those that are not past, as one of a day is for what was announced this morning."""
    return [lead for lead in leads if starts_at - lead > now]
