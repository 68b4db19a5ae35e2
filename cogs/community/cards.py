"""What is said by itself: hello, and to organisers what went wrong."""

from collections.abc import Mapping

from bot.database import Tx
from bot.discord_app.app import TroubleWording
from bot.discord_app.messages import words
from bot.discord_app.text import trouble as worded
from bot.outbox import Delivery, Rendered

from .text import about


def trouble(topics: Mapping[str, TroubleWording], tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    """In the words of the topic that it is about; what belongs to none is told in words alone."""
    topic, _, _ = delivery.args["subject"].partition(":")
    if topic in topics:
        return topics[topic](tx, delivery, mark)
    content = worded(f"Something of mine ({delivery.args['subject']})", delivery.args)
    return Rendered(words(content), plain_text=content)


def hello(_tx: Tx, _delivery: Delivery, _mark: str) -> Rendered:
    """Words alone: recognised by their text."""
    return Rendered(words(about.HELLO), plain_text=about.HELLO)
