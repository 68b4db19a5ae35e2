"""Say something in the meetup's own channel, where its card stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import outbox
from bot.database import Tx

from .rules.meetup import Meetup
from .subjects import subject


def tell(
    tx: Tx, meetup: Meetup, kind: str, recipients: Sequence[int], *, once: object, until: datetime, **args: Any
) -> None:
    """Have these people told, once for each `once`, and not after `until`. Nobody to tell: do nothing."""
    if recipients:
        _deliver(tx, meetup, kind, recipients, once=once, until=until, args=args)


def announce(
    tx: Tx, meetup: Meetup, kind: str, *, once: object, until: datetime, ping: Sequence[int] = (), **args: Any
) -> None:
    """Have it said to everybody there; these people are pinged."""
    _deliver(tx, meetup, kind, ping, once=once, until=until, args=args)


def _deliver(
    tx: Tx,
    meetup: Meetup,
    kind: str,
    recipients: Sequence[int],
    *,
    once: object,
    until: datetime,
    args: dict[str, Any],
) -> None:
    outbox.deliver(
        tx,
        key=f"{kind}:{meetup.id}:{once}",
        kind=kind,
        guild_id=meetup.guild_id,
        target=outbox.channel(meetup.channel_id),
        subject=subject(meetup.id),
        args={"meetup_id": meetup.id, **args},
        recipients=recipients,
        expires_at=until,
    )
