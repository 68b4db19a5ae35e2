"""Communities for the drawing of groups: made up by a seed, with all that can keep people apart."""

from random import Random

from bot.connections.rules.fit import Sides
from bot.connections.rules.matching.asked import Asked, Bridge, Hopes, LeftOut, New, Past, Person, pair
from bot.connections.rules.participation import Mix, Size
from tests.conftest import NOON

HEADINGS = [f"heading-{number}" for number in range(12)]
ZONES = ["Europe/London", "Asia/Tokyo", "America/Los_Angeles"]
SLOTS = [frozenset[int](), frozenset({0, 1}), frozenset({2, 5, 8}), frozenset({18, 19})]


def person(rng: Random, member_id: int) -> Person:
    rounds = rng.randrange(4)
    times = rng.randint(0, rounds)
    return Person(
        member_id,
        Sides(frozenset(rng.sample(HEADINGS, rng.randrange(3))), frozenset(rng.sample(HEADINGS, rng.randrange(4)))),
        slots=rng.choice(SLOTS),
        zone=rng.choice(ZONES),
        size=rng.choice(list(Size)),
        mix=rng.choice(list(Mix)),
        parts=frozenset(rng.sample([1, 2, 3], rng.randrange(3))),
        is_new=rng.random() < 0.3,
        left_out=LeftOut(times, rounds, rng.randint(1, rounds) if times else 0),
        larger=rng.randrange(3),
    )


def community(seed: int, people: int, *, size: int = 2, apart: float = 0.2, met: float = 0.3) -> Asked:
    """Return one in which each two are apart, and have met, with these probabilities."""
    rng = Random(seed)
    ids = rng.sample(range(1, 10**6), people)
    pairs = [pair(one, other) for one in ids for other in ids if one < other]
    return Asked(
        people=tuple(person(rng, one) for one in ids),
        hopes=Hopes(size, rng.choice(list(New)), rng.choice(list(Bridge)), newcomers_first=rng.random() < 0.7),
        seed=rng.getrandbits(32),
        now=NOON,
        past={two: Past(rng.randint(1, 3), rng.randrange(30)) for two in pairs if rng.random() < met},
        apart=frozenset(two for two in pairs if rng.random() < apart),
    )
