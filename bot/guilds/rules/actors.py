"""Who is asking, and what they may do."""

from dataclasses import dataclass

from bot.errors import UserFacingError


@dataclass(frozen=True)
class Actor:
    """A member as Discord vouches for them with each command and press. `may_write`: where they typed or pressed."""

    guild_id: int
    member_id: int
    manages_events: bool
    manages_guild: bool = False
    role_ids: frozenset[int] = frozenset()
    may_write: bool = True


@dataclass
class NotAnOrganiserError(UserFacingError):
    """For members with Manage Events, and those with the role that the community has chosen."""


@dataclass
class NotAManagerError(UserFacingError):
    """For members with Manage Server."""
