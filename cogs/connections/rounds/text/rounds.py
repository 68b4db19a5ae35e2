"""What everybody reads of a round, and what those read who are in it."""

from bot.connections.rounds.ending import Summary
from bot.connections.rounds.opting import Said
from bot.connections.rounds.viewing import RoundView
from bot.discord_app.wording import escape, full_time, mention, number, role_mention, time_from_now
from bot.programmes.answering import Answered
from bot.programmes.rules.programme import CLOSES_BEFORE, Stage
from cogs.connections.text.naming import PRIVATE

from . import labels
from .programmes import GROUPS


def card(view: RoundView) -> str:
    plan, found = view.programme.plan, view.round
    ping = f"{role_mention(plan.role_id)} " if plan.role_id and found.stage is Stage.ASKING else ""
    return "\n".join([f"{ping}**{escape(plan.name)}: round {found.number}**", *_card(view)])


def _card(view: RoundView) -> list[str]:
    found = view.round
    groups = GROUPS[view.settings.hopes.size]
    match found.stage:
        case Stage.ASKING:
            return [
                f"{full_time(found.begins_at)} I introduce people to each other, in {groups}. Who is in?",
                f"You can change your mind until {full_time(found.closes_at)}. {_so_far(view.people)}",
                "-# Nobody sees who is in but organisers, who see the groups beforehand. You meet in a private thread.",
            ]
        case Stage.PREPARED:
            return [f"The groups are drawn. Introductions come {time_from_now(found.begins_at)}."]
        case Stage.BEGUN:
            return [
                _made(view),
                f"Late? Press “{labels.IN}” until {full_time(found.joined_until)}: I look for somebody who is free.",
            ]
        case Stage.OVER:
            return [f"This round is over: {number(view.introduced, 'group')}.", *_next(view)]
        case Stage.CANCELLED:
            after = f"was called off after {number(view.introduced, 'group')}"
            return [f"This round {after if view.introduced else 'did not take place'}.", *_next(view)]


def _made(view: RoundView) -> str:
    if not view.groups:
        return "Nobody could be introduced this time."
    if view.introduced < view.groups:
        return f"{view.introduced} of {number(view.groups, 'group')} introduced so far; the others follow."
    return f"The introductions are out: {number(view.groups, 'group')}."


def _so_far(people: int) -> str:
    return f"So far {people} {'is' if people == 1 else 'are'} in."


def _next(view: RoundView) -> list[str]:
    return [] if view.next_at is None else [f"The next one: {full_time(view.next_at)}; I ask the day before."]


def said(outcome: Said) -> str:
    answered = outcome.answered
    lines = [_said(outcome)]
    if answered.each_time:
        again = "You are in each time" if answered.is_in else "From the next one on I count you in again"
        lines.append(f"{again}, until you press “{labels.ASK_ME}” here.")
    return "\n".join([*lines, *_takes_part(outcome)])


def said_each_time(outcome: Said) -> str:
    answered = outcome.answered
    head = "From now on I ask you each time."
    if answered.each_time:
        head = f"From now on I count you in each time, until you press “{labels.ASK_ME}” here."
    return "\n".join([f"{head}{_this_time(answered)}", *_takes_part(outcome)])


def _this_time(answered: Answered) -> str:
    match answered.round.stage:
        case Stage.OVER | Stage.CANCELLED:
            return ""
        case stage if answered.is_in:
            return " In this round you are in." if stage is not Stage.ASKING else " This time you are in, too."
        case Stage.ASKING:
            return f" This time you are not in; “{labels.IN}” on the card is for that."
        case _:
            return " In this round you are not in."


def _takes_part(outcome: Said) -> list[str]:
    lines = []
    if outcome.joined:
        lines.append(
            "With this you take part in introductions: others may see your offers and needs when something fits, and I "
            "ask you before each one that is not in a round. `/connect wishes` shows it all, `/connect leave` ends it."
        )
    if outcome.is_back:
        lines.append("With this your rest from introductions is over.")
    lines.append(
        f"{PRIVATE} `/hello` tells me what you offer and need, `/connect wishes` when you have time and with how many "
        "you would like to meet."
    )
    return lines


def _said(outcome: Said) -> str:
    answered = outcome.answered
    found = answered.round
    if outcome.has_group:
        return "You are in this round already: your private thread is open, or opens in a moment."
    if not answered.is_in:
        return "All right, not this time. You can still change your mind until I draw the groups."
    if answered.is_late:
        return (
            "You are in, though the round has begun. I look for somebody who is free now; if nobody is, I go on "
            f"looking until {full_time(found.joined_until)}."
        )
    return (
        f"You are in. {full_time(found.begins_at)} a private thread opens for you and those you are introduced to. "
        f"Until {full_time(found.begins_at - CLOSES_BEFORE)} you can change your mind."
    )


def left_out(view: RoundView, member_id: int) -> str:
    name = escape(view.programme.plan.name)
    head = f"in this round of “{name}” there was no fit for you. It happens for many reasons, an odd number for one."
    if view.people == 1:
        head = f"you were the only one in this round of “{name}”."
    return (
        f"{mention(member_id)}, {head} Next time it counts for you that you waited. If somebody comes late until "
        f"{full_time(view.round.joined_until)} and it fits, I introduce you. `/find` shows who fits just now."
    )


def called_off_for_many(view: RoundView) -> str:
    return (
        f"**{escape(view.programme.plan.name)}, round {view.round.number}** did not come about for all who were in and "
        f"have no thread of this round. It is nothing about you.{_when(view)} `/find` shows who fits just now."
    )


def called_off(view: RoundView, member_id: int) -> str:
    when = _when(view)
    return (
        f"{mention(member_id)}, the round of “{escape(view.programme.plan.name)}” of {full_time(view.round.begins_at)} "
        f"did not come about for you. It is nothing about you.{when} `/find` shows who fits just now."
    )


def _when(view: RoundView) -> str:
    return f" The next one: {full_time(view.next_at)}; I ask the day before." if view.next_at else ""


def summed_up(view: RoundView, summary: Summary) -> str:
    lines = [f"**{escape(view.programme.plan.name)}, round {view.round.number}:** {number(summary.made, 'group')}"]
    if summary.met:
        lines.append(f"{summary.met} of them {'has' if summary.met == 1 else 'have'} met")
    if summary.open:
        lines.append(f"{summary.open} {'has' if summary.open == 1 else 'have'} not said yet")
    return f"{', '.join(lines)}. Good to have you all here."
