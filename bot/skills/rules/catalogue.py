"""The headings of a community, and which of them is meant by what somebody types."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .words import content_words, stem

LEAST_LETTERS_OF_A_SLIP = 5
"""Of a shorter word, another letter makes another word."""
LONG_WORD = 9
"""From so many letters on, two slips are forgiven."""
LEAST_LETTERS_INSIDE = 3
"""Shorter names, such as C or R, are meant only when nothing else is typed."""
LONGEST_NAME = 5
"""Words in a row that are looked up as one name."""


@dataclass(frozen=True)
class Skill:
    """A heading. `slug` stands for it in the database; `aliases` is what people call it too."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True)
class Change:
    """What a community did with one heading: added, or one that it did not add. `into`: merged into that one."""

    skill: Skill
    added: bool = False
    hidden: bool = False
    into: str | None = None


@dataclass
class _Names:
    """Which heading a name stands for: by its stems in any order, and by its letters without the gaps."""

    by_stems: dict[tuple[str, ...], str] = field(default_factory=dict)
    by_letters: dict[str, str] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)
    written: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, name: str, slug: str) -> None:
        words = content_words(name)
        self.by_stems.setdefault(_key(words), slug)
        self.by_letters.setdefault("".join(words), slug)
        self.written.append((slug, words))
        self.words |= dict.fromkeys(words) | dict.fromkeys(stem(word) for word in words)

    def of(self, words: Sequence[str]) -> str | None:
        return self.by_stems.get(_key(words)) or self.by_letters.get("".join(words))

    def copy(self) -> "_Names":
        return _Names(dict(self.by_stems), dict(self.by_letters), dict(self.words), list(self.written))


class Catalogue:
    def __init__(self, skills: Iterable[Skill]) -> None:
        self._skills: dict[str, Skill] = {}
        self._away: dict[str, str | None] = {}  # hidden (None), or merged into another
        self._names = _Names()
        for skill in skills:
            self._add(skill)

    def changed(self, changes: Sequence[Change]) -> "Catalogue":
        """Return this one as a community has changed it."""
        other = Catalogue(())
        other._skills, other._names = dict(self._skills), self._names.copy()
        other._away = {change.skill.slug: change.into for change in changes if change.hidden or change.into}
        for change in changes:
            if change.added:
                other._add(change.skill)
        return other

    def _add(self, skill: Skill) -> None:
        self._skills[skill.slug] = skill
        for name in (skill.name, *skill.aliases):
            self._names.add(name, skill.slug)

    def get(self, slug: str) -> Skill | None:
        """Return the heading that holds now: the one that this was merged into, or else itself, hidden or not."""
        seen = {slug}
        while (into := self._away.get(slug)) is not None and into not in seen:
            slug = into
            seen.add(slug)
        return self._skills.get(slug)

    def these(self, slugs: Iterable[str]) -> tuple[Skill, ...]:
        """Return those of them that there are."""
        return tuple(skill for slug in slugs if (skill := self.get(slug)))

    def standing_for(self, slugs: Collection[str]) -> frozenset[str]:
        """Return these and all that were merged into one of them."""
        merged = (slug for slug in self._away if (skill := self.get(slug)) and skill.slug in slugs)
        return frozenset([*slugs, *merged])

    def offered(self) -> list[Skill]:
        """Return those that can be chosen, by name."""
        here = (skill for slug, skill in self._skills.items() if slug not in self._away)
        return sorted(here, key=lambda skill: skill.name.casefold())

    def named(self, typed: str) -> Skill | None:
        """Return the one heading that bears this name, however it is written."""
        words = content_words(typed)
        return self._meant(words) if words else None

    def find(self, typed: str) -> list[Skill]:
        """Return the headings that are meant, the surest first.

        The name as a whole; or else the names that stand in it; or else the same after mending slips in words that
        no heading knows. A word that one knows is never taken for another: cooking is not coaching.
        """
        words = content_words(typed)
        return self._in(words) or self._in(self._mended(words))

    def suggest(self, typed: str, *, most: int) -> list[Skill]:
        """Return what may be meant while somebody types: what is found, then what has names that begin so."""
        words = content_words(typed)
        slugs = dict.fromkeys(slug for slug, name in self._names.written if _begins(name, words))
        begun = filter(None, map(self._current, slugs))
        by_name = sorted(begun, key=lambda skill: (not _begins(content_words(skill.name)[:1], words), skill.name))
        return list(dict.fromkeys([*self.find(typed), *by_name]))[:most]

    def near(self, typed: str, *, most: int) -> list[Skill]:
        """Return what is found, then what has a word in common: more of them first, then shorter names."""
        wanted = {stem(word) for word in content_words(typed)}
        shared: dict[str, tuple[int, int]] = {}
        for slug, name in self._names.written:
            if common := len(wanted & {stem(word) for word in name}):
                shared[slug] = min(shared.get(slug, (0, 0)), (-common, len(name)))
        alike = filter(None, map(self._current, sorted(shared, key=lambda slug: (shared[slug], slug))))
        return list(dict.fromkeys([*self.find(typed), *alike]))[:most]

    def _in(self, words: Sequence[str]) -> list[Skill]:
        if whole := self._meant(words):
            return [whole]
        return list(dict.fromkeys(self._inside(words)))

    def _inside(self, words: Sequence[str]) -> Iterator[Skill]:
        """The longest names first come from the left; no word is used twice."""
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + LONGEST_NAME), start, -1):
                run = words[start:end]
                if len("".join(run)) >= LEAST_LETTERS_INSIDE and (skill := self._meant(run)):
                    yield skill
                    start = end - 1
                    break
            start += 1

    def _meant(self, words: Sequence[str]) -> Skill | None:
        slug = self._names.of(words) if words else None
        return self._current(slug) if slug else None

    def _current(self, slug: str) -> Skill | None:
        skill = self.get(slug)
        return skill if skill is not None and skill.slug not in self._away else None

    def _mended(self, words: Sequence[str]) -> list[str]:
        return [self._mend(word) for word in words]

    def _mend(self, word: str) -> str:
        known = self._names.words
        if len(word) < LEAST_LETTERS_OF_A_SLIP or word in known or stem(word) in known:
            return word
        slips = 2 if len(word) >= LONG_WORD else 1
        alike = [one for one in known if one[0] == word[0]]
        found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not found:
            return word
        nearest = min(distance for _, distance, _ in found)
        best = {stem(one): one for one, distance, _ in found if distance == nearest}
        return next(iter(best.values())) if len(best) == 1 else word


def clashes(skills: Iterable[Skill]) -> list[tuple[str, str, str]]:
    """Return each name that stands for two headings, with both."""
    found, owners = [], dict[tuple[str, ...], str]()
    for skill in skills:
        for name in (skill.name, *skill.aliases):
            owner = owners.setdefault(_key(content_words(name)), skill.slug)
            if owner != skill.slug:
                found.append((name, owner, skill.slug))
    return found


def slug_of(name: str) -> str:
    """Return what stands for a heading of this name: two names that are the same one have the same."""
    return "-".join(content_words(name))


def from_areas(areas: Mapping[str, Mapping[str, str]]) -> list[Skill]:
    """Read headings as they are written down: by area, each with its aliases in one line."""
    return [
        Skill(slug_of(name), name, tuple(alias.strip() for alias in aliases.split(",")), area)
        for area, headings in areas.items()
        for name, aliases in headings.items()
    ]


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(map(stem, words)))


def _begins(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word typed so far begins a word of the name."""
    return all(any(part.startswith(word) for part in name) for word in words)
