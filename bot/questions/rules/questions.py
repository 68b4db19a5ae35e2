"""A question, what was said to it, and whether all agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.errors import UserFacingError

YES, NO = "yes", "no"
"""What is said where consent is asked for."""


class Verdict(Enum):
    WAITING = "waiting"
    AGREED = "agreed"
    NOT_AGREED = "not agreed"


@dataclass(frozen=True)
class Question:
    """`said`: what each of those who were asked has said, None until they do. `size`: how many were asked at first."""

    id: int
    guild_id: int
    subject: str
    until: datetime
    size: int
    is_open: bool
    said: Mapping[int, str | None]


@dataclass
class NotAskedError(UserFacingError):
    """It was asked of others, or it is not there."""


@dataclass
class QuestionClosedError(UserFacingError):
    """Its time is over, or it is settled."""


def verdict(question: Question) -> Verdict:
    """Whether all have said yes. One who is not asked any more, as they were forgotten, has not."""
    said = list(question.said.values())
    if said.count(YES) == question.size:
        return Verdict.AGREED
    lacks = NO in said or len(said) < question.size or not question.is_open
    return Verdict.NOT_AGREED if lacks else Verdict.WAITING
