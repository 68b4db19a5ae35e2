"""Every night: what each room tidies away, and what the outbox itself no longer needs."""

from datetime import timedelta

from bot.database import Tx

from .enqueue import schedule
from .registry import DueHandler, Registry
from .rules.records import DueItem
from .rules.waits import KEEP_FINISHED, KEEP_RECIPIENTS
from .store import deliveries, due

UPKEEP = "outbox.upkeep"
NO_GUILD = 0


def start_upkeep(tx: Tx) -> None:
    """Make sure that the next two nights' rounds are there: one that fails for good does not end them all."""
    tonight = tx.now.replace(hour=3, minute=0, second=0, microsecond=0)
    for night in (tonight + timedelta(days=1), tonight + timedelta(days=2)):
        schedule(
            tx,
            key=f"upkeep:{night:%Y-%m-%d}",
            kind=UPKEEP,
            guild_id=NO_GUILD,
            subject="upkeep",
            at=night,
            useless_after=None,
        )


def prune(tx: Tx) -> None:
    """Forget to whom old deliveries went, and drop rows whose keys can't come back."""
    rows_before = tx.now - KEEP_FINISHED
    deliveries.prune(tx, recipients_before=tx.now - KEEP_RECIPIENTS, rows_before=rows_before)
    due.prune(tx, before=rows_before)


def upkeep_of(registry: Registry) -> DueHandler:
    def keep_up(tx: Tx, _item: DueItem) -> None:
        for work in registry.upkeep:
            work(tx)
        start_upkeep(tx)

    return keep_up
