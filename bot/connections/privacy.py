"""What is kept of a member's part in introductions."""

from dataclasses import asdict
from typing import Any

from bot.database import Tx
from bot.programmes import rounds
from bot.threads import following

from . import consenting
from .rules.introductions import Introduction, State
from .rules.participation import Participant
from .rules.rounds import Place
from .store import draws, introductions, participants

SEEN = (State.OPEN, State.OVER)


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    """Of others nothing is told but who they are, and that only where they were introduced."""
    mine = participants.of(tx, guild_id, member_id)
    within = introductions.of_member(tx, guild_id, member_id)
    asked = [one for one in introductions.asked_by(tx, guild_id, member_id) if member_id not in one.parts]
    known = [
        one
        for one in [*within, *asked]
        if one.asker_id == member_id or one.state in SEEN or consenting.was_asked(tx, one, member_id)
    ]
    return {
        "takes_part": None if mine is None else _participant(mine),
        "introductions": [_introduction(one, member_id) for one in known],
        "drawn": [_drawn(tx, *one) for one in draws.of_member(tx, guild_id, member_id)],
    }


def _participant(mine: Participant) -> dict[str, Any]:
    until = None if mine.paused_until is None else mine.paused_until.isoformat()
    wishes = asdict(mine.wishes) | {"slots": sorted(mine.wishes.slots)}
    return {"state": mine.state, "paused_until": until, "wishes": wishes}


def _drawn(tx: Tx, round_id: int, place: Place) -> dict[str, Any]:
    """With whom is told where they are introduced."""
    found = rounds.get(tx, round_id)
    return {
        "begins_at": None if found is None else found.begins_at.isoformat(),
        "had_a_group": place.number > 0,
        "came_late_or_lost_their_group": place.is_late,
        "roles_that_mark_parts": sorted(map(str, place.marks)),
    }


def _introduction(one: Introduction, member_id: int) -> dict[str, Any]:
    asked_by_me = one.asker_id == member_id
    about: dict[str, Any] = {"state": one.state, "made_at": one.made_at.isoformat(), "asked_by_me": asked_by_me}
    about["people"] = [str(other) for other in one.people]
    if asked_by_me:
        about["words"] = one.words
    if part := one.parts.get(member_id):
        about |= {"gets": part.gets, "gives": part.gives, "step": part.step, "what_came_of_it": part.words}
    return about


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    """Who waits for the member's answer is told as always; who is in a thread with them, that it does not work out."""
    for introduction in introductions.of_member(tx, guild_id, member_id, states=[State.ASKING]):
        consenting.lapse(tx, introduction, but=member_id)
    for introduction in introductions.of_member(tx, guild_id, member_id, states=[State.OPEN]):
        following.somebody_left(tx, consenting.subject(introduction.id))
    draws.forget(tx, guild_id, member_id)
    introductions.forget(tx, guild_id, member_id)
    participants.forget(tx, guild_id, member_id)


def erase(tx: Tx, guild_id: int) -> None:
    draws.erase(tx, guild_id)
    introductions.erase(tx, guild_id)
    participants.erase(tx, guild_id)
