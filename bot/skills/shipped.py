"""The headings that every community begins with."""

import tomllib
from functools import cache
from pathlib import Path

from .rules.catalogue import Catalogue, from_areas

HEADINGS = Path(__file__).with_name("headings.toml")


@cache
def shipped() -> Catalogue:
    """Reading and stemming them takes a tenth of a second, once."""
    return Catalogue(from_areas(tomllib.loads(HEADINGS.read_text(encoding="utf-8"))))
