"""The meetup that is on just now, where its card stands."""

from datetime import timedelta

from bot import outbox
from bot.database import Tx

from .rules.meetup import Meetup, MeetupState
from .store import meetups
from .subjects import TOPIC, meetup_id_of

BEFORE_THE_START = timedelta(minutes=30)
"""People gather for it."""
AFTER_THE_END = timedelta(hours=1)
"""People still sit together."""


def at(tx: Tx, guild_id: int, channel_id: int) -> Meetup | None:
    """Return the meetup that is on in a channel, or in the thread on whose card this is; the latest of several."""
    of_thread = [meetup_id_of(one) for one in outbox.cards_at(tx, [channel_id]) if one.startswith(f"{TOPIC}:")]
    thread_of = [meetups.get(tx, meetup_id) for meetup_id in of_thread]
    starts_by, ends_after = tx.now + BEFORE_THE_START, tx.now - AFTER_THE_END
    here = meetups.in_channel(tx, channel_id, starts_by=starts_by, ends_after=ends_after)
    on = [one for one in (*thread_of, *here) if one is not None and one.guild_id == guild_id and is_on(tx, one)]
    return max(on, key=lambda one: one.plan.starts_at, default=None)


def is_on(tx: Tx, meetup: Meetup) -> bool:
    begins, ends = meetup.plan.starts_at - BEFORE_THE_START, meetup.ends_at + AFTER_THE_END
    return meetup.state is MeetupState.OPEN and begins <= tx.now < ends
