"""What waits in the outbox, as others see it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from .steps import Step


class DueState(StrEnum):
    PENDING = "pending"
    DONE = "done"
    SKIPPED = "skipped"
    WITHDRAWN = "withdrawn"  # no longer wanted; it comes back when it is scheduled again
    FAILED = "failed"


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # an attempt was begun, and how it ended is not written down yet
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    PERHAPS_SENT = "perhaps sent"  # can't be found out; not sent again


class CardState(StrEnum):
    LIVE = "live"
    GONE = "gone"


class Place(StrEnum):
    CHANNEL = "channel"  # or a thread: Discord gives both the same kind of id
    MEMBER = "member"


@dataclass(frozen=True)
class Target:
    """Where something is sent: a channel or thread, or a member's direct messages."""

    place: Place
    id: int


def channel(channel_id: int) -> Target:
    return Target(Place.CHANNEL, channel_id)


def direct_messages(member_id: int) -> Target:
    return Target(Place.MEMBER, member_id)


@dataclass(frozen=True)
class DueItem:
    """Something that must happen at a time. `args` holds references, never copies."""

    id: int
    key: str
    kind: str
    guild_id: int
    subject: str
    args: dict[str, Any]
    due_at: datetime
    attempts: int = 0


@dataclass(frozen=True)
class Delivery:
    """One message or change that must reach Discord exactly once."""

    id: int
    key: str
    kind: str
    guild_id: int
    target: Target
    subject: str
    args: dict[str, Any]
    recipients: tuple[int, ...]
    steps: tuple[Step, ...]
    results: tuple[Any, ...]
    state: DeliveryState
    token: str | None
    anchor: int | None
    plain_text: str | None
    attempts: int
    stumbles: int
    expires_at: datetime | None

    @property
    def step(self) -> Step:
        """The next one to be done."""
        return self.steps[len(self.results)]


@dataclass(frozen=True)
class Card:
    """The living message that shows `subject`; `wanted` rises with every change of what it should show.

    `doubt_until`: an edit whose end is not known may still arrive; the card is edited once more then.
    """

    subject: str
    kind: str
    guild_id: int
    channel_id: int
    message_id: int | None
    token: str | None
    wanted: int
    shown: int
    doubt_until: datetime | None
    attempts: int
    stumbles: int
    state: CardState

    @property
    def target(self) -> Target:
        return channel(self.channel_id)


@dataclass(frozen=True)
class Trouble:
    """What organisers should hear of: something of theirs did not, or perhaps did not, reach Discord."""

    class Kind(StrEnum):
        NOT_SENT = "not sent"
        PERHAPS_SENT = "perhaps sent"
        CARD_GONE = "card gone"
        NOT_DONE = "not done"
        DIRECT_MESSAGES_STOPPED = "direct messages stopped"

    kind: Kind
    guild_id: int
    key: str
    subject: str
    what: str
    reason: str
    args: dict[str, Any] = field(default_factory=dict)
