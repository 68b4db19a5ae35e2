"""What came of an introduction: whether they met, whether it helped, a line that is shared if all agree."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import check_line
from bot.members import nevers
from bot.outbox import DueItem
from bot.profiles import viewing
from bot.questions import asking
from bot.questions.rules.questions import NotAskedError, Verdict, verdict
from bot.threads import following
from bot.threads.following import CANT, MET

from . import consenting, joining
from .consenting import subject
from .rules.introductions import (
    MOST_WORDS,
    Introduction,
    NoSuchIntroductionError,
    NotInOneError,
    State,
    Step,
)
from .store import introductions

STORY_ASKED = "introduction.story_asked"
STORY = "connections.story"
STORY_ASKED_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Said:
    """What the actor has said, and who else is in it."""

    introduction: Introduction
    said: str
    others: tuple[int, ...]


@dataclass(frozen=True)
class Telling:
    """What the actor has told so far. `aim`: what they would like to achieve, if they have said."""

    introduction: Introduction
    aim: str
    step: Step | None
    words: str


@dataclass(frozen=True)
class Told:
    """`asked`: how many others are asked whether the words may be shared."""

    introduction: Introduction
    asked: int


def say(tx: Tx, *, actor: Actor, introduction_id: int, said: str) -> Said:
    """Take whether the actor has met the others. Raises NoSuchIntroductionError or QuestionClosedError."""
    introduction = of_actor(tx, actor, introduction_id)
    found = following.about(tx, subject(introduction_id))
    if found is None:
        raise NoSuchIntroductionError
    following.answer(tx, actor=actor, thread_id=found.thread.id, said=said)
    if said == MET:
        introductions.put_met(tx, introduction_id)
    return Said(introduction, said, _others(introduction, actor))


def not_for_me(tx: Tx, *, actor: Actor, introduction_id: int) -> Said:
    """Keep the actor apart from the other one, if there is one other; of more, whom is asked next."""
    introduction = of_actor(tx, actor, introduction_id)
    others = _others(introduction, actor)
    if len(others) > 1:
        return Said(introduction, CANT, others)
    return keep_apart(tx, actor=actor, introduction_id=introduction_id, other_ids=others)


def keep_apart(tx: Tx, *, actor: Actor, introduction_id: int, other_ids: Collection[int]) -> Said:
    """Never introduce the actor to these again; to all others it looks as if the actor could not make it this time."""
    introduction = of_actor(tx, actor, introduction_id)
    for other_id in set(other_ids) & set(_others(introduction, actor)):
        nevers.add(tx, actor=actor, other_id=other_id)
    return say(tx, actor=actor, introduction_id=introduction_id, said=CANT)


def of_actor(tx: Tx, actor: Actor, introduction_id: int) -> Introduction:
    """Return an introduction in which the actor is. Raises NoSuchIntroductionError."""
    found = introductions.get(tx, introduction_id)
    if found is None or found.guild_id != actor.guild_id or actor.member_id not in found.parts:
        raise NoSuchIntroductionError
    return found


def telling(tx: Tx, *, actor: Actor, introduction_id: int) -> Telling:
    """Return what the actor has told so far. Raises NoSuchIntroductionError or NotInOneError."""
    introduction = of_actor(tx, actor, introduction_id)
    found = following.about(tx, subject(introduction_id))
    if found is None or found.question.said.get(actor.member_id) != MET:
        raise NotInOneError
    part = introduction.parts[actor.member_id]
    return Telling(introduction, viewing.mine(tx, actor=actor).aim, part.step, part.words)


def tell(tx: Tx, *, actor: Actor, introduction_id: int, step: Step | None, words: str, share: bool) -> Told:
    """Note what came of it, in the place of what was told before; with `share`, ask the others whether all may read it.

    Raises NoSuchIntroductionError, NotInOneError or TooLongError.
    """
    introduction = telling(tx, actor=actor, introduction_id=introduction_id).introduction
    words = check_line("line", words, most=MOST_WORDS)
    before = introduction.parts[actor.member_id].story_id
    if before is not None:
        asking.close(tx, before)
    introductions.put_outcome(tx, introduction_id, actor.member_id, step=step, words=words)
    introductions.put_story(tx, introduction_id, actor.member_id, None)
    if not words or not share:
        return Told(introduction, 0)
    return Told(introduction, _ask_others(tx, introduction, actor))


def _ask_others(tx: Tx, introduction: Introduction, actor: Actor) -> int:
    """Ask in the thread; return how many."""
    found = following.about(tx, subject(introduction.id))
    others = _others(introduction, actor)
    if found is None or found.place is None or not others:
        return 0
    story_id = asking.ask(
        tx,
        guild_id=introduction.guild_id,
        subject=subject(introduction.id),
        member_ids=others,
        until=tx.now + STORY_ASKED_FOR,
    )
    introductions.put_story(tx, introduction.id, actor.member_id, story_id)
    outbox.deliver(
        tx,
        key=f"{STORY_ASKED}:{story_id}",
        kind=STORY_ASKED,
        guild_id=introduction.guild_id,
        target=outbox.channel(found.place),
        subject=subject(introduction.id),
        args={"story_id": story_id},
        recipients=others,
        expires_at=tx.now + STORY_ASKED_FOR,
    )
    return len(others)


def agree(tx: Tx, *, actor: Actor, question_id: int, said: str) -> Verdict:
    """Take whether somebody's words may be shared; when all have agreed, they are. Raises what `asking.answer` does."""
    found = introductions.by_story(tx, question_id)
    if found is None:
        raise NotAskedError
    introduction, _ = found
    reached = verdict(asking.answer(tx, actor=actor, question_id=question_id, said=said))
    if reached is Verdict.AGREED:
        asking.close(tx, question_id)
        outbox.deliver(
            tx,
            key=f"{STORY}:{question_id}",
            kind=STORY,
            guild_id=introduction.guild_id,
            target=outbox.channel(joining.channel_of(tx, introduction.guild_id, introduction.channel_id)),
            subject=f"story:{question_id}",
            args={"story_id": question_id},
        )
    return reached


def over(tx: Tx, item: DueItem) -> None:
    """Due handler: its thread has ended. Who was silent to both questions rests, and is told."""
    found = following.at_end(tx, item.args["thread_id"])
    introduction = None if found is None else introductions.get(tx, int(found.thread.subject.split(":")[1]))
    if found is None or introduction is None:
        return
    if found.place is None and not item.args["deleted"]:  # it could never be opened
        consenting.lapse(tx, introduction)
        return
    introductions.put_state(tx, introduction.id, State.OVER)
    if item.args["deleted"]:
        return
    for member_id in found.undecided:  # where one can't, the others were asked nothing
        if found.question.said[member_id] is None:
            joining.rest(tx, introduction.guild_id, member_id, once=introduction.id)


def _others(introduction: Introduction, actor: Actor) -> tuple[int, ...]:
    return tuple(one for one in introduction.people if one != actor.member_id)
