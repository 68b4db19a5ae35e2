"""A programme, and one round of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.errors import UserFacingError

from .cadence import Cadence, Every

ASKED_BEFORE = timedelta(days=1)
"""So long before a round begins people are asked whether they are in."""
CLOSES_BEFORE = timedelta(hours=2)
"""So long before it they can change their mind; then it is prepared, and organisers can look at it."""
LATEST = timedelta(days=2)
"""A round that could not begin in time, as the bot was not running, begins so much later at most."""
MOST_DAYS = timedelta(days=21)
"""A round lasts until the next one, and so long at most."""
MOST_PROGRAMMES = 7
"""More do not fit into one answer with their buttons. One that has ended counts until its last round is over."""
MOST_NAME = 60
MOST_SKIPPED = 10


class State(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


class Stage(StrEnum):
    """Of a round: people say whether they are in; it is prepared; it has begun; its end."""

    ASKING = "asking"
    PREPARED = "prepared"
    BEGUN = "begun"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Plan:
    """What organisers decide. `role_id`: pinged when people are asked. `settings`: the topic's, ready for JSON."""

    name: str
    channel_id: int
    cadence: Cadence
    role_id: int | None = None
    skipped: frozenset[date] = frozenset()
    settings: Mapping[str, Any] = field(default_factory=dict)


def to_json(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "channel_id": plan.channel_id,
        "role_id": plan.role_id,
        "every": plan.cadence.every,
        "weekday": plan.cadence.weekday,
        "hour": plan.cadence.hour,
        "begins_on": plan.cadence.begins_on.isoformat(),
        "skipped": sorted(day.isoformat() for day in plan.skipped),
        "settings": dict(plan.settings),
    }


def from_json(stored: Mapping[str, Any]) -> Plan:
    """Return a plan as `to_json` made it."""
    begins_on = date.fromisoformat(stored["begins_on"])
    return Plan(
        stored["name"],
        stored["channel_id"],
        Cadence(Every(stored["every"]), stored["weekday"], stored["hour"], begins_on),
        stored["role_id"],
        frozenset(map(date.fromisoformat, stored["skipped"])),
        stored["settings"],
    )


@dataclass(frozen=True)
class Programme:
    """`topic` names what its rounds are."""

    id: int
    guild_id: int
    topic: str
    plan: Plan
    state: State


@dataclass(frozen=True)
class Round:
    """`number` counts the rounds of a programme, from 1. `settings`: as the plan's were when it was announced."""

    id: int
    programme_id: int
    guild_id: int
    channel_id: int
    number: int
    stage: Stage
    begins_at: datetime
    ends_at: datetime
    settings: Mapping[str, Any]

    @property
    def closes_at(self) -> datetime:
        return self.begins_at - CLOSES_BEFORE

    @property
    def joined_until(self) -> datetime:
        """Who comes later joins the next one: less than half of it is left."""
        return self.begins_at + (self.ends_at - self.begins_at) / 2


@dataclass
class NoSuchProgrammeError(UserFacingError):
    """There is none of this name here, or it is closed. `names`: of those there are."""

    typed: str
    names: tuple[str, ...]


@dataclass
class TooManyProgrammesError(UserFacingError):
    """So many run here already."""

    most: int


@dataclass
class ProgrammeChangedError(UserFacingError):
    """Somebody else has changed it since the plan was begun, so that nothing was saved."""

    name: str


@dataclass
class NameTakenError(UserFacingError):
    """Another programme here is called so."""

    name: str


@dataclass
class NoNameError(UserFacingError):
    """A programme needs a name that can be read."""


@dataclass
class RoundClosedError(UserFacingError):
    """It is too late to be in, or it was cancelled. `next_at`: when the next one begins."""

    next_at: datetime | None


@dataclass
class NoSuchRoundError(UserFacingError):
    """There is none, or not in this community."""
