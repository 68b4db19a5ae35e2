"""How the readings of a typed time are told apart."""

from collections.abc import Sequence

from bot.discord_app.wording import in_the_night, wall_clock, wall_clock_there
from bot.meetups.rules.when import Reading


def one(reading: Reading, readings: Sequence[Reading]) -> str:
    """Name the zone only where it makes the difference."""
    say = wall_clock_there if _differ(readings) else wall_clock
    return say(reading.at, reading.zone)


def _spelled_out(reading: Reading, readings: Sequence[Reading]) -> str:
    return ", ".join(filter(None, [one(reading, readings), in_the_night(reading.at, reading.zone)]))


def _differ(readings: Sequence[Reading]) -> bool:
    return len({reading.zone for reading in readings}) > 1


def all_of(readings: Sequence[Reading]) -> str:
    named = " or ".join(_spelled_out(reading, readings) for reading in readings)
    return named if _differ(readings) else f"{named} ({readings[0].zone} time)"
