"""How headings are named in a sentence."""

from collections.abc import Sequence

from bot.discord_app.wording import escape, listed

MOST = 5


def skills(names: Sequence[str], *, most: int = MOST) -> str:
    """Name so many of them, and count the rest. Organisers have typed some of them."""
    named = [f"**{escape(name)}**" for name in names[:most]]
    rest = len(names) - most
    return listed([*named, f"{rest} more"] if rest > 0 else named)
