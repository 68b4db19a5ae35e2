"""What a typed place is: a channel, a link, an address, or plain words."""

import re
from enum import StrEnum

_CHANNEL = re.compile(r"<#\d{17,20}>")
_LINK = re.compile(r"https?://[^\s<>()\[\]]+")
_HOUSE_NUMBER_FIRST = re.compile(r"\d+\w?\s+\w{3,}")


class PlaceKind(StrEnum):
    CHANNEL = "channel"
    LINK = "link"
    ADDRESS = "address"
    WORDS = "words"


def kind_of(place: str) -> PlaceKind:
    """An address has a comma ("Riverside Library, Leeds") or begins with a house number ("12 High Street")."""
    if _CHANNEL.fullmatch(place):
        return PlaceKind.CHANNEL
    if _LINK.fullmatch(place):
        return PlaceKind.LINK
    if "," in place.strip(",") or _HOUSE_NUMBER_FIRST.match(place):
        return PlaceKind.ADDRESS
    return PlaceKind.WORDS
