"""Small pieces of sentences about circles."""

from bot.checkins.circles.rules.circle import NOBODY, Circle
from bot.checkins.circles.rules.timing import STEPS
from bot.discord_app.wording import escape, mention

FULL, EMPTY = "▰", "▱"


def prompt(circle: Circle) -> str:
    return escape(circle.prompt)


def who(member_id: int | None) -> str:
    return "nobody" if member_id is None or member_id == NOBODY else mention(member_id)


def hosted(circle: Circle) -> str:
    """Who hosts it, as a sentence of its own."""
    return "Nobody hosts it just now." if circle.host_id == NOBODY else f"{mention(circle.host_id)} hosts."


def bar(steps_left: int) -> str:
    return FULL * steps_left + EMPTY * (STEPS - steps_left)
