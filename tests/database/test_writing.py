import asyncio
import gc
import random
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.clock import ManualClock
from bot.database import Database, DatabaseBusyError, Tx, facts, tables
from bot.meetups.rules.meetup import Answer
from bot.meetups.store.answers import answers
from tests.conftest import NOON

from .files import files_in, names, rows


class FaultError(Exception):
    """What a use case raises in the middle."""


def put(tx: Tx, *given: str) -> int:
    for name in given:
        facts.remember(tx, name, 1)
    return len(given)


def put_and_fail(tx: Tx, *given: str) -> None:
    put(tx, *given)
    raise FaultError


def count_up(tx: Tx) -> None:
    """Read, decide, write: what two could do at once if transactions were not whole."""
    known = facts.recall(tx, "counter")
    facts.remember(tx, "counter", 1 if known is None else known[0] + 1)


async def test_what_is_written_is_there_for_others_when_the_call_returns(db: Database, path: Path) -> None:
    result = await db.write(put, "a", "b")

    assert result == 2
    assert names(path) == ["a", "b"]


async def test_a_use_case_that_raises_leaves_nothing(db: Database, path: Path) -> None:
    with pytest.raises(FaultError):
        await db.write(put_and_fail, "a", "b")

    assert names(path) == []


async def test_a_statement_that_is_refused_takes_the_whole_transaction_with_it(db: Database, path: Path) -> None:
    def put_and_break_a_rule(tx: Tx) -> None:
        put(tx, "a")
        tx.insert(tables.facts, name="a", value=1, at=tx.now)

    with pytest.raises(IntegrityError):
        await db.write(put_and_break_a_rule)

    assert names(path) == []


async def test_after_a_failure_the_next_one_is_written(db: Database, path: Path) -> None:
    with pytest.raises(FaultError):
        await db.write(put_and_fail, "a")

    await db.write(put, "b")

    assert names(path) == ["b"]


async def test_a_transaction_has_one_instant(db: Database, clock: ManualClock) -> None:
    def work(tx: Tx) -> tuple[datetime, datetime]:
        at_first = tx.now
        clock.move(timedelta(hours=1))
        return at_first, tx.now

    assert await db.write(work) == (NOON, NOON)
    assert await db.read(lambda tx: tx.now) == NOON + timedelta(hours=1)


async def test_two_hundred_writes_at_once_all_count(db: Database) -> None:
    await asyncio.gather(*(db.write(count_up) for _ in range(200)))

    assert await db.read(facts.recall, "counter") == (200, NOON)


# Waking the outbox


async def test_the_outbox_is_told_only_after_the_commit(db: Database, path: Path) -> None:
    told: list[tuple[datetime, list[str]]] = []
    db.on_wake = lambda at: told.append((at, names(path)))

    def work(tx: Tx) -> int:
        tx.wake(NOON)
        tx.wake(NOON + timedelta(hours=1))
        put(tx, "a")
        return len(told)

    assert await db.write(work) == 0
    assert told == [(NOON, ["a"]), (NOON + timedelta(hours=1), ["a"])]


async def test_the_outbox_is_not_told_of_what_was_rolled_back(db: Database) -> None:
    told: list[datetime] = []
    db.on_wake = told.append

    def work(tx: Tx) -> None:
        tx.wake(NOON)
        raise FaultError

    with pytest.raises(FaultError):
        await db.write(work)

    assert told == []


# Cancelled callers


async def cancel_after(seconds: float, caller: asyncio.Task[object]) -> bool:
    """Return whether it was cancelled before it had its answer."""
    await asyncio.wait({caller}, timeout=seconds)
    caller.cancel()
    await asyncio.wait({caller})
    return caller.cancelled()


async def test_of_two_hundred_callers_cancelled_at_random_no_transaction_is_cut(db: Database, path: Path) -> None:
    rng = random.Random(11)
    cancelled = 0
    expected = []
    for number in range(200):
        pair = [f"{number:03} first", f"{number:03} second"]
        expected += pair
        caller = asyncio.create_task(db.write(put, *pair))
        cancelled += await cancel_after(rng.uniform(0, 0.004), caller)
    await db.close()

    assert cancelled > 20
    assert names(path) == expected


