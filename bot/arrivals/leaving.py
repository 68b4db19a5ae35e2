"""The bot was sent out of a guild. All of it is held for thirty days, and then erased."""

from datetime import timedelta

from bot import outbox
from bot.database import Tx
from bot.guilds import membership
from bot.outbox.upkeep import NO_GUILD

KEPT = timedelta(days=30)
ERASE = "arrivals.erase"
"""The job that erases everything of a guild; its args name the guild."""


def subject(guild_id: int) -> str:
    return f"left:{guild_id}"


def leave(tx: Tx, *, guild_id: int) -> None:
    """Hold what is to come, and have all of it erased when nobody has called the bot back by then."""
    if not membership.leave(tx, guild_id):
        return
    outbox.hold(tx, guild_id=guild_id)
    outbox.schedule(
        tx,
        key=f"erase:{guild_id}:{tx.now:%Y-%m-%d}",
        kind=ERASE,
        guild_id=NO_GUILD,  # what belongs to the guild is held
        subject=subject(guild_id),
        at=tx.now + KEPT,
        useless_after=None,
        args={"guild_id": guild_id},
    )
