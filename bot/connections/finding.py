"""Who offers what somebody needs, and who needs what they offer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.members import nevers
from bot.members.nevers import ThatIsYouError
from bot.profiles import viewing
from bot.profiles.rules.entries import Shown, Side
from bot.skills import headings
from bot.skills.headings import UnknownSkillError
from bot.skills.rules.catalogue import Skill

from . import joining
from .rules import fit as rules
from .rules.fit import Sides, Slugs
from .rules.introductions import AGAIN_AFTER, ASKED_AGAIN_AFTER, Introduction
from .rules.introductions import State as Stage
from .rules.participation import is_free
from .store import introductions, participants


@dataclass(frozen=True)
class Person:
    """Somebody who fits: `gives` they could do for the one who looks, `gets` the other way round."""

    member_id: int
    gives: tuple[Skill, ...]
    gets: tuple[Skill, ...]


@dataclass(frozen=True)
class FoundPeople:
    """`wanted`: only who offers one of these was looked for. `said`: whether the actor has said anything to go by."""

    people: list[Person]
    more: int
    wanted: tuple[Skill, ...]
    said: bool


def find(tx: Tx, *, actor: Actor, typed: str, most: int) -> FoundPeople:
    """Return those who fit, the best first, so many at most. Raises NotJoinedError or UnknownSkillError.

    Not among them is who can't be introduced to the actor now, whatever the reason.
    """
    joining.joined(tx, actor)
    wanted = _wanted(tx, actor, typed)
    slugs = None if wanted is None else frozenset(skill.slug for skill in wanted)
    mine = sides(viewing.mine(tx, actor=actor).holding)
    said = viewing.about(tx, actor.guild_id, offers=mine.needs if slugs is None else slugs, needs=mine.offers)
    others = {member_id: sides(said[member_id]) for member_id in available_to(tx, actor, said)}
    last = introductions.last_introduced(tx, actor.guild_id, others)
    turn = {one: (_seconds(last.get(one)), _shuffled(actor.member_id, one, tx.now)) for one in others}
    fits = rules.fits(mine, others, wanted=slugs, turn=turn)
    people = [Person(one.member_id, _skills(tx, actor, one.gives), _skills(tx, actor, one.gets)) for one in fits[:most]]
    return FoundPeople(people, max(len(fits) - most, 0), tuple(wanted or ()), said=bool(mine.needs or mine.offers))


def between(tx: Tx, *, actor: Actor, other_id: int) -> Person | None:
    """Return what the actor and this member could do for each other; None where they can't be introduced now.

    Raises NotJoinedError or ThatIsYouError.
    """
    joining.joined(tx, actor)
    if other_id == actor.member_id:
        raise ThatIsYouError
    if not available_to(tx, actor, [other_id]):
        return None
    gives, gets = fit_of(tx, actor.guild_id, actor.member_id, other_id)
    return Person(other_id, _skills(tx, actor, gives), _skills(tx, actor, gets))


def fit_of(tx: Tx, guild_id: int, member_id: int, other_id: int) -> tuple[Slugs, Slugs]:
    """Return what the other could do for the one, and the one for the other."""
    mine, theirs = (sides(viewing.profile(tx, guild_id, one).holding) for one in (member_id, other_id))
    return rules.between(mine, theirs)


def available_to(tx: Tx, actor: Actor, member_ids: Collection[int]) -> list[int]:
    """Return who of these can be introduced to the actor now: they take part, are free, and not introduced already."""
    last, apart = introductions.last_introduced(tx, actor.guild_id, member_ids), nevers.apart_from(tx, actor.member_id)
    mine = introductions.of_member(tx, actor.guild_id, actor.member_id)
    busy = {other for one in mine if _keeps_from_asking(one, actor, tx.now) for other in one.people}
    return [
        one.member_id
        for one in participants.among(tx, actor.guild_id, member_ids)
        if one.member_id not in {actor.member_id} | apart | busy
        and is_free(one, last=last.get(one.member_id), now=tx.now)
    ]


def _keeps_from_asking(one: Introduction, actor: Actor, now: datetime) -> bool:
    """Whether this introduction of the actor's is under way, or not so long ago that they would ask again."""
    since = now - one.made_at
    lapsed = one.state is Stage.LAPSED and one.asker_id == actor.member_id
    over = one.state is Stage.OVER
    return one.state in introductions.LIVE or (over and since < AGAIN_AFTER) or (lapsed and since < ASKED_AGAIN_AFTER)


def sides(said: Collection[Shown]) -> Sides:
    """Return under which headings somebody's needs and offers stand."""
    slugs = {side: frozenset(one.skill.slug for one in said if one.skill and one.entry.side is side) for side in Side}
    return Sides(slugs[Side.NEED], slugs[Side.OFFER])


def _wanted(tx: Tx, actor: Actor, typed: str) -> list[Skill] | None:
    """Return the headings that are looked for; None where nothing was typed."""
    if not typed.strip():
        return None
    found = headings.of(tx, actor.guild_id).find(typed)
    if not found:
        raise UnknownSkillError(typed, headings.near(tx, actor.guild_id, typed))
    return found


def _skills(tx: Tx, actor: Actor, slugs: Collection[str]) -> tuple[Skill, ...]:
    return headings.of(tx, actor.guild_id).these(slugs)


def _seconds(at: datetime | None) -> float:
    return 0.0 if at is None else at.timestamp()


def _shuffled(member_id: int, other_id: int, now: datetime) -> str:
    """Mix those who fit alike, for each who looks and on each day in another way: nobody is always the last."""
    return sha256(f"{member_id}:{other_id}:{now:%Y-%m-%d}".encode()).hexdigest()
