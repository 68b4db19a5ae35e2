"""Say something in the meetup's own channel, where its card stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import outbox
from bot.database import Tx

from .rules.meetup import Meetup
from .subjects import subject, subject_for


def tell(
    tx: Tx, meetup: Meetup, kind: str, recipients: Sequence[int], *, once: object, until: datetime, **args: Any
) -> None:
    """Have these people told, once for each `once`, and not after `until`. Nobody to tell: do nothing."""
    if recipients:
        announce(tx, meetup, kind, once=once, until=until, ping=recipients, **args)


def announce(
    tx: Tx, meetup: Meetup, kind: str, *, once: object, until: datetime, ping: Sequence[int] = (), **args: Any
) -> None:
    """Have it said to everybody there; these people are pinged."""
    outbox.deliver(
        tx,
        key=f"{kind}:{meetup.id}:{once}",
        kind=kind,
        guild_id=meetup.guild_id,
        target=outbox.channel(meetup.channel_id),
        subject=subject(meetup.id),
        args={"meetup_id": meetup.id, **args},
        recipients=ping,
        expires_at=until,
    )


def tell_directly(tx: Tx, meetup: Meetup, kind: str, member_id: int, *, once: object, until: datetime) -> None:
    """Have one person told by a direct message."""
    outbox.deliver(
        tx,
        key=f"{kind}:{meetup.id}:{once}:{member_id}",
        kind=kind,
        guild_id=meetup.guild_id,
        target=outbox.direct_messages(member_id),
        subject=subject_for(meetup.id, member_id),
        args={"meetup_id": meetup.id},
        recipients=[member_id],
        expires_at=until,
    )
