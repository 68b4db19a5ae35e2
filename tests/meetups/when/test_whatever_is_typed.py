"""Whatever is typed: it is read within reach, or refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.guilds.rules.instants import to_instant
from bot.meetups.rules.when import (
    AmbiguousTimeError,
    NoHourError,
    PastTimeError,
    Reading,
    TooFarAheadError,
    UnreadableLengthError,
    UnreadableTimeError,
    WrongWeekdayError,
    read_length,
    read_time,
)

from .reading import BERLIN, NOW

WORDS = [
    *"friday mon next this last every in at on of and or to half quarter past today tomorrow tonight evening".split(),
    *"3 12 31 7 19 00 2026 27 3rd dec december feb march 3/12 31/4 3.12. 3-dec 12-3 2026-12-03 2026-03-29".split(),
    *"from till 7-9pm 19:00-21:00 friday".split(),
    *"7pm 19:00 8:30 2:30am 19h 9 am pm noon midnight o'clock week month years hours days minutes an a 1h30".split(),
    *"utc cet pst z +01:00 -0500 ago soon eod later time london Europe/Berlin <t:1790000000> - / : , + .".split(),
]
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]).map(
    ZoneInfo
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds are naive


@settings(max_examples=400, deadline=None)
@given(typed=st.one_of(PHRASES, st.text()), now=MOMENTS, zone=ZONES, day_first=st.booleans())
@example(typed="2099-12-31 23:59 3-dec", now=NOW, zone=BERLIN, day_first=True)
def test_whatever_is_typed_is_read_within_reach_or_refused(
    typed: str, now: datetime, zone: ZoneInfo, *, day_first: bool
) -> None:
    try:
        found: tuple[Reading, ...] = (read_time(typed, now=now, zone=zone, day_first=day_first),)
    except AmbiguousTimeError as error:
        found = error.readings
        assert len(found) > 1
    except (UnreadableTimeError, NoHourError, WrongWeekdayError, PastTimeError, TooFarAheadError):
        return

    for reading in found:
        assert reading.at.tzinfo is UTC
        assert now < reading.at <= now + timedelta(days=550)
        assert ZoneInfo(reading.zone).key == reading.zone
        assert reading.length is None or timedelta(minutes=5) <= reading.length < timedelta(days=1)


@settings(deadline=None)
@given(typed=st.one_of(st.text(), PHRASES))
def test_whatever_is_typed_is_a_length_within_reach_or_refused(typed: str) -> None:
    try:
        length = read_length(typed)
    except UnreadableLengthError:
        return

    assert timedelta(minutes=5) <= length <= timedelta(days=14)


@given(now=MOMENTS, minutes=st.integers(min_value=1, max_value=540 * 24 * 60), zone=ZONES, day_first=st.booleans())
def test_iso_form_comes_back_as_the_same_wall_clock(
    now: datetime, minutes: int, zone: ZoneInfo, *, day_first: bool
) -> None:
    meant = (now + timedelta(minutes=minutes)).astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    assume(now < to_instant(meant, zone))
    for separator in " T":
        typed = meant.isoformat(separator, "minutes")

        reading = read_time(typed, now=now, zone=zone, day_first=day_first)

        assert reading.zone == zone.key
        assert reading.at.astimezone(zone).replace(tzinfo=None) == meant


@given(now=MOMENTS, seconds=st.integers(min_value=1, max_value=540 * 24 * 60 * 60), zone=ZONES)
def test_a_discord_timestamp_is_exact(now: datetime, seconds: int, zone: ZoneInfo) -> None:
    stamp = int(now.timestamp()) + seconds
    assume(stamp > now.timestamp())

    assert read_time(f"<t:{stamp}:f>", now=now, zone=zone).at.timestamp() == stamp
