"""Private threads that are written into again and again: opened once for each key, and anew if somebody deletes one."""

from datetime import timedelta
from typing import Any

from bot.database import Tx

from .rules.records import Delivery
from .rules.steps import OpenPrivateThread, Step, key_of_thread, thread_of
from .rules.waits import MOST_STARTS
from .store import deliveries, threads


def enter(tx: Tx, delivery: Delivery) -> bool:
    """Go into the thread of the delivery's key, if it was opened before."""
    thread_id = threads.at(tx, key_of_thread(delivery.steps))
    if thread_id is not None:
        deliveries.step_done(tx, delivery, thread_id, message_id=None)
    return thread_id is not None


def step_done(tx: Tx, delivery: Delivery, step: Step, result: Any) -> None:
    """Store what a step came to, and the thread that it has opened for its key."""
    deliveries.step_done(tx, delivery, result, message_id=None)
    if isinstance(step, OpenPrivateThread) and step.key:
        threads.put(tx, step.key, guild_id=delivery.guild_id, channel_id=delivery.target.id, thread_id=result)


def open_anew(tx: Tx, delivery: Delivery, wait: timedelta, reason: str) -> bool:
    """Have it begin anew in another thread. False: the one that is gone has no key, or that was tried often."""
    key = key_of_thread(delivery.steps)
    if not key or thread_of(delivery.steps, delivery.results) is None or delivery.stumbles + 1 >= MOST_STARTS:
        return False
    threads.forget(tx, key)
    deliveries.start_over(tx, delivery.id, wait, reason)
    return True
