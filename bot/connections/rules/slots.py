"""When people have time in their week, and when all of them do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from operator import and_, or_
from zoneinfo import ZoneInfo

Slots = frozenset[int]
"""Parts of a week, each by its number: three times the weekday, counted from Monday, and the part of the day."""

PARTS = ((9, 12), (13, 17), (18, 21))
"""Morning, afternoon, evening: from which hour to which, by a member's own clock."""
ALL = 7 * len(PARTS)
ANY_TIME = (9, 21)
"""For who has said nothing."""
UNSAID = ALL
HOUR = timedelta(hours=1)
AHEAD = 10 * 24
USUAL_HOUR, USUAL_AT_THE_WEEKEND, SATURDAY = 18, 11, 5


def common(people: Sequence[tuple[Slots, str]], *, now: datetime, most: int) -> list[datetime]:
    """Return times at which an hour suits all: one on each day, from tomorrow on, ten days ahead.

    People are their slots and their zone, an IANA name. The day is that of the first; of its hours, the one nearest to
    early evening is taken, at the weekend to late morning.
    """
    first = ZoneInfo(people[0][1])
    tomorrow = (now.astimezone(first) + timedelta(days=1)).date()
    all_of_them = reduce(and_, (hours(slots, zone, now=now) for slots, zone in people))
    found: dict[date, list[datetime]] = {}
    for number in range(AHEAD):
        at = _begin(now) + number * HOUR
        day = at.astimezone(first).date()
        if day >= tomorrow and all_of_them >> number & 1:
            found.setdefault(day, []).append(at)
    return [min(times, key=lambda at: _from_usual(at.astimezone(first))) for times in found.values()][:most]


def hours(slots: Slots, zone: str, *, now: datetime) -> int:
    """Return which of the hours ahead suit, as bits: two have time together if they share one."""
    within = _by_slot(zone, _begin(now))
    return reduce(or_, (within[slot] for slot in slots or [UNSAID]))


@lru_cache
def _by_slot(zone: str, begin: datetime) -> Mapping[int, int]:
    """Return for each slot, and for who has said nothing, the hours from whose beginning an hour lies within it."""
    there = ZoneInfo(zone)
    found = dict.fromkeys([*range(ALL), UNSAID], 0)
    for number in range(AHEAD):
        local = (begin + number * HOUR).astimezone(there)
        minute = local.hour * 60 + local.minute
        day = {local.weekday() * len(PARTS) + part: span for part, span in enumerate(PARTS)}
        for slot, (first, last) in (day | {UNSAID: ANY_TIME}).items():
            if first * 60 <= minute <= (last - 1) * 60:
                found[slot] |= 1 << number
    return found


def _begin(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + HOUR


def _from_usual(local: datetime) -> int:
    usual = USUAL_AT_THE_WEEKEND if local.weekday() >= SATURDAY else USUAL_HOUR
    return abs(local.hour - usual)
