"""Circles as rules know them, and people pressing in them, without a database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.checkins.circles.rules import going, order, steering, timing
from bot.checkins.circles.rules.circle import Circle, Ending, Lap, Plan, Stage
from tests.conftest import NOON

HOST = 1
PLAN = Plan("What is alive in you?")
LAP = Lap(1, "?", clockwise=True, first_id=1, by_lot=False)


def gathering(people: Sequence[int], plan: Plan = PLAN, *, seed: int = 7) -> Circle:
    empty = Circle(1, 10, 20, HOST, plan, seed, NOON, NOON, NOON, NOON)
    return going.seat(empty, people)


def begun(people: Sequence[int], plan: Plan = PLAN, *, seed: int = 7) -> Circle:
    """One that goes round as these people stand in the list."""
    circle = gathering(people, plan, seed=seed)
    return going.begin(circle, Lap(1, plan.prompt, clockwise=True, first_id=people[0], by_lot=False), people, now=NOON)


def again(circle: Circle, *, now: timedelta = timedelta(0)) -> Circle:
    """The next lap, as the host chooses it."""
    assert circle.lap is not None
    ring = circle.member_ids
    way = not circle.lap.clockwise
    lap = circle.lap.number + 1
    found = order.next_lap(
        ring,
        order.owed([], ring),
        clockwise=way,
        last=going.last_called(circle),
        seed=circle.seed,
        lap=lap,
    )
    made = Lap(lap, circle.plan.prompt, way, found.member_ids[0], found.by_lot)
    return going.go_round_again(circle, made, found.member_ids, turn=circle.turn, now=NOON + now)


def speaker(circle: Circle) -> int:
    found = circle.speaker_id
    assert found is not None
    return found


def done(circle: Circle) -> Circle:
    return going.done(circle, speaker(circle), turn=circle.turn, now=NOON)


def back(circle: Circle) -> Circle:
    return going.come_back(circle, speaker(circle), turn=circle.turn, now=NOON)


def passed(circle: Circle) -> Circle:
    return going.let_pass(circle, speaker(circle), turn=circle.turn, now=NOON)


def called(circle: Circle, press: Callable[[Circle], Circle] = done) -> list[int]:
    """Return who gets the piece until the lap is over, when everybody presses this."""
    found = []
    while circle.stage is Stage.GOING:
        found.append(speaker(circle))
        circle = press(circle)
    return found


def all_done(circle: Circle) -> Circle:
    """Have everybody speak until the lap is over."""
    while circle.stage is Stage.GOING:
        circle = done(circle)
    return circle


@dataclass(frozen=True)
class Act:
    """One press, or what time and absence do, of a circle of any state; a refusal is part of it."""

    name: str
    do: Callable[[Circle, int, timedelta], Circle]


ACTS = (
    Act("join", lambda c, who, _t: going.join(c, who)),
    Act("leave", lambda c, who, t: going.leave(c, [who], now=NOON + t)),
    Act("done", lambda c, who, t: going.done(c, who, turn=c.turn, now=NOON + t)),
    Act("speaker done", lambda c, _w, t: going.done(c, speaker(c), turn=c.turn, now=NOON + t)),
    Act("pass", lambda c, _w, t: going.let_pass(c, speaker(c), turn=c.turn, now=NOON + t)),
    Act("come back", lambda c, _w, t: going.come_back(c, speaker(c), turn=c.turn, now=NOON + t)),
    Act("skip", lambda c, _w, t: going.skip(c, turn=c.turn, now=NOON + t)),
    Act("pause", lambda c, _w, t: steering.pause(c, turn=c.turn, now=NOON + t)),
    Act("go on", lambda c, _w, t: steering.go_on(c, turn=c.turn, now=NOON + t)),
    Act("more time", lambda c, _w, t: steering.more_time(c, turn=c.turn, now=NOON + t)),
    Act("old press", lambda c, who, t: going.done(c, who, turn=c.turn - 1, now=NOON + t)),
    Act("away", lambda c, who, t: going.away(c, who, since=NOON + t)),
    Act("back", lambda c, who, _t: going.away(c, who, since=None)),
    Act("all are out", lambda c, _w, t: going.in_voice(c, (), now=NOON + t)),
    Act("one is back", lambda c, who, t: going.in_voice(c, [who], now=NOON + t)),
    Act("look", lambda c, _w, t: timing.look(timing.move_on_from_absent(c, now=NOON + t), now=NOON + t)),
    Act("speaker leaves", lambda c, _w, t: going.leave(c, [speaker(c)], now=NOON + t)),
    Act("finished", lambda c, _w, t: going.finish(c, turn=c.turn, now=NOON + t)),
    Act("hand over", lambda c, _w, _t: steering.seek_host(c)),
    Act("take over", lambda c, who, _t: steering.host(c, who)),
    Act("late look", lambda c, _w, t: timing.give_back_downtime(c, timedelta(minutes=7), now=NOON + t)),
)


def close(circle: Circle) -> Circle:
    return going.close(circle, Ending.CLOSED, now=NOON)
