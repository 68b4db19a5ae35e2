"""How was it? Asked of those who were there, read by the host alone."""

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import check_line

from . import rights
from .rules import feedback as rules
from .rules.feedback import Feedback, NotThereError
from .rules.meetup import Answer, Meetup, check_over
from .store import answers, feedback


def so_far(tx: Tx, *, actor: Actor, meetup_id: int) -> Feedback | None:
    """Return what the actor has said, to be said anew. Raises NotThereError or NotOverYetError."""
    meetup = _to_rate(tx, actor, meetup_id)
    return feedback.by(tx, meetup.id, actor.member_id)


def give(tx: Tx, *, actor: Actor, meetup_id: int, rating: str, words: str) -> Meetup:
    """Write down what the actor says, in the place of what they said before."""
    meetup = _to_rate(tx, actor, meetup_id)
    said = Feedback(rules.read_rating(rating), check_line("answer", words, most=rules.MOST_WORDS))
    feedback.put(tx, meetup.id, actor.member_id, said)
    return meetup


def may_rate(tx: Tx, actor: Actor, meetup: Meetup) -> bool:
    """Whether the actor said that they would come, or might; the host is asked something else."""
    mine = answers.roster(tx, meetup).of(actor.member_id)
    return actor.member_id != meetup.host_id and mine is not None and mine.answer is not Answer.CANT


def _to_rate(tx: Tx, actor: Actor, meetup_id: int) -> Meetup:
    meetup = rights.here(tx, actor, meetup_id)
    check_over(meetup, now=tx.now)
    if not may_rate(tx, actor, meetup):
        raise NotThereError(meetup.plan.title)
    return meetup
