"""The bot comes into a guild: for the first time, or back after it was sent away."""

from collections.abc import Callable, Collection

from bot import outbox
from bot.database import Tx
from bot.guilds import membership

from . import leaving

HELLO = "arrivals.hello"
HelloIn = Callable[[int], int | None]
"""The channel of a guild in which the bot may say hello. None: it may write nowhere now."""


def arrive(tx: Tx, *, guild_id: int, hello_in: int | None) -> None:
    """Have everything of the guild go on that was held, and say hello in this channel, once for ever."""
    if membership.arrive(tx, guild_id):
        outbox.release(tx, guild_id=guild_id)
        outbox.withdraw(tx, subject=leaving.subject(guild_id))
    if hello_in is not None and membership.greet(tx, guild_id):
        outbox.deliver(
            tx,
            key=f"hello:{guild_id}:{tx.now:%Y-%m-%d}",
            kind=HELLO,
            guild_id=guild_id,
            target=outbox.channel(hello_in),
            subject=f"hello:{guild_id}",
        )


def take_stock(tx: Tx, *, guild_ids: Collection[int], hello_in: HelloIn) -> None:
    """Discord has said in which guilds the bot is: make up for what happened while nobody could be told."""
    for guild_id in sorted(set(guild_ids) - membership.settled(tx)):
        arrive(tx, guild_id=guild_id, hello_in=hello_in(guild_id))
    for guild_id in sorted(membership.present(tx) - set(guild_ids)):
        leaving.leave(tx, guild_id=guild_id)
