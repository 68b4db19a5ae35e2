"""A process of its own, in which one kind of due item ends it: `python -m tests.outbox.ending_process FILE INSTANT`."""

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path

from bot.clock import ManualClock

from . import kinds
from .doubles import DiscordDouble
from .process import Process


async def main(path: Path, now: datetime) -> None:
    registry = kinds.registry()
    registry.due["end"] = lambda _tx, _item: os._exit(9)
    process = Process(path, ManualClock(now), DiscordDouble(now), registry)
    await process.work()
    await process.kill()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
