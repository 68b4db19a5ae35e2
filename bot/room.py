"""What a room hands over to `wiring`: the tables in its `room.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.database import Tx
from bot.outbox import Job
from bot.outbox.registry import DueHandler, Fallback

Export = Callable[[Tx, int, int], Any]
"""(tx, guild_id, member_id) -> what is kept about that member, ready for JSON."""
Forget = Callable[[Tx, int, int], None]
"""(tx, guild_id, member_id): erase it."""

Erase = Callable[[Tx, int], None]
"""(tx, guild_id): erase everything of that guild."""


@dataclass(frozen=True)
class Room:
    """`export` and `forget` are None where nothing is kept about members, `erase` where nothing is of a guild.

    `deliveries` names each kind that is sent, with what is done when it can't be (None: organisers are told).
    """

    name: str
    export: Export | None = None
    forget: Forget | None = None
    erase: Erase | None = None
    due: Mapping[str, DueHandler] = field(default_factory=dict)
    jobs: Mapping[str, Job[Any, Any]] = field(default_factory=dict)
    deliveries: Mapping[str, Fallback | None] = field(default_factory=dict)
    cards: frozenset[str] = frozenset()
    upkeep: tuple[Callable[[Tx], None], ...] = ()
