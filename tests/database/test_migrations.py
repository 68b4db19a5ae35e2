"""The migrations that there are, and files that are not ours to migrate."""

import importlib
import pkgutil
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

import bot
from bot.clock import SystemClock
from bot.database import Database, DatabaseUnusableError, NewerDatabaseError, facts
from bot.database.backup import back_up
from bot.database.migrate import SCRIPTS, Migrated, check_current, migrate, newest, revision_of, upgrade
from bot.database.tables import metadata
from tests.conftest import NOON

from .files import ROWS, broken_references, counts, files_in, fill, rows

REVISIONS = [script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()]


def import_stores() -> None:
    """Have every room say what its tables are."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if ".store" in module.name:
            importlib.import_module(module.name)


def described(engine: Engine) -> dict[str, Any]:
    """Return all that Alembic does not compare too: conditions of indexes, checks, what becomes of orphans."""
    look = inspect(engine)

    def sort(parts: Iterable[Any]) -> list[Any]:
        return sorted(parts, key=lambda part: str(part["name"]))

    def index(found: Any) -> tuple[Any, ...]:
        condition = found.get("dialect_options", {}).get("sqlite_where")
        return (found["name"], found["column_names"], found["unique"], str(condition))

    return {
        name: {
            "columns": [(one["name"], str(one["type"]), one["nullable"]) for one in sort(look.get_columns(name))],
            "primary key": look.get_pk_constraint(name),
            "keys": sort(look.get_unique_constraints(name)),
            "checks": sort(look.get_check_constraints(name)),
            "references": sort(look.get_foreign_keys(name)),
            "indexes": [index(one) for one in sort(look.get_indexes(name))],
        }
        for name in look.get_table_names()
        if name != "alembic_version"
    }


def test_the_migrations_make_the_tables_that_the_stores_use(path: Path) -> None:
    import_stores()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


def test_they_make_the_same_conditions_checks_and_references_too(path: Path) -> None:
    import_stores()
    migrated, declared = create_engine(f"sqlite:///{path}"), create_engine("sqlite://")
    metadata.create_all(declared)

    assert described(migrated) == described(declared)
    migrated.dispose()
    declared.dispose()


def test_a_fresh_database_is_made_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "data" / "kith.db"

    assert migrate(path, now=NOON) == Migrated(before=None, after=newest(), backup=None)
    assert revision_of(path) == newest()
    assert files_in(path.parent) == ["kith.db"]


def test_migrating_again_does_nothing(path: Path) -> None:
    before = path.read_bytes()

    assert migrate(path, now=NOON) == Migrated(before=newest(), after=newest(), backup=None)
    assert path.read_bytes() == before
    assert files_in(path.parent) == [path.name]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "kith.db"
    path.touch()

    assert migrate(path, now=NOON).before is None
    assert revision_of(path) == newest()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_filled_database_of_every_version_keeps_its_rows(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "kith.db"
    upgrade(path, revision)
    filled = fill(path)

    migrate(path, now=NOON)

    assert set(filled.values()) == {ROWS}
    assert counts(path) | filled == counts(path)
    assert broken_references(path) == []
    assert revision_of(path) == newest()


def test_answers_from_before_there_were_seats_have_one_each_in_the_order_they_came(tmp_path: Path) -> None:
    path = tmp_path / "kith.db"
    upgrade(path, "0003")
    fill(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM answers")
        connection.executemany(
            "INSERT INTO answers (meetup_id, member_id, answer, answered_at) VALUES (1, ?, ?, ?)",
            [(7, "going", 30), (8, "maybe", 10), (9, "going", 20)],
        )

    migrate(path, now=NOON)

    assert rows(path, "SELECT member_id, standing, turn FROM answers ORDER BY turn") == [
        (8, None, 1),
        (9, "seated", 2),
        (7, "seated", 3),
    ]
    assert rows(path, "SELECT turns FROM meetups WHERE id = 1") == [(3,)]


def test_guilds_that_used_it_before_are_known_and_need_no_hello(tmp_path: Path) -> None:
    path = tmp_path / "kith.db"
    upgrade(path, "0011")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO guilds (id, zone) VALUES (5, 'Europe/London')")
        for guild_id in (0, 5, 6, 6):
            connection.execute(
                "INSERT INTO drafts (kind, guild_id, member_id, fields, state, changed_at)"
                " VALUES ('meetup', ?, 1, '{}', 'open', 0)",
                [guild_id],
            )

    migrate(path, now=NOON)

    known = "SELECT id, zone, greeted_at IS NOT NULL, left_at FROM guilds ORDER BY id"
    assert rows(path, known) == [(5, "Europe/London", 1, None), (6, None, 1, None)]


# Files that are not ours to touch


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def no_database(path: Path) -> None:
    path.write_text("Dear diary, today nothing happened. " * 200, encoding="utf-8")


def short_text(path: Path) -> None:
    path.write_text("hello", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "kind", "reason"),
    [
        (newer, NewerDatabaseError, "newer Kith (revision 9999"),
        (foreign, DatabaseUnusableError, "not one of Kith's"),
        (no_database, DatabaseUnusableError, "can't be read as a database"),
        (short_text, DatabaseUnusableError, "can't be read as a database"),
    ],
)
def test_what_is_not_ours_to_migrate_is_refused_and_not_touched(
    path: Path, spoil: Callable[[Path], None], kind: type[DatabaseUnusableError], reason: str
) -> None:
    spoil(path)
    before = path.read_bytes()

    with pytest.raises(kind) as refused:
        migrate(path, now=NOON)

    assert reason in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert files_in(path.parent) == [path.name]


def test_a_newer_database_that_was_in_use_is_not_touched_either(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
    newer(path)
    before = path.read_bytes()

    with pytest.raises(NewerDatabaseError):
        migrate(path, now=NOON)

    assert path.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusableError, match="can't be read as a database"):
        migrate(tmp_path, now=NOON)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusableError, match="can't be looked at"):
        revision_of(tmp_path / ("x" * 300) / "kith.db")


# Whether it can be used as it is


def test_one_of_this_version_can_be_used(path: Path) -> None:
    check_current(path)


@pytest.mark.parametrize(
    ("spoil", "advice"),
    [(Path.unlink, "`kith run` makes it"), (newer, "is of another version (9999); run `kith migrate`")],
)
def test_one_that_is_missing_or_of_another_version_can_not(
    path: Path, spoil: Callable[[Path], None], advice: str
) -> None:
    spoil(path)

    with pytest.raises(DatabaseUnusableError) as refused:
        check_current(path)

    assert advice in str(refused.value)


async def test_what_a_killed_process_had_committed_is_seen(db: Database, tmp_path: Path) -> None:
    """What is committed lies in a second file until it is moved over."""
    await db.write(facts.remember, "a", 1)
    left = shutil.copytree(tmp_path, tmp_path.with_name("left")) / "kith.db"

    assert revision_of(left) == newest()
    back_up(left, tmp_path / "copy.db")

    assert rows(tmp_path / "copy.db", "SELECT name FROM facts") == [("a",)]
    assert rows(left, "SELECT name FROM facts") == [("a",)]


@pytest.mark.parametrize("folder", ["a b", "100% ours", "what?", "no#1", "x%41y", "semi;colon&amp=1", "ümläut", "it's"])
async def test_a_folder_may_have_any_name(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "kith.db"
    migrate(path, now=NOON)
    opened = Database(path, SystemClock())
    await opened.write(facts.remember, "a", 1, at=NOON)
    found = await opened.read(facts.recall, "a")
    await opened.close()

    assert found == (1, NOON)
    assert revision_of(path) == newest()
    assert files_in(tmp_path) == [folder]
    assert {"kith.db"} <= set(files_in(path.parent)) <= {"kith.db", "kith.db-wal", "kith.db-shm"}
