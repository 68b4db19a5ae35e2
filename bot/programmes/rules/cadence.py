"""How often something repeats, and on which dates: by the clock on the wall, whatever the clocks do meanwhile."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from bot.guilds.rules.instants import to_instant


class Every(StrEnum):
    WEEK = "week"
    TWO_WEEKS = "two weeks"
    FOUR_WEEKS = "four weeks"
    MONTH = "month"
    """On the first such weekday of each month."""


WEEKS = {Every.WEEK: 1, Every.TWO_WEEKS: 2, Every.FOUR_WEEKS: 4}
MOST_LOOKED_AT = 1000


@dataclass(frozen=True)
class Cadence:
    """`weekday`: 0 is Monday. `begins_on`: from that day on; two and four weeks are counted from it."""

    every: Every
    weekday: int
    hour: int
    begins_on: date


def dates(
    cadence: Cadence, *, zone: str, after: datetime, most: int, skipped: Collection[date] = ()
) -> list[tuple[date, datetime]]:
    """Return the next days after an instant, each with its instant in UTC; by the wall clock of an IANA zone.

    Where the clocks are put forward over the hour, it is as much later; where put back, it is the first of the two.
    """
    there = ZoneInfo(zone)
    instants = ((wall.date(), to_instant(wall, there)) for wall in _walls(cadence, after.astimezone(there).date()))
    return list(islice(((day, at) for day, at in instants if at > after and day not in skipped), most))


def _walls(cadence: Cadence, not_before: date) -> Iterator[datetime]:
    """Yield the times on the wall, from a day on: rrule is right in naive local time alone."""
    hour = time(cadence.hour)
    if cadence.every is Every.MONTH:
        first = datetime.combine(max(cadence.begins_on, not_before.replace(day=1)), hour)
        found = rrule(MONTHLY, byweekday=weekday(cadence.weekday)(+1), dtstart=first)
        return (wall for wall in islice(found, MOST_LOOKED_AT))
    begins = _first_weekday(cadence)
    step = timedelta(weeks=WEEKS[cadence.every])
    passed = max((not_before - begins) // step, 0)
    found = rrule(WEEKLY, interval=WEEKS[cadence.every], dtstart=datetime.combine(begins + passed * step, hour))
    return (wall for wall in islice(found, MOST_LOOKED_AT))


def _first_weekday(cadence: Cadence) -> date:
    return cadence.begins_on + timedelta(days=(cadence.weekday - cadence.begins_on.weekday()) % 7)
