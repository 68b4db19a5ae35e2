"""Each is asked first; only when all say yes are they introduced. A no, and no answer, look the same to the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.members import nevers
from bot.outbox import DueItem, Job
from bot.outbox.presence import Asked, gone, still_there
from bot.questions import asking
from bot.questions.rules.questions import YES, NotAskedError, Question, QuestionClosedError, Verdict, verdict
from bot.threads import corners, following, trying

from .rules.introductions import ASKED_FOR, MOST_QUESTIONS, Introduction, State
from .store import introductions, participants

TOPIC = "introduction"
THREAD_KINDS = following.kinds(TOPIC)
TRY_LATER = trying.later
CONSENT_ASKED = "connections.consent_asked"
CONSENT_ENDS = "connections.consent_ends"
NOT_THIS_TIME = "connections.not_this_time"
ASK, OPEN = "connections.ask", "connections.open"


@dataclass(frozen=True)
class Consented:
    """What the actor has said, and whether all have agreed by now."""

    introduction: Introduction
    said: str
    verdict: Verdict


def subject(introduction_id: int) -> str:
    return f"{TOPIC}:{introduction_id}"


def ask_each(tx: Tx, introduction_id: int, member_ids: Sequence[int], *, can_be: bool) -> Introduction:
    """Ask these people for their consent. Where it can't be, nobody is asked, and it ends all the same."""
    asked = list(member_ids) if can_be else []
    question_id = asking.ask(
        tx,
        guild_id=introductions.the(tx, introduction_id).guild_id,
        subject=subject(introduction_id),
        member_ids=asked,
        until=tx.now + ASKED_FOR,
        on_end=CONSENT_ENDS,
        size=len(member_ids),
    )
    introductions.put_consent(tx, introduction_id, question_id)
    introduction = introductions.the(tx, introduction_id)
    if asked:
        _schedule(tx, introduction, ASK)
    return introduction


def answer(tx: Tx, *, actor: Actor, question_id: int, said: str) -> Consented:
    """Take the actor's yes or no. Raises NotAskedError or QuestionClosedError."""
    introduction = introductions.by_consent(tx, question_id)
    if introduction is None:
        raise NotAskedError
    question = asking.asked_of(tx, actor=actor, question_id=question_id)
    if introduction.state is not State.ASKING:
        raise QuestionClosedError
    question = asking.answer(tx, actor=actor, question_id=question_id, said=said)
    reached = verdict(question)
    if reached is Verdict.AGREED:
        _have_it_opened(tx, introduction)
    return Consented(introduction, said, reached)


def was_asked(tx: Tx, introduction: Introduction, member_id: int) -> bool:
    """Whether this member knows of it."""
    question = asking.get(tx, introduction.consent_id)
    return question is not None and member_id in question.said


def is_asked_enough(tx: Tx, guild_id: int, member_id: int) -> bool:
    """Whether so many questions wait for this member's answer that another would press them."""
    waiting = introductions.of_member(tx, guild_id, member_id, states=[State.ASKING])
    asked = (asking.get(tx, one.consent_id) for one in waiting)
    return (
        sum(one is not None and member_id in one.said and one.said[member_id] is None for one in asked)
        >= MOST_QUESTIONS
    )


def _have_it_opened(tx: Tx, introduction: Introduction) -> None:
    asking.close(tx, introduction.consent_id)
    outbox.withdraw(tx, subject=subject(introduction.id), kind=CONSENT_ENDS)
    _schedule(tx, introduction, OPEN)


def _schedule(tx: Tx, introduction: Introduction, kind: str) -> None:
    outbox.schedule(
        tx,
        key=f"{kind}:{introduction.id}",
        kind=kind,
        guild_id=introduction.guild_id,
        subject=subject(introduction.id),
        at=tx.now,
        useless_after=introduction.made_at + ASKED_FOR if kind == ASK else None,
        args={"introduction_id": introduction.id},
    )


