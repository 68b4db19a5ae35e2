import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.outbox import Registry
from tests.conftest import NOON

from . import kinds
from .doubles import DiscordDouble
from .process import Process

MEMORY = Path("/dev/shm")  # noqa: S108  a folder of this test's own is made in it


@pytest.fixture(scope="session")
def fast_folder() -> Iterator[Path]:
    """A folder in memory where there is one: what is cut off here is never the disk."""
    with tempfile.TemporaryDirectory(prefix="kith", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def path(migrated: Path, fast_folder: Path) -> Path:
    return Path(shutil.copy(migrated, Path(tempfile.mkdtemp(dir=fast_folder)) / "kith.db"))


@pytest.fixture
def registry() -> Registry:
    return kinds.registry()


@pytest.fixture
async def discord() -> DiscordDouble:
    return DiscordDouble(NOON)


@pytest.fixture
async def process(path: Path, clock: ManualClock, discord: DiscordDouble, registry: Registry) -> AsyncIterator[Process]:
    started = Process(path, clock, discord, registry)
    yield started
    await started.kill()
