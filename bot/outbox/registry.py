"""Who handles what: filled by `wiring` from the rooms' tables and the cogs, before the outbox starts."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from bot.database import Tx
from bot.workers import Workers

from .rules.records import Card, Delivery, DueItem, Trouble
from .sender import Rendered, Sender

log = logging.getLogger(__name__)
S = TypeVar("S")
R = TypeVar("R")

DueHandler = Callable[[Tx, DueItem], None]
"""Changes rows, writes deliveries and further items; under 50 ms; never calls Discord."""
DeliveryRenderer = Callable[[Tx, Delivery, str], Rendered | None]
"""Words a message at its sending, from what is so then; the mark ends its buttons' ids. None: no longer true."""
CardRenderer = Callable[[Tx, Card, str], Rendered | None]
Fallback = Callable[[Tx, Delivery, str], None]
"""What is done instead of a delivery that can't be made, with the reason."""


class StaleSnapshotError(Exception):
    """Raised by a job's `write` when what it read is no longer so: it is run again."""


@dataclass(frozen=True)
class Tools:
    """What a job may use while no transaction is open."""

    sender: Sender
    workers: Workers


@dataclass(frozen=True)
class Job(Generic[S, R]):
    """A due item's work that takes long or must ask Discord first, in three moves.

    Read a snapshot; work on it with no transaction open; write the result, in the transaction that marks the item done.
    A crash repeats all three: `work` must do no harm twice.
    """

    read: Callable[[Tx, DueItem], S]
    work: Callable[[Tools, S], Awaitable[R]]
    write: Callable[[Tx, DueItem, S, R], None]


def _log_trouble(_tx: Tx, trouble: Trouble) -> None:
    log.warning("%s: %s", trouble.key, trouble.reason)


@dataclass
class Registry:
    due: dict[str, DueHandler] = field(default_factory=dict)
    jobs: dict[str, Job[Any, Any]] = field(default_factory=dict)
    deliveries: dict[str, DeliveryRenderer] = field(default_factory=dict)
    cards: dict[str, CardRenderer] = field(default_factory=dict)
    fallbacks: dict[str, Fallback] = field(default_factory=dict)
    upkeep: list[Callable[[Tx], None]] = field(default_factory=list)
    on_trouble: Callable[[Tx, Trouble], None] = _log_trouble
