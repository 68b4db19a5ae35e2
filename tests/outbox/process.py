"""An outbox in a process that can be killed at any step, and started again on the same file."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import create_engine, select

from bot import outbox
from bot.clock import Clock, ManualClock
from bot.database import Database, DatabaseBusyError, Tx
from bot.database.engine import BUSY_TIMEOUT_S
from bot.outbox import Outbox, Registry, channel
from bot.outbox.rules.records import DeliveryState, DueState, Target
from bot.outbox.rules.steps import Post, Step
from bot.outbox.rules.waits import Timing
from bot.outbox.store.deliveries import deliveries
from bot.outbox.store.due import due
from bot.workers import InlineWorkers

from . import kinds
from .doubles import DiscordDouble, Message
from .faults import Fuse

P = ParamSpec("P")
T = TypeVar("T")

GUILD = 7
ROOM = 100
"""The channel where most is said."""
KILLED_IN_S = 10
QUICK = Timing(requests_per_second=1e6)


class FragileDatabase(Database):
    """Its writes burn the fuse before and after; those numbered in `busy` get no turn."""

    def __init__(self, path: Path, clock: Clock, fuse: Fuse, busy: set[int], busy_timeout: float) -> None:
        super().__init__(path, clock, busy_timeout=busy_timeout)
        self._fuse = fuse
        self._busy = busy
        self.writes = 0
        self.written = asyncio.Event()

    async def write(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        self.writes += 1
        if self.writes in self._busy:
            raise DatabaseBusyError
        await self._fuse.burn()
        result = await super().write(work, *args, **kwargs)
        self.written.set()
        await self._fuse.burn()
        return result


class Process:
    """With a ManualClock, time is moved by hand, for it and for Discord.

    `busy` numbers the writes of a life that get no turn.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        discord: DiscordDouble,
        registry: Registry,
        *,
        timing: Timing = QUICK,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = path
        self.clock = clock
        self.discord = discord
        self.registry = registry
        self.timing = timing
        self.monotonic = monotonic
        self.busy: set[int] = set()
        self.busy_timeout: float = BUSY_TIMEOUT_S
        self._open()

    def _open(self) -> None:
        self.db = FragileDatabase(self.path, self.clock, self.discord.fuse, self.busy, self.busy_timeout)
        self.outbox = Outbox(
            self.db,
            self.discord,
            self.registry,
            InlineWorkers(),
            timing=self.timing,
            rng=random.Random(1),
            monotonic=self.monotonic,
        )

    # Lives

    async def work(self) -> datetime | None:
        """Do all that can be done at this instant; return when the next thing comes."""
        return await self.outbox.work_until_idle()

    async def run(self, length: timedelta) -> None:
        """Work for so long, as time goes by."""
        end = self.clock.now() + length
        while True:
            next_instant = await self.work()
            if next_instant is None or next_instant > end:
                break
            self.pass_time(next_instant - self.clock.now())
        self.pass_time(end - self.clock.now())
        await self.work()

    def pass_time(self, by: timedelta) -> None:
        assert isinstance(self.clock, ManualClock)
        self.clock.move(by)
        self.discord.clock.move(by)

    async def kill(self) -> None:
        """Whatever it was doing is cut off; nothing is tidied up but a transaction that has begun ends."""
        _unplug(self.outbox)
        self.discord.fuse.light(0)
        async with asyncio.timeout(KILLED_IN_S):
            while self.db._running:
                await asyncio.wait(self.db._running)
        self.discord.fuse.put_out()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.db.close()

    async def restart(self) -> None:
        await self.kill()
        self._open()

    async def crash_after(self, steps: int) -> bool:
        """Work; be killed after so many steps, and start again. False: there were not so many."""
        fuse = self.discord.fuse
        fuse.light(steps)
        work = asyncio.create_task(self.work())
        blown = asyncio.create_task(fuse.blown.wait())
        await asyncio.wait({work, blown}, return_when=asyncio.FIRST_COMPLETED)
        blown.cancel()
        crashed = fuse.blown.is_set()
        if crashed:
            await self.restart()
        else:
            fuse.put_out()
            await work
        return crashed

    # What use cases would do

    async def write(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Write as somebody else in the same process, whom no fault befalls."""
        return await Database.write(self.db, work, *args, **kwargs)

    async def read(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.db.read(work, *args, **kwargs)

    @contextmanager
    def from_outside(self) -> Iterator[Tx]:
        """Open a transaction in the way of another process on the same file."""
        engine = create_engine(f"sqlite:///{self.path}")
        with engine.begin() as connection:
            yield Tx(connection, self.clock.now())
        engine.dispose()

    async def schedule(self, key: str, **more: Any) -> None:
        await self.write(schedule, key, **more)

    async def say(self, text: str, **more: Any) -> None:
        await self.write(say, text, **more)

    async def show(self, text: str, *, subject: str = "board") -> None:
        await self.write(show, text, subject=subject)

    # What there is to be seen

    async def until(self, looked_for: Callable[[Tx], bool]) -> None:
        """Wait until a write of the outbox has made this true."""
        while not await self.read(looked_for):
            self.db.written.clear()
            await self.db.written.wait()

    async def state_of(self, key: str) -> DueState | DeliveryState | None:
        return await self.read(state_of, key)

    async def troubles(self) -> list[tuple[str, str]]:
        return await self.read(kinds.troubles)

    def board(self) -> Message:
        """Return the one card that was posted."""
        (message,) = self.discord.places[ROOM]
        return message

    def edits(self) -> list[str]:
        return [request.what for request in self.discord.requests_of("edit")]

    async def handled(self) -> list[str]:
        return await self.read(kinds.handled)


def _unplug(stopped: Outbox) -> None:
    """What would go with a process that ends: its timers."""
    if stopped._scheduler.running:
        stopped._scheduler.shutdown(wait=False)
    if stopped._clock_check is not None:
        stopped._clock_check.cancel()


def schedule(
    tx: Tx,
    key: str,
    *,
    kind: str = kinds.NOTE,
    guild_id: int = GUILD,
    subject: str | None = None,
    after: timedelta = timedelta(0),
    useless_after: datetime | None = None,
    args: Mapping[str, Any] | None = None,
) -> None:
    outbox.schedule(
        tx,
        key=key,
        kind=kind,
        guild_id=guild_id,
        subject=subject or key,
        at=tx.now + after,
        useless_after=useless_after,
        args=args,
    )


def say(
    tx: Tx,
    text: str,
    *,
    key: str | None = None,
    kind: str = kinds.SAY,
    guild_id: int = GUILD,
    target: Target | None = None,
    subject: str | None = None,
    recipients: Sequence[int] = (),
    steps: Sequence[Step] = (Post(),),
    expires_at: datetime | None = None,
) -> None:
    """Have a text said, by default in ROOM, of a subject of its own, under itself as its key."""
    outbox.deliver(
        tx,
        key=key or text,
        kind=kind,
        guild_id=guild_id,
        target=target or channel(ROOM),
        subject=subject or key or text,
        args={"text": text},
        recipients=recipients,
        steps=steps,
        expires_at=expires_at,
    )


def show(tx: Tx, text: str, *, subject: str = "board") -> None:
    """Have the card of this subject show a text; the first time, post it in ROOM."""
    new = kinds.recalled(tx, subject) is None
    kinds.remember(tx, subject, text)
    if new:
        outbox.post_card(tx, subject=subject, kind=kinds.BOARD, guild_id=GUILD, channel=channel(ROOM))
    else:
        outbox.touch_card(tx, subject=subject)


def state_of(tx: Tx, key: str) -> DueState | DeliveryState | None:
    if (item := tx.value(select(due.c.state).where(due.c.key == key))) is not None:
        return DueState(item)
    sent = tx.value(select(deliveries.c.state).where(deliveries.c.key == key))
    return None if sent is None else DeliveryState(sent)
