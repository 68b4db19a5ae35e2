"""What is kept about people, taken over all rooms: shown to a member, forgotten for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.database import Tx
from bot.guilds.rules.actors import Actor

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
