"""Who is asking, and what they may do."""

from dataclasses import dataclass

from bot.errors import UserFacingError


@dataclass(frozen=True)
class Actor:
    """A member as Discord vouches for them with each command and press."""

    guild_id: int
    member_id: int
    manages_events: bool


@dataclass
class NotAnOrganiserError(UserFacingError):
    """Setting things up is for organisers; for now those are the members with Manage Events."""


def require_organiser(actor: Actor) -> None:
    if not actor.manages_events:
        raise NotAnOrganiserError
