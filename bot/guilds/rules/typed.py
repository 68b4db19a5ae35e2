"""What people type, tidied and measured."""

import unicodedata
from dataclasses import dataclass

from bot.errors import UserFacingError

_CONTROLS = [code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in "\t\n"]
_DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
"""They turn the direction of all that follows them; text that runs from right to left needs none."""
_UNSEEN = dict.fromkeys([*_CONTROLS, *_DIRECTIONS])


@dataclass
class TooLongError(UserFacingError):
    field: str
    most: int
    typed: int


def paragraphs(typed: str) -> str:
    """Return the text without what can't be seen but changes how the rest is shown."""
    return typed.translate(_UNSEEN).strip()


def one_line(typed: str) -> str:
    """The same, with single spaces."""
    return " ".join(typed.translate(_UNSEEN).split())


def can_be_seen(text: str) -> bool:
    return any(unicodedata.category(character)[0] not in "CMZ" for character in text)


def check_length(field: str, text: str, *, most: int) -> None:
    """Raise TooLongError."""
    if len(text) > most:
        raise TooLongError(field, most, len(text))


def check_line(field: str, typed: str, *, most: int) -> str:
    """Return what was typed in one line. Raises TooLongError."""
    line = one_line(typed)
    check_length(field, line, most=most)
    return line
