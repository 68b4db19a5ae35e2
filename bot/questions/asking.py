"""Ask each of some people, and take what they say until the deadline."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import store
from .rules.questions import NotAskedError, Question, QuestionClosedError


def ask(
    tx: Tx,
    *,
    guild_id: int,
    subject: str,
    member_ids: Sequence[int],
    until: datetime,
    on_end: str | None = None,
    size: int | None = None,
) -> int:
    """Return the question's id. `on_end`: the kind of the due item that comes at the deadline, with `question_id`.

    How people are asked is the asker's business. `size`: how many must agree, if it is more than can be asked.
    """
    size = len(member_ids) if size is None else size
    question_id = store.add(tx, guild_id=guild_id, subject=subject, until=until, member_ids=member_ids, size=size)
    if on_end is not None:
        outbox.schedule(
            tx,
            key=f"{on_end}:{question_id}",
            kind=on_end,
            guild_id=guild_id,
            subject=subject,
            at=until,
            useless_after=None,
            args={"question_id": question_id},
        )
    return question_id


def get(tx: Tx, question_id: int) -> Question | None:
    return store.get(tx, question_id)


def answer(tx: Tx, *, actor: Actor, question_id: int, said: str) -> Question:
    """Take what the actor says, in the place of what they said before. Raises NotAskedError or QuestionClosedError."""
    question = asked_of(tx, actor=actor, question_id=question_id)
    if not question.is_open or tx.now >= question.until:
        raise QuestionClosedError
    store.put(tx, question_id, actor.member_id, said)
    return asked_of(tx, actor=actor, question_id=question_id)


def asked_of(tx: Tx, *, actor: Actor, question_id: int) -> Question:
    """Return a question that the actor was asked, open or not. Raises NotAskedError."""
    question = store.get(tx, question_id)
    if question is None or question.guild_id != actor.guild_id or actor.member_id not in question.said:
        raise NotAskedError
    return question


def note(tx: Tx, question_id: int, member_id: int, said: str) -> None:
    """Note what was found out, in the place of an answer."""
    store.put(tx, question_id, member_id, said)


def close(tx: Tx, question_id: int) -> None:
    """Take no more answers."""
    store.close(tx, question_id)


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    return [
        {
            "about": row["subject"],
            "until": row["until"].isoformat(),
            "said": row["said"],
            "said_at": None if row["said_at"] is None else row["said_at"].isoformat(),
        }
        for row in store.of_member(tx, guild_id, member_id)
    ]
