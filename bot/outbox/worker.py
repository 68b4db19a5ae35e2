"""When the outbox works: one worker that waits for an event. All else only sets the event."""

import asyncio
import logging
import random
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.database import Database, facts
from bot.workers import Workers

from .drain import Drain
from .registry import Registry
from .rules.waits import Timing
from .sender import Sender
from .upkeep import start_upkeep

log = logging.getLogger(__name__)

PAUSE_S = 0.1
PAUSE_AFTER_FAULT_S = 1.0
CLOCK_JUMP_S = 5
CLOCK_JUMPED = "outbox.clock_jumped"


def random_token() -> str:
    return secrets.token_hex(8)


class Outbox:
    """`start` makes it work by itself; `work_until_idle` is for those who drive it by hand.

    `monotonic` is the clock that no one can set, in seconds.
    """

    def __init__(
        self,
        db: Database,
        sender: Sender,
        registry: Registry,
        workers: Workers,
        *,
        timing: Timing | None = None,
        rng: random.Random | None = None,
        new_token: Callable[[], str] = random_token,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._db = db
        self._timing = timing or Timing()
        self._monotonic = monotonic
        self._asked = asyncio.Event()
        self._drain = Drain(
            db,
            sender,
            registry,
            workers,
            timing=self._timing,
            rng=rng or random.Random(),  # noqa: S311  it spreads retries, it guards nothing
            new_token=new_token,
            on_lane_free=self._asked.set,
        )
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._tick: Any = None
        self._worker: asyncio.Task[None] | None = None
        self._clock_check: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        await self._db.write(start_upkeep)
        self._tick = self._scheduler.add_job(
            self._ask,
            "interval",
            seconds=self._timing.tick_every.total_seconds(),
            misfire_grace_time=None,
            coalesce=True,
        )
        self._scheduler.start()
        self._db.on_wake = self.wake
        self._worker = asyncio.create_task(self._work())
        self._check_clock(self._clock_offset())
        self._asked.set()

    async def stop(self, seconds: float = 8) -> None:
        """Take up nothing more, and let what is under way end."""
        if self._clock_check is not None:
            self._clock_check.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._db.on_wake = lambda _at: None
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        await self._drain.finish(seconds)

    def wake(self, at: datetime) -> None:
        """Work now if `at` has come; else pull the next tick forward to it, if it is later than that."""
        if at <= self._db.clock.now():
            self._asked.set()
        elif at < self._tick.next_run_time:
            self._tick.modify(next_run_time=at)

    async def work_until_idle(self) -> datetime | None:
        """Do all that can be done at this instant; return when the next thing comes."""
        while True:
            self._asked.clear()
            next_instant = await self._drain.run()
            if next_instant is not None and next_instant <= self._db.clock.now():
                continue
            if self._drain.busy:
                await self._asked.wait()
            elif not self._asked.is_set():
                return next_instant

    async def _ask(self) -> None:
        """A coroutine: APScheduler runs plain functions in a thread, where the event must not be set."""
        self._asked.set()

    async def _work(self) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            try:
                next_instant = await self._drain.run()
                if next_instant is not None:
                    self.wake(next_instant)
                await asyncio.sleep(PAUSE_S)  # wishes that come meanwhile are one
            except Exception:
                log.exception("a pass over the outbox failed")
                await asyncio.sleep(PAUSE_AFTER_FAULT_S)
                self._asked.set()

    def _clock_offset(self) -> float:
        return self._db.clock.now().timestamp() - self._monotonic()

    def _check_clock(self, before: float) -> None:
        """A clock that was set, or a machine that slept: the scheduler would sleep on for as long."""
        offset = self._clock_offset()
        if abs(offset - before) > CLOCK_JUMP_S:
            jump = timedelta(seconds=round(offset - before))
            log.warning("the clock jumped by %s", jump)
            self._tick.modify(next_run_time=self._db.clock.now())
            self._asked.set()
            self._jump_noted = asyncio.create_task(self._note_jump(jump))
        loop = asyncio.get_running_loop()
        self._clock_check = loop.call_later(self._timing.check_clock_every.total_seconds(), self._check_clock, offset)

    async def _note_jump(self, jump: timedelta) -> None:
        await self._db.write(facts.remember, CLOCK_JUMPED, jump.total_seconds())