async def test_closing_waits_for_the_transaction_of_a_caller_who_is_gone(db: Database, path: Path) -> None:
    callers = [asyncio.create_task(db.write(put, name)) for name in "abc"]
    await asyncio.sleep(0)
    for caller in callers:
        caller.cancel()

    await db.close()

    assert names(path) == ["a", "b", "c"]
    assert all(caller.cancelled() for caller in callers)


async def test_closing_waits_for_who_is_reading(db: Database) -> None:
    await db.write(put, "a")
    reader = asyncio.create_task(db.read(facts.recall, "a"))
    await asyncio.sleep(0)

    await db.close()

    assert reader.done()
    assert await reader == (1, NOON)


async def test_readers_cancelled_at_random_leave_no_connection_behind(db: Database) -> None:
    """One that is left behind is a warning when it is collected, and so an error here."""
    rng = random.Random(12)
    for _ in range(100):
        await cancel_after(rng.uniform(0, 0.002), asyncio.create_task(db.read(facts.recall, "a")))
    await db.close()

    assert gc.collect() >= 0


async def test_a_closed_database_is_one_file(db: Database, path: Path) -> None:
    await db.write(put, "a")

    await db.close()

    assert files_in(path.parent) == [path.name]


async def test_a_closed_database_is_not_opened_again(db: Database, path: Path) -> None:
    await db.close()

    with pytest.raises(RuntimeError, match="closed"):
        await db.write(put, "a")
    assert names(path) == []


# Getting no turn


async def test_who_gets_no_turn_in_time_is_told_so_and_nothing_is_saved(path: Path, clock: ManualClock) -> None:
    impatient = Database(path, clock, busy_timeout=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(*(impatient.write(put, name) for name in "abc"), return_exceptions=True)
        other.execute("ROLLBACK")

    await impatient.write(put, "d")
    await impatient.close()

    assert [type(outcome) for outcome in outcomes] == [DatabaseBusyError] * 3
    assert names(path) == ["d"]


async def test_a_writer_has_its_turn_from_its_first_step(db: Database, path: Path) -> None:
    """What it has read can't change under it before it writes."""

    def others_must_wait(tx: Tx) -> bool:
        facts.recall(tx, "a")
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                return "locked" in str(error)
        return False

    assert await db.write(others_must_wait)


async def test_who_only_reads_need_not_wait_for_a_writer(db: Database, path: Path) -> None:
    await db.write(put, "a")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM facts")

        assert await db.read(facts.recall, "a") == (1, NOON)


async def test_another_failure_of_the_database_is_not_called_busy(db: Database) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        await db.write(lambda tx: tx.all(text("SELECT * FROM nowhere")))


# Reading


async def test_who_reads_can_not_write(db: Database, path: Path) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        await db.read(put, "a")

    assert names(path) == []


async def test_a_reader_sees_one_state_while_others_write(db: Database, path: Path) -> None:
    await db.write(put, "a", "b")

    def look_twice(tx: Tx) -> tuple[list[str], list[str]]:
        query = select(tables.facts.c.name).order_by(tables.facts.c.name)
        at_first = list(tx.column(query))
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("DELETE FROM facts WHERE name = 'a'")
        return at_first, list(tx.column(query))

    assert await db.read(look_twice) == (["a", "b"], ["a", "b"])
    assert names(path) == ["b"]


# What is set


@pytest.mark.parametrize(
    ("pragma", "writer", "reader"),
    [("journal_mode", "wal", "wal"), ("synchronous", 2, 2), ("foreign_keys", 1, 1), ("query_only", 0, 1)],
)
async def test_each_connection_is_set_up(db: Database, pragma: str, writer: object, reader: object) -> None:
    def value(tx: Tx) -> object:
        return tx.value(text(f"PRAGMA {pragma}"))

    assert await db.write(value) == writer
    assert await db.read(value) == reader


async def test_what_points_nowhere_is_refused(db: Database, path: Path) -> None:
    def answer_no_meetup(tx: Tx) -> None:
        tx.insert(answers, meetup_id=99, member_id=1, answer=Answer.MAYBE, turn=1, answered_at=tx.now)

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        await db.write(answer_no_meetup)

    assert rows(path, "SELECT * FROM answers") == []
