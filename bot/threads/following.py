"""A private thread for a few people, and what follows it up: a nudge, the question whether they met, the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.outbox import DueItem, Job, Tools
from bot.outbox.presence import Asked, still_there
from bot.outbox.rules.steps import AddToThread, ArchiveThread, OpenPrivateThread, Post
from bot.questions import asking
from bot.questions.rules.questions import NotAskedError, Question

from . import store
from .store import Thread
from .trying import KEPT_UP

MET, NOT_YET, CANT = "met", "not yet", "can't"
WROTE = "wrote"
"""Noted at the end for those who said nothing else, and wrote in the thread."""

NUDGE, ASK, END = "threads.nudge", "threads.ask", "threads.end"
ARCHIVE = "threads.archive"
"""A delivery that only archives; it is never worded."""
NUDGE_AFTER = timedelta(days=3)
ASK_AFTER = (timedelta(days=7), timedelta(days=14))
END_AFTER = timedelta(days=21)
ALL_SAID_FOR = timedelta(days=2)
"""So long after the last word the thread stays open, for what is still to be said."""


def kinds(topic: str) -> dict[str, str]:
    """Return the kinds of what is said in a topic's threads, which the topic words; and of the item at their end."""
    return {what: f"{topic}.{what}" for what in ("opened", "nudged", "asked", "not_this_time", "over")}


@dataclass(frozen=True)
class Followed:
    """A thread as it is now. `place`: its id on Discord, as soon as it is there."""

    thread: Thread
    question: Question
    place: int | None

    @property
    def undecided(self) -> list[int]:
        """Those of whom it is not known whether they met: they said nothing, or not yet; nobody where too few can."""
        can = [one for one, said in self.question.said.items() if said != CANT]
        return [one for one in can if self.question.said[one] in {None, NOT_YET}] if len(can) > 1 else []


@dataclass(frozen=True)
class Found:
    """`wrote`: None where somebody has deleted the thread."""

    wrote: frozenset[int] | None
    present: frozenset[int]


def open_thread(
    tx: Tx,
    *,
    topic: str,
    subject: str,
    guild_id: int,
    channel_id: int,
    name: str,
    member_ids: Sequence[int],
    starter_id: int,
    args: Mapping[str, Any],
) -> Thread:
    """Have a private thread opened with these people, the topic's first message posted, and all of it followed up."""
    question_id = asking.ask(
        tx, guild_id=guild_id, subject=subject, member_ids=member_ids, until=tx.now + END_AFTER + ALL_SAID_FOR
    )
    thread = store.add(
        tx, guild_id=guild_id, topic=topic, subject=subject, question_id=question_id, starter_id=starter_id
    )
    kind = kinds(topic)["opened"]
    outbox.deliver(
        tx,
        key=f"{kind}:{thread.id}",
        kind=kind,
        guild_id=guild_id,
        target=outbox.channel(channel_id),
        subject=subject,
        args={**args, "thread_id": thread.id},
        recipients=member_ids,
        steps=[OpenPrivateThread(name, thread.key), AddToThread(tuple(member_ids), whole=True), Post()],
        expires_at=tx.now + KEPT_UP,
    )
    _schedule(tx, thread, NUDGE, NUDGE_AFTER, useless_after=ASK_AFTER[0])
    for times, after in enumerate(ASK_AFTER, start=1):
        _schedule(tx, thread, ASK, after, useless_after=END_AFTER, times=times)
    _schedule(tx, thread, END, END_AFTER)
    return thread


def answer(tx: Tx, *, actor: Actor, thread_id: int, said: str) -> Followed:
    """Take whether the actor has met the others. Raises NotAskedError or QuestionClosedError.

    Where somebody can't, the others are told, but not who or why. When all is said, the thread ends two days later.
    """
    thread = store.get(tx, thread_id)
    if thread is None:
        raise NotAskedError
    asking.answer(tx, actor=actor, question_id=thread.question_id, said=said)
    found = followed(tx, thread)
    if said == CANT:
        _post(tx, found, "not_this_time", once="all", ping=())
    ends = END_AFTER if found.undecided else tx.now - thread.opened_at + ALL_SAID_FOR
    _schedule(tx, thread, END, ends)
    return found


def about(tx: Tx, subject: str) -> Followed | None:
    thread = store.about(tx, subject)
    return None if thread is None else followed(tx, thread)


def somebody_left(tx: Tx, subject: str) -> None:
    """Tell those who are in a thread that one of them is not any more."""
    found = about(tx, subject)
    if found is not None and found.thread.is_open:
        _post(tx, found, "not_this_time", once="all", ping=())


def at_end(tx: Tx, thread_id: int) -> Followed | None:
    """Return a thread that is over, as it was at its end."""
    thread = store.get(tx, thread_id)
    return None if thread is None else followed(tx, thread)


def followed(tx: Tx, thread: Thread) -> Followed:
    question = asking.get(tx, thread.question_id)
    assert question is not None, "a thread is written down with its question"  # noqa: S101
    return Followed(thread, question, outbox.thread_at(tx, key=thread.key))


