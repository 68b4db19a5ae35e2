"""What everybody sees: the card of a meetup; and the list of what is coming."""

from collections.abc import Sequence
from urllib.parse import quote

from bot.discord_app import limits
from bot.discord_app.wording import (
    clock_time,
    escape,
    full_time,
    linked,
    mention,
    people,
    shorten,
    time_from_now,
    wall_clock,
)
from bot.meetups.rules.meetup import Answer, Meetup, MeetupState, Plan
from bot.meetups.rules.places import PlaceKind, kind_of
from bot.meetups.rules.seats import Roster
from bot.meetups.viewing import Coming, Listed, MeetupView, Panel

from .labels import LABELS, MORE

PEOPLE_ON_A_CARD = {Answer.GOING: 40, Answer.MAYBE: 10, Answer.CANT: 10}
LINE_ON_A_CARD = 10
TITLE_ON_A_CARD, PLACE_ON_A_CARD, DESCRIPTION_ON_A_CARD = 200, 300, 1100
"""Characters with the backslashes that keep markup from being one. With the people they stay within Discord's 4,000."""
MAP = "https://www.openstreetmap.org/search?query="
LONGEST_URL = 250
REASON_ON_A_CARD = 350
PEOPLE_ON_A_PAGE = 100
TITLE_IN_A_LIST = 80


def card(view: MeetupView) -> str:
    """What everybody sees: what, when, where, who."""
    roster = view.roster
    lines = head(view.meetup.plan)
    if view.meetup.state is MeetupState.CANCELLED:
        lines.insert(1, is_cancelled(view.meetup))
    if view.meetup.host_id:
        lines.append(f"Host: {mention(view.meetup.host_id)}")
    lines += ["", _named(f"{LABELS[Answer.GOING]}", roster.seated, PEOPLE_ON_A_CARD[Answer.GOING], of=roster.seats)]
    if roster.line:
        lines.append(f"**Waiting line ({len(roster.line)}):** {_numbered(roster.line)}")
    elif roster.seats is not None and len(roster.seated) >= roster.seats:
        lines.append(f"-# All seats are taken. {LABELS[Answer.GOING]} puts you in the waiting line.")
    for answer in (Answer.MAYBE, Answer.CANT):
        lines.append(_named(LABELS[answer], roster.said(answer), PEOPLE_ON_A_CARD[answer]))
    if _is_cut(roster):
        lines.append(f"-# {MORE} shows everybody.")
    return "\n".join(lines)


def _is_cut(roster: Roster) -> bool:
    """Whether there are more people than the card names."""
    said = {Answer.GOING: roster.seated, **{one: roster.said(one) for one in (Answer.MAYBE, Answer.CANT)}}
    cut = any(len(named) > PEOPLE_ON_A_CARD[answer] for answer, named in said.items())
    return cut or len(roster.line) > LINE_ON_A_CARD


def is_cancelled(meetup: Meetup) -> str:
    because = escape(meetup.cancelled_because, most=REASON_ON_A_CARD)
    return f"**This meetup is cancelled.** {because}".rstrip()


def panel(found: Panel) -> str:
    meetup, plan = found.view.meetup, found.view.meetup.plan
    title = linked(escape(plan.title, most=TITLE_ON_A_CARD), meetup.guild_id, meetup.channel_id, found.message_id)
    lines = [f"**{title}**, {full_time(plan.starts_at)}"]
    if meetup.state is MeetupState.CANCELLED:
        lines.append(is_cancelled(meetup))
    if plan.place:
        lines.append(f"Where: {_place(plan.place)}")
    if found.runs:
        lines.append("-# You may change this meetup or cancel it: you host it, or you are an organiser.")
    return "\n".join(lines)


def everybody(view: MeetupView, page: int) -> tuple[str, int]:
    """Return one page of all who have answered, counted from one, and how many pages there are."""
    roster = view.roster
    sections = {
        LABELS[Answer.GOING]: [mention(one) for one in roster.seated],
        "Waiting line": [f"{place}. {mention(one)}" for place, one in enumerate(roster.line, start=1)],
        **{LABELS[answer]: [mention(one) for one in roster.said(answer)] for answer in (Answer.MAYBE, Answer.CANT)},
    }
    entries = [(heading, name) for heading, names in sections.items() for name in names]
    pages = max(1, -(-len(entries) // PEOPLE_ON_A_PAGE))
    shown = entries[(page - 1) * PEOPLE_ON_A_PAGE : page * PEOPLE_ON_A_PAGE]
    lines = [f"## {escape(view.meetup.plan.title, most=TITLE_ON_A_CARD)}"]
    for heading, names in sections.items():
        if here := [name for of, name in shown if of == heading]:
            lines.append(f"**{heading} ({len(names)}):** {' '.join(here)}")
    if not entries:
        lines.append("Nobody has answered yet.")
    if pages > 1:
        lines.append(f"-# Page {page} of {pages}")
    return "\n".join(lines), pages


def head(plan: Plan) -> list[str]:
    until = f" to {clock_time(plan.starts_at + plan.length)}" if plan.length else ""
    lines = [
        f"## {escape(plan.title, most=TITLE_ON_A_CARD)}",
        f"{full_time(plan.starts_at)}{until} ({time_from_now(plan.starts_at)})",
    ]
    if plan.place:
        lines.append(f"Where: {_place(plan.place)}")
    if plan.description:
        lines.append(escape(plan.description, most=DESCRIPTION_ON_A_CARD))
    return lines


def _place(place: str) -> str:
    """A channel and a link can be pressed as they are; an address has a map behind it."""
    shown = escape(place, most=PLACE_ON_A_CARD)
    if kind_of(place) is not PlaceKind.ADDRESS:
        return shown
    url = MAP + quote(place)
    return f"{shown} ([map]({url}))" if len(url) <= LONGEST_URL else shown


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


def in_a_choice(meetup: Meetup, zone: str) -> str:
    """In a list of choices, which shows no markup and no timestamps."""
    when = wall_clock(meetup.plan.starts_at, zone)
    return f"{shorten(meetup.plan.title, limits.IN_A_CHOICE - len(when) - 2)}, {when}"


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
    title = linked(title, meetup.guild_id, meetup.channel_id, entry.message_id)
    starts = meetup.plan.starts_at
    of = f" of {meetup.plan.seats}" if meetup.plan.seats is not None else ""
    waiting = f", {entry.waiting} waiting" if entry.waiting else ""
    return f"- {title}\n  {full_time(starts)} ({time_from_now(starts)}), {entry.going}{of} going{waiting}"
