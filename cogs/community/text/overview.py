"""What a member sees of themselves."""

from bot.discord_app.wording import (
    escape,
    full_time,
    linked,
    listed,
)
from bot.meetups.mine import Overview, Part
from bot.meetups.rules.meetup import Answer
from bot.members.wishes import Reminders

from .clocks import zone

LEAVE = "Can't come"
CHANGE_ZONE = "Change my time zone"
REMINDERS = {
    Reminders.CHANNEL: "Remind me in the channel of the meetup",
    Reminders.DIRECT: "Remind me by direct message",
    Reminders.OFF: "Don't remind me",
}
ABOUT_REMINDERS = {
    Reminders.CHANNEL: "You are reminded in the channel where the card stands.",
    Reminders.DIRECT: (
        "You are reminded by direct message. Your privacy settings must allow messages from this server; "
        "if they don't, I remind you in the channel."
    ),
    Reminders.OFF: "You get no reminders.",
}
TITLE_OF_A_PART = 120


def overview(found: Overview) -> str:
    lines = ["## You, here", "-# Only you see this. What you choose is saved at once."]
    if not found.parts:
        lines.append("You have no meetup coming up. `/meetup list` shows what there is.")
    return "\n".join(lines)


def part(found: Part) -> str:
    meetup = found.meetup
    title = escape(meetup.plan.title, most=TITLE_OF_A_PART)
    title = linked(title, meetup.guild_id, meetup.channel_id, found.message_id)
    said = {Answer.GOING: "you are going", Answer.MAYBE: "you said maybe"}
    roles = ["you host it"] if found.hosts else []
    if found.place_in_line is not None:
        roles.append(f"you are number {found.place_in_line} in the waiting line")
    elif found.answer in said:
        roles.append(said[found.answer])
    return f"**{title}**\n{full_time(meetup.plan.starts_at)}: {listed(roles)}"


def overview_end(found: Overview) -> str:
    lines = [f"And {found.more} more after them."] if found.more else []
    lines.append(f"Time zone: {zone(found.living)}")
    lines.append(
        f"Reminders: {ABOUT_REMINDERS[found.reminders]} "
        "Of a free seat, another time or place, and a cancelled meetup you are told in any case. "
        "This choice and your time zone hold in every server that I am in."
    )
    return "\n".join(lines)
