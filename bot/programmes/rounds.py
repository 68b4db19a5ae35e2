"""A topic's hold on its rounds: which there are, and how far each has come."""

from collections.abc import Collection
from datetime import datetime

from bot import outbox
from bot.database import Tx

from . import announcing, finding, store
from .rules.programme import Programme, Round, Stage, State


def get(tx: Tx, round_id: int) -> Round | None:
    return store.get_round(tx, round_id)


def at_stage(tx: Tx, round_id: int, *stages: Stage) -> Round | None:
    """Return the round if it is at one of these stages."""
    found = store.get_round(tx, round_id)
    return found if found is not None and found.stage in stages else None


def programme_of(tx: Tx, found: Round) -> Programme:
    return finding.the(tx, found.programme_id)


def of_programme(tx: Tx, programme_id: int, stages: Collection[Stage]) -> list[Round]:
    """Return a programme's rounds, the newest first."""
    return store.rounds_of(tx, programme_id, stages=stages)


def of_topic(tx: Tx, guild_id: int, topic: str, stages: Collection[Stage]) -> list[Round]:
    """Return a community's rounds of a topic, the newest first."""
    return store.rounds_of_topic(tx, guild_id, topic, stages=stages)


def put_stage(tx: Tx, found: Round, stage: Stage) -> None:
    """Note how far a round has come, on its card too; of one that is called off, nothing more is done."""
    store.put_stage(tx, found.id, stage)
    outbox.touch_card(tx, subject=announcing.subject(found.id))
    if stage is Stage.CANCELLED:
        outbox.withdraw(tx, subject=announcing.subject(found.id))


def next_after(tx: Tx, found: Round) -> datetime | None:
    """Return when the programme's next round begins that is not announced yet; None: it is paused or has ended."""
    programme = finding.the(tx, found.programme_id)
    if programme.state is not State.RUNNING:
        return None
    coming = announcing.coming(tx, found.guild_id, programme.plan, programme.id, most=1)
    return coming[0][1] if coming else None
