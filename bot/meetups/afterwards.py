"""An hour after the end: ask those who were there, and the host, how it was. Once; who says nothing is left alone."""

from datetime import timedelta

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem

from .rules.meetup import Meetup
from .store import answers, meetups
from .subjects import subject
from .telling import announce

ASK_AFTERWARDS = "meetup.ask_afterwards"
AFTERWARDS_ASKED = "meetup.afterwards_asked"

AFTER_THE_END = timedelta(hours=1)
ASKED_WITHIN = timedelta(days=2)
"""Later than that after the end it would come out of the blue."""


def schedule(tx: Tx, meetup: Meetup) -> None:
    """Have it asked an hour after this end; for an earlier plan it is not."""
    outbox.schedule(
        tx,
        key=f"{ASK_AFTERWARDS}:{meetup.id}",
        kind=ASK_AFTERWARDS,
        guild_id=meetup.guild_id,
        subject=subject(meetup.id),
        at=meetup.ends_at + AFTER_THE_END,
        useless_after=meetup.ends_at + ASKED_WITHIN,
        args={"meetup_id": meetup.id},
    )


def ask(tx: Tx, item: DueItem) -> None:
    """Due handler: ask, where anybody was going. Only the host is pinged."""
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    if meetup is not None and answers.roster(tx, meetup).seated:
        host = [meetup.host_id] if meetup.host_id else []
        announce(tx, meetup, AFTERWARDS_ASKED, once="all", until=meetup.ends_at + ASKED_WITHIN, ping=host)
