"""Ask who takes part whether their old offers and needs still hold: in their corner, at noon by their own clock."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot import outbox
from bot.database import Tx
from bot.guilds import membership
from bot.members import zones
from bot.outbox import DueItem
from bot.profiles import renewing

from . import joining
from .rules.participation import Participant, State
from .store import participants

ASK_STILL_TRUE = "connections.ask_still_true"
STILL_TRUE_ASKED = "connections.still_true_asked"


def upkeep(tx: Tx) -> None:
    """Have those asked, about the middle of their day, who have something old. Who takes a break is asked after it."""
    for guild_id, member_id in renewing.owners_to_ask(tx):
        found = participants.of(tx, guild_id, member_id)
        if found is not None and found.state is State.IN and not membership.has_left(tx, guild_id):
            _schedule(tx, found)


def _schedule(tx: Tx, found: Participant) -> None:
    zone = ZoneInfo(zones.zone_for(tx, guild_id=found.guild_id, member_id=found.member_id))
    noon = tx.now.astimezone(zone).replace(hour=12, minute=0, second=0, microsecond=0)
    if noon <= tx.now:
        noon += timedelta(days=1)
    outbox.schedule(
        tx,
        key=f"{ASK_STILL_TRUE}:{found.id}:{noon:%Y-%m-%d}",
        kind=ASK_STILL_TRUE,
        guild_id=found.guild_id,
        subject=joining.subject(found.id),
        at=noon,
        useless_after=noon + timedelta(days=1),  # it is asked for another noon then
        args={"participant_id": found.id},
    )


def ask(tx: Tx, item: DueItem) -> None:
    """Due handler: ask once, of all that is old by now."""
    found = participants.by_id(tx, item.args["participant_id"])
    if found is None or found.state is not State.IN:
        return
    if renewing.note_asked(tx, found.guild_id, found.member_id):
        joining.tell(tx, found, STILL_TRUE_ASKED, once=item.key, until=tx.now + renewing.ANSWERED_WITHIN)
