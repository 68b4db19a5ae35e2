"""Read a typed time as a member in Berlin, on a Wednesday or another day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.guilds.rules.instants import to_instant
from bot.meetups.rules.when import (
    AmbiguousTimeError,
    read_time,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 25, 14, 0, 37, tzinfo=UTC)
"""Wednesday, three in the afternoon in Berlin, four days before its clocks change."""


def wall(at: datetime, zone: ZoneInfo = BERLIN) -> str:
    return at.astimezone(zone).strftime("%a %Y-%m-%d %H:%M")


def read(typed: str, *, at: str = "", day_first: bool = True) -> str:
    """Read it on Wednesday, or on another day as Berlin's walls show it; answer in the same way."""
    now = to_instant(datetime.fromisoformat(at), BERLIN) if at else NOW
    return wall(read_time(typed, now=now, zone=BERLIN, day_first=day_first).at)


def readings(typed: str, *, at: str = "", day_first: bool = True) -> list[str]:
    with pytest.raises(AmbiguousTimeError) as caught:
        read(typed, at=at, day_first=day_first)
    return [wall(reading.at) for reading in caught.value.readings]
