"""Going, maybe, can't."""

from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import store
from .rules import meetup as rules
from .rules.meetup import Answer, Meetup
from .subjects import subject


@dataclass(frozen=True)
class Answered:
    """`reminder` says whether a reminder is still to come for this answer."""

    meetup: Meetup
    answer: Answer
    reminder: bool


def answer(tx: Tx, *, actor: Actor, meetup_id: int, given: Answer) -> Answered:
    """Write a member's answer down and have the card follow. Every member of the guild may answer for themselves."""
    meetup = store.get(tx, meetup_id)
    if meetup is None or meetup.guild_id != actor.guild_id:
        raise rules.NoSuchMeetupError
    rules.check_open(meetup, now=tx.now)
    if store.put_answer(tx, meetup_id, actor.member_id, given):
        outbox.touch_card(tx, subject=subject(meetup_id))
    reminder = given is Answer.GOING and rules.reminder_at(meetup.plan, now=tx.now) is not None
    return Answered(meetup, given, reminder)
