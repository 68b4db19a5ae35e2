"""Reading of bodies that may be wrong in any way: a rule sees only parts of the right kind."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, TypeVar

Json = dict[str, Any]
Value = TypeVar("Value", bound=Hashable)


def listed(body: object, key: str) -> list[Json]:
    """Give the objects in the list under this key."""
    return objects(body.get(key)) if isinstance(body, dict) else []


def objects(value: object) -> list[Json]:
    """Give the objects in a list."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def inner(body: Json, key: str) -> Json:
    """Give the object under this key, an empty one if there is none."""
    value = body.get(key)
    return value if isinstance(value, dict) else {}


def text(body: Json, key: str) -> str:
    """Give the text under this key, an empty one if there is none."""
    value = body.get(key)
    return value if isinstance(value, str) else ""


def kind(body: Json) -> int:
    """Give the `type` of a component, option or command; 0 if it tells none."""
    return integer(body, "type")


def integer(body: Json, key: str) -> int:
    """Give the integer under this key, 0 if there is none."""
    value = body.get(key)
    return value if isinstance(value, int) else 0


def number(body: Json, key: str) -> float | None:
    """Give the number under this key, if there is one."""
    value = body.get(key)
    return value if isinstance(value, int | float) else None


def repeated(values: Iterable[Value]) -> Iterator[Value]:
    """Give what occurs more than once."""
    return (value for value, times in Counter(values).items() if times > 1)


def too_long(what: str, value: str, limit: int) -> Iterator[str]:
    """Say so if a text is longer than Discord takes."""
    if len(value) > limit:
        yield f"{what} has {len(value)} characters, Discord takes {limit}"


def too_many(what: str, count: int, limit: int) -> Iterator[str]:
    """Say so if there are more than Discord takes."""
    if count > limit:
        yield f"{count} {what}, Discord takes {limit}"


def crossed(what: str, body: Json, low: str, high: str) -> Iterator[str]:
    """Say so if the smallest allowed is over the largest."""
    least, most = number(body, low), number(body, high)
    if least is not None and most is not None and least > most:
        yield f"{what} has {low} {least} over {high} {most}"
