"""Join a circle, and leave it."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import rights
from .keeping import keep, keep_by_itself
from .rules import going, steering
from .rules.circle import Circle
from .rules.going import LAP_UNDER_WAY
from .rules.refusals import NotInCircleError
from .store import circles


@dataclass(frozen=True)
class Joined:
    """`speaks`: they have the piece. `ahead`: how many are called before them in this lap; None: they are not."""

    circle: Circle
    speaks: bool
    ahead: int | None


@dataclass(frozen=True)
class Left:
    circle: Circle
    member_id: int


def join(tx: Tx, *, actor: Actor, circle_id: int) -> Joined:
    """Have the actor in. Everybody may be; in a lap under way, their turn comes at its end.

    Raises CircleOverError, CircleFullError.
    """
    before = rights.here(tx, actor, circle_id)
    after = keep(tx, before, lambda circle: going.join(circle, actor.member_id), by=actor.member_id)
    is_lap = after.stage in LAP_UNDER_WAY
    return Joined(
        after,
        speaks=is_lap and after.speaker_id == actor.member_id,
        ahead=after.ahead_of(actor.member_id) if is_lap else None,
    )


def leave(tx: Tx, *, actor: Actor, circle_id: int) -> Left:
    """Have the actor out; the piece goes on if they have it. Raises NotInCircleError, CircleOverError."""
    before = rights.here(tx, actor, circle_id)
    going.check_live(before)
    if actor.member_id not in before.member_ids:
        raise NotInCircleError
    after = going.leave(before, [actor.member_id], now=tx.now)  # of the one before the press: nobody comes by leaving
    return Left(keep(tx, before, lambda _: after, by=actor.member_id), actor.member_id)


def take_out(tx: Tx, circle: Circle, member_ids: Collection[int]) -> Circle:
    """Take those out who are not in the guild any more: the piece goes on, and the hosting may."""
    after = going.leave(circle, member_ids, now=tx.now)
    return keep_by_itself(tx, circle, steering.without_host(after) if circle.host_id in member_ids else after)


def take_out_of_all(tx: Tx, guild_id: int, member_id: int) -> None:
    for circle in circles.live_with(tx, guild_id, member_id):
        take_out(tx, circle, [member_id])
