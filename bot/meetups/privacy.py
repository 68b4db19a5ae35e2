"""What meetups keep about a member: what they host, what they answered, what they said afterwards."""

from typing import Any

from bot import outbox
from bot.database import Tx

from . import seating, store
from .subjects import subject


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    return [
        {
            "title": row["title"],
            "starts_at": row["starts_at"].isoformat(),
            "host": row["host_id"] == member_id,
            "answer": row["answer"],
            "seat": row["standing"],
            "rating": row["rating"],
            "words": row["words"],
            "for_next_time": row["for_next_time"] if row["host_id"] == member_id else None,
        }
        for row in store.of_member(tx, guild_id, member_id)
    ]


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    """Meetups stay, for the others; the member is on none of them any more, and their seats go on."""
    for meetup_id in store.forget(tx, guild_id, member_id):
        outbox.touch_card(tx, subject=subject(meetup_id))
        if (meetup := store.get_open(tx, meetup_id)) is not None:
            seating.hand_on(tx, meetup)
