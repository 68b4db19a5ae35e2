"""What a draw costs: time, memory, and how long the event loop is held while it runs in another process."""

import asyncio
import gc
import multiprocessing
import resource
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from bot.connections.rules.matching.asked import Asked
from bot.connections.rules.matching.draw import draw
from bot.workers import ProcessWorkers

from .communities import community, with_a_past
from .scale import Scale

T = TypeVar("T")
TICK = 0.001
"""How often a task in the loop looks at the clock."""
AT_REST = 1.0
"""Seconds for which it does while nothing else runs: what the machine itself holds."""


@dataclass(frozen=True)
class Spread:
    """Of the seconds of all runs; `usual`: the median. Others on the machine can only make them more."""

    least: float
    usual: float
    worst: float


@dataclass(frozen=True)
class Cost:
    """`before`, `peak`: the most megabytes that the process held before the draw, and by its end.

    `held`: the loop, by the first call, which starts the process, by the next one, and `at_rest`, by none.
    """

    size: int
    people: int
    took: Spread
    before: float
    peak: float
    held_first: Spread
    held_next: Spread
    at_rest: Spread


def costs(scale: Scale) -> Iterator[Cost]:
    for size, numbers in scale.costs:
        for people in numbers:
            drawn = [in_own_process(one_draw, size, people) for _ in range(scale.runs)]
            took, before, peak = zip(*drawn, strict=True)
            held = [in_own_process(loop_held, size, people) for _ in range(scale.runs)]
            yield Cost(size, people, _spread(took), max(before), max(peak), *map(_spread, zip(*held, strict=True)))


def in_own_process(work: Callable[..., T], *args: Any) -> T:
    """Run it in a new process, forked from a small one: a large parent's memory would be counted as the child's."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([])
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *args).result()


def one_draw(size: int, people: int) -> tuple[float, float, float]:
    """Return the seconds it takes, the memory before it and at its peak."""
    asked, before = _asked(size, people), _peak()
    begin = time.perf_counter()
    draw(asked)
    return time.perf_counter() - begin, before, _peak()


def loop_held(size: int, people: int) -> tuple[float, float, float]:
    """Return how long the loop was held at most: by the first draw, by the next one, and at rest."""
    gc.freeze()  # as the bot does when it has started
    return asyncio.run(_loop_held(_asked(size, people)))


async def _loop_held(asked: Asked) -> tuple[float, float, float]:
    workers = ProcessWorkers()
    try:
        first = await _longest_pause(workers.run(draw, asked))
        following = await _longest_pause(workers.run(draw, asked))
        return first, following, await _longest_pause(asyncio.sleep(AT_REST))
    finally:
        workers.close()
        for child in multiprocessing.active_children():
            child.join()  # else this process, itself a child, may end before it has told its own to


async def _longest_pause(work: Awaitable[object]) -> float:
    pauses = list[float]()
    watching = asyncio.create_task(_watch(pauses))
    await asyncio.sleep(10 * TICK)
    await work
    await asyncio.sleep(10 * TICK)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return max(pauses)


async def _watch(pauses: list[float]) -> None:
    while True:
        begin = time.perf_counter()
        await asyncio.sleep(TICK)
        pauses.append(time.perf_counter() - begin - TICK)


def _asked(size: int, people: int) -> Asked:
    return with_a_past(community(people, people, size=size))


def _peak() -> float:
    """Return the most megabytes that this process has held; the system counts kilobytes, macOS bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _spread(seconds: Sequence[float]) -> Spread:
    return Spread(min(seconds), median(seconds), max(seconds))
