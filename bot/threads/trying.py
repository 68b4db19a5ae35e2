"""What can't be sent into a private thread now is told to organisers, and tried again: nobody is left waiting."""

from datetime import timedelta

from bot import outbox
from bot.database import Tx
from bot.guilds import community
from bot.notices.troubles import tell_organisers
from bot.outbox import Delivery, DueItem, Trouble
from bot.outbox.rules.steps import key_of_thread

TRY_AGAIN = "threads.try_again"
EVERY = timedelta(hours=6)
KEPT_UP = timedelta(days=7)
"""So long it is tried, where what is to be said says nothing else."""


def later(tx: Tx, delivery: Delivery, reason: str) -> None:
    """What is done instead of a message into a thread that can't be opened or written in: a right may be given back."""
    key, subject, args = delivery.key, delivery.subject, delivery.args
    tell_organisers(tx, Trouble(Trouble.Kind.NOT_SENT, delivery.guild_id, key, subject, delivery.kind, reason, args))
    outbox.schedule(
        tx,
        key=f"again:{delivery.id}:{tx.now:%Y-%m-%dT%H}",
        kind=TRY_AGAIN,
        guild_id=delivery.guild_id,
        subject=f"again:{delivery.id}",
        at=tx.now + EVERY,
        useless_after=delivery.expires_at,
        args={"delivery_id": delivery.id, "opens": not delivery.results and bool(key_of_thread(delivery.steps))},
    )


def again(tx: Tx, item: DueItem) -> None:
    """Due handler: in the channel that the community has chosen by now, if what failed was opening a thread."""
    chosen = community.of(tx, item.guild_id).connections_channel_id if item.args["opens"] else None
    outbox.retry(tx, item.args["delivery_id"], channel_id=chosen)
