"""The hour has come: Discord is asked once more who is there, and the groups are introduced, in waves."""

from dataclasses import replace

from bot import outbox
from bot.connections.rules.matching.draw import draw_rest
from bot.connections.store import draws
from bot.database import Tx
from bot.outbox import DueItem, Job, StaleSnapshotError, Tools
from bot.programmes import rounds
from bot.programmes.rules.programme import LATEST, Round, Stage

from . import preparing, telling, waves
from .preparing import DrawnAmong, Snapshot
from .subjects import LEFT_OUT, preview_subject


def _read(tx: Tx, item: DueItem) -> Snapshot | None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.PREPARED)
    drawn = None if found is None else draws.get(tx, found.id)
    if found is None or drawn is None:
        return None
    return preparing.snapshot_of(tx, found, [place.member_id for place in drawn.places], drawn)


async def _work(tools: Tools, snapshot: Snapshot | None) -> DrawnAmong | None:
    """Return the groups with those who are still there; who has lost theirs by it is drawn once more."""
    if snapshot is None or snapshot.draw is None:
        return None
    marks = await preparing.marks_of(tools, snapshot)
    before = [tuple(place.member_id for place in group) for group in snapshot.draw.groups.values()]
    return DrawnAmong(await tools.workers.run(draw_rest, snapshot.asked, marks, before), marks)


def _write(tx: Tx, item: DueItem, snapshot: Snapshot | None, again: DrawnAmong | None) -> None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.ASKING, Stage.PREPARED)
    if found is None:
        return
    if tx.now > found.begins_at + LATEST:
        call_off(tx, found)
        return
    if snapshot is None or snapshot.draw is None or again is None:
        raise StaleSnapshotError  # it is not drawn yet
    preparing.require_unchanged(tx, found, snapshot)
    before = {place.member_id: place for place in snapshot.draw.places}
    places = [
        replace(place, seat=before[place.member_id].seat)  # the draw's own: who is drawn once more keeps theirs
        for place in preparing.places_of(again.drawn, again.marks, after=0)
    ]
    draws.put(tx, replace(snapshot.draw, places=[*places, *preparing.on_a_break(snapshot)]))
    rounds.put_stage(tx, found, Stage.BEGUN)
    outbox.touch_card(tx, subject=preview_subject(found.id))
    waves.next_wave(tx, found)
    for member_id in again.drawn.left_out:
        telling.tell(tx, found, member_id, LEFT_OUT, until=found.ends_at)


def call_off(tx: Tx, found: Round) -> None:
    """Let a round be; everybody who was in, takes no break and is not introduced yet is told, alone."""
    rounds.put_stage(tx, found, Stage.CANCELLED)
    outbox.withdraw(tx, subject=preview_subject(found.id))
    outbox.touch_card(tx, subject=preview_subject(found.id))
    telling.tell_rest(tx, found)


BEGINNING = Job(read=_read, work=_work, write=_write)
