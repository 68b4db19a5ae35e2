"""Every sentence about the community as a whole, and about Kith itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.discord_app.wording import (
    before,
    channel_mention,
    escape,
    full_time,
    linked,
    listed,
    role_mention,
    shorten,
    wall_clock_there,
)
from bot.drafts.keeping import AlreadyConfirmedError, DraftGoneError
from bot.guilds.community import Community
from bot.guilds.rules.actors import NotAManagerError, NotAnOrganiserError
from bot.guilds.rules.places import Place, SeveralPlacesError, UnknownPlaceError
from bot.meetups.mine import Overview, Part, Stake
from bot.meetups.rules.meetup import Answer
from bot.members.wishes import Reminders
from bot.members.zones import Living

PURPOSE = (
    "I help people who look after a community to bring others together: meetups that are announced, "
    "answered and remembered. I ask and suggest; you decide."
)
HELLO = (
    f"**Hello, I am Kith.** {PURPOSE}\n"
    "1. If you manage this server: `/setup` says what I would do here, and you change what you like. It may wait.\n"
    "2. If you may manage events: `/meetup create` sets a meetup up. You see it before anybody else does.\n"
    "3. Everybody: `/help` shows what you can type, `/me timezone` tells me where you live.\n"
    "-# I don't read what is written here. I know what people type into my commands and which buttons they press."
)
TOPICS = {"meetup": "Meetups", "me": "You", "setup": "This community", "help": "Kith"}
PLACE_IN_A_LIST = 100


def help_page(commands: Sequence[tuple[str, str]]) -> str:
    """`commands`: each name with what it does, in the order in which they are shown."""
    lines = [
        "## What Kith is for",
        PURPOSE,
    ]
    for topic, heading in TOPICS.items():
        if of_topic := [f"- `/{name}`: {what}" for name, what in commands if name.split()[0] == topic]:
            lines += [f"### {heading}", *of_topic]
    lines.append("-# Answers to commands are seen by you alone. What everybody sees stands in the channel.")
    return "\n".join(lines)


MEETUPS_CHANNEL = "Where meetups are posted"
ORGANISERS_CHANNEL = "Channel for organisers"
ORGANISER_ROLE = "Role of organisers"
PLANNERS = ("Everybody may set meetups up", "Organisers set meetups up")
DATES = ("3/4 is the 3rd of April", "3/4 is the 4th of March")
SET_ZONE = "Set the time zone"


def set_up(chosen: Community, lacking: Sequence[tuple[int, Sequence[str]]]) -> str:
    """`lacking`: in which channel which permissions."""
    organisers = "those who may manage events"
    if chosen.organiser_role_id is not None:
        organisers += f", and those with {role_mention(chosen.organiser_role_id)}"
    lines = [
        "## How I work here",
        "Each choice is saved at once, and all of them may wait.",
        f"- Time zone: {chosen.zone}",
        f"- Meetups are posted {_in_channel(chosen.meetups_channel_id, 'where they are typed')}",
        f"- What went wrong is told {_in_channel(chosen.organisers_channel_id, 'to nobody yet: choose a channel')}",
        f"- Organisers: {organisers}",
        f"- {PLANNERS[0] if chosen.anyone_plans else PLANNERS[1]}",
        f"- Reminders: {before(chosen.leads)}, for meetups that are set up or changed from now on",
        f"- Dates: {DATES[0] if chosen.day_first else DATES[1]}",
    ]
    for channel_id, names in lacking:
        lines.append(f"**I lack {' and '.join(names)} in {channel_mention(channel_id)}.** Please allow it there.")
    return "\n".join(lines)


def _in_channel(channel_id: int | None, otherwise: str) -> str:
    return otherwise if channel_id is None else f"in {channel_mention(channel_id)}"


def zone(found: Living) -> str:
    there = wall_clock_there(found.now, found.zone)
    if found.chosen:
        return f"I read the times you type by your own clock. There it is now {there}."
    return (
        f"I read the times you type by the clock of this community. There it is now {there}.\n"
        "If yours shows another time, tell me where you live: `/me timezone` and a city."
    )


def zone_chosen(found: Living) -> str:
    return (
        f"Noted. Where you live it is now {wall_clock_there(found.now, found.zone)}; "
        "I read the times you type by that clock.\n"
        "-# Times in what I post are shown to each reader by their own clock. Only you see this."
    )


def place_in_a_list(place: Place, now: datetime) -> str:
    """One of what is offered while somebody types: the same name may stand for several clocks."""
    named = place.name if place.name == place.zone else f"{place.name} ({place.zone})"
    return shorten(f"{now.astimezone(ZoneInfo(place.zone)):%H:%M} in {named}", PLACE_IN_A_LIST)


def _places(places: Sequence[Place]) -> str:
    return ", ".join(f"{place.name} (`{place.zone}`)" for place in places)


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


FORGET = "Forget me here"
REMEMBER = "Leave it as it is"
REMEMBERED = "Nothing was changed."
EXPORTED = (
    "This is all that I keep about you: in this server, and what holds in every server that I am in. "
    "Any text editor opens it. Only you see this."
)
FORGOTTEN = (
    "Done: I have forgotten you here, and your time zone and reminders everywhere. "
    "If you press a button of mine or type a command again, I keep what you do from then on."
)


def forget(stake: Stake) -> str:
    changes = []
    if stake.comes:
        coming = _meetups(stake.comes)
        changes.append(f"You are down for {coming} to come: you are taken off, and a seat goes to the next in line.")
    if stake.hosts:
        changes.append(f"You host {_meetups(stake.hosts)} to come: in the channel I ask who would host instead.")
    return (
        "## Shall I forget you here?\n"
        "**What goes:** your answers to meetups in this server and what you said of them afterwards, your name as host "
        "and your notes for next time, what you have typed and not posted, which messages I sent you; "
        "and your time zone and your choice of reminders, which hold in every server.\n"
        f"**What changes for others:** {' '.join(changes) or 'nothing; you are down for no meetup to come.'}\n"
        "**What stays:** the meetups that you set up, without your name; messages that stand in channels already; "
        "and copies of my database, until the person who runs me deletes them.\n"
        "-# `/me export` gives you all of it as a file first. Only you see this."
    )


def _meetups(number: int) -> str:
    return "1 meetup" if number == 1 else f"{number} meetups"


CommunityError = (
    NotAnOrganiserError
    | NotAManagerError
    | DraftGoneError
    | AlreadyConfirmedError
    | UnknownPlaceError
    | SeveralPlacesError
)


def sentence(error: CommunityError) -> str:
    match error:
        case NotAnOrganiserError():
            return (
                "That is for organisers: members who may manage events here, or have the organisers' role. "
                "Ask one of them to set it up for you."
            )
        case NotAManagerError():
            return "That is for those who may manage this server. Ask one of them."
        case DraftGoneError():
            return "This form is no longer there: it was let go, or it is not yours. Please start again."
        case AlreadyConfirmedError():
            return "You have confirmed this already; it is posted and can't be changed here."
        case UnknownPlaceError(typed, nearest):
            meant = f" Did you mean {_places(nearest)}?" if nearest else ""
            return (
                f"I know no place called “{escape(typed, most=200)}”.{meant} "
                "Type a city such as `Leeds`, a country such as `Portugal`, or a zone such as `Europe/Lisbon`."
            )
        case SeveralPlacesError(typed, found):
            return (
                f"“{escape(typed, most=200)}” has more than one clock: {_places(found)}. "
                f"Type the one that is yours, such as `{found[0].zone}`, or pick it from the list as you type."
            )
        case _:
            assert_never(error)
