"""Each round by itself: the day before, the card that asks who is in; then what the topic does at its times."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import outbox
from bot.database import Tx
from bot.guilds import community
from bot.outbox import DueItem

from . import store
from .rules.cadence import dates
from .rules.programme import ASKED_BEFORE, CLOSES_BEFORE, MOST_DAYS, Plan, Programme, Round, State

ANNOUNCE = "programmes.announce"


def kinds(topic: str) -> dict[str, str]:
    """Return the kinds of a topic's card, which it words, and of what it does when a round closes, begins and ends."""
    return {what: f"{topic}.{what}" for what in ("card", "closes", "begins", "ends")}


def subject(round_id: int) -> str:
    return f"round:{round_id}"


def coming(tx: Tx, guild_id: int, plan: Plan, programme_id: int | None, *, most: int) -> list[tuple[date, datetime]]:
    """Return the next days of a plan that are not announced yet, each with its instant."""
    announced = [] if programme_id is None else store.rounds_of(tx, programme_id)
    after = max([tx.now + CLOSES_BEFORE, *(one.begins_at for one in announced)])
    zone = community.of(tx, guild_id).zone
    taken = {one.begins_at.astimezone(ZoneInfo(zone)).date() for one in announced}  # a later hour makes no second round
    return dates(plan.cadence, zone=zone, after=after, most=most, skipped=plan.skipped | taken)


def schedule_next(tx: Tx, programme: Programme) -> None:
    """Have the next round announced the day before it; what was scheduled by another plan is withdrawn."""
    outbox.withdraw(tx, subject=_subject(programme), kind=ANNOUNCE)
    found = coming(tx, programme.guild_id, programme.plan, programme.id, most=1)
    if programme.state is not State.RUNNING or not found:
        return
    ((_, begins_at),) = found
    outbox.schedule(
        tx,
        key=f"{ANNOUNCE}:{programme.id}:{begins_at:%Y-%m-%dT%H:%M}:{tx.now:%Y-%m-%dT%H:%M:%S}",
        kind=ANNOUNCE,
        guild_id=programme.guild_id,
        subject=_subject(programme),
        at=max(begins_at - ASKED_BEFORE, tx.now),
        useless_after=None,
        args={"programme_id": programme.id},
    )


def announce(tx: Tx, item: DueItem) -> None:
    """Due handler: ask who is in. Which round is next is worked out now: the clock here may be another by now."""
    programme = store.get(tx, item.args["programme_id"])
    if programme is None or programme.state is not State.RUNNING:
        return
    found = coming(tx, programme.guild_id, programme.plan, programme.id, most=2)
    if found and found[0][1] - ASKED_BEFORE <= tx.now:
        begins_at = found[0][1]
        ends_at = min([begins_at + MOST_DAYS, *(at for _, at in found[1:])])
        round_id = store.add_round(tx, programme, begins_at=begins_at, ends_at=ends_at)
        if round_id is not None:
            made = store.get_round(tx, round_id)
            assert made is not None, "it was just written"  # noqa: S101
            ask(tx, programme.topic, made)
    schedule_next(tx, programme)


def ask(tx: Tx, topic: str, asked: Round) -> None:
    """Have the card posted that asks who is in, and what comes of the round done at its times."""
    about = subject(asked.id)
    channel = outbox.channel(asked.channel_id)
    outbox.post_card(tx, subject=about, kind=kinds(topic)["card"], guild_id=asked.guild_id, channel=channel)
    for what, at in (("closes", asked.closes_at), ("begins", asked.begins_at), ("ends", asked.ends_at)):
        schedule(tx, asked, kinds(topic)[what], at=at)


def schedule(
    tx: Tx, found: Round, kind: str, *, at: datetime, once: str = "", useless_after: datetime | None = None
) -> None:
    """Have something done for a round, once for each `once`; the item is moved that is pending already."""
    outbox.schedule(
        tx,
        key=f"{kind}:{found.id}{once and f':{once}'}",
        kind=kind,
        guild_id=found.guild_id,
        subject=subject(found.id),
        at=at,
        useless_after=useless_after,
        args={"round_id": found.id},
    )


def _subject(programme: Programme) -> str:
    return f"programme:{programme.id}"
