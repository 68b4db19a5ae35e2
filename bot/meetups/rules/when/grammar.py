"""The small grammar: a day, an hour and a zone, in any order, with nothing left over."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from . import days, hours, iso, zones

Part = days.Day | days.Weekday | hours.Clock | hours.PartOfDay | zones.Zone
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Part, ...]]]

# Days before hours: "3 march 7" is the third at seven.
_RULES: tuple[Rule, ...] = (*iso.RULES, *days.RULES, *hours.RULES, *zones.RULES)
_between = re.compile(r"[\s,.@()!~]|(?:at|on|the|around|about)\b|(?<=\s)[-–—](?=\s)")


@dataclass(frozen=True)
class Phrase:
    day: days.Day | None = None
    weekday: days.Weekday | None = None
    clock: hours.Clock | None = None
    part_of_day: hours.PartOfDay | None = None
    zone: zones.Zone | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it names an hour: "in 3 days" does, the present one, and "in 2 hours" bears no other."""
        ahead = self.day if isinstance(self.day, days.Ahead) else None
        if self.clock is not None:
            return ahead is None or not ahead.minutes
        return ahead is not None and self.weekday is None and self.part_of_day is None

    @property
    def lacks_an_hour(self) -> bool:
        names_a_day = self.weekday is not None or self.day is not None
        return self.clock is None and names_a_day and not isinstance(self.day, days.Ahead)

    def put(self, part: Part) -> "Phrase | None":
        """Return it with the part in its place; None if that is taken."""
        match part:
            case hours.Clock() if self.clock is None:
                return replace(self, clock=part)
            case hours.PartOfDay() if self.part_of_day is None:
                return replace(self, part_of_day=part)
            case days.Weekday() if self.weekday is None:
                return replace(self, weekday=part)
            case days.Nearby() | days.Ahead() | days.Date() | days.Slashed() if self.day is None:
                return replace(self, day=part)
            case zones.Place() | zones.Shift() if self.zone is None:
                return replace(self, zone=part)
            case _:
                return None


def parse(text: str) -> Phrase | None:
    """Return the first reading of the whole text that names an hour."""
    return next((phrase for phrase in _coverings(text, 0, Phrase()) if phrase.is_whole), None)


def lacks_an_hour(text: str) -> bool:
    """Whether the whole text names a day, and only the hour is missing."""
    return any(phrase.lacks_an_hour for phrase in _coverings(text, 0, Phrase()))


def _coverings(text: str, at: int, so_far: Phrase) -> Iterator[Phrase]:
    """Yield each way to cover the text with parts, from `at` to its end."""
    while at < len(text) and (between := _between.match(text, at)):
        at = between.end()
    if at == len(text):
        yield so_far
    for pattern, build in _RULES:
        if (found := pattern.match(text, at)) and (phrase := _put_all(so_far, build(found))):
            yield from _coverings(text, found.end(), phrase)


def _put_all(phrase: Phrase | None, parts: Sequence[Part]) -> Phrase | None:
    for part in parts:
        phrase = phrase.put(part) if phrase else None
    return phrase if parts else None
