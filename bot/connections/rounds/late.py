"""Who comes when a round has begun is introduced to who is free: those who wait, and others who came late."""

from dataclasses import replace

from bot.connections.store import draws
from bot.database import Tx
from bot.outbox import DueItem, Job
from bot.programmes import answering, rounds
from bot.programmes.rules.programme import Stage

from . import preparing, waves
from .preparing import DrawnAmong, Snapshot


def _read(tx: Tx, item: DueItem) -> Snapshot | None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.BEGUN)
    drawn = None if found is None else draws.get(tx, found.id)
    if found is None or drawn is None or tx.now >= found.joined_until:
        return None
    placed = {place.member_id for place in drawn.places if place.number}
    free = [one for one in answering.said_in(tx, found) if one not in placed]
    free += [place.member_id for place in drawn.left_out if place.member_id not in free]
    return preparing.snapshot_of(tx, found, free, drawn)


def _write(tx: Tx, item: DueItem, snapshot: Snapshot | None, among: DrawnAmong | None) -> None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.BEGUN)
    if found is None or snapshot is None or among is None:
        return
    preparing.require_unchanged(tx, found, snapshot)
    drawn = draws.the(tx, found.id)  # by now more of the groups may be introduced
    places = preparing.places_of(among.drawn, among.marks, after=max(drawn.groups, default=0))
    waited = {place.member_id for place in drawn.left_out if not place.is_late}
    as_now = [replace(place, is_late=place.member_id not in waited) for place in places]
    moved = {place.member_id for place in as_now}
    kept = [place for place in drawn.places if place.member_id not in moved]
    draws.put(tx, replace(drawn, places=[*kept, *as_now]))
    if any(place.number for place in as_now):
        waves.next_wave(tx, found)


FINDING = Job(read=_read, work=preparing.drawn_among, write=_write)
