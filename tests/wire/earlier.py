"""Meetups that are over when a story begins: they are asked about while it lasts."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import ManualClock
from bot.database import Database, Tx
from bot.database.migrate import migrate
from bot.guilds.rules.actors import Actor
from bot.meetups import answering, posting
from bot.meetups.afterwards import AFTER_THE_END
from bot.meetups.rules.meetup import Answer, Plan

HOUR = timedelta(hours=1)


async def hold_meetups(path: Path, *, guild_id: int, channel_id: int, host_id: int, guest_id: int, many: int) -> None:
    """Have so many held at which the guest was, each to be asked about a few seconds after the one before."""
    first = datetime.fromtimestamp(int(time.time()), UTC) - AFTER_THE_END - HOUR
    path.parent.mkdir(parents=True, exist_ok=True)
    migrate(path, now=first)
    db = Database(path, ManualClock(first))
    guest = Actor(guild_id, guest_id, manages_events=False)

    def hold(tx: Tx, number: int) -> None:
        starts_at = first + timedelta(seconds=4 * number + 4)
        plan = Plan(f"Held {number}", starts_at, "UTC", HOUR, "", "", None)
        posted = posting.post(tx, plan, guild_id=guild_id, channel_id=channel_id, host_id=host_id)
        answering.answer(tx, actor=guest, meetup_id=posted.meetup_id, given=Answer.GOING)

    try:
        for number in range(many):
            await db.write(hold, number)
    finally:
        await db.close()
