"""What a host decides that leaves the talking piece where it is: a circle goes in, and comes out as it is then."""

from dataclasses import replace
from datetime import datetime, timedelta

from .circle import NOBODY, Circle, Plan, Stage
from .going import check_gathering, check_going, check_live, check_turn
from .refusals import NotPausedError

MORE_TIME = timedelta(minutes=1)


def pause(circle: Circle, *, turn: int, now: datetime) -> Circle:
    """Have the time stand still."""
    check_going(circle, turn)
    time_left = None if circle.ends_at is None else max(circle.ends_at - now, timedelta(0))
    return replace(circle, stage=Stage.PAUSED, ends_at=None, time_left=time_left, since=now)


def go_on(circle: Circle, *, turn: int, now: datetime) -> Circle:
    check_turn(circle, turn)
    if circle.stage is not Stage.PAUSED:
        raise NotPausedError
    ends_at = None if circle.time_left is None else now + circle.time_left
    return replace(circle, stage=Stage.GOING, ends_at=ends_at, time_left=None, since=now, bot_was_away=False)


def more_time(circle: Circle, *, turn: int, now: datetime) -> Circle:
    """A minute more than is left. Where nobody looks at the time, there is nothing to give."""
    check_going(circle, turn)
    return circle if circle.ends_at is None else replace(circle, ends_at=max(circle.ends_at, now) + MORE_TIME)


def plan_anew(circle: Circle, plan: Plan) -> Circle:
    """Change a circle that still gathers. Raises what `check_gathering` does."""
    check_gathering(circle)
    return replace(circle, plan=plan)


def seek_host(circle: Circle) -> Circle:
    """Ask who would host it; until somebody does, the host stays."""
    check_live(circle)
    return replace(circle, host_sought=True)


def without_host(circle: Circle) -> Circle:
    return replace(circle, host_id=NOBODY, host_sought=False)


def host(circle: Circle, member_id: int) -> Circle:
    check_live(circle)
    return replace(circle, host_id=member_id, host_sought=False)
