"""What the host may press; organisers may, too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.database import Tx
from bot.guilds.rules.actors import Actor

from . import prompts, rights
from .keeping import keep
from .rules import going, order, steering, timing
from .rules.circle import Circle, Ending, Lap, Plan, Stage
from .rules.prompt import check_prompt
from .rules.refusals import LapGoesOnError
from .store import laps

LOOKS_BACK = timedelta(weeks=26)
"""Who began or ended a lap longer ago than that is owed nothing for it."""


def plan_to_change(tx: Tx, *, actor: Actor, circle_id: int) -> Plan:
    """Return what the host may change before it begins. Raises BegunAlreadyError."""
    circle = rights.to_host(tx, actor, circle_id)
    going.check_gathering(circle)
    return circle.plan


def change_plan(tx: Tx, *, actor: Actor, circle_id: int, plan: Plan) -> Circle:
    """Plan a circle anew that still gathers.

    Raises NoPromptError, TooLongError, MayNotWriteError, BegunAlreadyError.
    """

    def press(circle: Circle) -> Circle:
        return steering.plan_anew(circle, replace(plan, prompt=_asked(actor, plan.prompt, circle.prompt)))

    return _press(tx, actor, circle_id, press)


def begin(tx: Tx, *, actor: Actor, circle_id: int) -> Circle:
    """Give the piece to the first. Raises BegunAlreadyError, TooFewError."""

    def press(circle: Circle) -> Circle:
        going.check_can_begin(circle)
        found = order.first_lap(_owed(tx, circle), away=_away(circle), seed=circle.seed)
        clockwise = not laps.last_way_round(tx, circle.channel_id)
        lap = Lap(1, circle.plan.prompt, clockwise, found.member_ids[0], found.by_lot)
        return going.begin(circle, lap, found.member_ids, now=tx.now)

    return _press(tx, actor, circle_id, press)


def go_round_again(tx: Tx, *, actor: Actor, circle_id: int, turn: int, prompt: str = "") -> Circle:
    """Another lap, the other way round; with the same prompt unless one is given.

    Raises LapGoesOnError, OldTurnError, NoPromptError, TooLongError, MayNotWriteError.
    """

    def press(circle: Circle) -> Circle:
        going.check_turn(circle, turn)
        before = circle.lap
        if before is None or circle.stage is not Stage.BETWEEN:
            raise LapGoesOnError
        asked = _asked(actor, prompt, before.prompt) if prompt else before.prompt
        number, clockwise = before.number + 1, not before.clockwise
        found = order.next_lap(
            circle.member_ids,
            _owed(tx, circle),
            clockwise=clockwise,
            last=going.last_called(circle),
            away=_away(circle),
            seed=circle.seed,
            lap=number,
        )
        lap = Lap(number, asked, clockwise, found.member_ids[0], found.by_lot)
        return going.go_round_again(circle, lap, found.member_ids, turn=turn, now=tx.now)

    return _press(tx, actor, circle_id, press)


def _asked(actor: Actor, prompt: str, before: str) -> str:
    """Return what is to be asked. Who may not write in the channel types nothing new."""
    if prompt != before and not prompts.ships(prompt):
        rights.check_may_write(actor)
    return check_prompt(prompt)


def _away(circle: Circle) -> set[int]:
    return {one for one in circle.member_ids if circle.is_away(one)}


def choose_prompt(tx: Tx, *, actor: Actor, circle_id: int, turn: int, prompt: str) -> Circle:
    """Have this be asked: in the lap that is to begin, or else in another one. Raises what `go_round_again` does."""
    circle = rights.to_host(tx, actor, circle_id)
    if circle.stage is not Stage.GATHERING:
        return go_round_again(tx, actor=actor, circle_id=circle_id, turn=turn, prompt=prompt)
    return change_plan(tx, actor=actor, circle_id=circle_id, plan=replace(circle.plan, prompt=prompt))


def _owed(tx: Tx, circle: Circle) -> dict[int, order.Owed]:
    past = laps.past_laps(tx, circle.guild_id, circle.member_ids, since=tx.now - LOOKS_BACK)
    return order.owed(past, circle.member_ids)


def skip(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """Take the piece on; whoever had it is come back to. Raises OldTurnError, PausedError, NobodyHasThePieceError."""
    return _press(tx, actor, circle_id, lambda circle: going.skip(circle, turn=turn, now=tx.now))


def finish(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """Take the piece on from somebody who has spoken, and forgot to press. Raises what `skip` does."""
    return _press(tx, actor, circle_id, lambda circle: going.finish(circle, turn=turn, now=tx.now))


def pause(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """Have the time stand still. Raises what `skip` does."""

    def press(circle: Circle) -> Circle:
        return steering.pause(timing.caught_up(circle, now=tx.now), turn=turn, now=tx.now)

    return _press(tx, actor, circle_id, press)


def go_on(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """End a pause. Raises OldTurnError, NotPausedError."""
    return _press(tx, actor, circle_id, lambda circle: steering.go_on(circle, turn=turn, now=tx.now))


def more_time(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> Circle:
    """Give the speaker a minute more. Raises what `skip` does."""

    def press(circle: Circle) -> Circle:
        return steering.more_time(timing.caught_up(circle, now=tx.now), turn=turn, now=tx.now)

    return _press(tx, actor, circle_id, press)


def close(tx: Tx, *, actor: Actor, circle_id: int, turn: int | None = None) -> Circle:
    """End it. With a turn, only if it is still at that one: raises OldTurnError."""

    def press(circle: Circle) -> Circle:
        if turn is not None:
            going.check_turn(circle, turn)
        return going.close(circle, Ending.CLOSED, now=tx.now)

    return _press(tx, actor, circle_id, press)


def hand_over(tx: Tx, *, actor: Actor, circle_id: int) -> Circle:
    """Ask on the card who would host it; the host stays until somebody does."""
    return _press(tx, actor, circle_id, steering.seek_host)


def take_over(tx: Tx, *, actor: Actor, circle_id: int) -> Circle:
    """Have the actor host it, when the host looks for somebody or has not been there for a while.

    Raises HostIsHereError, CircleOverError. The host themselves stays host.
    """
    before = rights.here(tx, actor, circle_id)
    if actor.member_id != before.host_id:
        timing.check_host_missed(before, now=tx.now)
    return keep(tx, before, lambda circle: steering.host(circle, actor.member_id), by=actor.member_id)


def _press(tx: Tx, actor: Actor, circle_id: int, press: Callable[[Circle], Circle]) -> Circle:
    """Let somebody press who may host it. Raises what `rights.to_host` does."""
    return keep(tx, rights.to_host(tx, actor, circle_id), press, by=actor.member_id)
