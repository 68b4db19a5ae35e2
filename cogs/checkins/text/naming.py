"""Small pieces of sentences about circles."""

from collections.abc import Sequence

from bot.checkins.circles.rules.circle import NOBODY, Circle
from bot.checkins.circles.rules.watching import STEPS
from bot.discord_app.wording import escape, mention

FULL, EMPTY = "▰", "▱"


def prompt(circle: Circle) -> str:
    """What is asked in this lap, or will be in the first."""
    return escape(circle.plan.prompt if circle.lap is None else circle.lap.prompt)


def host(circle: Circle) -> str:
    return "Nobody" if circle.host_id == NOBODY else mention(circle.host_id)


def bar(steps_left: int) -> str:
    return FULL * steps_left + EMPTY * (STEPS - steps_left)


def number(many: int, what: str) -> str:
    return f"{many} {what}{'' if many == 1 else 's'}"


def names(member_ids: Sequence[int]) -> str:
    return " ".join(mention(one) for one in member_ids)
