"""Components, however deep."""

import copy
import itertools
from collections.abc import Iterator, Sequence

from .shapes import Json

ROW, BUTTON, TEXT_INPUT, LABEL = 1, 2, 4, 18


def walk(parts: Sequence[Json]) -> Iterator[Json]:
    """Yield each part, outer ones first."""
    for part in parts:
        yield part
        single = [part[key] for key in ("component", "accessory") if part.get(key)]
        yield from walk([*part.get("components", []), *single])


def with_ids(parts: Sequence[Json]) -> list[Json]:
    """Copy them as Discord gives them back: whatever has no id is numbered."""
    copied = copy.deepcopy(list(parts))
    taken = {part.get("id") for part in walk(copied)}
    free = (number for number in itertools.count(1) if number not in taken)
    for part in walk(copied):
        if not part.get("id"):
            part["id"] = next(free)
    return copied


def find(parts: Sequence[Json], custom_id: str) -> Json | None:
    return next((part for part in walk(parts) if part.get("custom_id") == custom_id), None)
