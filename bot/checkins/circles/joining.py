"""Join a circle, leave it, and be mentioned in it or not."""

from collections.abc import Collection
from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn, require_allowed
from bot.members import wishes

from . import rights
from .keeping import keep
from .rules import going
from .rules.circle import Circle
from .rules.going import LAP_UNDER_WAY
from .rules.refusals import NotInCircleError
from .store import circles
from .subjects import subject


@dataclass(frozen=True)
class Joined:
    """`is_new`: they were not in it. `ahead`: how many are called before them in this lap; None: they are not."""

    circle: Circle
    is_new: bool
    ahead: int | None


def join(tx: Tx, *, actor: Actor, circle_id: int) -> Joined:
    """Have the actor in. Everybody may be; in a lap under way, their turn comes at its end."""
    before = rights.here(tx, actor, circle_id)
    after = keep(tx, before, going.join(before, actor.member_id))
    coming = [one.member_id for one in after.to_come()] if after.stage in LAP_UNDER_WAY else []
    ahead = coming.index(actor.member_id) + 1 if actor.member_id in coming else None
    return Joined(after, actor.member_id not in before.member_ids, ahead)


def leave(tx: Tx, *, actor: Actor, circle_id: int) -> Circle:
    """Have the actor out; the piece goes on if they have it. Raises NotInCircleError, and what `join` does."""
    before = rights.here(tx, actor, circle_id)
    going.check_live(before)
    if actor.member_id not in before.member_ids:
        raise NotInCircleError
    return keep(tx, before, going.leave(before, [actor.member_id], now=tx.now))


def post_again(tx: Tx, *, actor: Actor, circle_id: int, missing_in: MissingIn) -> Circle:
    """Have the card stand in the channel again whose message is gone. Whoever is in the circle may.

    Raises NotInCircleError, CircleOverError, CantPostHereError.
    """
    circle = rights.here(tx, actor, circle_id)
    going.check_live(circle)
    if actor.member_id not in circle.member_ids and not rights.hosts(tx, actor, circle):
        raise NotInCircleError
    require_allowed(circle.channel_id, missing_in)
    outbox.repost_card(tx, subject=subject(circle.id), channel=outbox.channel(circle.channel_id))
    return circle


def choose_mentions(tx: Tx, *, actor: Actor, circle_id: int, wished: bool) -> None:
    """Have the actor mentioned when they get the piece, or not; in every circle."""
    del circle_id
    wishes.choose_mentions_in_circles(tx, actor=actor, wished=wished)


def take_out(tx: Tx, circle: Circle, member_ids: Collection[int]) -> Circle:
    """Take those out who are not in the guild any more: the piece goes on, and the hosting may."""
    after = going.leave(circle, member_ids, now=tx.now)
    return keep(tx, circle, going.without_host(after) if circle.host_id in member_ids else after)


def take_out_of_all(tx: Tx, guild_id: int, member_id: int) -> None:
    for circle in circles.live_with(tx, guild_id, member_id):
        take_out(tx, circle, [member_id])
