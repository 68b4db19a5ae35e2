"""What a typed place is taken for."""

import pytest

from bot.meetups.rules.places import PlaceKind, kind_of


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("<#123456789012345678>", PlaceKind.CHANNEL),
        ("https://meet.example.org/riverside", PlaceKind.LINK),
        ("http://example.org/a?b=c#d", PlaceKind.LINK),
        ("Riverside Library, room 2", PlaceKind.ADDRESS),
        ("12 High Street", PlaceKind.ADDRESS),
        ("12b High Street, Leeds", PlaceKind.ADDRESS),
        ("Hauptstraße 3, Köln", PlaceKind.ADDRESS),
        ("online", PlaceKind.WORDS),
        ("room 2", PlaceKind.WORDS),
        ("at Ana's,", PlaceKind.WORDS),
        ("2", PlaceKind.WORDS),
        ("<#1>", PlaceKind.WORDS),
        ("see https://example.org", PlaceKind.WORDS),
        ("https://a.example [b](https://c.example)", PlaceKind.WORDS),
        ("<@123456789012345678>", PlaceKind.WORDS),
    ],
)
def test_a_place_is_a_channel_a_link_an_address_or_words(place: str, kind: PlaceKind) -> None:
    assert kind_of(place) is kind
