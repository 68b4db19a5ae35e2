"""What comes of time alone: the bar, the sign to the speaker, the end of a circle that everybody has forgotten."""

from dataclasses import asdict, replace

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem

from .keeping import ask_presence, keep_by_itself
from .rules import timing
from .store import circles
from .subjects import subject


def look(tx: Tx, item: DueItem) -> None:
    """Due handler: let the time that has passed be seen, and have what it changes be so."""
    circle = circles.get(tx, item.args["circle_id"])
    if circle is None or not circle.is_live:
        return
    after = timing.after_absence(circle, tx.now - item.due_at, now=tx.now)
    after = timing.look(timing.move_on_from_absent(after, now=tx.now), now=tx.now)
    after = keep_by_itself(tx, circle, replace(after, looks=circle.looks + 1, look_at=None))
    seen = timing.seen(after, now=tx.now)
    if item.args["seen"] != asdict(seen):
        outbox.touch_card(tx, subject=subject(circle.id))
    if seen.host_missed and not item.args["seen"]["host_missed"]:
        ask_presence(tx, after)
