"""What members are told: about their answer, by reminders, about a free seat."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.discord_app.wording import clock_time, escape, full_time, mention, time_from_now
from bot.meetups.answering import Answered
from bot.meetups.rules.meetup import Answer, Meetup

TITLE_IN_A_MESSAGE = 70


def answered(outcome: Answered) -> str:
    title = f"**{escape(outcome.meetup.plan.title)}**"
    match outcome.answer:
        case Answer.GOING if outcome.place_in_line is not None:
            return (
                f"All seats of {title} are taken. You are number {outcome.place_in_line} in the waiting line; "
                "when a seat is free for you, I tell you here."
            )
        case Answer.GOING if outcome.reminder:
            when = full_time(outcome.meetup.plan.starts_at)
            return f"You are going to {title}, {when}. I remind those who are going an hour before, here."
        case Answer.GOING:
            return f"You are going to {title}, {full_time(outcome.meetup.plan.starts_at)}. See you there!"
        case Answer.MAYBE:
            return f"Noted: maybe for {title}. Press Going or Can't when you know."
        case Answer.CANT:
            return f"Noted: you can't make it to {title}. Thanks for saying so. You can change your mind at any time."
        case _:
            assert_never(outcome.answer)


def reminder(meetup: Meetup, recipients: Sequence[int]) -> str:
    starts = meetup.plan.starts_at
    return f"{_short(meetup)} starts {time_from_now(starts)}, at {clock_time(starts)}. See you there: {_to(recipients)}"


def seat_given(meetup: Meetup, recipients: Sequence[int]) -> str:
    starts = meetup.plan.starts_at
    free = f"A seat at {_short(meetup)} has become free, and it is yours: {_to(recipients)}."
    return f"{free} It starts {full_time(starts)}."


def seat_offered(meetup: Meetup, recipients: Sequence[int], until: datetime) -> str:
    starts = meetup.plan.starts_at
    free = f"A seat at {_short(meetup)} has become free; it starts {time_from_now(starts)}."
    return f"{free} {_to(recipients)}: do you want it? I keep it until {clock_time(until)}, then ask the next in line."


def _short(meetup: Meetup) -> str:
    return f"**{escape(meetup.plan.title, most=TITLE_IN_A_MESSAGE)}**"


def _to(recipients: Sequence[int]) -> str:
    return " ".join(mention(member_id) for member_id in recipients)
