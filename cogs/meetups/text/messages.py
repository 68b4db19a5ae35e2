"""What members are told: about their answer, by reminders, about a free seat."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.discord_app import limits
from bot.discord_app.wording import (
    before,
    channel_mention,
    clock_time,
    date_and_time,
    escape,
    full_time,
    mention,
    time_from_now,
)
from bot.meetups.answering import Answered
from bot.meetups.cancelling import Cancelled, Cancelling
from bot.meetups.hosting import Sought
from bot.meetups.repeating import Repeatable
from bot.meetups.rules.meetup import Answer, Meetup
from bot.members.wishes import Reminders

TITLE_IN_A_MESSAGE = 40
PLACE_IN_A_MESSAGE = 400
LEAST_OF_A_REASON = 20
"""Shorter, it would say nothing."""


def answered(outcome: Answered) -> str:
    title = f"**{escape(outcome.meetup.plan.title)}**"
    match outcome.answer:
        case Answer.GOING if outcome.place_in_line is not None:
            return (
                f"All seats of {title} are taken. You are number {outcome.place_in_line} in the waiting line; "
                "when a seat is free for you, I tell you here."
            )
        case Answer.GOING if outcome.leads:
            return f"You are going to {title}, {full_time(outcome.meetup.plan.starts_at)}. {_promise(outcome)}"
        case Answer.GOING:
            return f"You are going to {title}, {full_time(outcome.meetup.plan.starts_at)}. See you there!"
        case Answer.MAYBE:
            return f"Noted: maybe for {title}. Press Going or Can't when you know."
        case Answer.CANT:
            return f"Noted: you can't make it to {title}. Thanks for saying so. You can change your mind at any time."
        case _:
            assert_never(outcome.answer)


def _promise(outcome: Answered) -> str:
    match outcome.reminders:
        case Reminders.CHANNEL:
            return f"I remind those who are going {before(outcome.leads)}, here."
        case Reminders.DIRECT:
            return f"I remind you {before(outcome.leads)}, by a direct message."
        case Reminders.OFF:
            return "I do not remind you, as you chose in `/me overview`."


def reminder_direct(meetup: Meetup, card: str) -> str:
    """`card`: the link to the card, or nothing."""
    starts = meetup.plan.starts_at
    where = f" If you can't make it after all, say so here: {card}" if card else ""
    return f"{short(meetup)} starts {time_from_now(starts)}, at {clock_time(starts)}. See you there.{where}"


def reminder(meetup: Meetup, recipients: Sequence[int]) -> str:
    starts = meetup.plan.starts_at
    return f"{short(meetup)} starts {time_from_now(starts)}, at {clock_time(starts)}. See you there: {_to(recipients)}"


def starting(meetup: Meetup) -> str:
    place = f" Where: {escape(meetup.plan.place, most=PLACE_IN_A_MESSAGE)}" if meetup.plan.place else ""
    host = f" {mention(meetup.host_id)} hosts." if meetup.host_id else ""
    return f"{short(meetup)} starts now.{host}{place}"


def maybe_asked(meetup: Meetup, recipients: Sequence[int]) -> str:
    return f"{short(meetup)}, {date_and_time(meetup.plan.starts_at)}: you said maybe. Do you know? {_to(recipients)}"


def seat_given(meetup: Meetup, recipients: Sequence[int]) -> str:
    starts = meetup.plan.starts_at
    free = f"A seat at {short(meetup)} has become free, and it is yours: {_to(recipients)}."
    return f"{free} It starts {full_time(starts)}."


def seat_offered(meetup: Meetup, recipients: Sequence[int], until: datetime) -> str:
    starts = meetup.plan.starts_at
    free = f"A seat at {short(meetup)} is free; it starts {time_from_now(starts)}."
    return f"{free} {_to(recipients)}: do you want it? I keep it until {clock_time(until)}, then ask the next."


def moved(meetup: Meetup, recipients: Sequence[int], was: datetime) -> str:
    starts = meetup.plan.starts_at
    if starts == was:
        what = f"{short(meetup)} is in another place now: see its card."
    else:
        what = f"{short(meetup)} has moved from {date_and_time(was)} to {date_and_time(starts)}."
    return f"{what} Still coming? {_to(recipients)}"


def on_again(meetup: Meetup, recipients: Sequence[int]) -> str:
    return f"{short(meetup)} is on again, {date_and_time(meetup.plan.starts_at)}. Will you come? {_to(recipients)}"


def host_sought(meetup: Meetup, asked: Sequence[int]) -> str:
    what = f"{short(meetup)}, {date_and_time(meetup.plan.starts_at)}"
    who = f"{_to(asked)}, would you like to?" if asked else "Who would like to?"
    if not meetup.host_id:
        return f"{what}, has no host any more. {who}"
    return f"{what}: {mention(meetup.host_id)} asks whether somebody else would host it. {who}"


def host_found(meetup: Meetup, recipients: Sequence[int]) -> str:
    return f"{_to(recipients)}: {mention(meetup.host_id)} hosts {short(meetup)} now. Thanks to you both."


def hand_over(meetup: Meetup) -> str:
    return (
        f"Who would host **{escape(meetup.plan.title)}**? I ask in the channel; nobody has to. "
        "You stay its host until somebody presses the button there. It has to be somebody who may set meetups up."
    )


def asked_to_host(outcome: Sought) -> str:
    who = "everybody" if outcome.asked is None else mention(outcome.asked)
    return f"I ask {who} in {channel_mention(outcome.channel_id)}. You stay the host until somebody takes it."


def hosts_now(meetup: Meetup) -> str:
    return f"You host **{escape(meetup.plan.title)}** now; its card says so. Press ⋯ there to change it. Thank you!"


def to_repeat(found: Repeatable) -> str:
    title = f"**{escape(found.meetup.plan.title)}**"
    told = f", and tell those who were there ({len(found.told)})" if found.told else ""
    noted = found.meetup.outcome.for_next_time
    line = f"\nFor next time you noted: {escape(noted)}" if noted else ""
    as_it_is = f"I post it at once, as it is now{told}. For another date you see it before."
    return f"When shall there be another {title}? {as_it_is}{line}"


def cancelled(meetup: Meetup, recipients: Sequence[int]) -> str:
    """The reason is cut where it does not fit; the card has all of it."""
    what = f"{short(meetup)}, {date_and_time(meetup.plan.starts_at)}, is cancelled. "
    to = _to(recipients)
    room = limits.IN_A_MESSAGE - len(what) - len(to) - 1
    because = escape(meetup.cancelled_because, most=room) if room > LEAST_OF_A_REASON else ""
    return f"{what}{because} {to}" if because else f"{what}{to}"


def cancelling(outcome: Cancelling) -> str:
    title = f"**{escape(outcome.meetup.plan.title)}**"
    told = f"I tell those who are coming ({outcome.told})" if outcome.told else "Nobody is coming yet"
    because = f" Your reason: {escape(outcome.reason)}" if outcome.reason else ""
    return f"Cancel {title}, {full_time(outcome.meetup.plan.starts_at)}? {told}; the card stays and says so.{because}"


def is_cancelled(outcome: Cancelled) -> str:
    told = f" I tell those who were coming ({outcome.told})." if outcome.told else ""
    return f"**{escape(outcome.title)}** is cancelled; its card says so.{told}"


def kept(title: str) -> str:
    return f"All right, **{escape(title)}** stays as it is."


def short(meetup: Meetup) -> str:
    return f"**{escape(meetup.plan.title, most=TITLE_IN_A_MESSAGE)}**"


def _to(recipients: Sequence[int]) -> str:
    return " ".join(mention(member_id) for member_id in recipients)
