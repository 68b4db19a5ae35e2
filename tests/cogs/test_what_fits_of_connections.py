"""Every sentence about members and introductions fits where it is shown, whatever was typed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.connections.finding import FoundPeople, Person
from bot.connections.joining import Taking
from bot.connections.overview import Overview
from bot.connections.room import ROOM as CONNECTIONS
from bot.connections.rules.introductions import MOST_PEOPLE, MOST_WORDS, Introduction, Part, State
from bot.connections.rules.participation import Participant, Wishes
from bot.connections.rules.participation import State as TakingState
from bot.connections.viewing import Introduced, IntroductionView
from bot.members.zones import Living
from bot.outbox import Trouble
from bot.profiles.offering import Added
from bot.profiles.rules.entries import MOST_CHARACTERS, MOST_ENTRIES, Choice, Entry, Phrase, Shown, Side
from bot.profiles.rules.entries import MOST_WORDS as MOST_IN_AN_ENTRY
from bot.profiles.saying import Read, Typed, Understood
from bot.profiles.viewing import Profile
from bot.programmes.room import ROOM as PROGRAMMES
from bot.skills import curating
from bot.skills.curating import Curated, Kind
from bot.skills.rules.catalogue import Skill
from bot.threads.room import ROOM as THREADS
from cogs.connections import connect_cog
from cogs.connections.text import finding, introductions, joining, overview, profiles
from cogs.skills import text as skills
from tests.conftest import NOON

MARKUP = "_" * 4000
BIGGEST_ID = 2**63 - 1
SKILL = Skill("slug", MARKUP[: curating.MOST_CHARACTERS["name"]])
NAMES = (SKILL.name,) * MOST_ENTRIES
AIM = MARKUP[: MOST_CHARACTERS["aim"]]
ENTRY = MARKUP[:MOST_IN_AN_ENTRY]
ENTRIES = tuple(
    Shown(Entry(1, side, "slug", ENTRY, NOON, rests=True), SKILL) for side in Side for _ in range(MOST_ENTRIES)
)
PEOPLE = {
    BIGGEST_ID - n: Introduced(BIGGEST_ID - n, AIM, NAMES, NAMES, NAMES, NAMES, {SKILL.name: ENTRY})
    for n in range(MOST_PEOPLE)
}
MADE = Introduction(
    1,
    BIGGEST_ID,
    BIGGEST_ID,
    BIGGEST_ID,
    by_hand=True,
    words=MARKUP[:MOST_WORDS],
    consent_id=1,
    state=State.OPEN,
    made_at=NOON,
    parts=dict.fromkeys(PEOPLE, Part()),
)
VIEW = IntroductionView(MADE, PEOPLE, (NOON, NOON, NOON), met_before=False)
ASKED_BY_ONE = replace(VIEW, introduction=replace(MADE, by_hand=False))
MEMBER = Participant(1, BIGGEST_ID, BIGGEST_ID, BIGGEST_ID, TakingState.PAUSED, NOON + timedelta(days=999), Wishes())
MESSAGES = {
    "consent asked": introductions.consent_asked(VIEW, BIGGEST_ID, NOON),
    "consent asked by one": introductions.consent_asked(ASKED_BY_ONE, BIGGEST_ID, NOON),
    "not this time": introductions.not_this_time(VIEW, BIGGEST_ID),
    "introduced": introductions.introduced(VIEW, BIGGEST_ID),
    "nudged": introductions.nudged(VIEW, BIGGEST_ID),
    "asked": introductions.asked(VIEW, list(PEOPLE), 2),
    "story asked": introductions.story_asked(VIEW, BIGGEST_ID, MADE.words, list(PEOPLE)),
    "can't": introductions.cant_in_thread(4),
    "story": introductions.story(BIGGEST_ID, MADE.words),
    "pause ended": joining.pause_ended(MEMBER),
    "rested": joining.rested(MEMBER),
    "still true": profiles.still_true(MEMBER, ENTRIES),
}
FOUND = FoundPeople(
    [Person(BIGGEST_ID, (SKILL,) * MOST_ENTRIES, (SKILL,) * MOST_ENTRIES)] * connect_cog.MOST_FOUND,
    99,
    (SKILL,) * 5,
    said=True,
)
LIVING = Living("America/Argentina/Buenos_Aires", chosen=True, now=NOON)
PROFILE = Profile(1, AIM, aim_shown=True, entries=ENTRIES)
MANY = [(SKILL, 999)] * 99
OVERVIEW = Overview(
    joined=99999,
    taking=dict.fromkeys(TakingState, 9999),
    introductions=dict.fromkeys(State, 9999),
    met=9999,
    lacking=MANY,
    idle=MANY,
    in_own_words=9,
)
PHRASES = (Phrase(ENTRY, (SKILL,), 1),) * MOST_ENTRIES
READ = Read(PHRASES, (Choice(0, SKILL),), tuple(Choice(n, SKILL) for n in range(MOST_ENTRIES)))
CHANGED: list[tuple[Kind, Skill, Skill | None]] = [(kind, SKILL, SKILL) for kind in Kind for _ in range(99)]
PAGES = {
    "found": "\n".join([finding.found(FOUND), *finding.persons(FOUND)]),
    "nobody found": finding.found(replace(FOUND, people=[], more=0)),
    "asked": finding.asked(MADE, 1),
    "taking part": joining.taking(Taking(MEMBER, BIGGEST_ID, LIVING, 99, 99)),
    "never": joining.nevers([BIGGEST_ID] * 999),
    "overview": overview.overview(OVERVIEW),
    "understood": profiles.understood(Understood(1, Typed(AIM, "", ""), dict.fromkeys(Side, READ), aim_shown=True)),
    "profile": profiles.profile(PROFILE, takes_part=True),
    "list": profiles.listed(PROFILE, Side.OFFER),
    "added": profiles.added(Added(ENTRIES[0], (SKILL,) * 10)),
    "headings": skills.page(Curated([SKILL] * 999, CHANGED), 1)[0],
    "heading added": skills.added(replace(SKILL, aliases=(SKILL.name,) * 6)),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_fits_and_pings_nobody_by_itself(name: str) -> None:
    assert len(MESSAGES[name]) <= 2000
    assert "@everyone" not in MESSAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_a_private_answer_fits(name: str) -> None:
    assert len(PAGES[name]) <= 4000


def test_the_shorter_an_introduction_the_more_it_says() -> None:
    little = {"aim": "Sing", "needs": ("Chess",), "offers": ("Cooking",), "gets": ("Chess",), "gives": ("Chess",)}
    people = {one: replace(person, **little) for one, person in PEOPLE.items()}  # type: ignore[arg-type]  # made in this test

    said = introductions.introduced(replace(VIEW, people=people), BIGGEST_ID)

    assert said.count("would like to achieve “Sing”, offers **Cooking** and would like help") == MOST_PEOPLE


@pytest.mark.parametrize(
    ("kind", "what", "again"),
    [
        (Trouble.Kind.NOT_SENT, "introduction.opened", True),
        (Trouble.Kind.NOT_SENT, "connections.story", False),
        (Trouble.Kind.NOT_DONE, "connections.open", False),
        (Trouble.Kind.PERHAPS_SENT, "introduction.opened", False),
    ],
)
def test_organisers_are_told_that_it_is_tried_again_where_it_is(kind: Trouble.Kind, what: str, again: bool) -> None:
    said = overview.troubled({"kind": kind, "what": what, "subject": "introduction:1", "reason": "refused"})

    assert ("every few hours" in said) is again
    assert "<@" not in said


def test_what_can_go_wrong_has_a_name_for_organisers() -> None:
    rooms = (CONNECTIONS, THREADS, PROGRAMMES)
    kinds = {kind for one in rooms for kind in [*one.due, *one.jobs, *one.deliveries, *one.cards]}

    assert kinds - set(overview.WHAT) == set()
