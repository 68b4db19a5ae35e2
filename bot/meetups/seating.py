"""A free seat goes to the first in the line who is still there: given, or shortly before the start offered."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem, Job
from bot.outbox.presence import Asked, gone, still_there

from .rules import seats as rules
from .rules.meetup import Meetup
from .rules.seats import Roster, Standing
from .store import answers, meetups
from .subjects import subject
from .telling import tell

HAND_ON = "meetup.hand_on"
OFFER_ENDS = "meetup.offer_ends"
SEAT_GIVEN = "meetup.seat_given"
SEAT_OFFERED = "meetup.seat_offered"
SAID = (SEAT_GIVEN, SEAT_OFFERED)


def hand_on(tx: Tx, meetup: Meetup, roster: Roster) -> None:
    """Have free seats go on as soon as Discord has said who is still there. Nobody waits, or no seat: do nothing."""
    if meetup.plan.starts_at <= tx.now or not rules.next_in_line(roster):
        return
    outbox.schedule(
        tx,
        key=f"{HAND_ON}:{meetup.id}:{meetups.take_turn(tx, meetup.id)}",
        kind=HAND_ON,
        guild_id=meetup.guild_id,
        subject=subject(meetup.id),
        at=tx.now,
        useless_after=meetup.plan.starts_at,
        args={"meetup_id": meetup.id},
    )


def take_out(tx: Tx, meetup: Meetup, member_ids: Collection[int]) -> None:
    """Take those out who are not in the guild any more; their seats go on."""
    if member_ids:
        answers.drop(tx, meetup.id, member_ids)
        outbox.touch_card(tx, subject=subject(meetup.id))
    hand_on(tx, meetup, answers.roster(tx, meetup))


def _in_turn(tx: Tx, item: DueItem) -> Asked:
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    return Asked(item.guild_id, () if meetup is None else tuple(rules.next_in_line(answers.roster(tx, meetup))))


def _seat(tx: Tx, item: DueItem, asked: Asked, present: frozenset[int]) -> None:
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    if meetup is None:
        return
    roster = answers.roster(tx, meetup)
    turn_of = {one.member_id: one.turn for one in roster.rsvps}
    next_ones = list(takewhile(present.__contains__, rules.next_in_line(roster)))
    if next_ones:
        turns = [turn_of[member_id] for member_id in next_ones]
        if rules.is_offered(meetup.plan.starts_at, now=tx.now):
            _offer(tx, meetup, next_ones, turns)
        else:
            _give(tx, meetup, next_ones, turns)
        outbox.touch_card(tx, subject=subject(meetup.id))
    take_out(tx, meetup, gone(asked, present))


def _give(tx: Tx, meetup: Meetup, member_ids: Sequence[int], turns: Sequence[int]) -> None:
    answers.put_standing(tx, meetup.id, member_ids, Standing.SEATED)
    tell(tx, meetup, SEAT_GIVEN, member_ids, once=turns[0], until=meetup.plan.starts_at)


def _offer(tx: Tx, meetup: Meetup, member_ids: Sequence[int], turns: Sequence[int]) -> None:
    answers.put_standing(tx, meetup.id, member_ids, Standing.ASKED)
    until = rules.held_until(meetup.plan.starts_at, now=tx.now)
    tell(tx, meetup, SEAT_OFFERED, member_ids, once=turns[0], until=until, held_until=int(until.timestamp()))
    outbox.schedule(
        tx,
        key=f"{OFFER_ENDS}:{meetup.id}:{turns[0]}",
        kind=OFFER_ENDS,
        guild_id=meetup.guild_id,
        subject=subject(meetup.id),
        at=until,
        useless_after=None,
        args={"meetup_id": meetup.id, "turns": list(turns)},
    )


def offer_ends(tx: Tx, item: DueItem) -> None:
    """Due handler: who has not said whether they take a seat keeps their place in the line; the next one is asked."""
    meetup = meetups.get_open(tx, item.args["meetup_id"])
    if meetup is None:
        return
    silent = [
        one.member_id
        for one in answers.roster(tx, meetup).rsvps
        if one.standing is Standing.ASKED and one.turn in item.args["turns"]
    ]
    if silent:
        answers.put_standing(tx, meetup.id, silent, Standing.PASSED_BY)
        outbox.touch_card(tx, subject=subject(meetup.id))
        hand_on(tx, meetup, answers.roster(tx, meetup))


def held_until(args: dict[str, Any]) -> datetime:
    """Return until when the seats of an offer are held."""
    return datetime.fromtimestamp(args["held_until"], UTC)


JOBS = {HAND_ON: Job(read=_in_turn, work=still_there, write=_seat)}
