"""What members of a round are told, each alone in their corner; in the channel where they are too many for that."""

from datetime import datetime

from bot import outbox
from bot.connections.rules.participation import State
from bot.connections.store import draws, participants
from bot.database import Tx
from bot.programmes import answering
from bot.programmes.rules.programme import Round, Stage
from bot.threads import corners
from bot.threads.trying import KEPT_UP

from .subjects import CALLED_OFF, CALLED_OFF_FOR_MANY

MOST_ALONE = 200
"""Each is told in a thread of their own: those of more people would fill the server, which may have a thousand."""


def tell(tx: Tx, found: Round, member_id: int, kind: str, *, until: datetime | None = None) -> None:
    """Have this said to one who is in the round. `until`: when it is of use no more; None: in a week."""
    corners.tell(
        tx,
        guild_id=found.guild_id,
        member_id=member_id,
        channel_id=found.channel_id,
        kind=kind,
        once=found.id,
        args={"round_id": found.id},
        until=until,
    )


def tell_rest(tx: Tx, found: Round) -> None:
    """Tell everybody who was in that it did not come about for them, but who was introduced or told at the hour.

    More people than can be told alone are told in the channel, without names.
    """
    draw = draws.get(tx, found.id)
    places = {place.member_id: place for place in draw.places} if draw else {}
    has_begun = found.stage not in {Stage.ASKING, Stage.PREPARED}
    waits = {one for one, place in places.items() if not place.introduction_id}
    if has_begun:
        waits -= {one for one, place in places.items() if not place.number and not place.is_late}
    said = answering.said_late(tx, found) if has_begun else answering.who_is_in(tx, found)
    waits |= {one for one in said if one not in places}
    taking = [one for one in participants.among(tx, found.guild_id, sorted(waits)) if one.state is State.IN]
    if len(taking) > MOST_ALONE:
        tell_all(tx, found, CALLED_OFF_FOR_MANY, until=tx.now + KEPT_UP)
        return
    for one in taking:
        tell(tx, found, one.member_id, CALLED_OFF)


def tell_all(tx: Tx, found: Round, kind: str, *, until: datetime) -> None:
    """Have this said in the channel, once for a round."""
    outbox.deliver(
        tx,
        key=f"{kind}:{found.id}",
        kind=kind,
        guild_id=found.guild_id,
        target=outbox.channel(found.channel_id),
        subject=f"summary:{found.id}",
        args={"round_id": found.id},
        expires_at=until,
    )
