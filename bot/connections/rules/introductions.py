"""An introduction: who, by whom, why, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import UserFacingError

ASKED_FOR = timedelta(days=7)
"""So long people have to answer; silence is a gentle no."""
MOST_OPEN = 5
"""Introductions of one asker that wait for an answer."""
MOST_WORDS = 300
LEAST_PEOPLE, MOST_PEOPLE = 2, 4
ASKED_AGAIN_AFTER = timedelta(days=28)
"""Who was asked and did not say yes is not asked for the same again by the same member before that."""
MOST_QUESTIONS = 5
"""That wait for one member's answer."""
AGAIN_AFTER = timedelta(days=90)
"""Before that, two who were introduced are not suggested to each other again."""


class State(StrEnum):
    ASKING = "asking"
    OPEN = "open"
    LAPSED = "lapsed"
    OVER = "over"


class Step(StrEnum):
    """Whether it brought somebody closer to what they would like to achieve."""

    YES = "yes"
    A_BIT = "a bit"
    NO = "no"


@dataclass(frozen=True)
class Part:
    """One person's: `gets` and `gives` are slugs of what others could do for them, and they for others."""

    gets: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    step: Step | None = None
    words: str = ""
    story_id: int | None = None
    """The question whether the words may be shared."""


@dataclass(frozen=True)
class Introduction:
    """`asker_id`: who asked for it, 0 once forgotten; `by_hand`: a member introduces others, in these words.

    `round_id`: in which it was drawn, if it was; then nobody asked for it.
    """

    id: int
    guild_id: int
    channel_id: int
    asker_id: int
    by_hand: bool
    words: str
    consent_id: int
    state: State
    made_at: datetime
    parts: Mapping[int, Part]
    round_id: int | None = None

    @property
    def people(self) -> list[int]:
        return list(self.parts)


@dataclass
class TooManyAskedError(UserFacingError):
    """So many wait for an answer already."""

    most: int


@dataclass
class AskedAlreadyError(UserFacingError):
    """These people are asked already, or introduced to each other now."""


@dataclass
class NotPeopleError(UserFacingError):
    """A bot can't be introduced."""


@dataclass
class WrongNumberError(UserFacingError):
    """Two to four different people, the one who introduces not among them."""


@dataclass
class NoSuchIntroductionError(UserFacingError):
    """There is none, not in this community, or not theirs."""


@dataclass
class NotInOneError(UserFacingError):
    """It was not said that they met."""
