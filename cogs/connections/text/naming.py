"""What many sentences are made of: how headings are named, how much of something fits."""

from collections.abc import Sequence

from bot.discord_app.wording import escape, listed

MOST = 5
LEVELS = (MOST, 3, 2, 1, 0)
"""How many headings are named, beginning with the most: fewer where it would be too long."""


PRIVATE = "-# Only you see this."
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def small(words: str) -> str:
    """Return a sentence as it stands within another one."""
    return f"{words[0].lower()}{words[1:]}"


def skills(names: Sequence[str], *, most: int = MOST) -> str:
    """Name so many of them, and count the rest. Organisers have typed some of them."""
    named = [f"**{escape(name)}**" for name in names[:most]]
    rest = len(names) - most
    return listed([*named, f"{rest} more"] if rest > 0 else named)


def within(lines: Sequence[str], most: int) -> list[str]:
    """Return as many of the lines as have so many characters together, and how many there are beside."""
    shown: list[str] = []
    for line in lines:
        if sum(map(len, shown)) + len(shown) + len(line) > most:
            return [*shown, f"- and {len(lines) - len(shown)} more"]
        shown.append(line)
    return shown
