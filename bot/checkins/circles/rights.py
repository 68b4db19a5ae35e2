"""Whose circle it is: found in the actor's own guild, hosted by its host, or by an organiser."""

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor

from .rules.circle import Circle
from .rules.going import check_live
from .rules.refusals import MayNotWriteError, NoCircleHereError, NoSuchCircleError, NotTheCircleHostError
from .store import circles


def check_may_write(actor: Actor) -> None:
    """Raise MayNotWriteError: what somebody may not say themselves, the bot does not say for them."""
    if not actor.may_write:
        raise MayNotWriteError


def here(tx: Tx, actor: Actor, circle_id: int) -> Circle:
    """Return a circle of the actor's own guild. Raises NoSuchCircleError."""
    circle = circles.get(tx, circle_id)
    if circle is None or circle.guild_id != actor.guild_id:
        raise NoSuchCircleError
    return circle


def in_channel(tx: Tx, actor: Actor, channel_id: int) -> Circle:
    """Return what goes on in a channel. Raises NoCircleHereError."""
    circle = circles.live_in(tx, channel_id)
    if circle is None or circle.guild_id != actor.guild_id:
        raise NoCircleHereError
    return circle


def hosts(tx: Tx, actor: Actor, circle: Circle) -> bool:
    return actor.member_id == circle.host_id or community.is_organiser(tx, actor)


def to_host(tx: Tx, actor: Actor, circle_id: int) -> Circle:
    """Return a live circle that the actor may host.

    Raises NoSuchCircleError, CircleOverError or NotTheCircleHostError.
    """
    circle = here(tx, actor, circle_id)
    check_live(circle)
    if not hosts(tx, actor, circle):
        raise NotTheCircleHostError(circle.host_id)
    return circle
