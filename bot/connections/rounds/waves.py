"""The groups of a round are introduced, some at a time: so many threads at once, and none where there is no room."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

from bot import outbox
from bot.connections import consenting, introducing
from bot.connections.rules.matching.asked import LEAST, pair
from bot.connections.rules.participation import State
from bot.connections.rules.rounds import Draw, Place
from bot.connections.store import draws, participants
from bot.database import Tx
from bot.notices.troubles import tell_organisers
from bot.outbox import DueItem, Job, Tools, Trouble
from bot.programmes import announcing, rounds
from bot.programmes.rules.programme import Round, Stage
from bot.threads import following

from . import history
from .subjects import LATE, WAVE, preview_subject

WAVE_SIZE = 10
"""Groups in one transaction: it takes some fifteen milliseconds each."""
BETWEEN_WAVES = timedelta(seconds=15)
MOST_WAITING = 20
"""Groups that are introduced and have no thread yet: with so many, Discord is slow or refuses, and the others wait."""
MOST_THREADS = 950
"""Open in a guild, of the thousand that Discord allows: some are left for others."""
NO_THREADS_YET = timedelta(minutes=5)
TRIED_AGAIN = timedelta(hours=1)


def next_wave(tx: Tx, found: Round, *, after: timedelta = timedelta(0)) -> None:
    """Have those groups introduced that are not yet; an item that is done with this key would keep it from coming."""
    drawn, at = draws.the(tx, found.id), tx.now + after
    once = f"{drawn.revision}:{drawn.introduced}/{len(drawn.groups)}:{at:%Y-%m-%dT%H:%M:%S}"
    announcing.schedule(tx, found, WAVE, at=at, once=once, useless_after=found.ends_at)


def _guild_of(_tx: Tx, item: DueItem) -> int:
    return item.guild_id


async def _room_for(tools: Tools, guild_id: int) -> int:
    return MOST_THREADS - await tools.sender.active_threads(guild_id)


def _introduce(tx: Tx, item: DueItem, _guild_id: int, room_for: int) -> None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.BEGUN)
    drawn = None if found is None else draws.get(tx, found.id)
    if found is None or drawn is None:
        return
    waiting = [group for group in drawn.groups.values() if not group[0].introduction_id]
    if not waiting:
        return
    wanted = min(len(waiting), WAVE_SIZE)
    possible = min(wanted, room_for, MOST_WAITING - _without_a_thread(tx, drawn))
    if possible > 0:
        _bring_together(tx, found, waiting[:possible])
        outbox.touch_card(tx, subject=announcing.subject(found.id))
        outbox.touch_card(tx, subject=preview_subject(found.id))
    if room_for < wanted:
        _tell_of_full(tx, item)
        next_wave(tx, found, after=TRIED_AGAIN)
    elif possible < len(waiting):
        next_wave(tx, found, after=BETWEEN_WAVES if possible > 0 else NO_THREADS_YET)


def _without_a_thread(tx: Tx, drawn: Draw) -> int:
    """Return how many of the groups that were introduced last have no thread yet."""
    made = sorted({place.introduction_id for place in drawn.places if place.introduction_id})
    threads = (following.about(tx, consenting.subject(one)) for one in made[-MOST_WAITING:])
    return sum(one is not None and one.thread.is_open and one.place is None for one in threads)


def _bring_together(tx: Tx, found: Round, groups: Sequence[Sequence[Place]]) -> None:
    """Introduce each group as it can be by now; who has lost theirs is sought for like who comes late."""
    ids = [place.member_id for group in groups for place in group]
    there = {one.member_id for one in participants.among(tx, found.guild_id, ids) if one.state is State.IN}
    apart = history.apart(tx, ids)
    lost = list[int]()
    for group in groups:
        people = [place.member_id for place in group if place.member_id in there]
        if len(people) < LEAST or any(pair(*two) in apart for two in combinations(people, 2)):
            lost += people
            people = []
        draws.take_out(tx, found.id, [place.member_id for place in group if place.member_id not in people])
        if people:
            introduction_id = introducing.bring_together(
                tx, guild_id=found.guild_id, channel_id=found.channel_id, people=people, round_id=found.id
            )
            draws.put_introduction(tx, found.id, group[0].number, introduction_id)
    if lost:
        announcing.schedule(tx, found, LATE, at=tx.now, once=f"lost:{tx.now:%Y-%m-%dT%H:%M:%S}")


def _tell_of_full(tx: Tx, item: DueItem) -> None:
    reason = f"about {MOST_THREADS} threads or more are open in this server, and Discord allows 1,000"
    subject = f"wave:{item.args['round_id']}"
    tell_organisers(tx, Trouble(Trouble.Kind.NOT_DONE, item.guild_id, subject, subject, WAVE, reason, item.args))


WAVES = Job(read=_guild_of, work=_room_for, write=_introduce)
