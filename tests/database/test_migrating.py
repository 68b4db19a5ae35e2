"""How a database is migrated: shown with one more migration than there is."""

import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest

from bot.database import DatabaseUnusableError
from bot.database.migrate import SCRIPTS, migrate, newest, revision_of
from tests.conftest import NOON

from .files import ROWS, broken_references, counts, dump, files_in, fill, rows

LATER = "later"
"""The revision of a migration to come."""
Write = Callable[[str], Path]

ADD_A_TABLE = 'op.create_table("songs", sa.Column("name", sa.Text(), primary_key=True))'
REBUILD = """
with op.batch_alter_table("meetups", recreate="always") as meetups:
    meetups.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="green"))
"""
FORGET_THE_ANSWERS = 'op.execute("DELETE FROM answers")'
SLIP = 'raise RuntimeError("a slip")'
STOP_IN_THE_MIDDLE = f"{ADD_A_TABLE}\n{FORGET_THE_ANSWERS}\n{REBUILD}\n{SLIP}"
ORPHAN_ANSWERS_AND_FEEDBACK = 'op.execute("DELETE FROM meetups WHERE id > 1")'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the migration to come; what it does is given. Return the folder of all migrations."""
    folder = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def written(body: str) -> Path:
        lines = [
            "import sqlalchemy as sa",
            "from alembic import op",
            f"revision, down_revision = {LATER!r}, {newest()!r}",
            "def upgrade():",
            indent(body.strip(), "    "),
        ]
        (folder / "versions" / f"{LATER}.py").write_text("\n".join(lines), encoding="utf-8")
        return folder

    return written


def test_what_was_there_is_kept_as_a_backup(path: Path, write: Write) -> None:
    fill(path)
    before = dump(path)

    done = migrate(path, now=NOON, scripts=write(ADD_A_TABLE))

    assert (done.before, done.after) == (newest(), LATER)
    assert done.backup == path.parent / "backups" / f"kith-{newest()}-20261125T120000Z.db"
    assert dump(done.backup) == before
    assert files_in(done.backup.parent) == [done.backup.name]


def test_a_fresh_database_gets_every_migration_and_no_backup(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "fresh" / "kith.db"

    done = migrate(path, now=NOON, scripts=write(ADD_A_TABLE))

    assert (done.before, done.after, done.backup) == (None, LATER, None)
    assert counts(path)["songs"] == 0
    assert files_in(path.parent) == ["kith.db"]


def test_rebuilding_a_table_keeps_what_points_at_it(path: Path, write: Write) -> None:
    filled = fill(path)

    migrate(path, now=NOON, scripts=write(REBUILD))

    assert counts(path) == filled
    assert rows(path, "SELECT DISTINCT colour FROM meetups") == [("green",)]
    assert broken_references(path) == []
    assert [target for _, _, target, *_ in rows(path, "PRAGMA foreign_key_list(answers)")] == ["meetups"]


def test_a_migration_that_fails_in_the_middle_changes_nothing(path: Path, write: Write) -> None:
    fill(path)
    before = dump(path)

    with pytest.raises(RuntimeError, match="a slip"):
        migrate(path, now=NOON, scripts=write(STOP_IN_THE_MIDDLE))

    assert dump(path) == before
    assert revision_of(path) == newest()


def test_once_it_is_mended_it_goes_through(path: Path, write: Write) -> None:
    filled = fill(path)
    with pytest.raises(RuntimeError, match="a slip"):
        migrate(path, now=NOON, scripts=write(STOP_IN_THE_MIDDLE))

    migrate(path, now=NOON.replace(second=5), scripts=write(ADD_A_TABLE))

    assert counts(path) == {**filled, "songs": 0}
    assert len(files_in(path.parent / "backups")) == 2


def test_a_migration_that_leaves_rows_pointing_nowhere_is_taken_back(path: Path, write: Write) -> None:
    fill(path)
    before = dump(path)

    with pytest.raises(DatabaseUnusableError, match=f"{2 * (ROWS - 1)} rows would point nowhere; nothing was changed"):
        migrate(path, now=NOON, scripts=write(ORPHAN_ANSWERS_AND_FEEDBACK))

    assert dump(path) == before


def test_without_room_for_a_backup_nothing_is_migrated(path: Path, write: Write) -> None:
    fill(path)
    before = dump(path)
    (path.parent / "backups").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(DatabaseUnusableError, match="can't be copied"):
        migrate(path, now=NOON, scripts=write(ADD_A_TABLE))

    assert dump(path) == before
