"""What time does to a circle that nobody presses anything in: when it is looked after, and what is seen then."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from . import going, steering
from .circle import ABSENT_FOR, NOBODY, Circle, Ending, Stage
from .refusals import HostIsHereError

STEPS = 6
"""Of the bar that shows the time."""
LOOK_AT_LEAST_EVERY = timedelta(seconds=30)
"""While somebody has the piece: so much of their time is lost at most when the bot is not there."""
LATE = timedelta(seconds=20)
"""A look that comes later than that comes from a bot that was not there."""
DOWN_FOR_LONG = timedelta(minutes=5)
"""After that the circle waits until somebody has it go on: people have turned to something else."""
UNTIMED_TURN = timedelta(minutes=10)
"""How long a turn without a time is taken to last."""
HOST_MISSED_AFTER = timedelta(minutes=5)
BREAK = timedelta(minutes=15)
"""How long a pause may be before anybody wonders."""
RUNS_OUT_AFTER = timedelta(hours=3)


def waits_since(circle: Circle) -> datetime:
    """Return from when on somebody would have to do something."""
    if circle.stage is Stage.GOING:
        return circle.ends_at or circle.since + UNTIMED_TURN
    return circle.since


def host_free_at(circle: Circle) -> datetime:
    """Return from when on whoever likes may host it, if nobody does anything before."""
    if circle.host_sought or circle.host_id == NOBODY:
        return circle.since
    is_break = circle.stage is Stage.PAUSED and not circle.bot_was_away
    return _quiet_since(circle) + (BREAK if is_break else HOST_MISSED_AFTER)


def _quiet_since(circle: Circle) -> datetime:
    """Return since when nobody has done anything, while somebody would have to."""
    return max(waits_since(circle), circle.pressed_at)


def check_host_missed(circle: Circle, *, now: datetime) -> None:
    """Raise HostIsHereError, or CircleOverError."""
    going.check_live(circle)
    free_at = host_free_at(caught_up(circle, now=now))
    if now < free_at:
        raise HostIsHereError(circle.host_id, free_at)


def steps_left(circle: Circle, *, now: datetime) -> int | None:
    """Return how much of the bar is left, or None where nobody looks at the time."""
    whole, left = circle.plan.turn, circle.time_left if circle.ends_at is None else circle.ends_at - now
    if whole is None or left is None:
        return None
    return min(max(-(-left * STEPS // whole), 0), STEPS)


def next_look(circle: Circle, *, now: datetime) -> datetime | None:
    """Return when it is to be looked after next."""
    if not circle.is_live:
        return None
    times = [host_free_at(circle), _quiet_since(circle) + RUNS_OUT_AFTER]
    if circle.stage is Stage.GOING:
        times.append(now + LOOK_AT_LEAST_EVERY)
    if circle.ends_at is not None and circle.plan.turn is not None:
        step = circle.plan.turn / STEPS
        times += [circle.ends_at - step * number for number in range(STEPS)]
    absent_at = _absent_at(circle)
    if (is_up(circle, now=now) and not circle.nudged) or (absent_at is not None and absent_at <= now):
        return now
    if absent_at is not None:
        times.append(absent_at)
    return min((at for at in times if at > now), default=now + HOST_MISSED_AFTER)


def _absent_at(circle: Circle) -> datetime | None:
    """Return when the piece goes on by itself, as the speaker has left the voice channel."""
    speaker = None if circle.speaker_id is None else circle.person(circle.speaker_id)
    if circle.stage is not Stage.GOING or speaker is None or circle.voice_is_empty or speaker.away_since is None:
        return None
    return max(speaker.away_since, circle.since) + ABSENT_FOR


def move_on_from_absent(circle: Circle, *, now: datetime) -> Circle:
    """Have the piece go on from a speaker who is away: they are come back to, as after any skip."""
    absent_at = _absent_at(circle)
    if absent_at is None or now < absent_at:
        return circle
    return going.skip(circle, turn=circle.turn, now=now)


@dataclass(frozen=True)
class Seen:
    """What the card shows that time alone changes. `steps_left`: None where nobody looks at the time."""

    steps_left: int | None
    host_missed: bool


def seen(circle: Circle, *, now: datetime) -> Seen:
    circle = caught_up(circle, now=now)
    return Seen(steps_left(circle, now=now), circle.is_live and now >= host_free_at(circle))


def caught_up(circle: Circle, *, now: datetime) -> Circle:
    """Return it as it is once the look that was due has been had, where one was."""
    if circle.look_at is None or now < circle.look_at:
        return circle
    after = give_back_downtime(circle, now - circle.look_at, now=now)
    return replace(after, looks=circle.looks + 1, look_at=None)


def give_back_downtime(circle: Circle, late: timedelta, *, now: datetime) -> Circle:
    """Give back the time for which the bot was not there; after a long while, have it wait for somebody."""
    missed = min(late, now - circle.since)
    if missed < LATE or not circle.is_live:
        return circle
    before = now - missed
    if circle.stage is Stage.GOING and missed >= DOWN_FOR_LONG:
        paused = steering.pause(circle, turn=circle.turn, now=before)
        return replace(paused, since=now, bot_was_away=True)
    ends_at = None if circle.ends_at is None else circle.ends_at + missed
    since, pressed_at = (min(at + missed, now) for at in (circle.since, circle.pressed_at))
    people = tuple(replace(one, away_since=_later(one.away_since, missed, now)) for one in circle.people)
    return replace(circle, since=since, pressed_at=pressed_at, ends_at=ends_at, people=people)


def _later(at: datetime | None, by: timedelta, now: datetime) -> datetime | None:
    return None if at is None else min(at + by, now)


def look(circle: Circle, *, now: datetime) -> Circle:
    """Return it as it is after a look: the speaker nudged once their time is up, the circle closed after hours."""
    if circle.is_live and now >= _quiet_since(circle) + RUNS_OUT_AFTER:
        return going.close(circle, Ending.RAN_OUT, now=now)
    return replace(circle, nudged=True) if is_up(circle, now=now) else circle


def is_up(circle: Circle, *, now: datetime) -> bool:
    """Whether the speaker's time is."""
    return circle.stage is Stage.GOING and circle.ends_at is not None and now >= circle.ends_at
