"""How long is waited, and how often something is tried."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
ANCHOR_MARGIN = timedelta(minutes=10)
MOST_STARTS = 5
"""A due item begun this often without an end is failed; a row whose own rendering fails this often too."""
MENTIONS_A_MESSAGE = 80
"""A mention takes up to 23 characters of 2,000: this leaves some 160 for words."""
HELD = datetime(9999, 1, 1, tzinfo=UTC)
"""When something is tried next of a guild that the bot has left."""
SETTLE_AFTER = timedelta(seconds=3)
"""A request whose end is not known may still be on its way for so long."""
JOB_POSTPONED = timedelta(seconds=15)
"""For a job that could not ask Discord, or that read what was changed meanwhile: neither is the job's fault."""
DIRECT_MESSAGES_REST = timedelta(minutes=10)
KEEP_RECIPIENTS = timedelta(days=30)
KEEP_FINISHED = timedelta(days=400)
"""Longer than anything can be scheduled ahead, so that no key is free again while its cause could come back."""


@dataclass(frozen=True)
class Timing:
    """The outbox's waits; tests may shorten those that pass in real time."""

    settle_after: timedelta = SETTLE_AFTER
    edit_every: timedelta = timedelta(seconds=1)
    straggles: timedelta = timedelta(seconds=10)
    """An edit whose end is not known may still arrive for so long: no nonce would keep it from undoing a later one."""
    requests_per_second: float = 40
    direct_messages_every: timedelta = timedelta(seconds=1)
    direct_messages_a_day: int = 500
    """Bots that write to many people are quarantined; further ones are refused, and told elsewhere."""
    batch: int = 50
    sends_before_an_edit: int = 3
    tick_every: timedelta = timedelta(seconds=30)
    check_clock_every: timedelta = timedelta(seconds=10)


def due_back_off(starts: int) -> timedelta:
    return timedelta(seconds=min(2.0**starts, 600))


def send_back_off(attempts: int, *, jitter: float) -> timedelta:
    """`jitter` from 0 to 1: half the wait is certain, half is spread."""
    return timedelta(seconds=min(2.0 ** min(attempts, 8), 300) * (0.5 + jitter / 2))


def edit_back_off(attempts: int) -> timedelta:
    return timedelta(seconds=min(2.0 ** min(attempts, 10), 600))


def anchor(newest: int | None, now: datetime) -> int:
    """Return an id that a message sent now must come after: ten minutes before the newest one known, or before now."""
    if newest is not None:
        return max(newest - snowflake(DISCORD_EPOCH + ANCHOR_MARGIN), 0)
    return snowflake(now - ANCHOR_MARGIN)


def snowflake(at: datetime) -> int:
    """Return the lowest id that Discord could give at this instant (milliseconds since 2015, 22 bits below)."""
    return max(int((at - DISCORD_EPOCH).total_seconds() * 1000), 0) << 22
