"""The outbox: what must happen at a time, and what must reach Discord exactly once. It knows no topic."""

from .enqueue import (
    cards_at,
    cards_in,
    deliver,
    drop_finished,
    forget_thread,
    hold,
    look_after_cards,
    post_card,
    release,
    renew_card,
    repost_card,
    retract,
    retry,
    schedule,
    thread_at,
    touch_card,
    withdraw,
)
from .registry import Job, Registry, StaleSnapshotError, Tools
from .rules.records import Card, CardState, Delivery, DueItem, Trouble, channel, direct_messages
from .sender import Rendered, Sender
from .worker import Outbox

__all__ = [
    "Card",
    "CardState",
    "Delivery",
    "DueItem",
    "Job",
    "Outbox",
    "Registry",
    "Rendered",
    "Sender",
    "StaleSnapshotError",
    "Tools",
    "Trouble",
    "cards_at",
    "cards_in",
    "channel",
    "deliver",
    "direct_messages",
    "drop_finished",
    "forget_thread",
    "hold",
    "look_after_cards",
    "post_card",
    "release",
    "renew_card",
    "repost_card",
    "retract",
    "retry",
    "schedule",
    "thread_at",
    "touch_card",
    "withdraw",
]
