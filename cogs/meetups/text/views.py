"""What everybody sees: the card of a meetup; and the list of what is coming."""

from collections.abc import Sequence

from bot.discord_app.wording import clock_time, escape, full_time, mention, message_link, people, time_from_now
from bot.meetups.rules.meetup import Answer, MeetupState, Plan
from bot.meetups.viewing import Coming, Listed, MeetupView

from .labels import LABELS

PEOPLE_ON_A_CARD = {Answer.GOING: 40, Answer.MAYBE: 10, Answer.CANT: 10}
LINE_ON_A_CARD = 10
TITLE_ON_A_CARD, PLACE_ON_A_CARD, DESCRIPTION_ON_A_CARD = 200, 300, 1400
"""Characters with the backslashes that keep markup from being one. With the people they stay within Discord's 4,000."""
TITLE_IN_A_LIST = 80


def card(view: MeetupView) -> str:
    """What everybody sees: what, when, where, who."""
    roster = view.roster
    lines = head(view.meetup.plan)
    if view.meetup.state is MeetupState.CANCELLED:
        lines.insert(1, "**This meetup is cancelled.**")
    if view.meetup.host_id:
        lines.append(f"Host: {mention(view.meetup.host_id)}")
    lines += ["", _named(f"{LABELS[Answer.GOING]}", roster.seated, PEOPLE_ON_A_CARD[Answer.GOING], of=roster.seats)]
    if roster.line:
        lines.append(f"**Waiting line ({len(roster.line)}):** {_numbered(roster.line)}")
    elif roster.seats is not None and len(roster.seated) >= roster.seats:
        lines.append(f"-# All seats are taken. {LABELS[Answer.GOING]} puts you in the waiting line.")
    for answer in (Answer.MAYBE, Answer.CANT):
        lines.append(_named(LABELS[answer], roster.said(answer), PEOPLE_ON_A_CARD[answer]))
    return "\n".join(lines)


def head(plan: Plan) -> list[str]:
    until = f" to {clock_time(plan.starts_at + plan.length)}" if plan.length else ""
    lines = [
        f"## {escape(plan.title, most=TITLE_ON_A_CARD)}",
        f"{full_time(plan.starts_at)}{until} ({time_from_now(plan.starts_at)})",
    ]
    if plan.place:
        lines.append(f"Where: {escape(plan.place, most=PLACE_ON_A_CARD)}")
    if plan.description:
        lines.append(escape(plan.description, most=DESCRIPTION_ON_A_CARD))
    return lines


def _named(label: str, member_ids: Sequence[int], most: int, *, of: int | None = None) -> str:
    if of is not None:
        label = f"{label} ({len(member_ids)} of {of})"
    elif member_ids:
        label = f"{label} ({len(member_ids)})"
    return f"**{label}:** {people(member_ids, most=most) if member_ids else 'nobody yet'}"


def _numbered(member_ids: Sequence[int]) -> str:
    named = [f"{place}. {mention(member_id)}" for place, member_id in enumerate(member_ids[:LINE_ON_A_CARD], start=1)]
    rest = len(member_ids) - LINE_ON_A_CARD
    return " ".join(named) + (f" and {rest} more" if rest > 0 else "")


def coming(found: Coming) -> str:
    if not found.meetups:
        return "Nothing is planned yet. An organiser can set a meetup up with `/meetup create`."
    lines = ["## Coming meetups", *(_listed(entry) for entry in found.meetups)]
    if found.more:
        lines.append(f"These are the next {len(found.meetups)}; there are more after them.")
    return "\n".join(lines)


def _listed(entry: Listed) -> str:
    meetup = entry.meetup
    title = escape(meetup.plan.title, most=TITLE_IN_A_LIST)
    if entry.message_id is not None:
        title = f"[{title}]({message_link(meetup.guild_id, meetup.channel_id, entry.message_id)})"
    starts = meetup.plan.starts_at
    of = f" of {meetup.plan.seats}" if meetup.plan.seats is not None else ""
    waiting = f", {entry.waiting} waiting" if entry.waiting else ""
    return f"- {title}\n  {full_time(starts)} ({time_from_now(starts)}), {entry.going}{of} going{waiting}"
