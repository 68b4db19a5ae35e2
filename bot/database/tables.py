"""What every room's tables are made of."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, BindParameter, Column, Dialect, Integer, MetaData, Table, Text, bindparam
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

MOST_IN_A_STATEMENT = 10_000
"""SQLite takes some 32,000 values in one."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as whole microseconds since 1970 in UTC: exact, sortable, the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError(f"an instant needs a zone, and {value} has none")
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Snowflake(BigInteger):
    """Discord's id of a guild, channel, message or person."""

    cache_ok = True


def own_id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def fixed(value: str) -> BindParameter[str]:
    """A value written into the statement itself, so that SQLite sees that a partial index serves it."""
    return bindparam(None, str(value), Text, literal_execute=True, unique=True)


def in_parts(ids: Collection[int]) -> Iterator[list[int]]:
    """Yield so many of these ids at a time as one statement can hold."""
    every = list(ids)
    for start in range(0, len(every), MOST_IN_A_STATEMENT):
        yield every[start : start + MOST_IN_A_STATEMENT]


facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Single things worth remembering: see `bot.database.facts`."""
