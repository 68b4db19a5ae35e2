"""From what people call where they live to the clock that hangs there."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guilds.rules.places import (
    MOST_CHARACTERS,
    Place,
    SeveralPlacesError,
    UnknownPlaceError,
    plain,
    suggestions,
    zone_meant,
)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Leeds", "Europe/London"),
        ("  leeds ", "Europe/London"),
        ("LONDON", "Europe/London"),
        ("Köln", "Europe/Berlin"),
        ("koln", "Europe/Berlin"),
        ("Cologne", "Europe/Berlin"),
        ("sao paulo", "America/Sao_Paulo"),
        ("St. Petersburg", "Europe/Moscow"),
        ("new york", "America/New_York"),
        ("Germany", "Europe/Berlin"),
        ("uk", "Europe/London"),
        ("Scotland", "Europe/London"),
        ("Portugal", "Europe/Lisbon"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_name_means_one_clock(typed: str, zone: str) -> None:
    assert zone_meant(typed) == zone


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("Cambridge", {"Europe/London", "America/New_York"}),
        ("Portland", {"America/Los_Angeles", "America/New_York"}),
        ("USA", {"America/New_York", "America/Los_Angeles"}),
    ],
)
def test_a_name_with_several_clocks_is_asked_about(typed: str, zones: set[str]) -> None:
    with pytest.raises(SeveralPlacesError) as refused:
        zone_meant(typed)

    offered = [place.zone for place in refused.value.places]
    assert zones <= set(offered)
    assert len(offered) == len(set(offered)) <= 5


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Leads", Place("Leeds, United Kingdom", "Europe/London")),
        ("manchster", Place("Manchester, United Kingdom", "Europe/London")),
        ("Utrect", Place("Utrecht, The Netherlands", "Europe/Amsterdam")),
    ],
)
def test_a_slip_is_not_guessed_but_the_nearest_is_named(typed: str, nearest: Place) -> None:
    with pytest.raises(UnknownPlaceError) as refused:
        zone_meant(typed)

    assert refused.value.nearest[0] == nearest


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lon", "London, United Kingdom"),
        ("leed", "Leeds, United Kingdom"),
        ("mün", "Munich, Germany"),
        ("new y", "New York City, United States"),
        ("ger", "Germany"),
        ("europe/ber", "Europe/Berlin"),
        ("Barselona", "Barcelona, Spain"),
    ],
)
def test_the_likeliest_is_offered_first(typed: str, first: str) -> None:
    assert suggestions(typed, most=25)[0].name == first


@pytest.mark.parametrize("typed", ["", "   ", "x" * (MOST_CHARACTERS + 1), "qqqqqqqqqqq"])
def test_what_names_no_place_is_offered_none(typed: str) -> None:
    assert suggestions(typed, most=25) == []


@settings(deadline=None)  # the first one reads the list of places
@given(typed=st.text(max_size=MOST_CHARACTERS))
def test_whatever_is_typed_gets_a_zone_or_a_reason(typed: str) -> None:
    offered = suggestions(typed, most=25)

    assert zone_or_reason(typed) in {typed, *available_timezones()}
    assert len(offered) == len(set(offered)) <= 25


def zone_or_reason(typed: str) -> str:
    try:
        return zone_meant(typed)
    except (UnknownPlaceError, SeveralPlacesError) as reason:
        return reason.typed


@given(typed=st.text())
def test_a_plain_name_is_plain_already(typed: str) -> None:
    assert plain(plain(typed)) == plain(typed)


def test_every_place_that_is_offered_is_found_again_by_its_zone() -> None:
    for place in suggestions("san", most=25):
        assert zone_meant(place.zone) == place.zone
