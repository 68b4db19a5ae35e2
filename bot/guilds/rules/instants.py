"""From the clock on a wall to an instant."""

from datetime import UTC, datetime, tzinfo


def to_instant(wall: datetime, zone: tzinfo) -> datetime:
    """Return the instant in UTC: out of a gap by its length, and in an overlap the first of the two."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
