"""Nothing tells Kith that somebody has left the guild: it asks before it counts on them."""

from dataclasses import dataclass

from bot.outbox import Tools


@dataclass(frozen=True)
class Asked:
    """Of whom it is asked whether they are still in the guild."""

    guild_id: int
    member_ids: tuple[int, ...] = ()


async def still_there(tools: Tools, asked: Asked) -> frozenset[int]:
    return await tools.sender.present(asked.guild_id, asked.member_ids) if asked.member_ids else frozenset()


def gone(asked: Asked, present: frozenset[int]) -> frozenset[int]:
    return frozenset(asked.member_ids) - present
