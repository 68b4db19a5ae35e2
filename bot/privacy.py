"""What is kept, taken over all rooms: shown to a member, forgotten for them; erased for a guild that left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.arrivals import arriving
from bot.database import Tx
from bot.guilds import membership
from bot.guilds.rules.actors import Actor
from bot.outbox import DueItem, Job, Tools

from .room import Room


@dataclass(frozen=True)
class Privacy:
    rooms: Sequence[Room]

    def export(self, tx: Tx, *, actor: Actor) -> dict[str, Any]:
        """Return all that is kept about the actor here and that holds everywhere, room by room, ready for JSON."""
        found = {room.name: room.export(tx, actor.guild_id, actor.member_id) for room in self.rooms if room.export}
        return {"server": str(actor.guild_id), "member": str(actor.member_id), "at": tx.now.isoformat(), **found}

    def forget(self, tx: Tx, *, actor: Actor) -> None:
        """Erase it in every room. Twice is harmless."""
        for room in self.rooms:
            if room.forget:
                room.forget(tx, actor.guild_id, actor.member_id)

    def erase_guild(self, tx: Tx, guild_id: int) -> None:
        for room in self.rooms:
            if room.erase:
                room.erase(tx, guild_id)

    @property
    def erasing(self) -> Job[int, bool]:
        """Erase a guild that the bot has left; Discord is asked whether it is back, and nobody could be told yet."""
        return Job(read=_guild, work=_is_there, write=self._erase)

    def _erase(self, tx: Tx, _item: DueItem, guild_id: int, is_there: bool) -> None:
        if is_there:
            arriving.arrive(tx, guild_id=guild_id, hello_in=None)
        elif membership.has_left(tx, guild_id):
            self.erase_guild(tx, guild_id)


def _guild(_tx: Tx, item: DueItem) -> int:
    return int(item.args["guild_id"])


async def _is_there(tools: Tools, guild_id: int) -> bool:
    return await tools.sender.in_guild(guild_id)
