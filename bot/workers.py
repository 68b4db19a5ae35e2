"""Where long computations run: processes of their own, so that nobody waits for them."""

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Workers(Protocol):
    async def run(self, work: Callable[..., T], /, *args: Any) -> T:
        """Run a module's function elsewhere; it and its arguments are pickled."""
        ...


class ProcessWorkers:
    """A pool that starts its first process with its first work. `spawn`: a fork would copy the event loop's locks."""

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, work: Callable[..., T], /, *args: Any) -> T:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes, mp_context=multiprocessing.get_context("spawn"))
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work, *args)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None  # a process died, and its pool with it: the next work gets another
            raise

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


class InlineWorkers:
    """Runs work where it is called: for the sandbox and tests."""

    async def run(self, work: Callable[..., T], /, *args: Any) -> T:
        return work(*args)
