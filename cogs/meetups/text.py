"""Every sentence about meetups."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.discord_app.wording import (
    channel_mention,
    clock_time,
    escape,
    full_time,
    mention,
    message_link,
    people,
    shorten,
    time_from_now,
    wall_clock,
    wall_clock_there,
)
from bot.meetups.answering import Answered
from bot.meetups.proposing import AlreadyPosted, CantPostHereError, Posted, Proposed, Refused
from bot.meetups.rules.meetup import (
    Answer,
    Meetup,
    MeetupOverError,
    MeetupState,
    NoSuchMeetupError,
    NoTitleError,
    Plan,
    StartsInThePastError,
    TooLongError,
    Typed,
)
from bot.meetups.rules.when import (
    AmbiguousTimeError,
    PastTimeError,
    Reading,
    TooFarAheadError,
    UnreadableLengthError,
    UnreadableTimeError,
)
from bot.meetups.viewing import Coming, Listed, MeetupView

LABELS = {Answer.GOING: "Going", Answer.MAYBE: "Maybe", Answer.CANT: "Can't"}
CANT_AFTER_ALL = "Can't make it after all"
CONFIRM = "Confirm"
CHANGE = "Change"
EDIT_AGAIN = "Edit again"
CANCEL = "Cancel"
OTHER_ZONE = "My clock shows another time"
ZONE_FORM_TITLE = "Where do you live?"
FORM_TITLE = "Change the meetup"
FIELDS = {
    "title": "Title",
    "when": "When",
    "length": "How long (you may leave this empty)",
    "place": "Where (you may leave this empty)",
    "description": "What it is about (you may leave this empty)",
}
HINTS = {
    "title": "Board games at the library",
    "when": "friday 7pm",
    "length": "2 hours",
    "place": "Riverside Library, room 2",
    "description": "All welcome, we explain the games.",
}
PEOPLE_ON_A_CARD = {Answer.GOING: 40, Answer.MAYBE: 15, Answer.CANT: 15}
TITLE_ON_A_CARD, PLACE_ON_A_CARD, DESCRIPTION_ON_A_CARD = 200, 300, 1400
"""Characters with the backslashes that keep markup from being one. With the people they stay within Discord's 4,000."""
TITLE_IN_A_LIST = 80
TITLE_IN_A_REMINDER = 70
EXAMPLES = "`friday 7pm`, `tomorrow noon`, `in 2 hours` or `2026-12-03 18:30`"


def card(view: MeetupView) -> str:
    """What everybody sees: what, when, where, who."""
    lines = _head(view.meetup.plan)
    if view.meetup.state is MeetupState.CANCELLED:
        lines.insert(1, "**This meetup is cancelled.**")
    if view.meetup.host_id:
        lines.append(f"Host: {mention(view.meetup.host_id)}")
    return "\n".join([*lines, "", *(_answers(answer, view.answered[answer]) for answer in Answer)])


def _head(plan: Plan) -> list[str]:
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


def _answers(answer: Answer, member_ids: list[int]) -> str:
    if not member_ids:
        return f"**{LABELS[answer]}:** nobody yet"
    return f"**{LABELS[answer]} ({len(member_ids)}):** {people(member_ids, most=PEOPLE_ON_A_CARD[answer])}"


def proposed(outcome: Proposed) -> str:
    """The preview, private: as it will look, and how the typed time was read."""
    starts, zone = outcome.plan.starts_at, outcome.plan.zone
    reading = f"{wall_clock_there(starts, zone)}, {_in_days(starts, outcome.now, zone)}"
    lines = [
        "**Is this right?** Only you see this; nothing is posted yet.",
        f"I read “{escape(outcome.typed.when)}” as {reading}.",
    ]
    if not outcome.own_zone:
        lines.append(f"-# That is this community's clock. If you live by another one, press “{OTHER_ZONE}”.")
    return "\n".join([*lines, "", *_head(outcome.plan)])


def reading_button(reading: Reading, readings: Sequence[Reading]) -> str:
    """Name the zone only where it makes the difference."""
    say = wall_clock_there if _differ_in_zone(readings) else wall_clock
    return say(reading.at, reading.zone)


def _differ_in_zone(readings: Sequence[Reading]) -> bool:
    return len({reading.zone for reading in readings}) > 1


