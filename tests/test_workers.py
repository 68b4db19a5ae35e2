import asyncio
import math
import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.workers import InlineWorkers, ProcessWorkers, Workers, pickled
from tests.until import until


@pytest.fixture
async def processes() -> AsyncIterator[ProcessWorkers]:
    workers = ProcessWorkers()
    yield workers
    workers.close()
    for child in multiprocessing.active_children():
        child.join()


def running() -> set[int | None]:
    """The processes of ours that run. A child's exit code is no witness: the pool's own thread may reap it first."""
    return {child.pid for child in multiprocessing.active_children()}


@pytest.fixture(params=["processes", "inline"])
def workers(request: pytest.FixtureRequest) -> Workers:
    found: Workers = InlineWorkers() if request.param == "inline" else request.getfixturevalue("processes")
    return found


async def test_work_gives_its_result(workers: Workers) -> None:
    assert await workers.run(math.gcd, 12, 18) == 6


async def test_an_error_in_the_work_comes_back(workers: Workers) -> None:
    with pytest.raises(ValueError, match="math domain error"):
        await workers.run(math.sqrt, -1)


async def test_after_an_error_there_is_more_work(workers: Workers) -> None:
    with pytest.raises(ValueError, match="math domain error"):
        await workers.run(math.sqrt, -1)

    assert await workers.run(math.gcd, 12, 18) == 6


async def test_work_runs_in_one_other_process(processes: ProcessWorkers) -> None:
    first, second = await asyncio.gather(processes.run(os.getpid), processes.run(os.getpid))

    assert first == second != os.getpid()


async def test_the_loop_goes_on_meanwhile(processes: ProcessWorkers) -> None:
    work = asyncio.create_task(processes.run(math.factorial, 5_000))
    turns = 0
    while not work.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 10
    assert await work == math.factorial(5_000)


@dataclass
class Plain:
    """Is pickled without a line of Python."""

    number: int


def test_pickling_gives_way_at_each_object() -> None:
    calls, much = list[str](), [Plain(number) for number in range(1_000)]
    sys.setprofile(lambda frame, event, _: calls.append(frame.f_code.co_name) if event == "call" else None)
    try:
        data = pickled(len, (much,))
    finally:
        sys.setprofile(None)

    assert len(calls) > len(much)
    assert pickle.loads(data) == (len, (much,))  # noqa: S301 - ours


async def test_a_process_that_dies_fails_its_work_and_no_other(processes: ProcessWorkers) -> None:
    with pytest.raises(BrokenProcessPool):
        await processes.run(os._exit, 1)

    assert await processes.run(math.gcd, 12, 18) == 6


async def test_closing_ends_the_process() -> None:
    workers = ProcessWorkers()
    pid = await workers.run(os.getpid)
    assert pid in running()

    workers.close()

    async def gone() -> bool:
        return pid not in running()

    await until(gone, seconds=30)


PROGRAM = """
import asyncio, os, time
from bot.workers import ProcessWorkers

async def main():
    print(await ProcessWorkers().run(os.getpid), flush=True)
    time.sleep(600)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_killing_the_program_ends_the_process(tmp_path: Path) -> None:
    """Both write to the same pipe, whose other end sees it closed when neither is left."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, env=environment) as started:  # noqa: S603  our own
        assert started.stdout is not None
        assert int(started.stdout.readline()) != started.pid

        started.kill()

        assert started.communicate(timeout=30)[0] == b""


def test_closing_what_never_worked_is_nothing() -> None:
    before = running()

    ProcessWorkers().close()

    assert running() <= before


async def test_inline_work_runs_where_it_is_called() -> None:
    assert await InlineWorkers().run(os.getpid) == os.getpid()
