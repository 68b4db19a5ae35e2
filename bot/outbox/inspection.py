"""What an operator sees of the outbox, and may do to it by hand."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.database import Tx

from .rules.records import DeliveryState, DueState
from .rules.waits import HELD
from .store import cards, deliveries, due

LATE = timedelta(minutes=2)
ON_HOLD = "on hold"
"""Of a guild that the bot has left: nothing is tried for it."""
TO_BE_EDITED = "to be edited"
CALM = frozenset({DueState.PENDING, DeliveryState.WAITING, DeliveryState.SENDING, TO_BE_EDITED, ON_HOLD})
"""The states in which nothing is amiss."""
ID = re.compile(r"(?P<table>due|delivery)-(?P<number>[0-9]{1,18})")


@dataclass(frozen=True)
class Entry:
    """`id` is what `retry` and `drop` take: due-N or delivery-N; "" for a card, which mends itself."""

    id: str
    state: str
    what: str
    guild_id: int
    when: datetime
    attempts: int
    fault: str


def entries(tx: Tx) -> list[Entry]:
    """Return what is waiting, late, failed or perhaps sent; failures first, then by time."""
    found = [replace(entry, state=ON_HOLD) if entry.when == HELD else entry for entry in _found(tx)]
    return sorted(found, key=lambda entry: (entry.state in CALM, entry.when))


def _found(tx: Tx) -> list[Entry]:
    return [
        *_due(tx, [DueState.PENDING, DueState.FAILED]),
        *_deliveries(tx, [*deliveries.OPEN, DeliveryState.FAILED, DeliveryState.PERHAPS_SENT]),
        *_cards(tx),
    ]


def retry(tx: Tx, entry_id: str) -> bool:
    """Have a waiting or failed entry tried again, now. False: there is none such with this id."""
    return _by_id(tx, entry_id, due.retry, deliveries.retry)


def drop(tx: Tx, entry_id: str) -> bool:
    """Close a waiting or failed entry for good. False: there is none such with this id."""
    return _by_id(tx, entry_id, due.drop, deliveries.drop)


def _by_id(tx: Tx, entry_id: str, of_due: Callable[[Tx, int], bool], of_delivery: Callable[[Tx, int], bool]) -> bool:
    found = ID.fullmatch(entry_id)
    if found is None:
        return False
    change = of_due if found["table"] == "due" else of_delivery
    return change(tx, int(found["number"]))


def _due(tx: Tx, states: list[DueState]) -> list[Entry]:
    return [
        Entry(
            id=f"due-{row['id']}",
            state="late" if row["state"] == DueState.PENDING and row["next_try"] < tx.now - LATE else row["state"],
            what=row["key"],
            guild_id=row["guild_id"],
            when=row["next_try"],
            attempts=row["attempts"],
            fault=row["fault"] or "",
        )
        for row in due.listing(tx, states)
    ]


def _deliveries(tx: Tx, states: list[DeliveryState]) -> list[Entry]:
    return [
        Entry(
            id=f"delivery-{row['id']}",
            state="late" if row["state"] in deliveries.OPEN and row["created_at"] < tx.now - LATE else row["state"],
            what=row["key"],
            guild_id=row["guild_id"],
            when=row["next_try"],
            attempts=row["attempts"],
            fault=row["fault"] or "",
        )
        for row in deliveries.listing(tx, states)
    ]


def _cards(tx: Tx) -> list[Entry]:
    return [
        Entry(
            id="",
            state="card gone" if row["state"] == "gone" else TO_BE_EDITED,
            what=row["subject"],
            guild_id=row["guild_id"],
            when=row["next_edit"],
            attempts=row["attempts"],
            fault=row["fault"] or "",
        )
        for row in cards.listing(tx)
    ]
