import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.database import Database, DatabaseUnusableError, Tx, facts
from bot.database.backup import back_up
from bot.database.migrate import newest, revision_of

from .files import dump, files_in, fill, names, rows


def put_pair(tx: Tx, number: int) -> None:
    facts.remember(tx, f"{number:04} first", "x" * 500)
    facts.remember(tx, f"{number:04} second", "x" * 500)


async def test_copies_made_while_others_write_are_whole(db: Database, path: Path, tmp_path: Path) -> None:
    """Each copy holds both rows of a transaction or neither, and all that was committed before it began."""
    copies = tmp_path / "copies"
    committed = []

    async def keep_writing() -> None:
        for number in range(10_000):
            await db.write(put_pair, number)
            committed.append(number)

    writer = asyncio.create_task(keep_writing())
    made = 0
    while made < 10 or len(committed) < 20:
        known = len(committed)
        await asyncio.to_thread(back_up, path, copies / f"{made}.db")
        found = names(copies / f"{made}.db")
        made += 1

        assert len(found) >= 2 * known
        assert found == [f"{each:04} {half}" for each in range(len(found) // 2) for half in ("first", "second")]
    writer.cancel()

    assert files_in(copies) == sorted(f"{number}.db" for number in range(made))


async def test_a_copy_is_a_database_that_can_be_used(path: Path, tmp_path: Path, clock: ManualClock) -> None:
    fill(path)
    back_up(path, tmp_path / "copy.db")

    opened = Database(tmp_path / "copy.db", clock)
    await opened.write(facts.remember, "new", 1)
    await opened.close()

    assert revision_of(tmp_path / "copy.db") == newest()
    assert names(tmp_path / "copy.db") == sorted([*names(path), "new"])


def test_a_copy_is_one_file_and_the_source_stays_as_it_was(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    fill(path)
    before = dump(path)

    back_up(path, tmp_path / "new" / "folder" / "copy.db")

    assert files_in(tmp_path / "new" / "folder") == ["copy.db"]
    assert dump(tmp_path / "new" / "folder" / "copy.db") == before == dump(path)
    assert rows(tmp_path / "new" / "folder" / "copy.db", "PRAGMA journal_mode") == [("delete",)]


def test_what_a_copy_that_was_killed_left_behind_is_no_hindrance(path: Path, tmp_path: Path) -> None:
    fill(path)
    (tmp_path / "copy.db.part").write_text("half of a", encoding="utf-8")

    back_up(path, tmp_path / "copy.db")

    assert dump(tmp_path / "copy.db") == dump(path)
    assert files_in(tmp_path) == ["copy.db", "kith.db"]


def test_a_file_that_is_there_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious", encoding="utf-8")

    with pytest.raises(DatabaseUnusableError, match="exists already; choose another name"):
        back_up(path, tmp_path / "copy.db")

    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "precious"


def test_where_there_is_nothing_to_copy_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusableError, match="there is no database here to back up"):
        back_up(tmp_path / "none.db", tmp_path / "copy.db")

    assert files_in(tmp_path) == []


def test_what_is_no_database_is_not_copied(path: Path, tmp_path: Path) -> None:
    path.write_text("Dear diary " * 500, encoding="utf-8")

    with pytest.raises(DatabaseUnusableError, match="file is not a database"):
        back_up(path, tmp_path / "copy.db")

    assert files_in(tmp_path) == ["kith.db"]


def test_a_target_that_can_not_be_written_is_named(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(DatabaseUnusableError) as refused:
        back_up(path, tmp_path / "file" / "copy.db")

    assert f"can't be copied to {tmp_path}/file/copy.db" in str(refused.value)


def lose_a_page(path: Path) -> None:
    [(page,)] = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = 'answers'")
    [(size,)] = rows(path, "PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))


def break_a_rule(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("UPDATE answers SET answer = 'perhaps'")


@pytest.mark.parametrize(("damage", "reason"), [(lose_a_page, "malformed"), (break_a_rule, "the copy is not sound")])
def test_a_damaged_database_gives_no_copy_that_looks_sound(
    path: Path, tmp_path: Path, damage: Callable[[Path], None], reason: str
) -> None:
    fill(path)
    damage(path)

    with pytest.raises(DatabaseUnusableError, match=reason):
        back_up(path, tmp_path / "copy.db")

    assert files_in(tmp_path) == ["kith.db"]
