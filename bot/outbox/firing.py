"""Due items: claimed, handled and finished in one transaction each."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.database import Database, Tx

from .registry import Registry, StaleSnapshotError, Tools
from .rules.records import DueItem, Trouble
from .rules.waits import JOB_POSTPONED, MOST_STARTS, Timing, due_back_off
from .sender import TransientError, UnknownOutcomeError
from .store import due

log = logging.getLogger(__name__)


class Firing:
    def __init__(
        self, db: Database, registry: Registry, tools: Tools, timing: Timing, on_job_over: Callable[[], None]
    ) -> None:
        self._db = db
        self._registry = registry
        self._tools = tools
        self._timing = timing
        self._on_job_over = on_job_over
        self._suspects_turn = False
        self._last_guild = 0
        self.jobs: dict[int, asyncio.Task[None]] = {}

    async def fire(self) -> None:
        """Fire a bounded batch of what is overdue.

        Items begun before and not finished run alone, in turn with fresh ones: one that ends the process
        each time can neither hold the others up nor loop for ever.
        """
        batch = await self._db.read(self._next_batch)
        self._suspects_turn = not self._suspects_turn
        if not batch:
            return
        if batch[0].attempts >= MOST_STARTS:
            await self._db.write(self._give_up, batch[0], "it ended the process each time")
            return
        self._last_guild = batch[-1].guild_id
        await self._db.write(due.begin, [item.id for item in batch])
        for item in batch:
            await self._run(item)

    def _next_batch(self, tx: Tx) -> list[DueItem]:
        running = list(self.jobs)
        fresh = due.overdue(tx, self._timing.batch, running=running, after_guild=self._last_guild)
        suspect = due.suspect(tx, running=running)
        if suspect is not None and (self._suspects_turn or not fresh):
            return [suspect]
        return fresh

    async def _run(self, item: DueItem) -> None:
        if item.kind in self._registry.jobs:
            self.jobs[item.id] = asyncio.create_task(self._run_job(item))
            return
        try:
            await self._db.write(self._fire, item)
        except Exception as error:  # noqa: BLE001  one item of a batch; the others go on
            await self._stumbled(item, error)

    def _fire(self, tx: Tx, item: DueItem) -> None:
        if not due.skip_if_useless(tx, item.id) and (claimed := due.claim(tx, item.id)):
            self._registry.due[item.kind](tx, claimed)

    async def _run_job(self, item: DueItem) -> None:
        job = self._registry.jobs[item.kind]
        try:
            if await self._db.write(due.skip_if_useless, item.id):
                return
            snapshot = await self._db.read(job.read, item)
            result = await job.work(self._tools, snapshot)
            await self._db.write(self._finish_job, item, snapshot, result)
        except (StaleSnapshotError, TransientError, UnknownOutcomeError) as error:
            await self._db.write(due.postpone, item.id, JOB_POSTPONED, repr(error))
        except Exception as error:  # noqa: BLE001  the edge of a task of its own
            await self._stumbled(item, error)
        finally:
            del self.jobs[item.id]
            self._on_job_over()

    def _finish_job(self, tx: Tx, item: DueItem, snapshot: Any, result: Any) -> None:
        claimed = due.claim(tx, item.id)
        if claimed is None:
            return
        if replace(claimed, attempts=item.attempts) != item:
            raise StaleSnapshotError
        self._registry.jobs[item.kind].write(tx, item, snapshot, result)

    async def _stumbled(self, item: DueItem, error: Exception) -> None:
        log.error("due item %s failed", item.key, exc_info=error)
        starts = item.attempts + 1
        try:
            if starts >= MOST_STARTS:
                await self._db.write(self._give_up, item, repr(error))
            else:
                await self._db.write(due.back_off, item.id, due_back_off(starts), repr(error))
        except Exception:  # its start is counted all the same
            log.exception("how due item %s failed can't be written down", item.key)

    def _give_up(self, tx: Tx, item: DueItem, reason: str) -> None:
        trouble = Trouble(Trouble.Kind.NOT_DONE, item.guild_id, item.key, item.subject, item.kind, reason, item.args)
        if due.fail(tx, item.id, reason):
            self._registry.on_trouble(tx, trouble)
