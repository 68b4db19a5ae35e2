"""What comes of time alone: the bar, the sign to the speaker, the end of a circle that everybody has forgotten."""

from dataclasses import asdict

from bot import outbox
from bot.database import Tx
from bot.outbox import DueItem

from .keeping import ask_presence, keep_by_itself
from .rules import timing
from .store import circles
from .subjects import subject


def look(tx: Tx, item: DueItem) -> None:
    """Due handler: let the time that has passed be seen, and have what it changes be so. Twice is as good as once."""
    circle = circles.get(tx, item.args["circle_id"])
    if circle is None or not circle.is_live:
        return
    after = timing.move_on_from_absent(timing.caught_up(circle, now=tx.now), now=tx.now)
    after = keep_by_itself(tx, circle, timing.look(after, now=tx.now))
    seen = timing.seen(after, now=tx.now)
    if item.args["seen"] != asdict(seen):
        outbox.touch_card(tx, subject=subject(circle.id))
    if seen.host_missed and not item.args["seen"]["host_missed"]:
        ask_presence(tx, after)
