"""What organisers are told by themselves."""

from bot.database import Tx
from bot.discord_app.messages import words
from bot.outbox import Delivery, Rendered

from . import text


def trouble(_tx: Tx, delivery: Delivery, _mark: str) -> Rendered:
    """Words alone: recognised by their text."""
    content = text.trouble(delivery.args)
    return Rendered(words(content), plain_text=content)
