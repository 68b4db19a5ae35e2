from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import StatementError

from bot.database import Tx, facts
from bot.database.tables import Instant
from bot.database.tables import facts as table
from bot.meetups.rules.meetup import Answer
from bot.meetups.store.answers import answers
from tests import builders
from tests.conftest import NOON

LATER = NOON + timedelta(hours=1)

MAYBE = {"answer": Answer.MAYBE, "turn": 1, "answered_at": NOON}


def stored(tx: Tx) -> dict[str, tuple[object, datetime]]:
    return {row["name"]: (row["value"], row["at"]) for row in tx.all(select(table))}


# Upsert


def test_upsert_inserts_where_there_is_none(tx: Tx) -> None:
    assert tx.upsert(table, {"name": "a", "value": 1, "at": NOON}, key=["name"])

    assert stored(tx) == {"a": (1, NOON)}


def test_upsert_without_columns_leaves_the_row_that_is_there(tx: Tx) -> None:
    tx.upsert(table, {"name": "a", "value": 1, "at": NOON}, key=["name"])

    assert not tx.upsert(table, {"name": "a", "value": 2, "at": LATER}, key=["name"])
    assert stored(tx) == {"a": (1, NOON)}


def test_upsert_changes_only_the_columns_that_it_is_told_to(tx: Tx) -> None:
    tx.upsert(table, {"name": "a", "value": 1, "at": NOON}, key=["name"])

    assert tx.upsert(table, {"name": "a", "value": 2, "at": LATER}, key=["name"], update=["value"])
    assert stored(tx) == {"a": (2, NOON)}


@pytest.mark.parametrize(("limit", "changed"), [(0, False), (5, True)])
def test_upsert_changes_a_row_only_where_the_condition_holds(tx: Tx, limit: int, changed: bool) -> None:
    meetup_id = builders.post(tx)
    key = {"meetup_id": meetup_id, "member_id": 7}
    tx.upsert(answers, {**key, **MAYBE}, key=list(key))

    again = tx.upsert(
        answers,
        {**key, **MAYBE, "answer": Answer.CANT},
        key=list(key),
        update=["answer"],
        where=answers.c.id <= limit,
    )

    assert again == changed
    assert tx.column(select(answers.c.answer)) == [Answer.CANT if changed else Answer.MAYBE]


def test_upsert_touches_no_other_row(tx: Tx) -> None:
    tx.upsert(table, {"name": "a", "value": 1, "at": NOON}, key=["name"])

    tx.upsert(table, {"name": "b", "value": 2, "at": NOON}, key=["name"], update=["value"])

    assert stored(tx) == {"a": (1, NOON), "b": (2, NOON)}


# The rest of a transaction


def test_insert_returns_the_id_of_the_row(tx: Tx) -> None:
    meetup_id = builders.post(tx)
    ids = [tx.insert(answers, meetup_id=meetup_id, member_id=member, **MAYBE) for member in (7, 8)]

    assert ids == tx.column(select(answers.c.id).order_by(answers.c.member_id))


def test_change_says_how_many_rows_it_touched(tx: Tx) -> None:
    for name in "abc":
        facts.remember(tx, name, 1)

    assert tx.change(delete(table).where(table.c.name != "b")) == 2
    assert tx.change(delete(table).where(table.c.name == "z")) == 0


def test_asking_for_what_is_not_there_gives_none(tx: Tx) -> None:
    nothing = select(table.c.value).where(table.c.name == "z")

    assert (tx.first(nothing), tx.value(nothing), tx.column(nothing), tx.all(nothing)) == (None, None, [], [])


def test_a_fact_is_remembered_replaced_and_forgotten(tx: Tx) -> None:
    facts.remember(tx, "a", {"deep": [1, None]})
    assert facts.recall(tx, "a") == ({"deep": [1, None]}, NOON)

    facts.remember(tx, "a", "other", at=LATER)
    assert facts.recall(tx, "a") == ("other", LATER)

    facts.forget(tx, "a")
    assert facts.recall(tx, "a") is None


# Instants


@pytest.mark.parametrize(
    "instant",
    [
        NOON,
        NOON.replace(microsecond=1),
        NOON.replace(microsecond=999_999),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1),
        datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
    ],
    ids=str,
)
def test_an_instant_comes_back_as_it_was(tx: Tx, instant: datetime) -> None:
    facts.remember(tx, "a", 1, at=instant)

    found = tx.value(select(table.c.at))
    assert found == instant.astimezone(UTC)
    assert found.tzinfo is UTC


@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.timezones()), min_size=2))  # noqa: DTZ001  Hypothesis adds the zones
def test_instants_sort_in_the_database_as_in_time(instants: list[datetime]) -> None:
    kind, sqlite = Instant(), dialect()
    numbers = [kind.process_bind_param(instant, sqlite) for instant in instants]

    back = [kind.process_result_value(number, sqlite) for number in sorted(numbers, key=lambda one: one or 0)]

    assert back == sorted(instant.astimezone(UTC) for instant in instants)


def test_an_instant_without_a_zone_is_refused(tx: Tx) -> None:
    with pytest.raises(StatementError, match="needs a zone"):
        facts.remember(tx, "a", 1, at=datetime(2026, 11, 25, 12))  # noqa: DTZ001  what is refused

    assert stored(tx) == {}
