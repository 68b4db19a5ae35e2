"""Who takes part in introductions, and how they wish them to be."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import UserFacingError

from .slots import Slots


class State(StrEnum):
    IN = "in"
    PAUSED = "paused"
    RESTS = "rests"


class Size(StrEnum):
    EITHER = "either"
    PAIR = "pair"
    TRIO = "trio"


class Mix(StrEnum):
    ANY = "any"
    OTHER = "other"
    SAME = "same"


EVERY = (7, 14, 28, 0)
"""Days between two introductions that a member may choose; 0: as often as somebody fits."""
MOST_WEEKS = 26
"""Of a pause: long enough for what life brings, and never without an end."""


@dataclass(frozen=True)
class Wishes:
    """`every`: at least so many days between two introductions. `size`, `mix`: for rounds, in which others choose."""

    every: int = EVERY[0]
    size: Size = Size.EITHER
    mix: Mix = Mix.ANY
    slots: Slots = frozenset()


@dataclass(frozen=True)
class Participant:
    """`channel_id`: where they joined; their threads are opened there, unless the community has chosen a channel."""

    id: int
    guild_id: int
    member_id: int
    channel_id: int
    state: State
    paused_until: datetime | None
    wishes: Wishes


@dataclass
class NotJoinedError(UserFacingError):
    """The actor takes no part in introductions."""


@dataclass
class OthersNotJoinedError(UserFacingError):
    """These members take no part in them."""

    member_ids: tuple[int, ...]


def is_free(participant: Participant, *, last: datetime | None, now: datetime) -> bool:
    """Whether they can be introduced now; `last`: when they were last."""
    rested = last is None or now - last >= timedelta(days=participant.wishes.every)
    return participant.state is State.IN and rested
