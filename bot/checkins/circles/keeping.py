"""Write a circle down as it is after a press, and have all that people see of it follow."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta

from bot import outbox
from bot.database import Tx

from . import harvesting
from .rules import going, timing
from .rules.circle import Circle, Stage, Turn
from .store import circles, members
from .subjects import CALL, LOOK, NUDGED, PRESENCE, call_subject, nudge_key, nudge_subject, subject

CARD_LIVES = timedelta(minutes=50)
"""Discord lets a message that is over an hour old be edited a few times only."""


def keep(tx: Tx, before: Circle, press: Callable[[Circle], Circle], *, by: int) -> Circle:
    """Write down what a member's press makes of a circle; return it. Whoever presses is there."""
    after = replace(press(going.came(before, by)), pressed_at=tx.now)
    if after.stage is Stage.GATHERING:
        after = _with_new_card(tx, after)
    return keep_by_itself(tx, before, after)


def keep_by_itself(tx: Tx, before: Circle, after: Circle) -> Circle:
    """The same, of what time has made of it, or people who have left without a press."""
    if _moved_on(before, after):
        after = _with_new_card(tx, after)
    after = _look_later(tx, after)
    circles.put(tx, before, after)
    if _as_seen(tx, before) != _as_seen(tx, after):
        _show(tx, before, after)
    if before.nudged and (after.turn != before.turn or not timing.is_up(after, now=tx.now)):
        outbox.retract(tx, key=nudge_key(after.id, before.turn))
    if after.nudged and not before.nudged:
        _nudge(tx, after)
    if after.stage is Stage.GOING and _moved_on(before, after):
        ask_presence(tx, after)
    if before.is_live and not after.is_live:
        _wind_up(tx, after)
    return after


def _moved_on(before: Circle, after: Circle) -> bool:
    return (after.turn, after.stage) != (before.turn, before.stage)


def _with_new_card(tx: Tx, circle: Circle) -> Circle:
    return replace(circle, shown_since=tx.now) if tx.now - circle.shown_since > CARD_LIVES else circle


def _as_seen(tx: Tx, circle: Circle) -> tuple[Circle, list[Turn], timing.Seen]:
    """Leave out what nobody sees: of who is away, that they come later."""
    people = tuple(replace(one, away_since=None) for one in circle.people)
    shown = replace(circle, looks=0, look_at=None, pressed_at=circle.opened_at, people=people, voice_is_empty=False)
    return shown, circle.to_come(), timing.seen(circle, now=tx.now)


def _show(tx: Tx, before: Circle, after: Circle) -> None:
    """The card, and the message that mentions who has the piece."""
    renewed = after.shown_since != before.shown_since
    show = outbox.renew_card if renewed else outbox.touch_card
    show(tx, subject=subject(after.id))
    if after.begun_at is not None and before.begun_at is None:
        place = outbox.channel(after.channel_id)
        outbox.post_card(tx, subject=call_subject(after.id), kind=CALL, guild_id=after.guild_id, channel=place)
    elif _moved_on(before, after):
        show(tx, subject=call_subject(after.id))


def look_for_the_first_time(tx: Tx, circle: Circle) -> Circle:
    """Have a circle that has just been opened looked after."""
    after = _look_later(tx, circle)
    circles.put(tx, circle, after)
    return after


def _look_later(tx: Tx, circle: Circle) -> Circle:
    """Have it looked after when time changes something by itself; what was to come before is moved.

    A look whose time has come is not put off: it knows since when the bot was not there.
    """
    at = timing.next_look(circle, now=tx.now)
    if at is None:
        return circle
    if circle.look_at is not None and circle.look_at <= tx.now:
        if outbox.is_pending(tx, key=look_key(circle)):
            return circle
        circle = replace(circle, looks=circle.looks + 1)  # it has failed for good
    outbox.schedule(
        tx,
        key=look_key(circle),
        kind=LOOK,
        guild_id=circle.guild_id,
        subject=subject(circle.id),
        at=at,
        useless_after=None,
        args={"circle_id": circle.id, "seen": asdict(timing.seen(circle, now=tx.now))},
    )
    return replace(circle, look_at=at)


def look_key(circle: Circle) -> str:
    """Return what its next look is called."""
    return f"{LOOK}:{circle.id}:{circle.looks}"


def ask_presence(tx: Tx, circle: Circle) -> None:
    """Have Discord asked whether the speaker, the next ones and the host are still in the guild."""
    outbox.schedule(
        tx,
        key=f"{PRESENCE}:{circle.id}:{circle.turn}:{circle.looks}",
        kind=PRESENCE,
        guild_id=circle.guild_id,
        subject=subject(circle.id),
        at=tx.now,
        useless_after=None,
        args={"circle_id": circle.id},
    )


def _nudge(tx: Tx, circle: Circle) -> None:
    """Once a turn, to the speaker alone; it is of no use when the piece has gone on."""
    speaker_id = circle.speaker_id
    if speaker_id is None:
        return
    outbox.deliver(
        tx,
        key=nudge_key(circle.id, circle.turn),
        kind=NUDGED,
        guild_id=circle.guild_id,
        target=outbox.channel(circle.channel_id),
        subject=nudge_subject(circle.id, circle.turn),
        args={"circle_id": circle.id, "turn": circle.turn},
        recipients=[speaker_id],
        expires_at=tx.now + timing.HOST_MISSED_AFTER,
    )
    ask_presence(tx, circle)


def _wind_up(tx: Tx, circle: Circle) -> None:
    """What comes by itself ends; who was only on a list was not there; what was written is shown."""
    for kind in (LOOK, PRESENCE):
        outbox.withdraw(tx, subject=subject(circle.id), kind=kind)
    outbox.drop_finished(tx, subject=subject(circle.id))
    members.drop_who_never_came(tx, circle.id)
    harvesting.harvest(tx, circle)
