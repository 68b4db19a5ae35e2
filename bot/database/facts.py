"""Single things worth remembering over a restart, by name."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from .tables import facts
from .tx import Tx


def remember(tx: Tx, name: str, value: Any, at: datetime | None = None) -> None:
    row = {"name": name, "value": value, "at": at or tx.now}
    tx.upsert(facts, row, key=["name"], update=["value", "at"])


def recall(tx: Tx, name: str) -> tuple[Any, datetime] | None:
    """Return the value and the instant that it was remembered with."""
    row = tx.first(select(facts).where(facts.c.name == name))
    return None if row is None else (row["value"], row["at"])


def forget(tx: Tx, name: str) -> None:
    tx.change(delete(facts).where(facts.c.name == name))
