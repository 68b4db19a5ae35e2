"""A copy of the database, also while it is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from .faults import DatabaseUnusableError


def back_up(source: Path, target: Path) -> None:
    """Copy a database through SQLite's backup API; the copy appears whole or not at all.

    Raises DatabaseUnusableError if there is nothing to copy, if the target is there, or if the copy is not sound.
    """
    try:
        if not source.exists():
            raise DatabaseUnusableError(source, "there is no database here to back up")
        if target.exists():
            raise DatabaseUnusableError(target, "exists already; choose another name")
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, target)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusableError(source, f"can't be copied to {target} ({error})") from error


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(part)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise DatabaseUnusableError(source, f"the copy is not sound ({verdict})")
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
