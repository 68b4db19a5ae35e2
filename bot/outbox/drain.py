"""One bounded pass over the outbox: fire what is due, then start a send or an edit in every channel that has one."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from bot.database import Database, Tx
from bot.workers import Workers

from .editing import Editing
from .firing import Firing
from .registry import Registry, Tools
from .rules.records import Card, Delivery, Place, Target
from .rules.waits import Timing
from .sender import Sender
from .sending import Sending, direct_messages_resume
from .store import cards, deliveries, due

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    heads: list[Delivery]
    stale: list[Card]
    next_instant: datetime | None


class Drain:
    def __init__(
        self,
        db: Database,
        sender: Sender,
        registry: Registry,
        workers: Workers,
        *,
        timing: Timing,
        rng: random.Random,
        new_token: Callable[[], str],
        on_lane_free: Callable[[], None],
    ) -> None:
        self._db = db
        self._timing = timing
        self._on_lane_free = on_lane_free
        self._lanes: dict[Target, asyncio.Task[None]] = {}
        self._sends_in_a_row: Counter[Target] = Counter()
        self._begun = False
        self._next_turn = 0.0
        self._last_guild = 0
        self._next_direct: datetime | None = None
        self._firing = Firing(db, registry, Tools(sender, workers), timing, on_lane_free)
        self._sending = Sending(db, sender, registry, timing=timing, rng=rng, new_token=new_token, turn=self._turn)
        self._editing = Editing(db, sender, registry, timing=timing, turn=self._turn)

    @property
    def busy(self) -> bool:
        return bool(self._lanes or self._firing.jobs)

    async def run(self) -> datetime | None:
        """Do one pass; return when the next thing comes, which may be now."""
        if not self._begun:
            await self._db.write(self._begin)
            self._begun = True
        await self._firing.fire()
        plan = await self._db.read(self._plan)
        stale = {card.target: card for card in plan.stale}
        heads = {_lane(head): head for head in plan.heads}
        for lane in _alternating(list(heads), [lane for lane in stale if lane not in heads])[: self._free_lanes()]:
            if self._may_start(lane):
                self._start(lane, heads.get(lane), stale.get(lane))
        return min(filter(None, [plan.next_instant, self._direct_resume(self._db.clock.now())]), default=None)

    async def finish(self, seconds: float) -> None:
        """Let what is under way end, for so long; what is cut off then is settled at the next start."""
        tasks = [*self._lanes.values(), *self._firing.jobs.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, tx: Tx) -> None:
        cards.doubt_what_was_begun(tx, until=tx.now + self._timing.straggles)

    def _free_lanes(self) -> int:
        return max(self._timing.batch - len(self._lanes), 0)

    def _plan(self, tx: Tx) -> Plan:
        busy = list(self._lanes)
        resume = direct_messages_resume(tx) or self._direct_resume(tx.now)
        heads = deliveries.heads(
            tx, self._timing.batch, busy=busy, after_guild=self._last_guild, but_members=resume is not None
        )
        stale = cards.stale(tx, self._timing.batch, busy=busy)
        next_due = due.next_instant(tx, running=list(self._firing.jobs))
        instants = [next_due, deliveries.next_instant(tx), cards.next_instant(tx), resume]
        return Plan(heads, stale, min((at for at in instants if at is not None), default=None))

    def _direct_resume(self, now: datetime) -> datetime | None:
        """Return when the next direct message may be begun, if not now. A clock that was set back holds none."""
        at = self._next_direct
        return at if at is not None and now < at <= now + self._timing.direct_messages_every else None

    def _may_start(self, lane: Target) -> bool:
        """Direct messages go out one by one, however many wait."""
        if lane.place is not Place.MEMBER:
            return True
        now = self._db.clock.now()
        if self._direct_resume(now) is not None:
            return False
        self._next_direct = now + self._timing.direct_messages_every
        return True

    def _start(self, lane: Target, head: Delivery | None, card: Card | None) -> None:
        """Sends go first, but a due edit after at most three of them."""
        patience_is_over = self._sends_in_a_row[lane] >= self._timing.sends_before_an_edit
        if head is not None and not (card is not None and patience_is_over):
            self._last_guild = head.guild_id
            self._sends_in_a_row[lane] += 1
            work = self._guarded(lane, lambda: self._sending.advance(head), lambda e: self._sending.stumbled(head, e))
        elif card is not None:
            del self._sends_in_a_row[lane]
            work = self._guarded(lane, lambda: self._editing.edit(card), lambda e: self._editing.stumbled(card, e))
        else:
            return
        self._lanes[lane] = asyncio.create_task(work)

    async def _guarded(
        self,
        lane: Target,
        work: Callable[[], Awaitable[None]],
        stumbled: Callable[[Exception], Awaitable[None]],
    ) -> None:
        """Whatever happens in one channel, the others go on."""
        try:
            await work()
        except Exception as error:
            log.exception("failed in %s %s", lane.place, lane.id)
            await self._written_down(lane, stumbled(error))
        finally:
            del self._lanes[lane]
            self._on_lane_free()

    async def _written_down(self, lane: Target, writing: Awaitable[None]) -> None:
        try:
            await writing
        except Exception:  # it stays as it was begun: it is settled, or tried again
            log.exception("a failure in %s %s can't be written down", lane.place, lane.id)

    async def _turn(self) -> None:
        """Wait for the next request's turn, so that there are so many a second at most."""
        now = asyncio.get_running_loop().time()
        turn = max(self._next_turn, now)
        self._next_turn = turn + 1 / self._timing.requests_per_second
        if turn > now:
            await asyncio.sleep(turn - now)


def _alternating(lanes: list[Target], others: list[Target]) -> list[Target]:
    """Neither many channels with messages nor many with cards keep the others waiting."""
    return [lane for pair in zip_longest(lanes, others) for lane in pair if lane is not None]


def _lane(delivery: Delivery) -> Target:
    return delivery.target
