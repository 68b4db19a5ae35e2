"""What stands in messages, as somebody reads them."""

from collections.abc import Iterator
from typing import Any

from tests.wire.stub.shapes import MessageState


def cards_in(messages: list[MessageState]) -> Iterator[tuple[int, MessageState]]:
    """Yield each card with its meetup's id."""
    for message in messages:
        ids = [key for key in custom_ids(message) if ":answer:going:" in key]
        if ids and not message["content"]:
            yield int(ids[0].split(":")[3]), message


def told_in(messages: list[MessageState]) -> Iterator[tuple[str, MessageState]]:
    """Yield each message to those who are going with the mark that ends its button's id: words, and no card."""
    for message in messages:
        ids = [key for key in custom_ids(message) if ":answer:cant:" in key]
        if message["content"] and ids:
            yield ids[0].rpartition(":")[2], message


def asked_in(messages: list[MessageState]) -> Iterator[tuple[int, MessageState]]:
    """Yield each question how a meetup was, with the meetup's id."""
    for message in messages:
        ids = [key for key in custom_ids(message) if ":meetup-feedback:" in key]
        if message["content"] and ids:
            yield int(ids[0].split(":")[2]), message


def custom_ids(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("custom_id"):
            yield part["custom_id"]
        for inner in part.values():
            yield from custom_ids(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from custom_ids(inner)


def words(part: Any) -> str:
    """Return all words that are shown in a message or an answer."""
    if isinstance(part, dict):
        own = part["content"] if isinstance(part.get("content"), str) else ""
        return own + "".join(words(inner) for inner in part.values() if isinstance(inner, dict | list))
    return "".join(words(inner) for inner in part) if isinstance(part, list) else ""
