"""Where long computations run: processes of their own, so that nobody waits for them."""

import asyncio
import io
import multiprocessing
import os
import pickle
import threading
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
    """One process, started with the first work. `spawn`: a fork would copy the event loop's locks."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, work: Callable[..., T], /, *args: Any) -> T:
        data = await asyncio.to_thread(pickled, work, args)
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_end_with_parent)
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, _run, data)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None  # a process died, and its pool with it: the next work gets another
            raise

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


class _Pickler(pickle.Pickler):
    def reducer_override(self, _: object) -> Any:
        return NotImplemented  # pickled as always: that it is called is what matters


def pickled(work: Callable[..., T], args: tuple[Any, ...]) -> bytes:
    """Return both, pickled in a way that asks at each object how: a call at which Python may let other threads run.

    In one go it would hold all of them, and the event loop's with them, for as long as it takes.
    """
    data = io.BytesIO()
    _Pickler(data, protocol=pickle.HIGHEST_PROTOCOL).dump((work, args))
    return data.getvalue()


def _end_with_parent() -> None:
    """Have this process end with the one that started it, however that ends: killed, it could tell nobody."""
    parent = multiprocessing.parent_process()

    def end_with_it() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()


def _run(data: bytes) -> Any:
    work, args = pickle.loads(data)  # noqa: S301 - what `pickled` made
    return work(*args)


class InlineWorkers:
    """Runs work where it is called: for the sandbox and tests."""

    async def run(self, work: Callable[..., T], /, *args: Any) -> T:
        return work(*args)
