"""Who can do what for whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Slugs = frozenset[str]


@dataclass(frozen=True)
class Sides:
    """Under which headings somebody has needs and offers."""

    needs: Slugs
    offers: Slugs


@dataclass(frozen=True)
class Fit:
    """`gives`: what they offer and the one who looks would like; `gets`: the other way round."""

    member_id: int
    gives: tuple[str, ...]
    gets: tuple[str, ...]

    @property
    def is_mutual(self) -> bool:
        return bool(self.gives and self.gets)


def between(mine: Sides, theirs: Sides) -> tuple[Slugs, Slugs]:
    """Return what they could do for me, and what I could do for them."""
    return mine.needs & theirs.offers, theirs.needs & mine.offers


def fits(mine: Sides, others: Mapping[int, Sides], *, wanted: Slugs | None, turn: Mapping[int, object]) -> list[Fit]:
    """Return those who fit, mutual help first, then who could do more of it, and rarer things.

    `wanted`: only who offers this; it needs no need of mine. `turn`: of those who fit alike, the lowest comes first.
    """
    if wanted is not None:
        mine = Sides(wanted, mine.offers)
    offering = Counter(slug for sides in others.values() for slug in sides.offers)
    found = []
    for member_id, theirs in others.items():
        gives, gets = between(mine, theirs)
        if gives or (gets and wanted is None):
            found.append(Fit(member_id, tuple(sorted(gives)), tuple(sorted(gets))))
    return sorted(found, key=lambda fit: (*_worth(fit, offering), turn[fit.member_id]))


def _worth(fit: Fit, offering: Mapping[str, int]) -> Sequence[object]:
    """The lower the better: exact, so that equal is equal."""
    rarity = sum((Fraction(1, offering[slug]) for slug in fit.gives), start=Fraction(0))
    return not fit.is_mutual, -len(fit.gives), -rarity, -len(fit.gets)
