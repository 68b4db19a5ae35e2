"""What whoever hosts a circle can do with one press, and when."""

from collections.abc import Callable

from bot.checkins.circles import hosting
from bot.checkins.circles.rules.circle import Circle, Stage

from .text import labels

ACTS: dict[str, tuple[str, Callable[..., Circle]]] = {
    "begin": (labels.BEGIN, hosting.begin),
    "finished": (labels.FINISHED, hosting.finish),
    "skip": (labels.SKIP, hosting.skip),
    "pause": (labels.PAUSE, hosting.pause),
    "go-on": (labels.GO_ON, hosting.go_on),
    "more-time": (labels.MORE_TIME, hosting.more_time),
    "again": (labels.AGAIN, hosting.go_round_again),
    "hand-over": (labels.HAND_OVER, hosting.hand_over),
    "close": (labels.CLOSE, hosting.close),
    "close-now": (labels.CLOSE, hosting.close),
}
"""By what stands in the button: its label, and what it does."""
OF_ANY_TURN = frozenset({"begin", "hand-over", "close-now"})
"""They mean the circle, whoever has the piece."""
ACTS_AT = {
    Stage.GATHERING: ("begin",),
    Stage.GOING: ("finished", "skip", "more-time", "pause"),
    Stage.PAUSED: ("go-on",),
    Stage.BETWEEN: ("again",),
    Stage.OVER: (),
}
"""What the host does at each stage; beside handing over and closing, at any."""
PRIMARY = frozenset({"begin", "go-on", "again"})
"""What comes next, and stands out."""
