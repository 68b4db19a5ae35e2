"""The hour has come: Discord is asked once more who is there, and the groups are introduced, in waves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from bot import outbox
from bot.connections import introducing
from bot.connections.rules.matching.asked import LEAST, Asked, Drawn, pair
from bot.connections.rules.matching.draw import draw_there
from bot.connections.rules.participation import State
from bot.connections.rules.rounds import Draw, Place, counted_anew
from bot.connections.store import draws, participants
from bot.database import Tx
from bot.notices.troubles import tell_organisers
from bot.outbox import DueItem, Job, StaleSnapshotError, Tools, Trouble
from bot.programmes import announcing, answering, rounds
from bot.programmes.rules.programme import LATEST, Round, Stage
from bot.threads import corners

from . import preparing
from .preparing import Snapshot
from .subjects import CALLED_OFF, LEFT_OUT, WAVE, preview_subject

WAVE_SIZE = 10
"""Groups in one transaction: it takes some fifteen milliseconds each."""
BETWEEN_WAVES = timedelta(seconds=15)
MOST_THREADS = 950
"""Open in a guild, of the thousand that Discord allows: some are left for others."""
TRIED_AGAIN = timedelta(hours=1)


def _read(tx: Tx, item: DueItem) -> Snapshot | None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.PREPARED)
    drawn = None if found is None else draws.get(tx, found.id)
    if found is None or drawn is None:
        return None
    return preparing.snapshot_of(tx, found, [place.member_id for place in drawn.places], drawn)


async def _work(tools: Tools, snapshot: Snapshot | None) -> list[Place] | None:
    """Return the places of those who are still there; who has lost their group by it is drawn once more."""
    if snapshot is None or snapshot.draw is None:
        return None
    marks = await preparing.marks_of(tools, snapshot)
    kept = [place for group in _intact(snapshot.draw, snapshot.asked, marks) for place in group]
    fixed = {place.member_id for place in kept}
    loose = {place.member_id: place for place in snapshot.draw.places if place.member_id not in fixed}
    others = {one: marks[one] for one in loose if one in marks}
    again = any(place.number for place in loose.values())
    drawn = await tools.workers.run(draw_there, snapshot.asked, others) if again else Drawn((), tuple(others))
    first = max((place.number for place in kept), default=0)
    return [*kept, *preparing.places_of(drawn, marks, after=first), *_on_a_break(snapshot)]


def _on_a_break(snapshot: Snapshot) -> list[Place]:
    """Return those who take one since it was drawn, as left out: from what they are it could be read off."""
    asked = set(snapshot.present.member_ids)
    places = snapshot.draw.places if snapshot.draw else ()
    return [replace(place, number=0, is_locked=False) for place in places if place.member_id not in asked]


def _intact(drawn: Draw, asked: Asked, marks: Mapping[int, frozenset[int]]) -> list[list[Place]]:
    """Return what is left of the groups, where it is a group still."""
    groups = [[one for one in group if one.member_id in marks] for group in drawn.groups.values()]
    return [group for group in groups if len(group) >= LEAST and not _apart(group, asked)]


def _apart(group: Sequence[Place], asked: Asked) -> bool:
    """Whether somebody has wished meanwhile never to be introduced to another of these."""
    return any(pair(one.member_id, other.member_id) in asked.apart for one, other in combinations(group, 2))


def _write(tx: Tx, item: DueItem, snapshot: Snapshot | None, places: list[Place] | None) -> None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.ASKING, Stage.PREPARED)
    if found is None:
        return
    if tx.now > found.begins_at + LATEST:
        call_off(tx, found)
        return
    if snapshot is None or snapshot.draw is None or places is None:
        raise StaleSnapshotError  # it is not drawn yet
    preparing.require_unchanged(tx, found, snapshot)
    draws.put(tx, replace(snapshot.draw, places=counted_anew(places)))
    rounds.put_stage(tx, found, Stage.BEGUN)
    outbox.touch_card(tx, subject=preview_subject(found.id))
    next_wave(tx, found)
    asked = set(snapshot.present.member_ids)
    for place in places:
        if not place.number and place.member_id in asked:
            tell(tx, found, place.member_id, LEFT_OUT)


def call_off(tx: Tx, found: Round) -> None:
    """Let a round be; everybody who was in, takes no break and is not introduced yet is told, alone."""
    drawn = draws.get(tx, found.id)
    introduced = {place.member_id for place in drawn.places if place.introduction_id} if drawn else set[int]()
    rounds.put_stage(tx, found, Stage.CANCELLED)
    outbox.withdraw(tx, subject=preview_subject(found.id))
    outbox.touch_card(tx, subject=preview_subject(found.id))
    for one in participants.among(tx, found.guild_id, answering.who_is_in(tx, found)):
        if one.state is State.IN and one.member_id not in introduced:
            tell(tx, found, one.member_id, CALLED_OFF)


def tell(tx: Tx, found: Round, member_id: int, kind: str) -> None:
    """Have this said to one who is in the round, alone."""
    corners.tell(
        tx,
        guild_id=found.guild_id,
        member_id=member_id,
        channel_id=found.channel_id,
        kind=kind,
        once=found.id,
        args={"round_id": found.id},
        until=found.ends_at,
    )


# Waves: so many threads at a time, and none where Discord takes no more


def next_wave(tx: Tx, found: Round, *, after: timedelta = timedelta(0)) -> None:
    """Have those groups introduced that are not yet; an item that is done with this key would keep it from coming."""
    drawn = draws.the(tx, found.id)
    how_far = f"{drawn.introduced}/{len(drawn.groups)}"
    once = f"{how_far}:{tx.now:%Y-%m-%dT%H:%M:%S}"
    announcing.schedule(tx, found, WAVE, at=tx.now + after, once=once, useless_after=found.ends_at)


def _guild_of(_tx: Tx, item: DueItem) -> int:
    return item.guild_id


async def _room_for(tools: Tools, guild_id: int) -> int:
    return MOST_THREADS - await tools.sender.active_threads(guild_id)


def _introduce(tx: Tx, item: DueItem, _guild_id: int, room_for: int) -> None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.BEGUN)
    drawn = None if found is None else draws.get(tx, found.id)
    if found is None or drawn is None:
        return
    waiting = [(number, group) for number, group in drawn.groups.items() if not group[0].introduction_id]
    for number, group in waiting[: min(WAVE_SIZE, room_for)] if room_for > 0 else ():
        introduction_id = introducing.bring_together(
            tx,
            guild_id=found.guild_id,
            channel_id=found.channel_id,
            people=[place.member_id for place in group],
            round_id=found.id,
        )
        draws.put_introduction(tx, found.id, number, introduction_id)
    outbox.touch_card(tx, subject=announcing.subject(found.id))
    outbox.touch_card(tx, subject=preview_subject(found.id))
    if room_for < min(len(waiting), WAVE_SIZE):
        _tell_of_full(tx, item)
        next_wave(tx, found, after=TRIED_AGAIN)
    elif len(waiting) > WAVE_SIZE:
        next_wave(tx, found, after=BETWEEN_WAVES)


def _tell_of_full(tx: Tx, item: DueItem) -> None:
    reason = f"about {MOST_THREADS} threads or more are open in this server, and Discord allows 1,000"
    subject = f"wave:{item.args['round_id']}"
    tell_organisers(tx, Trouble(Trouble.Kind.NOT_DONE, item.guild_id, subject, subject, WAVE, reason, item.args))


BEGINNING = Job(read=_read, work=_work, write=_write)
WAVES = Job(read=_guild_of, work=_room_for, write=_introduce)
