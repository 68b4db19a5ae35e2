"""What members of a round are told, each alone in their corner."""

from datetime import datetime

from bot.connections.rules.participation import State
from bot.connections.store import draws, participants
from bot.database import Tx
from bot.programmes import answering
from bot.programmes.rules.programme import Round, Stage
from bot.threads import corners

from .subjects import CALLED_OFF


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
    """Tell everybody who was in that it did not come about for them, but who was introduced or told at the hour."""
    draw = draws.get(tx, found.id)
    places = {place.member_id: place for place in draw.places} if draw else {}
    has_begun = found.stage not in {Stage.ASKING, Stage.PREPARED}
    waits = {one for one, place in places.items() if not place.introduction_id}
    if has_begun:
        waits -= {one for one, place in places.items() if not place.number and not place.is_late}
    said = answering.said_in(tx, found) if has_begun else answering.who_is_in(tx, found)
    waits |= {one for one in said if one not in places}
    for one in participants.among(tx, found.guild_id, sorted(waits)):
        if one.state is State.IN:
            tell(tx, found, one.member_id, CALLED_OFF)
