"""Play round after round with the same community, some of whom come and go."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import combinations

from bot.connections.rules.matching.asked import Asked, Drawn, Hopes, LeftOut, Past, Person, Seats, pair
from tests.conftest import NOON


class Season:
    """What is remembered from round to round; one round a week."""

    def __init__(self, draw: Callable[[Asked], Drawn], *, size: int = 2, seed: int = 0) -> None:
        self._draw = draw
        self._hopes = Hopes(size)
        self._seed = seed
        self.round = 0
        self.met: dict[tuple[int, int], list[int]] = {}
        self.rounds: Counter[int] = Counter()
        self.left_out: dict[int, list[int]] = {}
        self.larger: Counter[int] = Counter()
        self.seats = Seats()

    def play(self, people: Collection[Person]) -> Drawn:
        """Draw one round among these, and remember it."""
        here = tuple(self._as_now(person) for person in people)
        past = {two: Past(len(when), self.round - when[-1]) for two, when in self.met.items()}
        drawn = self._draw(Asked(here, self._hopes, self._seed * 1000 + self.round, NOON, past, seats=self.seats))
        self.round += 1
        self.seats = drawn.seats
        self.rounds.update(person.member_id for person in people)
        for member_id in drawn.left_out:
            self.left_out.setdefault(member_id, []).append(self.round)
        for group in drawn.groups:
            self.larger.update(group if len(group) > self._hopes.size else ())
            for two in combinations(group, 2):
                self.met.setdefault(pair(*two), []).append(self.round)
        return drawn

    def _as_now(self, person: Person) -> Person:
        out = self.left_out.get(person.member_id, [])
        since = self.round + 1 - out[-1] if out else 0
        left_out = LeftOut(len(out), self.rounds[person.member_id], since)
        is_new = not any(person.member_id in two for two in self.met)
        return replace(person, left_out=left_out, is_new=is_new, larger=self.larger[person.member_id])

    @property
    def repeats(self) -> int:
        return sum(len(when) - 1 for when in self.met.values())

    def rounds_before_a_repeat(self, people: Collection[Person]) -> int:
        """Play until two of a group have met before."""
        while True:
            self.play(people)
            if self.repeats:
                return self.round - 1


def strangers(number: int) -> list[Person]:
    return [Person(member_id) for member_id in range(1, number + 1)]


def unavoidable(people: int, rounds: int) -> int:
    """Repeats in rounds of pairs that nobody could avoid."""
    return max(rounds * (people // 2) - people * (people - 1) // 2, 0)


def coming_and_going(rounds: int, always: int, others: int) -> Iterator[list[Person]]:
    """Yield who is there: some always; of the others, each for some weeks on end; an odd number each time."""
    for number in range(rounds):
        here = [one for one in range(others) if (number + 3 * one) % 11 < 6]
        if (always + len(here)) % 2 == 0:
            here = here[1:] if here else [0]
        yield [Person(member_id) for member_id in [*range(1, always + 1), *(100 + one for one in here)]]
