"""Going, maybe, can't."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.leads import to_come
from bot.members import wishes
from bot.members.wishes import Reminders

from . import reminding, rights, seating
from .rules import meetup as rules
from .rules.meetup import Answer, Meetup
from .rules.seats import Rsvp, standing_of_newly_going
from .store import answers, meetups
from .subjects import subject


@dataclass(frozen=True)
class Answered:
    """`place_in_line`: of one who is going, but waits for a seat. `leads`: of the reminders that they will get."""

    meetup: Meetup
    answer: Answer
    place_in_line: int | None
    leads: tuple[timedelta, ...]
    reminders: Reminders


def answer(tx: Tx, *, actor: Actor, meetup_id: int, given: Answer) -> Answered:
    """Write a member's answer down and have the card follow. Every member of the guild may answer for themselves.

    Going on a full meetup means a place in the line. A seat that somebody gives up goes to the next one there.
    """
    meetup = rights.here(tx, actor, meetup_id)
    rules.check_open(meetup, now=tx.now)
    roster = answers.roster(tx, meetup)
    before = roster.of(actor.member_id)
    standing = standing_of_newly_going(roster, actor.member_id) if given is Answer.GOING else None
    if before is None or (before.answer, before.standing) != (given, standing):
        same = before is not None and before.answer is given
        turn = before.turn if before is not None and same else meetups.take_turn(tx, meetup_id)
        said = Rsvp(actor.member_id, given, standing, turn)
        answers.put(tx, meetup_id, said)
        outbox.touch_card(tx, subject=subject(meetup_id))
        roster = roster.having(said)
        seating.hand_on(tx, meetup, roster)
    place = roster.place_in_line(actor.member_id)
    leads: Sequence[timedelta] = ()
    if given is Answer.GOING and place is None:
        leads = to_come(reminding.leads_of(tx, meetup), meetup.plan.starts_at, now=tx.now)
    return Answered(meetup, given, place, tuple(leads), wishes.reminders(tx, actor.member_id))
