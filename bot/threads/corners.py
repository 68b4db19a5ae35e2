"""A member's corner: a private thread between one member and Kith, for what is asked of them alone.

A direct message may be closed, and bots that write many are shut out; a thread in the community is always open.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import outbox
from bot.database import Tx
from bot.outbox.rules.steps import AddToThread, OpenPrivateThread, Post

from . import store
from .trying import KEPT_UP

NAME = "You and Kith"


def tell(
    tx: Tx,
    *,
    guild_id: int,
    member_id: int,
    channel_id: int,
    kind: str,
    once: object,
    args: Mapping[str, Any],
    until: datetime | None = None,
) -> None:
    """Have this said to one member alone, once for each `once`; the corner is opened in this channel, if it is not.

    `until`: when it is of use no more; None: in a week.
    """
    corner = f"corner:{store.corner(tx, guild_id, member_id)}"
    outbox.deliver(
        tx,
        key=f"{kind}:{once}:{corner}",
        kind=kind,
        guild_id=guild_id,
        target=outbox.channel(channel_id),
        subject=corner,
        args=args,
        recipients=[member_id],
        steps=[OpenPrivateThread(NAME, corner), AddToThread((member_id,)), Post()],
        expires_at=until or tx.now + KEPT_UP,
    )


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    for corner_id in store.forget(tx, guild_id, member_id):
        outbox.forget_thread(tx, key=f"corner:{corner_id}")
