"""Nothing tells Kith that somebody has left the guild: it asks before it counts on them."""

from dataclasses import dataclass

from bot.outbox import Tools
from bot.outbox.sender import TransientError

MANY = 5


@dataclass(frozen=True)
class Asked:
    """Of whom it is asked whether they are still in the guild."""

    guild_id: int
    member_ids: tuple[int, ...] = ()


async def still_there(tools: Tools, asked: Asked) -> frozenset[int]:
    """Return who is. Raises TransientError where Discord knows not one of many: they have hardly all left at once."""
    if not asked.member_ids:
        return frozenset()
    present = await tools.sender.present(asked.guild_id, asked.member_ids)
    if not present and len(asked.member_ids) >= MANY:
        raise TransientError("none of them is known just now")
    return present


def gone(asked: Asked, present: frozenset[int]) -> frozenset[int]:
    return frozenset(asked.member_ids) - present
