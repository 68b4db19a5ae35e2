"""Whether the bot may do in a channel what it is about to promise."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import UserFacingError

MissingIn = Callable[[int], tuple[str, ...]]
"""The permissions that the bot lacks in a channel, by their names on Discord."""


@dataclass
class CantPostHereError(UserFacingError):
    """The bot lacks these permissions in the channel where it would post."""

    channel_id: int
    missing: tuple[str, ...]


def require_allowed(channel_id: int, missing_in: MissingIn) -> None:
    """Raise CantPostHereError where the bot may not post."""
    if missing := missing_in(channel_id):
        raise CantPostHereError(channel_id, missing)
