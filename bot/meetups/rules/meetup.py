"""One gathering: what it is made of, when it is over, when people are reminded."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import UserFacingError
from bot.guilds.rules import leads
from bot.guilds.rules.typed import can_be_seen, check_length, one_line, paragraphs

USUAL_LENGTH = timedelta(hours=2)
"""How long a meetup of no stated length is taken to last."""
MOST_CHARACTERS = {"title": 100, "when": 100, "length": 30, "place": 200, "description": 1000, "seats": 10}
MOST_SEATS = 9999
MOST_IN_A_REASON = 300
MOST_FOR_NEXT_TIME = 300
NO_REMINDERS = "-"


class Answer(StrEnum):
    GOING = "going"
    MAYBE = "maybe"
    CANT = "cant"


class MeetupState(StrEnum):
    OPEN = "open"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Typed:
    """What an organiser has typed, as typed."""

    title: str
    when: str
    length: str = ""
    place: str = ""
    description: str = ""
    seats: str = ""
    reminders: str = ""
    """Minutes before, with commas, or NO_REMINDERS; nothing: as the community does."""


@dataclass(frozen=True)
class Plan:
    """What was typed, as understood. `zone` is the IANA name in which the time was meant.

    `seats` None: as many as come. `leads`: how long before people are reminded; None: as the community does.
    """

    title: str
    starts_at: datetime
    zone: str
    length: timedelta | None
    place: str
    description: str
    seats: int | None
    leads: tuple[timedelta, ...] | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + (self.length or USUAL_LENGTH)


@dataclass(frozen=True)
class Outcome:
    """What the host noted afterwards: whether it took place, how many came, what to think of next time."""

    took_place: bool | None = None
    attendance: int | None = None
    for_next_time: str = ""


@dataclass(frozen=True)
class Meetup:
    id: int
    guild_id: int
    channel_id: int
    host_id: int
    plan: Plan
    state: MeetupState
    cancelled_because: str = ""
    outcome: Outcome = Outcome()
    host_sought: bool = False
    """The host asks whether somebody else would host it."""

    @property
    def ends_at(self) -> datetime:
        return self.plan.ends_at


@dataclass
class NoTitleError(UserFacingError):
    pass


@dataclass
class UnreadableSeatsError(UserFacingError):
    typed: str


@dataclass
class StartsInThePastError(UserFacingError):
    """It was still to come when it was typed."""

    at: datetime


@dataclass
class MeetupOverError(UserFacingError):
    title: str


@dataclass
class NotOverYetError(UserFacingError):
    """It has not ended yet, or was cancelled."""

    title: str


@dataclass
class NotTheHostError(UserFacingError):
    """For the meetup's host, and for organisers."""

    title: str


@dataclass
class HostedAlreadyError(UserFacingError):
    """It has a host who does not look for another."""

    title: str
    host_id: int


@dataclass
class NoSuchMeetupError(UserFacingError):
    """There is none, or not in this guild."""


def tidy(typed: Typed) -> Typed:
    """Take off what typing and pasting leave behind; all but the description is one line."""
    lines = {name: one_line(text) for name, text in asdict(typed).items()}
    return Typed(**{**lines, "description": paragraphs(typed.description)})


def check_texts(typed: Typed) -> None:
    """Raise NoTitleError or TooLongError for what can't stand on a card."""
    if not can_be_seen(typed.title):
        raise NoTitleError
    for field, most in MOST_CHARACTERS.items():
        check_length(field, getattr(typed, field), most=most)


def read_number(typed: str) -> int | None:
    """Return a number of people; None for what is none."""
    number = int(typed) if typed.isascii() and typed.isdigit() else MOST_SEATS + 1
    return number if number <= MOST_SEATS else None


def read_seats(typed: str) -> int | None:
    """Nothing, or a zero, means as many as come. Raises UnreadableSeatsError."""
    number = read_number(typed or "0")
    if number is None:
        raise UnreadableSeatsError(typed)
    return number or None


def is_moved(before: Plan, after: Plan) -> bool:
    """Whether who comes must know of the change: another time, or another place."""
    return (before.starts_at, before.place) != (after.starts_at, after.place)


def read_leads(chosen: str) -> tuple[timedelta, ...] | None:
    """Return what was chosen in a form; what can't be chosen there is left out."""
    if not chosen:
        return None
    return leads.from_minutes(int(minutes) for minutes in chosen.split(",") if minutes.isdecimal())


def check_open(meetup: Meetup, *, now: datetime) -> None:
    """Raise MeetupOverError unless it can still be answered: until it ends."""
    if not is_open(meetup, now=now):
        raise MeetupOverError(meetup.plan.title)


def is_open(meetup: Meetup, *, now: datetime) -> bool:
    return meetup.state is MeetupState.OPEN and now < meetup.ends_at


def check_over(meetup: Meetup, *, now: datetime) -> None:
    """Raise NotOverYetError unless it has ended, and was not cancelled."""
    if not is_over(meetup, now=now):
        raise NotOverYetError(meetup.plan.title)


def is_over(meetup: Meetup, *, now: datetime) -> bool:
    return meetup.state is MeetupState.OPEN and now >= meetup.ends_at


def lacks_host(meetup: Meetup) -> bool:
    """Whether whoever likes may become its host."""
    return meetup.host_sought or not meetup.host_id


def took_place(meetup: Meetup, *, now: datetime) -> bool:
    """Whether it began, unless the host has said that it did not take place."""
    begun = meetup.state is MeetupState.OPEN and meetup.plan.starts_at <= now
    return begun and meetup.outcome.took_place is not False
