"""How the talking piece goes round: each function takes a circle, and returns it as it is after a press.

In a lap everybody is called once, and once more at most, when they have asked to be come back to; so each lap ends.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from .circle import (
    ABSENT_FOR,
    CALLABLE,
    LEAST_PEOPLE,
    MOST_CALLS,
    MOST_PEOPLE,
    NOBODY,
    Circle,
    Ending,
    Lap,
    Person,
    Stage,
    Standing,
    Turn,
)
from .refusals import (
    BegunAlreadyError,
    CircleFullError,
    CircleOverError,
    LapGoesOnError,
    NobodyHasThePieceError,
    NoSecondComeBackError,
    NotInCircleError,
    NotYourTurnError,
    OldTurnError,
    PausedError,
    TooFewError,
)

LAP_UNDER_WAY = frozenset({Stage.GOING, Stage.PAUSED})


def check_live(circle: Circle) -> None:
    """Raise CircleOverError."""
    if not circle.is_live:
        raise CircleOverError


def check_turn(circle: Circle, turn: int) -> None:
    """Raise CircleOverError, or OldTurnError for a press that was made for another turn."""
    check_live(circle)
    if turn != circle.turn:
        raise OldTurnError(circle.speaker_id)


def check_gathering(circle: Circle) -> None:
    """Raise CircleOverError or BegunAlreadyError."""
    check_live(circle)
    if circle.stage is not Stage.GATHERING:
        raise BegunAlreadyError


def check_can_begin(circle: Circle) -> None:
    """Raise TooFewError, and what `check_gathering` does."""
    check_gathering(circle)
    if len(circle.member_ids) < LEAST_PEOPLE:
        raise TooFewError


def check_going(circle: Circle, turn: int) -> None:
    """Raise PausedError or NobodyHasThePieceError, and what `check_turn` does."""
    check_turn(circle, turn)
    if circle.stage is Stage.PAUSED:
        raise PausedError
    if circle.stage is not Stage.GOING:
        raise NobodyHasThePieceError


def check_speaker(circle: Circle, member_id: int, turn: int) -> Turn:
    """Return the turn of a member who has the piece, and presses for it.

    Raises NotInCircleError or NotYourTurnError, and what `check_going` does.
    """
    check_going(circle, turn)
    mine = circle.turn_of(member_id)
    if member_id not in circle.member_ids:
        raise NotInCircleError
    if mine is None or mine.standing is not Standing.SPEAKING:
        raise NotYourTurnError(circle.speaker_id, circle.ahead_of(member_id))
    return mine


# Coming and going


def seat(circle: Circle, member_ids: Sequence[int]) -> Circle:
    """Have these people in a circle that still gathers, before they have pressed anything."""
    new = [one for one in dict.fromkeys(member_ids) if circle.person(one) is None]
    people = [Person(one, seat) for seat, one in enumerate(new, start=len(circle.people))]
    return replace(circle, people=(*circle.people, *people))


def join(circle: Circle, member_id: int) -> Circle:
    """Have a member in; in a lap under way they are called at its end. Whoever is in already, is.

    Raises CircleOverError or CircleFullError.
    """
    check_live(circle)
    before = circle.person(member_id)
    if before is None or not before.is_in:
        if len(circle.member_ids) >= MOST_PEOPLE:
            raise CircleFullError(MOST_PEOPLE)
        seats = max((one.seat for one in circle.people), default=-1) + 1
        circle = _put_person(circle, Person(member_id, seats, came=True))
        if circle.stage in LAP_UNDER_WAY:
            circle = _call_late(circle, member_id)
    return circle


def _call_late(circle: Circle, member_id: int) -> Circle:
    """Who has left in this lap before they spoke is called again; who has spoken is not."""
    before = circle.turn_of(member_id)
    if before is None:
        place = max((one.place for one in circle.turns), default=-1) + 1
        return _put_turn(circle, Turn(member_id, place, _last(circle)))
    if before.standing is not Standing.LEFT:
        return circle
    if before.calls >= MOST_CALLS:
        return _put_turn(circle, replace(before, standing=Standing.PASSED))
    return _put_turn(circle, replace(before, standing=Standing.WAITING, queue=_last(circle)))


def came(circle: Circle, member_id: int) -> Circle:
    """Note that somebody is there, and not only on a list."""
    person = circle.person(member_id)
    if person is None or not person.is_in:
        return circle
    return _put_person(circle, replace(person, came=True, away_since=None))


def leave(circle: Circle, member_ids: Collection[int], *, now: datetime) -> Circle:
    """Have these people out of it; the piece goes on if one of them has it. Whoever is not in it, is not."""
    check_live(circle)
    leaving = [one for one in circle.people if one.member_id in member_ids and one.is_in]
    for person in leaving:
        has_come = person.came and circle.stage is not Stage.GATHERING
        circle = _put_person(circle, replace(person, is_in=False, came=has_come, away_since=None))
        mine = circle.turn_of(person.member_id)
        if mine is not None and mine.standing in CALLABLE | {Standing.SPEAKING}:
            circle = _put_turn(circle, replace(mine, standing=Standing.LEFT))
    if all(one.away_since is not None for one in circle.people if one.is_in):
        circle = replace(circle, voice_is_empty=True)
    if leaving and not circle.member_ids:
        return close(circle, Ending.EVERYBODY_LEFT, now=now)
    if circle.stage in LAP_UNDER_WAY and circle.speaker_id is None:
        return _hand_on(circle, now=now)
    return circle


def away(circle: Circle, member_id: int, *, since: datetime | None) -> Circle:
    """Note that a member has left the voice channel in which the circle is; None: they are there again."""
    person = circle.person(member_id)
    if person is None or not person.is_in:
        return circle
    return _put_person(circle, replace(person, away_since=since))


def in_voice(circle: Circle, there: Collection[int], *, now: datetime) -> Circle:
    """Note who is in the voice channel. When the first one is back after all had left it, the others have a moment."""
    is_empty = not any(member_id in there for member_id in circle.member_ids)
    if circle.voice_is_empty and not is_empty:
        people = (one if one.away_since is None else replace(one, away_since=now) for one in circle.people)
        circle = replace(circle, people=tuple(people))
    return replace(circle, voice_is_empty=is_empty)


# Laps


def begin(circle: Circle, lap: Lap, order: Sequence[int], *, now: datetime) -> Circle:
    """Give the piece to the first. Their seats in the ring are as in this order. Raises what `check_can_begin` does."""
    check_can_begin(circle)
    ring = order if lap.clockwise else list(reversed(order))
    seats = {member_id: number for number, member_id in enumerate(ring)}
    people = tuple(replace(one, seat=seats.get(one.member_id, len(seats))) for one in circle.people)
    return _start(replace(circle, people=people, begun_at=now), lap, order, now=now)


def go_round_again(circle: Circle, lap: Lap, order: Sequence[int], *, turn: int, now: datetime) -> Circle:
    """Begin another lap. Raises LapGoesOnError, and what `check_turn` does."""
    check_turn(circle, turn)
    if circle.stage is not Stage.BETWEEN:
        raise LapGoesOnError
    return _start(circle, lap, order, now=now)


def _start(circle: Circle, lap: Lap, order: Sequence[int], *, now: datetime) -> Circle:
    turns = tuple(Turn(member_id, place, place) for place, member_id in enumerate(order))
    return _hand_on(replace(circle, lap=lap, turns=turns, stage=Stage.GOING), now=now)


def _hand_on(circle: Circle, *, now: datetime) -> Circle:
    """Give the piece to the next one; with nobody left, the lap is over.

    Who was called before, and is away for long at the lap's end, has passed.
    """
    circle = replace(circle, turn=circle.turn + 1, since=now, nudged=False)
    coming = circle.to_come()
    if not coming or (circle.stage is Stage.GOING and all(_is_lost(circle, one, now=now) for one in coming)):
        for one in coming:
            circle = _put_turn(circle, replace(one, standing=Standing.PASSED))
        return replace(circle, stage=Stage.BETWEEN, ends_at=None, time_left=None, bot_was_away=False)
    first = coming[0]
    calls = first.calls + 1
    circle = _put_turn(circle, replace(first, standing=Standing.SPEAKING, calls=calls, queue=_last(circle)))
    whole = circle.plan.turn
    if circle.stage is Stage.PAUSED:
        return replace(circle, time_left=whole)
    return replace(circle, ends_at=None if whole is None else now + whole)


def _is_lost(circle: Circle, turn: Turn, *, now: datetime) -> bool:
    return turn.calls > 0 and circle.is_away(turn.member_id, since=now - ABSENT_FOR)


def last_called(circle: Circle) -> int:
    """Return who had the piece last in the lap; NOBODY, where nobody who had it is known any more."""
    called = [one for one in circle.turns if one.calls]
    return max(called, key=lambda one: one.queue).member_id if called else NOBODY


# The speaker


def done(circle: Circle, member_id: int, *, turn: int, now: datetime) -> Circle:
    return _end_turn(circle, member_id, Standing.SPOKE, turn=turn, now=now)


def let_pass(circle: Circle, member_id: int, *, turn: int, now: datetime) -> Circle:
    return _end_turn(circle, member_id, Standing.PASSED, turn=turn, now=now)


def _end_turn(circle: Circle, member_id: int, standing: Standing, *, turn: int, now: datetime) -> Circle:
    mine = check_speaker(circle, member_id, turn)
    return _hand_on(_put_turn(circle, replace(mine, standing=standing)), now=now)


def come_back(circle: Circle, member_id: int, *, turn: int, now: datetime) -> Circle:
    """Have the speaker called once more at the end of the lap. Raises NoSecondComeBackError, and what others do."""
    mine = check_speaker(circle, member_id, turn)
    if mine.calls >= MOST_CALLS:
        raise NoSecondComeBackError
    return _hand_on(_put_off(circle, mine), now=now)


# The host


def skip(circle: Circle, *, turn: int, now: datetime) -> Circle:
    """Take the piece on: whoever had it is come back to at the end of the lap, the second time they have passed."""
    check_going(circle, turn)
    mine = next(one for one in circle.turns if one.standing is Standing.SPEAKING)
    if mine.calls >= MOST_CALLS:
        return _hand_on(_put_turn(circle, replace(mine, standing=Standing.PASSED)), now=now)
    return _hand_on(_put_off(circle, mine), now=now)


def finish(circle: Circle, *, turn: int, now: datetime) -> Circle:
    """Have the piece go on from somebody who has spoken, and pressed nothing: they were there, and may be away now."""
    check_going(circle, turn)
    people = tuple(replace(one, came=one.came or one.member_id == circle.speaker_id) for one in circle.people)
    mine = next(one for one in circle.turns if one.standing is Standing.SPEAKING)
    return _end_turn(replace(circle, people=people), mine.member_id, Standing.SPOKE, turn=turn, now=now)


def close(circle: Circle, ending: Ending, *, now: datetime) -> Circle:
    """End it, whatever it is at. Closed twice, it stays as it was closed first."""
    if not circle.is_live:
        return circle
    return replace(circle, stage=Stage.OVER, ending=ending, closed_at=now, ends_at=None, time_left=None)


def _put_off(circle: Circle, mine: Turn) -> Circle:
    return _put_turn(circle, replace(mine, standing=Standing.COMES_BACK, queue=_last(circle)))


def _last(circle: Circle) -> int:
    return max((one.queue for one in circle.turns), default=-1) + 1


def _put_person(circle: Circle, person: Person) -> Circle:
    others = {one.member_id: one for one in circle.people}
    return replace(circle, people=tuple((others | {person.member_id: person}).values()))


def _put_turn(circle: Circle, turn: Turn) -> Circle:
    others = {one.member_id: one for one in circle.turns}
    return replace(circle, turns=tuple((others | {turn.member_id: turn}).values()))
