"""What those who were at a meetup say of it afterwards, to its host alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.errors import UserFacingError

SHOWN_FROM = 5
"""Of fewer people a rating would tell who gave it."""
MOST_WORDS = 300


class Rating(IntEnum):
    VERY_GOOD = 5
    GOOD = 4
    ALL_RIGHT = 3
    NOT_SO_GOOD = 2
    NOT_GOOD = 1


@dataclass(frozen=True)
class Feedback:
    rating: Rating
    words: str


@dataclass
class NoRatingError(UserFacingError):
    """None was chosen that there is."""


@dataclass
class NotThereError(UserFacingError):
    """For those who said that they would come, and not for the host."""

    title: str


def read_rating(chosen: str) -> Rating:
    """Raise NoRatingError for what no form offers."""
    for rating in Rating:
        if chosen == str(rating.value):
            return rating
    raise NoRatingError


def shape(feedback: Sequence[Feedback]) -> dict[Rating, int] | None:
    """Return how many gave each rating; None: too few to be shown."""
    if len(feedback) < SHOWN_FROM:
        return None
    counted = Counter(one.rating for one in feedback)
    return {rating: counted[rating] for rating in Rating}


def words(feedback: Sequence[Feedback]) -> list[str]:
    """Return what was written, in an order that does not tell who wrote first."""
    return sorted(one.words for one in feedback if one.words)
