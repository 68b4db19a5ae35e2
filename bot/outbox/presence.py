"""Nothing tells Kith that somebody has left the guild: it asks before it counts on them."""

from collections.abc import Mapping
from dataclasses import dataclass

from .registry import Tools
from .sender import TransientError

MANY = 5
MOST_ASKED = 2000
"""Discord is asked for a hundred at a time, and takes some two such questions a second."""


@dataclass(frozen=True)
class Asked:
    """Of whom it is asked whether they are still in the guild."""

    guild_id: int
    member_ids: tuple[int, ...] = ()


async def still_there(tools: Tools, asked: Asked) -> frozenset[int]:
    """Return who is; of a crowd the first ones are asked about, and the others are taken to be there.

    Raises what `roles_of` does.
    """
    return frozenset(await roles_of(tools, asked)) | frozenset(asked.member_ids[MOST_ASKED:])


async def roles_of(tools: Tools, asked: Asked) -> Mapping[int, frozenset[int]]:
    """Return who of the first ones is still there, each with the ids of their roles.

    Raises TransientError where Discord knows not one of many: they have hardly all left at once.
    """
    first = asked.member_ids[:MOST_ASKED]
    present = await tools.sender.present(asked.guild_id, first) if first else {}
    if not present and len(first) >= MANY:
        raise TransientError("none of them is known just now")
    return present


def gone(asked: Asked, present: frozenset[int]) -> frozenset[int]:
    return frozenset(asked.member_ids) - present
