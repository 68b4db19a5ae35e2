"""When people have time in their week, and when all of them do."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

Slots = frozenset[int]
"""Parts of a week, each by its number: three times the weekday, counted from Monday, and the part of the day."""

PARTS = ((9, 12), (13, 17), (18, 21))
"""Morning, afternoon, evening: from which hour to which, by a member's own clock."""
ALL = 7 * len(PARTS)
ANY_TIME = (9, 21)
"""For who has said nothing."""
HOUR = timedelta(hours=1)
DAYS_AHEAD = 10
USUAL_HOUR, USUAL_AT_THE_WEEKEND, SATURDAY = 18, 11, 5


def common(people: Sequence[tuple[Slots, str]], *, now: datetime, most: int) -> list[datetime]:
    """Return times at which an hour suits all: one on each day, from tomorrow on, ten days ahead.

    People are their slots and their zone, an IANA name. The day is that of the first; of its hours, the one nearest to
    early evening is taken, at the weekend to late morning.
    """
    first = ZoneInfo(people[0][1])
    begin = now.replace(minute=0, second=0, microsecond=0) + HOUR
    tomorrow = (now.astimezone(first) + timedelta(days=1)).date()
    found: dict[date, list[datetime]] = {}
    for hours in range(DAYS_AHEAD * 24):
        at = begin + hours * HOUR
        day = at.astimezone(first).date()
        if day >= tomorrow and all(suits(slots, at, zone) for slots, zone in people):
            found.setdefault(day, []).append(at)
    return [min(times, key=lambda at: _from_usual(at.astimezone(first))) for times in found.values()][:most]


def _from_usual(local: datetime) -> int:
    usual = USUAL_AT_THE_WEEKEND if local.weekday() >= SATURDAY else USUAL_HOUR
    return abs(local.hour - usual)


def suits(slots: Slots, at: datetime, zone: str) -> bool:
    """Whether an hour from then on lies within one of the slots."""
    local = at.astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    parts = (
        [PARTS[slot % len(PARTS)] for slot in slots if slot // len(PARTS) == local.weekday()] if slots else [ANY_TIME]
    )
    return any(begin * 60 <= minute <= (end - 1) * 60 for begin, end in parts)
