"""What meetups keep about a member: what they host, what they answered, what they said afterwards."""

from typing import Any

from bot import outbox
from bot.database import Row, Tx

from . import hosting, seating
from .rules.meetup import is_open
from .store import answers, meetups, members
from .subjects import subject

TYPED_BY_HOST = ("place", "description", "cancelled_because", "took_place", "attendance", "for_next_time")


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    return [_exported(row, hosts=row["host_id"] == member_id) for row in members.everything(tx, guild_id, member_id)]


def _exported(row: Row, *, hosts: bool) -> dict[str, Any]:
    """What the host typed is shown to the host alone."""
    about = {
        "title": row["title"],
        "starts_at": row["starts_at"].isoformat(),
        "host": hosts,
        "answer": row["answer"],
        "answered_at": None if row["answered_at"] is None else row["answered_at"].isoformat(),
        "seat": row["standing"],
        "rating": row["rating"],
        "words": row["words"],
    }
    return about | {name: row[name] for name in TYPED_BY_HOST} if hosts else about


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    """Meetups stay, for the others; the member is on none of them any more, and their seats and hosting go on."""
    answered, hosted = members.forget(tx, guild_id, member_id)
    for meetup_id in sorted({*answered, *hosted}):
        outbox.touch_card(tx, subject=subject(meetup_id))
        meetup = meetups.get_open(tx, meetup_id)
        if meetup is not None and is_open(meetup, now=tx.now):
            seating.hand_on(tx, meetup, answers.roster(tx, meetup))
            if meetup_id in hosted:
                hosting.host_left(tx, meetup)


def erase(tx: Tx, guild_id: int) -> None:
    """Answers and what was said afterwards go with their meetups."""
    meetups.erase(tx, guild_id)
