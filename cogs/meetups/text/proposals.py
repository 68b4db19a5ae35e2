"""From what an organiser types to a meetup: shown, refused, kept, posted."""

from dataclasses import asdict
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.discord_app.wording import (
    before,
    channel_mention,
    escape,
    in_the_night,
    message_link,
    shorten,
    wall_clock_there,
)
from bot.meetups.posting import AlreadyPosted, Posted
from bot.meetups.proposing import Edited, Proposed, Refused, Saved
from bot.meetups.rules import meetup as rules
from bot.meetups.rules.meetup import Plan, Typed

from .labels import OTHER_ZONE
from .refusals import sentence
from .views import head


def proposed(outcome: Proposed) -> str:
    """The preview, private: as it will look, and how the typed time was read."""
    starts, zone, edited = outcome.plan.starts_at, outcome.plan.zone, outcome.edited
    how = [wall_clock_there(starts, zone), in_the_night(starts, zone), _in_days(starts, outcome.now, zone)]
    reading = f"I read “{escape(outcome.typed.when)}” as {', '.join(filter(None, how))}."
    if edited is None:
        lines = ["**Is this right?** Only you see this; nothing is posted yet.", reading]
    else:
        lines = ["**Save this?** Only you see this; nothing is changed yet."]
        lines += [reading] if starts != edited.before.plan.starts_at else []
        lines += _consequences(edited, outcome.plan)
    if outcome.told:
        lines.append(f"I tell those who were at the last one ({outcome.told}).")
    if not outcome.own_zone:
        lines.append(f"-# That is this community's clock. If you live by another one, press “{OTHER_ZONE}”.")
    lines += ["", *head(outcome.plan)]
    if outcome.plan.seats is not None:
        lines.append(f"Seats: {outcome.plan.seats}")
    if outcome.plan.leads is not None:
        lines.append(f"Reminders: {before(outcome.plan.leads)}")
    return "\n".join(lines)


def _consequences(edited: Edited, plan: Plan) -> list[str]:
    found = []
    if edited.told:
        found.append(f"I tell {_how_many(edited.told)} of the change and ask whether they still come.")
    elif rules.is_moved(edited.before.plan, plan):
        found.append("Nobody is coming yet who would have to know.")
    else:
        found.append("The card follows; nobody is pinged.")
    if plan.seats is not None and plan.seats < edited.going:
        found.append(f"{edited.going} people are going: nobody loses a seat, and none is given until there is room.")
    return found


def _how_many(people: int) -> str:
    return "the one person who is coming" if people == 1 else f"the {people} people who are coming"


def _in_days(at: datetime, now: datetime, zone: str) -> str:
    days = (at.astimezone(ZoneInfo(zone)).date() - now.astimezone(ZoneInfo(zone)).date()).days
    if days == 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


def refused(outcome: Refused) -> str:
    reason = sentence(outcome.error)  # type: ignore[arg-type]  # the reading raises no other
    return f"{reason}\n\nNothing is posted or changed, and what you typed is kept:\n{_typed(outcome.typed)}"


def discarded(typed: Typed) -> str:
    return f"All right, nothing was posted or changed. This is what you had typed:\n{_typed(typed)}"


def _typed(typed: Typed) -> str:
    values = {name: value for name, value in asdict(typed).items() if name != "reminders"}
    lines = [f"{name}: {shorten(value, 500)}" for name, value in values.items() if value]
    return "\n".join(f"> {escape(line)}" for text in lines for line in text.splitlines())


def posted(outcome: Posted | Saved | AlreadyPosted) -> str:
    match outcome:
        case Saved(title, 0):
            return f"Saved. The card of **{escape(title)}** follows."
        case Saved(title, told):
            return f"Saved. The card of **{escape(title)}** follows, and I tell {_how_many(told)}."
        case Posted(_, channel_id):
            return f"Done. The card is going up in {channel_mention(channel_id)}, and I remind people before it starts."
        case AlreadyPosted(guild_id, channel_id, message_id):
            where = channel_mention(channel_id)
            if message_id is not None:
                where = message_link(guild_id, channel_id, message_id)
            return f"You have posted this already: {where}"
        case _:
            assert_never(outcome)
