"""Who has a seat, who waits for one, and to whom a free one goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .meetup import Answer

ASK_WITHIN = timedelta(hours=3)
"""So short before the start a seat is not given but offered: people have made other plans by then."""
HELD_FOR = timedelta(minutes=15)


class Standing(StrEnum):
    """Of one who is going."""

    SEATED = "seated"
    WAITING = "waiting"
    ASKED = "asked"  # a free seat is held for them until they say whether they take it
    PASSED_BY = "passed by"  # did not say; still in the line, but not asked again


@dataclass(frozen=True)
class Rsvp:
    """`standing` is None for one who is not going. `turn` orders those of a meetup by when they said so."""

    member_id: int
    answer: Answer
    standing: Standing | None
    turn: int


@dataclass(frozen=True)
class Roster:
    """Everybody's answers to one meetup, in the order of their saying so. `seats` None: there is no limit."""

    seats: int | None
    rsvps: tuple[Rsvp, ...] = ()

    @property
    def seated(self) -> list[int]:
        return [one.member_id for one in self.rsvps if one.standing is Standing.SEATED]

    @property
    def line(self) -> list[int]:
        """Those who are going without a seat, whose turn comes first first."""
        return [one.member_id for one in self.rsvps if one.standing not in {None, Standing.SEATED}]

    @property
    def coming(self) -> list[int]:
        """Those who are going, with a seat or waiting for one."""
        return [*self.seated, *self.line]

    def said(self, answer: Answer) -> list[int]:
        return [one.member_id for one in self.rsvps if one.answer is answer]

    def of(self, member_id: int) -> Rsvp | None:
        return next((one for one in self.rsvps if one.member_id == member_id), None)

    def having(self, rsvp: Rsvp) -> "Roster":
        """Return it as it is once this member has said so, in the place of what they said before."""
        others = (one for one in self.rsvps if one.member_id != rsvp.member_id)
        return Roster(self.seats, tuple(sorted((*others, rsvp), key=lambda one: one.turn)))

    def place_in_line(self, member_id: int) -> int | None:
        """Counted from one."""
        return self.line.index(member_id) + 1 if member_id in self.line else None


def standing_of_newly_going(roster: Roster, member_id: int) -> Standing:
    """Return what comes of a member's saying that they are going.

    A free seat is theirs unless somebody ahead of them in the line has not been asked about it yet.
    """
    mine = roster.of(member_id)
    if mine is not None and mine.standing in {Standing.SEATED, Standing.ASKED}:
        return Standing.SEATED
    waiting = _waiting(roster)
    ahead = waiting[: waiting.index(member_id)] if member_id in waiting else waiting
    if not ahead and _free(roster) > 0:
        return Standing.SEATED
    return Standing.WAITING if mine is None or mine.standing is None else mine.standing


def next_in_line(roster: Roster) -> list[int]:
    """Return whose turn it is, as many as there are free seats."""
    return _waiting(roster)[: max(_free(roster), 0)]


def is_offered(starts_at: datetime, *, now: datetime) -> bool:
    """Whether a seat that becomes free now is offered, and not given."""
    return now >= starts_at - ASK_WITHIN


def held_until(starts_at: datetime, *, now: datetime) -> datetime:
    return min(now + HELD_FOR, starts_at)


def _waiting(roster: Roster) -> list[int]:
    return [one.member_id for one in roster.rsvps if one.standing is Standing.WAITING]


def _free(roster: Roster) -> int:
    """How many seats nobody has or is asked about; below zero where there are fewer seats than people."""
    if roster.seats is None:
        return len(roster.rsvps) + 1
    taken = {Standing.SEATED, Standing.ASKED}
    return roster.seats - sum(one.standing in taken for one in roster.rsvps)
