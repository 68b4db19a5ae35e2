"""What comes of time alone: the bar, the sign to the speaker, the end of a circle that everybody has forgotten."""

from dataclasses import asdict, replace

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem

from .keeping import ask_presence, keep_by_itself, look_key
from .rules import timing
from .store import circles
from .subjects import subject


def look(tx: Tx, item: DueItem) -> None:
    """Due handler: let the time that has passed be seen, and have what it changes be so. Twice is as good as once."""
    circle = circles.get(tx, item.args["circle_id"])
    if circle is None or not circle.is_live:
        return
    after = timing.caught_up(circle, now=tx.now)
    if item.key == look_key(circle):  # tried before its time, too, it has been had
        after = replace(after, looks=circle.looks + 1, look_at=None)
    after = timing.look(timing.move_on_from_absent(after, now=tx.now), now=tx.now)
    after = keep_by_itself(tx, circle, after)
    seen = timing.seen(after, now=tx.now)
    if item.args["seen"] != asdict(seen):
        outbox.touch_card(tx, subject=subject(circle.id))
    if seen.host_missed and not item.args["seen"]["host_missed"]:
        ask_presence(tx, after)
