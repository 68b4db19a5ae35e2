"""A circle: who is in it, who has the talking piece, what is left of their time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_PEOPLE = 200
MOST_MINUTES = 30
MOST_LAPS = 5
MOST_IN_A_PROMPT = 300
LEAST_PEOPLE = 2
MOST_CALLS = 2
"""How often somebody gets the piece in a lap: once, and once more if they are come back to."""
ABSENT_FOR = timedelta(seconds=30)
"""Out of the voice channel: a connection that breaks is back by then."""
NOBODY = 0
"""In the place of a member's id: of a host who is not there any more."""


class Stage(StrEnum):
    GATHERING = "gathering"
    GOING = "going"
    PAUSED = "paused"
    BETWEEN = "between"  # a lap is over, and the host chooses what comes now
    OVER = "over"


class How(StrEnum):
    SPOKEN = "spoken"
    POSTED = "posted"  # written, and posted one by one
    HARVEST = "harvest"  # written, and kept until the end


class Standing(StrEnum):
    """How a member stands in a lap."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    COMES_BACK = "comes back"
    SPOKE = "spoke"
    PASSED = "passed"
    LEFT = "left"


class Ending(StrEnum):
    """Why a circle is over."""

    CLOSED = "closed"
    EVERYBODY_LEFT = "everybody left"
    RAN_OUT = "ran out"  # for hours nobody did anything


class Part(StrEnum):
    """Where in a gathering a circle stands, and its prompt belongs."""

    OPENING = "opening"
    MIDDLE = "middle"
    CLOSING = "closing"


CALLABLE = frozenset({Standing.WAITING, Standing.COMES_BACK})


@dataclass(frozen=True)
class Plan:
    """As the host chose. `minutes`: of one turn, softly; 0: nobody looks at the time. `laps`: as announced."""

    prompt: str
    how: How = How.SPOKEN
    minutes: int = 2
    laps: int = 1

    @property
    def is_written(self) -> bool:
        return self.how is not How.SPOKEN

    @property
    def turn(self) -> timedelta | None:
        return timedelta(minutes=self.minutes) if self.minutes else None


@dataclass(frozen=True)
class Person:
    """`seat`: in the ring, clockwise from 0 on. `came`: they have pressed something here, not only been on a list.

    `away_since`: when they left the voice channel in which the circle is. `is_in`: they have not left the circle.
    """

    member_id: int
    seat: int
    came: bool = False
    away_since: datetime | None = None
    is_in: bool = True


@dataclass(frozen=True)
class Turn:
    """A member's turn in the lap.

    `place`: as drawn, from 0 on; who came late stands behind. `queue`: when they are called; who asked to be come back
    to goes behind the others. `calls`: how often they have had the piece.
    """

    member_id: int
    place: int
    queue: int
    standing: Standing = Standing.WAITING
    calls: int = 0


@dataclass(frozen=True)
class Lap:
    """`first_id` was chosen for reasons, `by_lot` among several with the same. `clockwise`: which way round."""

    number: int
    prompt: str
    clockwise: bool
    first_id: int
    by_lot: bool


@dataclass(frozen=True)
class Circle:
    """`turn` rises whenever the piece goes on and whenever a lap ends: a press names the one it was made for.

    `since`: when that turn, or the stage, began. `ends_at`: when the speaker's time is up. `time_left`: what was left
    of it at a pause. `nudged`: the speaker was told that it is up. `bot_was_away`: it pauses because the bot was not
    there. `pressed_at`: when anybody has last pressed anything. `shown_since`: when its card was posted, the last time.
    `voice_is_empty`: nobody who is in it is in its voice channel: they have moved on together, or all are at home.
    `looks`: how often the outbox has looked after it. `look_at`: when it does next.
    """

    id: int
    guild_id: int
    channel_id: int
    host_id: int
    plan: Plan
    seed: int
    opened_at: datetime
    since: datetime
    pressed_at: datetime
    shown_since: datetime
    stage: Stage = Stage.GATHERING
    people: tuple[Person, ...] = ()
    lap: Lap | None = None
    turns: tuple[Turn, ...] = ()
    turn: int = 0
    ends_at: datetime | None = None
    time_left: timedelta | None = None
    nudged: bool = False
    bot_was_away: bool = False
    voice_is_empty: bool = False
    host_sought: bool = False
    looks: int = 0
    look_at: datetime | None = None
    begun_at: datetime | None = None
    closed_at: datetime | None = None
    ending: Ending | None = None
    voice_channel_id: int | None = None
    meetup_id: int | None = None
    part: Part | None = None

    @property
    def speaker_id(self) -> int | None:
        return next((one.member_id for one in self.turns if one.standing is Standing.SPEAKING), None)

    @property
    def member_ids(self) -> tuple[int, ...]:
        """Who is in it now, clockwise round the ring."""
        return tuple(one.member_id for one in sorted(self.people, key=lambda one: one.seat) if one.is_in)

    @property
    def prompt(self) -> str:
        """What is asked in this lap, or will be in the first."""
        return self.plan.prompt if self.lap is None else self.lap.prompt

    @property
    def is_live(self) -> bool:
        return self.stage is not Stage.OVER

    def person(self, member_id: int) -> Person | None:
        return next((one for one in self.people if one.member_id == member_id), None)

    def turn_of(self, member_id: int) -> Turn | None:
        """Return a member's turn in this lap."""
        return next((one for one in self.turns if one.member_id == member_id), None)

    def to_come(self) -> list[Turn]:
        """Return whose turns come after the speaker's, the next one first; who is away comes last."""
        callable_ = (one for one in self.turns if one.standing in CALLABLE)
        return sorted(callable_, key=lambda one: (self.is_away(one.member_id), one.queue))

    def ahead_of(self, member_id: int) -> int | None:
        """Return how many are called before a member, after the speaker; None: they are not called any more."""
        coming = [one.member_id for one in self.to_come()]
        return coming.index(member_id) if member_id in coming else None

    def is_away(self, member_id: int, *, since: datetime | None = None) -> bool:
        """Whether a member is out of the voice channel in which the circle is; and since then at the latest.

        Where nobody of the circle is in it, nobody is away.
        """
        person = self.person(member_id)
        if person is None or person.away_since is None or self.voice_is_empty:
            return False
        return since is None or person.away_since <= since

    def standing(self, *standings: Standing) -> list[int]:
        """Return who stands like this in the lap, in the order of their places."""
        found = sorted((one for one in self.turns if one.standing in standings), key=lambda one: one.place)
        return [one.member_id for one in found]
