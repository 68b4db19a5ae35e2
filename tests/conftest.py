"""What most tests need: a clock that stands still, a real database file, a transaction without an event loop."""

import os
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from bot.clock import ManualClock
from bot.database import Database, Tx
from bot.database.migrate import migrate

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""A Wednesday."""


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was migrated once, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "kith.db"
    migrate(path, now=NOON)
    return path


@pytest.fixture
def path(migrated: Path, tmp_path: Path) -> Path:
    """The file of a fresh database."""
    return Path(shutil.copy(migrated, tmp_path / "kith.db"))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
async def db(path: Path, clock: ManualClock) -> AsyncIterator[Database]:
    opened = Database(path, clock)
    yield opened
    await opened.close()


@pytest.fixture
def tx(path: Path) -> Iterator[Tx]:
    """One transaction at noon; nothing of it is kept."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        yield Tx(connection, NOON)
    engine.dispose()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=20, help="how often the crash test kills the program")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: the crash test waits most of its time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The crash test takes longest, and waits most: it begins first."""
    items.sort(key=lambda item: item.get_closest_marker("crash") is None)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what the crash test has counted, over all of its stories."""
    total: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        for name, counted in report.user_properties:
            if name == "crash":
                total.update(counted)
    if total:
        what = ", ".join(f"{number} {name}" for name, number in total.items())
        terminalreporter.write_line(f"crash test: {what}; 0 lost, 0 doubled")
