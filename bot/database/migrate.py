"""Bring a database up to this version of the program, with a backup first."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import DatabaseError

from .backup import back_up
from .faults import DatabaseUnusableError, NewerDatabaseError

SCRIPTS = Path(__file__).with_name("migrations")


@dataclass(frozen=True)
class Migrated:
    """From which revision to which; equal if there was nothing to do. None: the database was made anew."""

    before: str | None
    after: str
    backup: Path | None


def migrate(path: Path, *, now: datetime, scripts: Path = SCRIPTS) -> Migrated:
    """Raise NewerDatabaseError, and touch nothing, if a newer program wrote it."""
    known = ScriptDirectory.from_config(_config(scripts))
    head = newest(scripts)
    before = revision_of(path)
    if before == head:
        return Migrated(before, head, None)
    if before is not None and before not in {script.revision for script in known.walk_revisions()}:
        reason = f"was written by a newer Kith (revision {before}, this one knows {head}); install that version again"
        raise NewerDatabaseError(path, reason)
    backup = None
    if before is not None:
        backup = path.parent / "backups" / f"{path.stem}-{before}-{now:%Y%m%dT%H%M%SZ}{path.suffix}"
        back_up(path, backup)
    path.parent.mkdir(parents=True, exist_ok=True)
    upgrade(path, head, scripts)
    return Migrated(before, head, backup)


def newest(scripts: Path = SCRIPTS) -> str:
    """Return the revision that this version of the program works with."""
    return ScriptDirectory.from_config(_config(scripts)).get_current_head() or ""


def check_current(path: Path) -> None:
    """Raise DatabaseUnusableError unless there is a database here, of just this version."""
    found = revision_of(path)
    if found is None:
        raise DatabaseUnusableError(path, "there is no database here yet; `kith run` makes it")
    if found != newest():
        raise DatabaseUnusableError(path, f"is of another version ({found}); run `kith migrate`")


def revision_of(path: Path) -> str | None:
    """Return the revision of a database; None if there is none yet. Raise DatabaseUnusableError for a strange file."""
    try:
        if not path.exists() or path.stat().st_size == 0:
            return None
    except OSError as error:
        raise DatabaseUnusableError(path, f"can't be looked at ({error.strerror})") from error
    read_only = {"mode": "ro", "uri": "true"}
    engine = create_engine(URL.create("sqlite", database=path.absolute().as_uri(), query=read_only))
    try:
        with engine.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
            if revision is None and connection.dialect.get_table_names(connection):
                raise DatabaseUnusableError(path, "is a database, but not one of Kith's")
            return revision
    except DatabaseError as error:
        raise DatabaseUnusableError(path, f"can't be read as a database ({error.orig})") from error
    finally:
        engine.dispose()


def upgrade(path: Path, target: str, scripts: Path = SCRIPTS) -> None:
    """All migrations in one transaction on a connection of their own.

    Foreign keys are off meanwhile, or rebuilding a table would delete what points at it; they are checked at the end.
    """
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": 15})

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            config = _config(scripts)
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise DatabaseUnusableError(path, f"{len(broken)} rows would point nowhere; nothing was changed")
    finally:
        engine.dispose()


def _config(scripts: Path) -> Config:
    made = Config()
    made.set_main_option("script_location", str(scripts).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made
