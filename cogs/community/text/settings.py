"""How Kith works in a community, and how that is chosen."""

from collections.abc import Sequence

from bot.discord_app.wording import (
    before,
    channel_mention,
    role_mention,
)
from bot.guilds.community import Community

MEETUPS_CHANNEL = "Where meetups are posted"
CONNECTIONS_CHANNEL = "Where introductions have their private threads"
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
        f"- Introductions have their threads {_in_channel(chosen.connections_channel_id, 'where a member joined')}",
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
