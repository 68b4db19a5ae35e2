"""Offers and needs: a heading where one fits, and the member's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import UserFacingError
from bot.guilds.rules.typed import check_length, one_line
from bot.skills.rules.catalogue import Catalogue, Skill

MOST_ENTRIES = 20
"""Of each side: more would bury what matters, and no select could show it."""
MOST_WORDS = 200
NO_HEADING = ""
MOST_CHARACTERS = {"aim": 300, "needs": 1000, "offers": 1000}
MORE_THAN_FOUND = 4
"""So many headings that come near are offered for each phrase."""
MOST_CHOICES = 25
"""That a select holds."""
_BETWEEN = re.compile(r"[\n,;•·]|\.\s|\.$")
_BULLET = re.compile(r"^(?:[-*–]|\d{1,2}[.)])\s+")


class Side(StrEnum):
    NEED = "need"
    OFFER = "offer"


@dataclass(frozen=True)
class Entry:
    """`slug`: of its heading. None: none fits yet; NO_HEADING: the member wants none.

    One that `rests` is kept, and not counted on.
    """

    id: int
    side: Side
    slug: str | None
    words: str
    said_at: datetime
    rests: bool = False


@dataclass(frozen=True)
class Shown:
    """An entry under the heading that holds now."""

    entry: Entry
    skill: Skill | None

    @property
    def name(self) -> str:
        """What it is called in one line: its heading, or else its words."""
        return self.skill.name if self.skill else self.entry.words


@dataclass(frozen=True)
class Phrase:
    """One thing out of what was typed. `fits`: its headings, the surest first, of which `found` many are meant."""

    words: str
    fits: tuple[Skill, ...]
    found: int


@dataclass(frozen=True)
class Choice:
    """That a phrase stands under a heading."""

    phrase: int
    skill: Skill


@dataclass
class TooManyEntriesError(UserFacingError):
    side: Side
    most: int
    typed: int


def split(typed: str) -> list[str]:
    """Return the single things of a text: between commas, semicolons, sentences and lines."""
    parts = (one_line(_BULLET.sub("", part.strip())) for part in _BETWEEN.split(typed))
    return list(dict.fromkeys(part for part in parts if any(map(str.isalnum, part))))


def read(side: Side, typed: str, catalogue: Catalogue) -> list[Phrase]:
    """Return the phrases of a text with the headings that fit. Raises TooManyEntriesError or TooLongError."""
    parts = split(typed)
    if len(parts) > MOST_ENTRIES:
        raise TooManyEntriesError(side, MOST_ENTRIES, len(parts))
    for part in parts:
        check_length("longest line", part, most=MOST_WORDS)
    return [_phrase(part, catalogue) for part in parts]


def _phrase(words: str, catalogue: Catalogue) -> Phrase:
    found = catalogue.find(words)
    return Phrase(words, tuple(catalogue.near(words, most=len(found) + MORE_THAN_FOUND)), len(found))


def choices(phrases: Sequence[Phrase]) -> list[Choice]:
    """Return what can be chosen: the surest of each phrase, then the next of each, as far as a select holds it."""
    depth = max((len(phrase.fits) for phrase in phrases), default=0)
    every = [
        Choice(number, phrase.fits[place])
        for place in range(depth)
        for number, phrase in enumerate(phrases)
        if place < len(phrase.fits)
    ]
    return sorted(every[:MOST_CHOICES], key=lambda choice: choice.phrase)


def meant(phrases: Sequence[Phrase]) -> list[Choice]:
    """Return what is chosen before anybody has."""
    return [one for one in choices(phrases) if one.skill in phrases[one.phrase].fits[: phrases[one.phrase].found]]