def _schedule(
    tx: Tx, thread: Thread, kind: str, after: timedelta, *, useless_after: timedelta | None = None, times: int = 1
) -> None:
    outbox.schedule(
        tx,
        key=f"{kind}:{thread.id}:{times}",
        kind=kind,
        guild_id=thread.guild_id,
        subject=thread.subject,
        at=thread.opened_at + after,
        useless_after=None if useless_after is None else thread.opened_at + useless_after,
        args={"thread_id": thread.id, "times": times},
    )


def _post(tx: Tx, found: Followed, what: str, *, once: object, ping: Sequence[int], **args: Any) -> None:
    """Have something said in the thread, if it is there."""
    if found.place is None:
        return
    thread, kind = found.thread, kinds(found.thread.topic)[what]
    outbox.deliver(
        tx,
        key=f"{kind}:{thread.id}:{once}",
        kind=kind,
        guild_id=thread.guild_id,
        target=outbox.channel(found.place),
        subject=thread.subject,
        args={"thread_id": thread.id, **args},
        recipients=ping,
        expires_at=thread.opened_at + END_AFTER,
    )


# What comes by itself: each asks Discord first who has written there, and who is still in the community


def _read(tx: Tx, item: DueItem) -> Followed | None:
    thread = store.get(tx, item.args["thread_id"])
    return followed(tx, thread) if thread is not None and thread.is_open else None


async def _find(tools: Tools, found: Followed | None) -> Found:
    if found is None:
        return Found(frozenset(), frozenset())
    wrote = frozenset[int]() if found.place is None else await tools.sender.who_wrote(found.place)
    if wrote is None:
        return Found(None, frozenset())
    return Found(wrote, await still_there(tools, Asked(found.thread.guild_id, tuple(found.question.said))))


def _nudge(tx: Tx, item: DueItem, _before: Followed | None, seen: Found) -> None:
    """Once, to the one who begins, where nobody has written and nobody has met."""
    found = _still_there(tx, item, seen)
    if found is None or (seen.wrote or frozenset()) & found.question.said.keys() or not found.undecided:
        return
    starter = found.thread.starter_id
    if starter in found.undecided and starter in seen.present:
        _post(tx, found, "nudged", once="all", ping=[starter])


def _ask(tx: Tx, item: DueItem, _before: Followed | None, seen: Found) -> None:
    """Ask those of whom it is not known whether they met. Who has left the community can't."""
    found = _still_there(tx, item, seen)
    if found is None:
        return
    found = _without_those_gone(tx, found, seen)
    if found.undecided:
        times = item.args["times"]
        _post(tx, found, "asked", once=times, ping=found.undecided, times=times)


def _end(tx: Tx, item: DueItem, _before: Followed | None, seen: Found) -> None:
    """Archive it, note who was there without a word, and tell the topic."""
    found = _still_there(tx, item, seen)
    if found is None:
        return
    for member_id, said in found.question.said.items():
        if said is None and member_id in (seen.wrote or ()):
            asking.note(tx, found.question.id, member_id, WROTE)
    _without_those_gone(tx, found, seen)
    _close(tx, found)
    thread = found.thread
    if found.place is not None:
        outbox.deliver(
            tx,
            key=f"{ARCHIVE}:{thread.id}",
            kind=ARCHIVE,
            guild_id=thread.guild_id,
            target=outbox.channel(found.place),
            subject=thread.subject,
            steps=[ArchiveThread(found.place)],
        )


def _still_there(tx: Tx, item: DueItem, seen: Found) -> Followed | None:
    """Return the thread as it is by now. Where somebody has deleted it, it is let be: None."""
    found = _read(tx, item)
    if found is not None and seen.wrote is None:
        outbox.forget_thread(tx, key=found.thread.key)
        _close(tx, found, deleted=True)
        return None
    return found


def _close(tx: Tx, found: Followed, *, deleted: bool = False) -> None:
    """Take and ask nothing more, and tell the topic that it is over, and whether somebody has deleted it."""
    thread = found.thread
    store.close(tx, thread.id)
    asking.close(tx, found.question.id)
    outbox.withdraw(tx, subject=thread.subject)
    kind = kinds(thread.topic)["over"]
    outbox.schedule(
        tx,
        key=f"{kind}:{thread.id}",
        kind=kind,
        guild_id=thread.guild_id,
        subject=thread.subject,
        at=tx.now,
        useless_after=None,
        args={"thread_id": thread.id, "deleted": deleted},
    )


def _without_those_gone(tx: Tx, found: Followed, seen: Found) -> Followed:
    gone = [one for one, said in found.question.said.items() if one not in seen.present and said in {None, NOT_YET}]
    for member_id in gone:
        asking.note(tx, found.question.id, member_id, CANT)
    if not gone:
        return found
    _post(tx, found, "not_this_time", once="all", ping=())
    return followed(tx, found.thread)


JOBS: dict[str, Job[Followed | None, Found]] = {
    NUDGE: Job(read=_read, work=_find, write=_nudge),
    ASK: Job(read=_read, work=_find, write=_ask),
    END: Job(read=_read, work=_find, write=_end),
}
