"""What is shown of an introduction, as it holds now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.database import Tx
from bot.members import zones
from bot.profiles import renewing
from bot.profiles import viewing as profiles
from bot.profiles.rules.entries import Shown, Side
from bot.skills import headings

from .rules import slots
from .rules.introductions import Introduction, State
from .rules.participation import Participant
from .store import introductions, participants

MOST_TIMES = 3


@dataclass(frozen=True)
class Introduced:
    """One of those who are introduced. `aim` is empty unless it may be shown; all else is names of headings.

    `words`: what they said of each of their needs, by its heading.
    """

    member_id: int
    aim: str
    needs: tuple[str, ...]
    offers: tuple[str, ...]
    gets: tuple[str, ...]
    gives: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True)
class IntroductionView:
    """`times`: some at which all could meet. `met_before`: two of them were introduced earlier."""

    introduction: Introduction
    people: Mapping[int, Introduced]
    times: tuple[datetime, ...]
    met_before: bool


def view(tx: Tx, introduction_id: int) -> IntroductionView | None:
    found = introductions.get(tx, introduction_id)
    if found is None:
        return None
    people = {member_id: _introduced(tx, found, member_id) for member_id in found.people}
    return IntroductionView(found, people, tuple(_times(tx, found)), _met_before(tx, found))


def while_asking(tx: Tx, introduction_id: int) -> IntroductionView | None:
    """The same, as long as people are asked for their consent."""
    found = view(tx, introduction_id)
    return found if found is not None and found.introduction.state is State.ASKING else None


def participant(tx: Tx, participant_id: int) -> Participant | None:
    return participants.by_id(tx, participant_id)


def still_true(tx: Tx, participant_id: int) -> tuple[Participant, list[Shown]] | None:
    """Return who is asked whether what they said holds, and what of it is old; None where none is any more."""
    found = participants.by_id(tx, participant_id)
    old = [] if found is None else renewing.old(tx, found.guild_id, found.member_id)
    return (found, old) if found is not None and old else None


def about(tx: Tx, subject: str) -> IntroductionView | None:
    """Return the one that an outbox subject is about."""
    return view(tx, int(subject.split(":")[1]))


def of_story(tx: Tx, story_id: int) -> tuple[IntroductionView, int, str] | None:
    """Return whose words of which introduction are asked about, and the words."""
    found = introductions.by_story(tx, story_id)
    shown = None if found is None else view(tx, found[0].id)
    if found is None or shown is None:
        return None
    introduction, teller_id = found
    return shown, teller_id, introduction.parts[teller_id].words


def _introduced(tx: Tx, found: Introduction, member_id: int) -> Introduced:
    part, profile = found.parts[member_id], profiles.profile(tx, found.guild_id, member_id)
    said = [one for one in profile.entries if not one.entry.rests and one.skill]
    names = {side: tuple(one.name for one in said if one.entry.side is side) for side in Side}
    return Introduced(
        member_id,
        profile.aim if profile.aim_shown else "",
        names[Side.NEED],
        names[Side.OFFER],
        _names(tx, found.guild_id, part.gets),
        _names(tx, found.guild_id, part.gives),
        {one.name: one.entry.words for one in said if one.entry.side is Side.NEED},
    )


def _names(tx: Tx, guild_id: int, slugs: Sequence[str]) -> tuple[str, ...]:
    return tuple(skill.name for skill in headings.of(tx, guild_id).these(slugs))


def _times(tx: Tx, found: Introduction) -> list[datetime]:
    people = []
    for member_id in found.people:
        mine = participants.of(tx, found.guild_id, member_id)
        zone = zones.zone_for(tx, guild_id=found.guild_id, member_id=member_id)
        people.append((mine.wishes.slots if mine else frozenset[int](), zone))
    return slots.common(people, now=tx.now, most=MOST_TIMES) if people else []


def _met_before(tx: Tx, found: Introduction) -> bool:
    """Whether an earlier introduction had two of these people."""
    people = set(found.people)
    return any(
        len(people & set(one.people)) > 1
        for member_id in found.people
        for one in introductions.of_member(tx, found.guild_id, member_id, states=[State.OPEN, State.OVER])
        if one.id < found.id
    )
