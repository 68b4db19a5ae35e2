"""By whose clock typed times are read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.discord_app.wording import (
    shorten,
    wall_clock_there,
)
from bot.guilds.rules.places import Place
from bot.members.zones import Living

PLACE_IN_A_LIST = 100


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
