"""In which guilds the bot is, which it was sent out of, and to which it has said hello."""

from bot.database import Tx

from . import store


def arrive(tx: Tx, guild_id: int) -> bool:
    """Note that the bot is there. True: it had left before."""
    row = store.get(tx, guild_id)
    store.put(tx, guild_id, {"left_at": None})
    return row is not None and row["left_at"] is not None


def leave(tx: Tx, guild_id: int) -> bool:
    """Note that the bot is not there any more. False: that was known."""
    if has_left(tx, guild_id):
        return False
    store.put(tx, guild_id, {"left_at": tx.now})
    return True


def has_left(tx: Tx, guild_id: int) -> bool:
    row = store.get(tx, guild_id)
    return row is not None and row["left_at"] is not None


def present(tx: Tx) -> frozenset[int]:
    """Return the guilds in which the bot is, as far as is known."""
    return frozenset(row["id"] for row in store.present(tx))


def settled(tx: Tx) -> frozenset[int]:
    """Return the guilds in which the bot is and has said hello: nothing is left to do about them."""
    return frozenset(row["id"] for row in store.present(tx) if row["greeted_at"] is not None)


def greet(tx: Tx, guild_id: int) -> bool:
    """Note that hello is said. False: it was said before."""
    row = store.get(tx, guild_id)
    if row is not None and row["greeted_at"] is not None:
        return False
    store.put(tx, guild_id, {"greeted_at": tx.now})
    return True
