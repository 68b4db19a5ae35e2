"""How did it go? The host reads what was said, and notes what came of the meetup."""

from dataclasses import dataclass, replace

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import check_line

from . import rights
from .rules import feedback as rules
from .rules.feedback import Rating
from .rules.meetup import MOST_FOR_NEXT_TIME, Meetup, Outcome, check_over, read_number
from .store import feedback, meetups


@dataclass(frozen=True)
class LookingBack:
    """`shape` and `words` are None for all but the host; `shape` of too few people is None for the host too.

    `unread`: what was typed as a number of people and is none.
    """

    meetup: Meetup
    words: list[str] | None
    shape: dict[Rating, int] | None
    repeats: bool
    unread: str = ""


def look(tx: Tx, *, actor: Actor, meetup_id: int) -> LookingBack:
    """Return how it went, to one who runs the meetup. Raises NotOverYetError."""
    meetup = _over(tx, actor, meetup_id)
    repeats = community.is_planner(tx, actor)
    if actor.member_id != meetup.host_id:
        return LookingBack(meetup, None, None, repeats)
    said = feedback.on(tx, meetup.id)
    return LookingBack(meetup, rules.words(said), rules.shape(said), repeats)


def note_whether(tx: Tx, *, actor: Actor, meetup_id: int, took_place: bool) -> LookingBack:
    """Note whether the meetup took place."""
    meetup = _over(tx, actor, meetup_id)
    meetups.put_outcome(tx, meetup.id, replace(meetup.outcome, took_place=took_place))
    return look(tx, actor=actor, meetup_id=meetup_id)


def note(tx: Tx, *, actor: Actor, meetup_id: int, attendance: str, for_next_time: str) -> LookingBack:
    """Note how many came and what to think of next time. A number that can't be read keeps nothing else from it."""
    meetup = _over(tx, actor, meetup_id)
    line = check_line("line for next time", for_next_time, most=MOST_FOR_NEXT_TIME)
    number = read_number(attendance.strip())
    unread = attendance.strip() if number is None else ""
    noted = Outcome(meetup.outcome.took_place, meetup.outcome.attendance if unread else number, line)
    meetups.put_outcome(tx, meetup.id, noted)
    return replace(look(tx, actor=actor, meetup_id=meetup_id), unread=unread)


def _over(tx: Tx, actor: Actor, meetup_id: int) -> Meetup:
    meetup = rights.to_run(tx, actor, meetup_id)
    check_over(meetup, now=tx.now)
    return meetup
