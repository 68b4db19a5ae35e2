"""How names, times and what people typed are written on Discord."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord

BRACKETS = "[]"
_bracket = re.compile(r"([\[\]])")


def escape(typed: str, *, most: int = 4000) -> str:
    """Show what a person typed as they typed it: no markup, no mentions; cut where it would be over `most` long."""
    escaped = _escape(typed)
    while len(escaped) > most:
        typed = shorten(typed, max(len(typed) * most // len(escaped) - 1, 1))
        escaped = _escape(typed)
    return escaped


def _escape(typed: str) -> str:
    """Line by line: discord.py takes a dash after an empty line for two."""
    return discord.utils.escape_mentions("\n".join(_escape_line(line) for line in typed.split("\n")))


def _escape_line(typed: str) -> str:
    """Brackets too: of what stands within a link's words, they would make another link.

    What stands between two of them is escaped by itself: discord.py would take all of it for one link, and leave it.
    """
    first, *others = _bracket.split(typed)
    between = (f"\\{part}" if part in BRACKETS else _within_a_line(part) for part in others if part)
    return "".join([discord.utils.escape_markdown(first), *between])


def _within_a_line(part: str) -> str:
    """A dash that does not begin a line makes no list."""
    return discord.utils.escape_markdown(f".{part}")[1:]


def shorten(typed: str, most: int) -> str:
    return typed if len(typed) <= most else typed[: most - 1].rstrip() + "…"


def to_copy(typed: str, *, most: int) -> str:
    """Give back what a person typed in a block that can be copied."""
    fenced = shorten(typed, most).replace("```", "'''")
    return f"```\n{fenced}\n```"


def full_time(at: datetime) -> str:
    """Weekday, date and time, each reader's own."""
    return f"<t:{int(at.timestamp())}:F>"


def date_and_time(at: datetime) -> str:
    """Shorter, without the weekday."""
    return f"<t:{int(at.timestamp())}:f>"


def clock_time(at: datetime) -> str:
    return f"<t:{int(at.timestamp())}:t>"


def time_from_now(at: datetime) -> str:
    return f"<t:{int(at.timestamp())}:R>"


def wall_clock(at: datetime, zone: str) -> str:
    """Weekday, date and time by the clock of one zone, an IANA name."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"


def weekday(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%A}"


def in_the_night(at: datetime, zone: str) -> str:
    """Of midnight, which some count to the day before: "in the night from Friday to Saturday". Else nothing."""
    local = at.astimezone(ZoneInfo(zone))
    if (local.hour, local.minute) != (0, 0):
        return ""
    return f"in the night from {weekday(at - timedelta(hours=12), zone)} to {weekday(at, zone)}"


def wall_clock_there(at: datetime, zone: str) -> str:
    """The same, with the zone's name."""
    return f"{wall_clock(at, zone)} ({zone} time)"


def how_long(length: timedelta) -> str:
    """In whole units: "2 days", "1 hour"."""
    units = (("week", timedelta(weeks=1)), ("day", timedelta(days=1)), ("hour", timedelta(hours=1)))
    name, unit = next((one for one in units if length >= one[1]), ("minute", timedelta(minutes=1)))
    number = length // unit
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def listed(names: Sequence[str]) -> str:
    """Join them as one says them: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def number(many: int, what: str) -> str:
    """So many of them: "2 groups", "1 group", "no groups"."""
    return f"{many or 'no'} {what}{'' if many == 1 else 's'}"


def before(leads: Sequence[timedelta]) -> str:
    """How long before something people are reminded: "1 day and 1 hour before", or "none"."""
    return f"{listed([how_long(lead) for lead in leads])} before" if leads else "none"


def mention(member_id: int) -> str:
    return f"<@{member_id}>"


def role_mention(role_id: int) -> str:
    return f"<@&{role_id}>"


def channel_mention(channel_id: int) -> str:
    return f"<#{channel_id}>"


def people(member_ids: Sequence[int], *, most: int) -> str:
    """Name so many of them, and count the rest."""
    named = ", ".join(mention(member_id) for member_id in member_ids[:most])
    rest = len(member_ids) - most
    return f"{named} and {rest} more" if rest > 0 else named


def message_link(guild_id: int, channel_id: int, message_id: int) -> str:
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def linked(words: str, guild_id: int, channel_id: int, message_id: int | None) -> str:
    """Have the words lead to a message, as soon as it stands."""
    return words if message_id is None else f"[{words}]({message_link(guild_id, channel_id, message_id)})"
