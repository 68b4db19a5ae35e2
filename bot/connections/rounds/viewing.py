"""What everybody sees of a round: how far it is, and how many are in. Of nobody who they are."""

from dataclasses import dataclass
from datetime import datetime

from bot.connections.rules.participation import State
from bot.connections.rules.rounds import Settings, settings_from_json
from bot.connections.store import draws, participants
from bot.database import Tx
from bot.programmes import answering, rounds
from bot.programmes.rules.programme import Programme, Round, Stage


@dataclass(frozen=True)
class RoundView:
    """`people`: so many are in, or were. `groups`: so many were made, once it has begun; `introduced`: of them, by now.

    `next_at`: when the next round begins.
    """

    round: Round
    programme: Programme
    settings: Settings
    people: int
    groups: int
    introduced: int
    next_at: datetime | None


def view(tx: Tx, round_id: int) -> RoundView | None:
    found = rounds.get(tx, round_id)
    if found is None:
        return None
    programme, drawn = rounds.programme_of(tx, found), draws.get(tx, round_id)
    if drawn is None or found.stage in {Stage.ASKING, Stage.CANCELLED}:
        taking = participants.among(tx, found.guild_id, answering.who_is_in(tx, found))
        people = sum(one.state is State.IN for one in taking)
    else:
        people = len(drawn.places)
    groups = len(drawn.groups) if drawn and found.stage not in {Stage.ASKING, Stage.PREPARED} else 0
    introduced = drawn.introduced if drawn else 0
    settings = settings_from_json(found.settings)
    return RoundView(found, programme, settings, people, groups, introduced, rounds.next_after(tx, found))