def consent_ends(tx: Tx, item: DueItem) -> None:
    """Due handler: the week is over. Where all have agreed in time, the thread is about to be opened."""
    introduction = introductions.by_consent(tx, item.args["question_id"])
    question = asking.get(tx, item.args["question_id"])
    if introduction is not None and introduction.state is State.ASKING and not _is_agreed(question):
        lapse(tx, introduction)


def lapse(tx: Tx, introduction: Introduction, *, but: int | None = None) -> None:
    """Let it be. Who asked for it and who has said yes are told, all in the same words; `but` this one.

    In a round all have said that they are in.
    """
    introductions.put_state(tx, introduction.id, State.LAPSED)
    asking.close(tx, introduction.consent_id)
    outbox.withdraw(tx, subject=subject(introduction.id))
    question = asking.get(tx, introduction.consent_id)
    said_yes = [] if question is None else [one for one, said in question.said.items() if said == YES]
    told = introduction.people if introduction.round_id else [introduction.asker_id, *said_yes]
    for member_id in dict.fromkeys(told):
        if member_id not in {0, but}:
            _tell(tx, introduction, member_id, NOT_THIS_TIME)


def _tell(tx: Tx, introduction: Introduction, member_id: int, kind: str, **args: int) -> None:
    corners.tell(
        tx,
        guild_id=introduction.guild_id,
        member_id=member_id,
        channel_id=introduction.channel_id,
        kind=kind,
        once=introduction.id,
        args={"introduction_id": introduction.id, **args},
        until=tx.now + ASKED_FOR,
    )


# Before anybody is asked, and again before the thread is opened, Discord is asked whether they are still there


def _to_ask(tx: Tx, item: DueItem) -> Asked:
    introduction = introductions.get(tx, item.args["introduction_id"])
    question = None if introduction is None else asking.get(tx, introduction.consent_id)
    return Asked(item.guild_id, () if question is None else tuple(question.said))


def _ask(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    """Ask each, in their corner. Where one has left, nobody is asked: it ends as if they had not answered."""
    introduction = introductions.get(tx, item.args["introduction_id"])
    if introduction is None or introduction.state is not State.ASKING or _take_out(tx, asked, present):
        return
    for member_id in asked.member_ids:
        _tell(tx, introduction, member_id, CONSENT_ASKED, question_id=introduction.consent_id)


def _everybody(tx: Tx, item: DueItem) -> Asked:
    introduction = introductions.get(tx, item.args["introduction_id"])
    return Asked(item.guild_id, () if introduction is None else tuple(introduction.people))


def _open(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    introduction = introductions.get(tx, item.args["introduction_id"])
    if introduction is None or introduction.state is not State.ASKING:
        return
    question = asking.get(tx, introduction.consent_id)
    some_left = _take_out(tx, asked, present)
    if some_left or nevers.are_apart(tx, introduction.people) or not _is_agreed(question):
        lapse(tx, introduction)
        return
    introductions.put_state(tx, introduction.id, State.OPEN)
    open_thread(tx, introduction)


def open_thread(tx: Tx, introduction: Introduction) -> None:
    """Have the people meet in a private thread, which is followed up."""
    following.open_thread(
        tx,
        topic=TOPIC,
        subject=subject(introduction.id),
        guild_id=introduction.guild_id,
        channel_id=introduction.channel_id,
        name="An introduction",
        member_ids=introduction.people,
        starter_id=starter_of(introduction),
        args={"introduction_id": introduction.id},
    )


def _take_out(tx: Tx, asked: Asked, present: frozenset[int]) -> bool:
    """Have those who have left the community take part no more. Return whether there are such."""
    left = gone(asked, present)
    for found in participants.among(tx, asked.guild_id, left):
        participants.leave(tx, found.id)
    return bool(left)


def _is_agreed(question: Question | None) -> bool:
    return question is not None and verdict(question) is Verdict.AGREED


def starter_of(introduction: Introduction) -> int:
    """Return who is asked to write first: who asked for it, or else one of them by turns."""
    people = introduction.people
    return introduction.asker_id if introduction.asker_id in people else people[introduction.id % len(people)]


JOBS = {
    ASK: Job(read=_to_ask, work=still_there, write=_ask),
    OPEN: Job(read=_everybody, work=still_there, write=_open),
}
