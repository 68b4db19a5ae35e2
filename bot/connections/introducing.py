"""Somebody asks to be introduced to another, or introduces others to each other."""

from collections.abc import Collection, Sequence

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn, require_allowed
from bot.guilds.rules.typed import check_line
from bot.members import nevers
from bot.members.nevers import ThatIsYouError
from bot.questions.rules.questions import YES

from . import consenting, finding, joining
from .consenting import Consented
from .rules.introductions import (
    ASKED_AGAIN_AFTER,
    LEAST_PEOPLE,
    MOST_OPEN,
    MOST_PEOPLE,
    MOST_WORDS,
    AskedAlreadyError,
    Introduction,
    NotPeopleError,
    Part,
    TooManyAskedError,
    WrongNumberError,
)
from .rules.participation import OthersNotJoinedError, is_free
from .store import introductions, participants


def ask(tx: Tx, *, actor: Actor, other_id: int, missing_in: MissingIn) -> Introduction | Consented:
    """Ask another whether they would like to be introduced to the actor.

    Where the other has asked for just this, it is the actor's yes. Raises NotJoinedError, ThatIsYouError,
    OthersNotJoinedError, AskedAlreadyError, TooManyAskedError or CantPostHereError.
    """
    mine = joining.joined(tx, actor)
    if other_id == actor.member_id:
        raise ThatIsYouError
    _require_joined(tx, actor, [other_id])
    if (theirs := _asked_by_other(tx, actor, other_id)) is not None:
        return consenting.answer(tx, actor=actor, question_id=theirs.consent_id, said=YES)
    channel_id = joining.channel_of(tx, actor.guild_id, mine.channel_id)
    people = [actor.member_id, other_id]
    return _make(tx, actor, people, channel_id=channel_id, words="", missing_in=missing_in)


def introduce(
    tx: Tx,
    *,
    actor: Actor,
    others: Sequence[int],
    bots: Collection[int],
    words: str,
    channel_id: int,
    missing_in: MissingIn,
) -> Introduction:
    """Introduce others to each other by hand; each is asked first. Whoever introduces need not take part.

    Raises WrongNumberError, NotPeopleError, OthersNotJoinedError, AskedAlreadyError, TooManyAskedError, TooLongError
    or CantPostHereError.
    """
    words = check_line("why", words, most=MOST_WORDS)
    people = list(dict.fromkeys(others))
    if set(bots) & set(people):
        raise NotPeopleError
    if not LEAST_PEOPLE <= len(people) <= MOST_PEOPLE or actor.member_id in people or len(people) != len(others):
        raise WrongNumberError
    _require_joined(tx, actor, people)
    channel_id = joining.channel_of(tx, actor.guild_id, channel_id)
    return _make(tx, actor, people, channel_id=channel_id, words=words, missing_in=missing_in, by_hand=True)


def bring_together(tx: Tx, *, guild_id: int, channel_id: int, people: Sequence[int], round_id: int) -> int:
    """Introduce people who were drawn together in a round, and have said that they are in; return the introduction."""
    introduction_id = introductions.add(
        tx,
        guild_id=guild_id,
        channel_id=channel_id,
        asker_id=0,
        by_hand=False,
        words="",
        parts=_parts(tx, guild_id, people),
        round_id=round_id,
    )
    consenting.open_thread(tx, introductions.the(tx, introduction_id))
    return introduction_id


def _make(
    tx: Tx,
    actor: Actor,
    people: Sequence[int],
    *,
    channel_id: int,
    words: str,
    missing_in: MissingIn,
    by_hand: bool = False,
) -> Introduction:
    """Write it down and ask each. What nobody shall know keeps it from being, and looks as if nobody had answered."""
    asked = [one for one in people if one != actor.member_id]
    require_allowed(channel_id, missing_in)
    waiting = introductions.asked_by(tx, actor.guild_id, actor.member_id)
    if any(set(one.people) == set(people) for one in waiting):
        raise AskedAlreadyError
    if len(waiting) >= MOST_OPEN:
        raise TooManyAskedError(MOST_OPEN)
    introduction_id = introductions.add(
        tx,
        guild_id=actor.guild_id,
        channel_id=channel_id,
        asker_id=actor.member_id,
        by_hand=by_hand,
        words=words,
        parts=_parts(tx, actor.guild_id, people),
    )
    return consenting.ask_each(tx, introduction_id, asked, can_be=_can_be(tx, actor, people, asked))


def _can_be(tx: Tx, actor: Actor, people: Sequence[int], asked: Sequence[int]) -> bool:
    last = introductions.last_introduced(tx, actor.guild_id, asked)
    taking = [participants.of(tx, actor.guild_id, one) for one in asked]
    free = all(one is not None and is_free(one, last=last.get(one.member_id), now=tx.now) for one in taking)
    return free and not (
        nevers.are_apart(tx, {actor.member_id, *people})
        or introductions.lapsed_lately(tx, actor.guild_id, actor.member_id, people, since=tx.now - ASKED_AGAIN_AFTER)
        or any(consenting.is_asked_enough(tx, actor.guild_id, one) for one in asked)
    )


def _parts(tx: Tx, guild_id: int, people: Sequence[int]) -> dict[int, Part]:
    """Return for each what the others could do for them, and they for the others."""
    parts = {}
    for one in people:
        fits = [finding.fit_of(tx, guild_id, one, other) for other in people if other != one]
        gets, gives = (sorted(frozenset().union(*sides)) for sides in zip(*fits, strict=True))
        parts[one] = Part(tuple(gets), tuple(gives))
    return parts


def _asked_by_other(tx: Tx, actor: Actor, other_id: int) -> Introduction | None:
    """Return what the other has asked for: just these two, and the actor was asked."""
    waiting = introductions.asked_by(tx, actor.guild_id, other_id)
    both = {actor.member_id, other_id}
    found = (one for one in waiting if set(one.people) == both and consenting.was_asked(tx, one, actor.member_id))
    return next(found, None)


def _require_joined(tx: Tx, actor: Actor, member_ids: Sequence[int]) -> None:
    lacking = tuple(one for one in member_ids if participants.of(tx, actor.guild_id, one) is None)
    if lacking:
        raise OthersNotJoinedError(lacking)
