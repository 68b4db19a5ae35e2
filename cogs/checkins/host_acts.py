"""What whoever hosts a circle can do with one press, and when."""

from collections.abc import Callable

from bot.checkins.circles import hosting
from bot.checkins.circles.rules.circle import Circle, Stage

from .text import labels

DOES: dict[str, tuple[str, Callable[..., Circle]]] = {
    "begin": (labels.BEGIN, hosting.begin),
    "skip": (labels.SKIP, hosting.skip),
    "pause": (labels.PAUSE, hosting.pause),
    "go-on": (labels.GO_ON, hosting.go_on),
    "more-time": (labels.MORE_TIME, hosting.more_time),
    "again": (labels.AGAIN, hosting.go_round_again),
    "hand-over": (labels.HAND_OVER, hosting.hand_over),
    "close": (labels.CLOSE, hosting.close),
}
"""By what stands in the button: its label, and what it does."""
OF_ANY_TURN = frozenset({"begin", "hand-over", "close"})
"""They mean the circle, whoever has the piece."""
AT = {
    Stage.GATHERING: ("begin", "hand-over", "close"),
    Stage.GOING: ("skip", "more-time", "pause", "hand-over"),
    Stage.PAUSED: ("go-on", "hand-over"),
    Stage.BETWEEN: ("again", "hand-over", "close"),
    Stage.OVER: (),
}
"""What the host may do at each stage."""
FIRST = frozenset({"begin", "go-on", "again"})
