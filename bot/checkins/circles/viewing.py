"""What everybody is shown of circles: the card, what was written."""

from dataclasses import dataclass

from bot.database import Tx
from bot.members import wishes

from . import posting
from .rules import timing
from .rules.circle import Circle
from .rules.timing import Seen
from .store import circles, laps, words


@dataclass(frozen=True)
class CircleView:
    """`seen`: what time changes of it. `message_id`: of its card, as soon as it stands."""

    circle: Circle
    seen: Seen
    message_id: int | None


@dataclass(frozen=True)
class Said:
    turn_id: int
    member_id: int
    words: str


def view(tx: Tx, circle_id: int) -> CircleView | None:
    circle = circles.get(tx, circle_id)
    return None if circle is None else view_of(tx, circle)


def view_of(tx: Tx, circle: Circle) -> CircleView:
    _, _, message_id = posting.address(tx, circle)
    return CircleView(circle, timing.seen(circle, now=tx.now), message_id)


def mentioned(tx: Tx, circle: Circle) -> tuple[int, ...]:
    """Return who is mentioned: whoever has the piece, unless they would rather not be; else nobody."""
    speaker_id = circle.speaker_id if circle.is_live else None
    return (speaker_id,) if speaker_id is not None and wishes.is_mentioned_in_circles(tx, speaker_id) else ()


def asked_in(tx: Tx, circle_id: int, lap: int) -> str:
    """Return the prompt of a lap; nothing, where what was said in it is all taken back."""
    is_answered = any(row["lap"] == lap for row in words.of_circle(tx, circle_id))
    return laps.prompt_of(tx, circle_id, lap) if is_answered else ""


def said(tx: Tx, turn_id: int) -> Said | None:
    """Return what was said in a turn; None: it is taken back, or let go of."""
    row = words.get(tx, turn_id)
    return None if row is None else Said(turn_id, row["member_id"], row["words"])