def _in_days(at: datetime, now: datetime, zone: str) -> str:
    days = (at.astimezone(ZoneInfo(zone)).date() - now.astimezone(ZoneInfo(zone)).date()).days
    if days == 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


def refused(outcome: Refused) -> str:
    reason = sentence(outcome.error)  # type: ignore[arg-type]  # the reading raises no other
    return f"{reason}\n\nNothing is posted, and what you typed is kept:\n{_typed(outcome.typed)}"


def discarded(typed: Typed) -> str:
    return f"All right, nothing was posted. This is what you had typed:\n{_typed(typed)}"


def _typed(typed: Typed) -> str:
    values = {name: getattr(typed, name) for name in FIELDS}
    lines = [f"{name}: {shorten(value, 500)}" for name, value in values.items() if value]
    return "\n".join(f"> {escape(line)}" for text in lines for line in text.splitlines())


def posted(outcome: Posted | AlreadyPosted) -> str:
    match outcome:
        case Posted(_, channel_id):
            return f"Done. The card is going up in {channel_mention(channel_id)}, and I remind people an hour before."
        case AlreadyPosted(guild_id, channel_id, message_id):
            where = channel_mention(channel_id)
            if message_id is not None:
                where = message_link(guild_id, channel_id, message_id)
            return f"You have posted this already: {where}"
        case _:
            assert_never(outcome)


def answered(outcome: Answered) -> str:
    title = f"**{escape(outcome.meetup.plan.title)}**"
    match outcome.answer:
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


def reminder(meetup: Meetup, recipients: tuple[int, ...]) -> str:
    title = escape(meetup.plan.title, most=TITLE_IN_A_REMINDER)
    starts = meetup.plan.starts_at
    return f"**{title}** starts {time_from_now(starts)}, at {clock_time(starts)}. See you there: " + " ".join(
        mention(member_id) for member_id in recipients
    )


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
    return f"- {title}\n  {full_time(starts)} ({time_from_now(starts)}), {entry.going} going"


def _readings(readings: Sequence[Reading]) -> str:
    named = " or ".join(reading_button(reading, readings) for reading in readings)
    return named if _differ_in_zone(readings) else f"{named} ({readings[0].zone} time)"


MeetupError = (
    TooLongError
    | NoTitleError
    | StartsInThePastError
    | MeetupOverError
    | NoSuchMeetupError
    | CantPostHereError
    | UnreadableTimeError
    | PastTimeError
    | TooFarAheadError
    | AmbiguousTimeError
    | UnreadableLengthError
)


def sentence(error: MeetupError) -> str:  # noqa: C901, PLR0911  a table, a line an error
    match error:
        case TooLongError(field, most, typed):
            return f"The {field} has {typed} characters; {most} fit. Please shorten it."
        case NoTitleError():
            return "A meetup needs a title, such as “Board games at the library”."
        case StartsInThePastError(at):
            return f"That time has passed meanwhile ({full_time(at)}). Press {CHANGE} and give a later one."
        case MeetupOverError(title):
            return f"**{escape(title)}** is over or cancelled. `/meetup list` shows what is coming."
        case NoSuchMeetupError():
            return "I don't know this meetup any more. `/meetup list` shows what is coming."
        case CantPostHereError(channel_id, missing):
            where, lacking = channel_mention(channel_id), " and ".join(missing)
            return f"I can't post in {where}: I lack {lacking}. Ask an admin to allow it, or use another channel."
        case UnreadableTimeError(typed):
            return f"I can't read “{escape(typed, most=200)}” as a time. What works: {EXAMPLES}."
        case PastTimeError(typed, at):
            return (
                f"“{escape(typed)}” would be {full_time(at)}, which is past. Give a time to come, such as {EXAMPLES}."
            )
        case TooFarAheadError(typed, at):
            return f"“{escape(typed)}” would be {full_time(at)}. I plan 18 months ahead at most."
        case AmbiguousTimeError(typed, readings):
            both = _readings(readings)
            return f"“{escape(typed)}” could be {both}. Press the one that you mean, or press {EDIT_AGAIN} and say it."
        case UnreadableLengthError(typed):
            typed = escape(typed, most=200)
            return f"I can't read “{typed}” as a length. What works: `90 min`, `1h30` or `2 hours`; 14 days at most."
        case _:
            assert_never(error)
