"""Private threads that were opened twice, or for nothing: empty, unseen, archived an hour later."""

from dataclasses import dataclass
from datetime import timedelta

from bot.database import Tx

from .enqueue import deliver, schedule
from .registry import Job, Tools
from .rules.records import Delivery, DueItem, channel
from .rules.steps import ArchiveThread
from .rules.waits import snowflake
from .store import deliveries, threads

TIDY_THREADS = "outbox.tidy_threads"
TIDY = "outbox.tidy"
"""Deliveries that only archive; they are never worded."""
AFTER = timedelta(hours=1)
STILL_OPENING = timedelta(minutes=30)


@dataclass(frozen=True)
class Search:
    channel_id: int
    after: int
    before: int


def tidy_later(tx: Tx, delivery: Delivery) -> None:
    """Look for threads that this delivery opened and no row knows; anew for each hour in which there is a cause."""
    schedule(
        tx,
        key=f"tidy:{delivery.key}:{tx.now:%Y-%m-%dT%H}",
        kind=TIDY_THREADS,
        guild_id=delivery.guild_id,
        subject=f"tidy:{delivery.subject}",
        at=tx.now + AFTER,
        useless_after=None,
        args={"channel": delivery.target.id, "after": delivery.anchor or snowflake(tx.now - AFTER)},
    )


def _read(tx: Tx, item: DueItem) -> Search:
    return Search(item.args["channel"], item.args["after"], snowflake(tx.now - STILL_OPENING))


async def _look(tools: Tools, search: Search) -> list[int]:
    found = await tools.sender.empty_own_threads(search.channel_id, after=search.after)
    return [thread_id for thread_id in found if thread_id < search.before]


def _archive(tx: Tx, item: DueItem, search: Search, found: list[int]) -> None:
    known = deliveries.known_threads(tx, search.channel_id) | threads.known(tx, search.channel_id)
    for thread_id in sorted(set(found) - known):
        deliver(
            tx,
            key=f"tidy:{thread_id}",
            kind=TIDY,
            guild_id=item.guild_id,
            target=channel(thread_id),
            subject=f"tidy:{thread_id}",
            steps=[ArchiveThread(thread_id)],
        )


JOBS = {TIDY_THREADS: Job(read=_read, work=_look, write=_archive)}
