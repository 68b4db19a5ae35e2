"""Riverside: who lives there, where they talk, and what happened lately. Nothing but data."""

from dataclasses import dataclass
from datetime import time, timedelta

from bot.meetups.rules.meetup import Answer

NAME = "Riverside"
ZONE = "Europe/London"


@dataclass(frozen=True)
class Person:
    """`colour` is what their initials stand on."""

    key: str
    name: str
    role: str
    zone: str
    colour: str


@dataclass(frozen=True)
class Place:
    """A channel; `role` is the one that may see it, or None for everybody."""

    key: str
    topic: str
    role: str | None = None


ORGANISER = "organiser"
HOST = "host"
MEMBER = "member"
NEWCOMER = "newcomer"
MAY_MANAGE_EVENTS = (ORGANISER, HOST)

PEOPLE = (
    Person("ruth", "Ruth Bell", ORGANISER, ZONE, "#8b3a62"),
    Person("daniel", "Daniel Osei", HOST, ZONE, "#1f6f5c"),
    Person("amina", "Amina Yusuf", MEMBER, ZONE, "#a0522d"),
    Person("tom", "Tom Hartley", MEMBER, ZONE, "#3b5ba9"),
    Person("priya", "Priya Nair", MEMBER, ZONE, "#7a4fa3"),
    Person("grace", "Grace Liu", MEMBER, ZONE, "#2f6b2f"),
    Person("owen", "Owen Price", MEMBER, ZONE, "#6b5b1f"),
    Person("lena", "Lena Vogt", MEMBER, "Europe/Berlin", "#b03a3a"),
    Person("marcus", "Marcus Reed", MEMBER, "America/New_York", "#2b6777"),
    Person("sofia", "Sofia Marin", NEWCOMER, ZONE, "#9c3d7a"),
)
PLACES = (
    Place("welcome", "Say hello"),
    Place("meetups", "What we do together"),
    Place("introductions", "Where people who can help each other are introduced"),
    Place("organisers", "For those who look after Riverside", role=ORGANISER),
    Place("random", "Everything else"),
)
FIRST_PERSON = "ruth"
FIRST_PLACE = "meetups"


@dataclass(frozen=True)
class Said:
    """`{welcome}` and the like become links to places."""

    ago: timedelta
    by: str
    where: str
    words: str


@dataclass(frozen=True)
class ThreadOpened:
    ago: timedelta
    by: str
    where: str
    key: str
    name: str


@dataclass(frozen=True)
class MeetupSetUp:
    """Starts so many days after today, at this time by the host's clock."""

    ago: timedelta
    by: str
    where: str
    title: str
    days: int
    at: time
    length: str
    place: str
    description: str


@dataclass(frozen=True)
class Answered:
    ago: timedelta
    by: str
    title: str
    answer: Answer


@dataclass(frozen=True)
class SaidHello:
    """Who they are, and that they take part in introductions."""

    ago: timedelta
    by: str
    aim: str
    needs: str
    offers: str


Event = Said | ThreadOpened | MeetupSetUp | Answered | SaidHello

REPAIR_CAFE = "Repair café"
BOARD_GAMES = "Board games at the library"
WALK = "Newcomers' walk along the river"
CALL = "Tea and a call with friends abroad"


def _answers(title: str, ago: timedelta, going: str, maybe: str = "", cant: str = "") -> list[Event]:
    """Have these answer one after the other, ten minutes apart."""
    given = [(key, Answer.GOING) for key in going.split()]
    given += [(key, Answer.MAYBE) for key in maybe.split()]
    given += [(key, Answer.CANT) for key in cant.split()]
    return [Answered(ago - timedelta(minutes=10 * n), key, title, answer) for n, (key, answer) in enumerate(given, 1)]


def _ago(days: int = 0, hours: int = 0, minutes: int = 0) -> timedelta:
    return timedelta(days=days, hours=hours, minutes=minutes)


STORY: tuple[Event, ...] = (
    Said(
        _ago(7),
        "ruth",
        "welcome",
        "Welcome to Riverside! We are neighbours who meet, mend things and share what we know. "
        "Say hello and tell us what brought you here. What is coming up stands in {meetups}.",
    ),
    Said(_ago(6, 12), "grace", "welcome", "Hello! I moved to Mill Lane last month and would like to meet people."),
    MeetupSetUp(
        _ago(6),
        "daniel",
        "meetups",
        REPAIR_CAFE,
        days=-3,
        at=time(14),
        length="3 hours",
        place="Mill Hall",
        description="Bring what is broken. We have tools, tea and patience.",
    ),
    *_answers(REPAIR_CAFE, _ago(5, 20), going="amina tom priya", maybe="owen", cant="marcus"),
    SaidHello(
        _ago(5),
        "amina",
        "Speak without looking for words",
        "English conversation, sewing",
        "cooking for groups\nSomali",
    ),
    SaidHello(_ago(4), "tom", "", "cooking for many people", "bicycle repairs, soldering"),
    SaidHello(_ago(3), "lena", "Come home for a summer", "a good listener", "German conversation\nsewing and mending"),
    Said(_ago(2, 4), "tom", "random", "Thanks to everybody at the repair café. The toaster lives again!"),
    Said(_ago(2, 3), "priya", "random", "And so does my bicycle lamp. Same again next month?"),
    MeetupSetUp(
        _ago(2),
        "ruth",
        "meetups",
        BOARD_GAMES,
        days=1,
        at=time(19),
        length="2 hours",
        place="Riverside Library, room 2",
        description="All welcome; we explain the games.",
    ),
    *_answers(BOARD_GAMES, _ago(1, 22), going="daniel tom grace", maybe="lena", cant="priya"),
    Said(_ago(1, 6), "ruth", "organisers", "Who can unlock Mill Hall for the next repair café?"),
    MeetupSetUp(
        _ago(1),
        "daniel",
        "meetups",
        WALK,
        days=4,
        at=time(10, 30),
        length="90 min",
        place="The old bridge",
        description="An easy round. A good way to get to know a few faces.",
    ),
    *_answers(WALK, _ago(0, 22), going="ruth amina"),
    ThreadOpened(_ago(0, 20), "amina", "meetups", "lifts", "Lifts to the walk"),
    Said(_ago(0, 20), "amina", "lifts", "I can take two people from the station."),
    Said(_ago(0, 19), "owen", "lifts", "One seat for me, please!"),
    MeetupSetUp(
        _ago(0, 6),
        "ruth",
        "meetups",
        CALL,
        days=6,
        at=time(18),
        length="1 hour",
        place="The voice channel",
        description="For those who moved away, and those who miss them.",
    ),
    *_answers(CALL, _ago(0, 5), going="marcus lena"),
    Said(_ago(0, 1), "sofia", "welcome", "Hi, I'm Sofia. I joined today. Is anything on this week?"),
    Said(
        _ago(0, 0, 40),
        "amina",
        "welcome",
        "Welcome, Sofia! Look at {meetups}; come to the walk. And tell Kith of you: /hello",
    ),
)
"""The earliest first; `ago` counts back from the moment at which the sandbox is started."""
