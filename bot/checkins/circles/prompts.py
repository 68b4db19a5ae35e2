"""The prompts that ship with Kith, for each part of a gathering."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .rules.circle import Part

CALLED = {Part.OPENING: "opening to open", Part.MIDDLE: "middle in between", Part.CLOSING: "closing to close"}
"""What people may type for a part."""
PROMPTS = Path(__file__).with_name("prompts.toml")


@cache
def shipped() -> Mapping[Part, tuple[str, ...]]:
    """Return them in the order in which they stand in the file."""
    found = tomllib.loads(PROMPTS.read_text(encoding="utf-8"))
    return {part: tuple(found[part]) for part in Part}


def ships(prompt: str) -> bool:
    return any(prompt in some for some in shipped().values())


def matching(typed: str, *, most: int) -> list[tuple[Part, str]]:
    """Return those in which every word that was typed begins a word; of nothing typed, some of each part."""
    wanted = typed.casefold().split()
    if not wanted:
        a_part = most // len(Part)
        return [(part, prompt) for part, prompts in shipped().items() for prompt in prompts[:a_part]]
    every = [(part, prompt) for part, prompts in shipped().items() for prompt in prompts]
    return [one for one in every if _has(f"{CALLED[one[0]]} {one[1]}", wanted)][:most]


def _has(text: str, wanted: list[str]) -> bool:
    words = text.casefold().replace(",", " ").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)
