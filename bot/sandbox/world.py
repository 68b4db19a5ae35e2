"""A simulated Discord with the real Kith in it: its bot comes and goes, its time is moved by hand."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import simcord

from bot import wiring
from bot.database import Database
from bot.database.migrate import migrate
from bot.discord_app.sync import sync_commands
from bot.guilds import community
from bot.wiring import Assembled
from bot.workers import InlineWorkers

from . import simulator

SOON = timedelta(seconds=5)
"""What falls due within this after somebody did something is done at once: a card is edited once a second at most,
and here no second passes by itself."""
MOST_STOPS = 500
"""How often time is stopped on its way for something that is due."""
AT_REST_S = 10
FINISH_S = 4
ENDING_S = 10


class World:
    """Not to be used from two tasks at once. `cut_off` alone may come at any time."""

    def __init__(self, path: Path, db: Database, kith: Assembled, env: simcord.Env) -> None:
        self.env = env
        self.db = db
        self.kith = kith
        self.people: dict[str, simcord.MemberActor] = {}
        self.places: dict[str, simcord.ChannelHandle] = {}
        self.meetups: dict[str, int] = {}
        self.next_due: datetime | None = None
        self._path = path
        self._cut_off = False
        self._working: asyncio.Task[datetime | None] | None = None

    @classmethod
    async def begin(cls, folder: Path, *, at: datetime, settle_in: Callable[["World"], None], zone: str) -> "World":
        """Make an empty database and a world around it; Kith arrives when `settle_in` has made the people."""
        path = folder / "sandbox.db"
        clock = simulator.SimulatedClock()
        migrate(path, now=at)
        db = Database(path, clock)
        kith = await wiring.assemble(db, InlineWorkers())
        world = cls(path, db, kith, simulator.new_env(kith.app, clock, at=at))
        settle_in(world)
        await db.write(community.set_default_zone, zone=zone)
        await world.env.start()
        await sync_commands(kith.app)
        return world

    @property
    def now(self) -> datetime:
        return self.env.now()

    # Time

    async def pass_time(self, until: datetime) -> None:
        """Let time go on, and stop it wherever Kith has something to do, at its end too."""
        await self._stop_by_stop(until)
        if until > self.now:
            await self._advance(until)

    async def catch_up(self) -> None:
        """Have Kith do what it can do now or in a few seconds; time goes on by no more than that."""
        await self._stop_by_stop(self.now + SOON)

    async def _stop_by_stop(self, until: datetime) -> None:
        for _ in range(MOST_STOPS):
            self.next_due = await self._work()
            if self.next_due is None or self.next_due > until:
                return
            await self._advance(self.next_due)

    async def _advance(self, until: datetime) -> None:
        await self.env.advance_time(max((until - self.now).total_seconds(), 0.000001))

    async def _work(self) -> datetime | None:
        """Have the outbox work until it rests; return when the next thing comes. None too once it was cut off."""
        if self._cut_off:
            return None
        self._working = asyncio.create_task(self.kith.outbox.work_until_idle())
        done, _ = await asyncio.wait({self._working}, timeout=AT_REST_S)
        if not done:
            self._working.cancel()
            raise TimeoutError("the outbox does not come to rest")
        return None if self._working.cancelled() else self._working.result()

    async def coming(self) -> tuple[datetime, str] | None:
        """Return when the next thing comes by itself, and its key."""
        return await self.db.read(wiring.next_up)

    # The bot's comings and goings

    async def cut_off(self) -> None:
        """Stop the outbox in the middle of whatever it does; it does nothing more."""
        self._cut_off = True
        if self._working is not None:
            self._working.cancel()
        await self.kith.outbox.stop(seconds=0)

    async def restart_bot(self) -> None:
        """Let the bot finish what it does and end; then start it again on the same database."""
        await self._end_bot()
        await self._open()
        await self.env.restart_bot(self.kith.app)
        await sync_commands(self.kith.app)

    async def kill_bot(self) -> None:
        """Drop the bot in the middle of what it does, and start it again on the same database.

        Closing connections on which nothing runs writes nothing; a transaction under way ends whole or not at all.
        """
        await self.cut_off()
        killed = self.db
        await self._open()
        await simulator.swap_without_farewell(self.env, self.kith.app)
        await killed.close()
        await sync_commands(self.kith.app)

    async def end(self) -> None:
        try:
            async with asyncio.timeout(ENDING_S):
                await self._end_bot()
        finally:
            await self.env.shutdown()

    async def _open(self) -> None:
        self.db = Database(self._path, self.db.clock)
        self.kith = await wiring.assemble(self.db, InlineWorkers())
        self._cut_off = False

    async def _end_bot(self) -> None:
        await self.kith.app.finish_interactions(FINISH_S)
        await self.kith.outbox.stop(FINISH_S)
        await self.kith.app.close()
        await self.db.close()
