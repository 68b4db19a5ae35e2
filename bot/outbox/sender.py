"""What the outbox asks of Discord, and how that can fail. Every failure is one of four."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from .rules.records import Target


@dataclass(frozen=True)
class Rendered:
    """A message ready to be sent. `body` is the sender's business.

    `plain_text` is set for a message without buttons, which can't carry a mark: the text by which it is recognised.
    """

    body: Any
    plain_text: str | None = None


@dataclass(frozen=True)
class Sent:
    message_id: int
    channel_id: int


@dataclass(frozen=True)
class Mark:
    """How an attempt's message is recognised: by its token, or by its text among messages that no row knows."""

    token: str
    plain_text: str | None = None
    known: frozenset[int] = frozenset()


class SendError(Exception):
    """Base of the four."""


@dataclass
class PermanentError(SendError):
    """Certainly not done, and trying again would not help. `gone`: the place is not there any more."""

    reason: str
    code: int = 0
    gone: bool = False


@dataclass
class TransientError(SendError):
    """Certainly not done; later it may be."""

    reason: str
    retry_after: timedelta | None = None


@dataclass
class UnknownOutcomeError(SendError):
    """It may have been done."""

    reason: str


@dataclass
class DirectMessagesStoppedError(SendError):
    """Discord takes no direct messages from us for a while (40003). Certainly not done."""

    reason: str


class Sender(Protocol):
    """Each call raises SendError alone. All but `send` and `open_private_thread` may be repeated without harm."""

    def newest_message(self, target: Target) -> int | None:
        """Return the id of the newest message known there, without asking."""
        ...

    async def send(self, target: Target, body: Any, *, nonce: str) -> Sent: ...

    async def find(self, target: Target, mark: Mark, *, after: int) -> Sent | None:
        """Look for our message after this id, oldest first. Raise PermanentError if that can't be found out."""
        ...

    async def edit(self, channel_id: int, message_id: int, body: Any) -> None: ...

    async def delete(self, channel_id: int, message_id: int) -> None:
        """Delete a message of ours; one that is not there is deleted."""
        ...

    async def open_private_thread(self, channel_id: int, name: str) -> int: ...

    async def open_thread_on(self, channel_id: int, message_id: int, name: str) -> int: ...

    async def add_to_thread(self, thread_id: int, member_id: int) -> None: ...

    async def give_role(self, guild_id: int, member_id: int, role_id: int) -> None: ...

    async def take_role(self, guild_id: int, member_id: int, role_id: int) -> None: ...

    async def empty_own_threads(self, channel_id: int, *, after: int) -> Sequence[int]:
        """Return our private threads there, made after this id, in which nothing was ever written."""
        ...

    async def archive_thread(self, thread_id: int) -> None: ...

    async def who_wrote(self, thread_id: int) -> frozenset[int] | None:
        """Return the people who have written in a thread lately. None: it is not there any more."""
        ...

    async def in_guild(self, guild_id: int) -> bool:
        """Return whether the bot itself is there."""
        ...

    async def present(self, guild_id: int, member_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
        """Return those of them who are in the guild now, each with the ids of their roles."""
        ...

    async def active_threads(self, guild_id: int) -> int:
        """Return how many threads are open in a guild, as far as the bot can see."""
        ...
