"""Looking into a database file from outside, and filling one of any version with rows."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Inspector, MetaData, Table, create_engine, insert, inspect, types

ROWS = 3
"""In each table of a filled database."""


def names(path: Path) -> list[str]:
    """Return what is remembered, as somebody else who opens the file sees it."""
    return [name for (name,) in rows(path, "SELECT name FROM facts ORDER BY name")]


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def dump(path: Path) -> list[str]:
    """Return all that is in it: tables, indexes, rows."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def counts(path: Path) -> dict[str, int]:
    """Return the number of rows in each table of ours."""
    tables = [
        name
        for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ]
    return {name: rows(path, f"SELECT count(*) FROM {name}")[0][0] for name in tables if name != "alembic_version"}  # noqa: S608  names of our own tables


def broken_references(path: Path) -> list[tuple[Any, ...]]:
    return rows(path, "PRAGMA foreign_key_check")


def fill(path: Path) -> dict[str, int]:
    """Put ROWS rows into each table, whatever tables there are; return the counts."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        _fill(connection)
    engine.dispose()
    return counts(path)


def _fill(connection: Connection) -> None:
    found = MetaData()
    found.reflect(connection)
    look = inspect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(insert(table), [_row(table, look, number) for number in range(1, ROWS + 1)])


def _row(table: Table, look: Inspector, number: int) -> dict[str, Any]:
    """Return a row like no other; what points at another table points at its row of the same number."""
    row = {column.name: _value(column.name, column.type, number) for column in table.columns}
    for check in look.get_check_constraints(table.name):
        if allowed := re.match(r"(\w+) in \('(\w+)'", check["sqltext"]):
            row[allowed[1]] = allowed[2]
    return row


def _value(name: str, kind: types.TypeEngine[Any], number: int) -> Any:
    if isinstance(kind, types.JSON):
        return [number]
    if isinstance(kind, types.Boolean):
        return number % 2 == 0
    return f"{name} {number}" if isinstance(kind, types.Text) else number
