"""`write` and `read`: run a synchronous function as one whole transaction."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionInTimeError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.clock import Clock

from .faults import DatabaseBusyError
from .tx import Tx

P = ParamSpec("P")
T = TypeVar("T")

BUSY_TIMEOUT_S = 15
READERS = 4


class Database:
    """Two engines on one SQLite file: one writer, several readers that can't write.

    `on_wake` is called after a commit with each instant that the transaction asked for.
    """

    def __init__(self, path: Path, clock: Clock, *, busy_timeout: float = BUSY_TIMEOUT_S) -> None:
        self.clock = clock
        self.on_wake: Callable[[Any], None] = lambda _at: None
        writing = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
        self._writer = _engine(path, 1, busy_timeout, "BEGIN IMMEDIATE", writing)
        self._reader = _engine(path, READERS, busy_timeout, "BEGIN", ("foreign_keys=ON", "query_only=ON"))
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def write(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Commit what `work` does, or nothing of it if it raises.

        A caller that is cancelled stops waiting; the transaction finishes all the same.
        Raises DatabaseBusyError when no turn came in time.
        """
        return await self._whole(self._writer, work, *args, **kwargs)

    async def read(self, work: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` on one consistent view of the data. It can't write."""
        return await self._whole(self._reader, work, *args, **kwargs)

    async def _whole(
        self, engine: AsyncEngine, work: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """In a task of its own: cancelled in the middle, a transaction would lose its connection."""
        if self._closed:
            raise RuntimeError("the database is closed: another process may own it by now")
        task = asyncio.create_task(self._run(engine, work, *args, **kwargs))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _run(
        self, engine: AsyncEngine, work: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def whole(connection: Connection) -> tuple[T, Tx]:
            tx = Tx(connection, self.clock.now())
            return work(tx, *args, **kwargs), tx

        try:
            async with engine.begin() as connection:
                result, tx = await connection.run_sync(whole)
        except NoConnectionInTimeError as error:
            raise DatabaseBusyError from error
        except OperationalError as error:
            if "locked" in str(error.orig):
                raise DatabaseBusyError from error
            raise
        for at in tx.wake_at:
            self.on_wake(at)
        return result

    async def close(self) -> None:
        """Let the running transactions finish, then let go of the file."""
        self._closed = True
        if self._running:
            await asyncio.wait(self._running)
        await self._writer.dispose()
        await self._reader.dispose()


def _engine(path: Path, connections: int, timeout: float, begin: str, pragmas: tuple[str, ...]) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=timeout,
        connect_args={"isolation_level": None, "timeout": timeout},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
