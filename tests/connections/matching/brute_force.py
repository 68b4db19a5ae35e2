"""Every way there is to take people together, so that the best one can be told for certain: for ten people at most."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.connections.rules.matching.levels import Pairs

Group = tuple[int, ...]


class Known:
    """The same values as `Pairs` has, one pair at a time."""

    def __init__(self, pairs: Pairs) -> None:
        every = slice(0, len(pairs))
        self.people = pairs.people
        self._allowed = pairs.allowed(every)
        self._values = pairs.values(every)

    def allowed(self, group: Group) -> bool:
        return all(self._allowed[one, other] for one, other in combinations(group, 2))

    def levels(self, groups: Sequence[Group]) -> tuple[int, ...]:
        pairs = [two for group in groups for two in combinations(group, 2)]
        return tuple(sum(int(value[two]) for two in pairs) for value in self._values)


def ways(places: Sequence[int], known: Known, sizes: Sequence[int]) -> Iterator[list[Group]]:
    """Yield every way to take some of these people together, in groups of these sizes."""
    if not places:
        yield []
        return
    first, *rest = places
    yield from ways(rest, known, sizes)
    for size in sizes:
        for others in combinations(rest, size - 1):
            group = (first, *others)
            if known.allowed(group):
                for way in ways([one for one in rest if one not in others], known, sizes):
                    yield [group, *way]
