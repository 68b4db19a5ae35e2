"""One transaction, as use cases and stores see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, RowMapping, Table, insert
from sqlalchemy.dialects.sqlite import insert as insert_or

Row = RowMapping


class Tx:
    """A running transaction with its one instant, `now`.

    Synchronous: whatever runs in it can't wait for anything but the database.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.now = now
        self.wake_at: list[datetime] = []
        self._connection = connection

    def wake(self, at: datetime) -> None:
        """Have the outbox look at what is due at this instant, once this transaction is committed."""
        self.wake_at.append(at)

    def all(self, query: Executable) -> Sequence[Row]:
        return self._connection.execute(query).mappings().all()

    def first(self, query: Executable) -> Row | None:
        return self._connection.execute(query).mappings().first()

    def column(self, query: Executable) -> Sequence[Any]:
        """Return the first column of every row."""
        return self._connection.execute(query).scalars().all()

    def value(self, query: Executable) -> Any:
        """Return the first column of the first row, or None."""
        return self._connection.execute(query).scalar()

    def change(self, statement: Executable) -> int:
        """Run an insert, update or delete; return how many rows it touched."""
        return self._connection.execute(statement).rowcount

    def insert(self, table: Table, **values: Any) -> int:
        """Insert one row; return its id."""
        key = self._connection.execute(insert(table).values(**values)).inserted_primary_key or (0,)
        return int(key[0])

    def insert_all(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows at once."""
        if rows:
            self._connection.execute(insert(table), [dict(row) for row in rows])

    def upsert(
        self,
        table: Table,
        values: Mapping[str, Any],
        *,
        key: Sequence[str],
        update: Sequence[str] = (),
        where: ColumnElement[bool] | None = None,
    ) -> bool:
        """Insert a row, or where one with this key is there, update these columns of it if `where` holds.

        Return whether anything was inserted or updated. Without columns to update, a row that is there stays.
        """
        statement = insert_or(table).values(**values)
        if update:
            new = {name: statement.excluded[name] for name in update}
            statement = statement.on_conflict_do_update(index_elements=key, set_=new, where=where)
        else:
            statement = statement.on_conflict_do_nothing(index_elements=key)
        return self.change(statement) == 1
