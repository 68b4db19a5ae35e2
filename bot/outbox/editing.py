"""The life of one edit of a card. Edits may be repeated: what is not known is done again."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.database import Database, Tx

from .registry import Registry
from .rules.records import Card, Trouble
from .rules.waits import MOST_STARTS, Timing, edit_back_off
from .sender import PermanentError, Rendered, Sender, SendError, TransientError
from .store import cards

log = logging.getLogger(__name__)


class Editing:
    def __init__(
        self,
        db: Database,
        sender: Sender,
        registry: Registry,
        *,
        timing: Timing,
        turn: Callable[[], Awaitable[None]],
    ) -> None:
        self._db = db
        self._sender = sender
        self._registry = registry
        self._timing = timing
        self._turn = turn

    async def edit(self, card: Card) -> None:
        """Have the message show what is so now. Raises only what is our own fault."""
        await self._turn()
        card, rendered = await self._db.read(self._render, card)
        if rendered is None or card.message_id is None:
            await self._db.write(cards.shown, card.subject, card.wanted, rest=self._timing.edit_every)
            return
        try:
            await self._sender.edit(card.channel_id, card.message_id, rendered.body)
        except PermanentError as error:
            await self._db.write(self._gone, card, error.reason)
        except SendError as error:
            asked = error.retry_after if isinstance(error, TransientError) else None
            wait = asked or edit_back_off(card.attempts)
            await self._db.write(cards.back_off, card.subject, wait, repr(error))
        else:
            await self._db.write(cards.shown, card.subject, card.wanted, rest=self._timing.edit_every)

    async def stumbled(self, card: Card, error: Exception) -> None:
        """Write down a failure of our own; after five the card is left alone, visibly."""
        if card.stumbles + 1 < MOST_STARTS:
            wait: timedelta = edit_back_off(card.stumbles + 1)
            await self._db.write(cards.stumble, card.subject, wait, repr(error))
        else:
            await self._db.write(self._gone, card, repr(error))

    def _render(self, tx: Tx, stale: Card) -> tuple[Card, Rendered | None]:
        """Read the card anew: the revision shown is the one that was read with what it shows."""
        card = cards.get(tx, stale.subject) or stale
        return card, self._registry.cards[card.kind](tx, card, card.token or "")

    def _gone(self, tx: Tx, card: Card, reason: str) -> None:
        cards.gone(tx, card.subject, reason)
        kind = Trouble.Kind.CARD_GONE
        trouble = Trouble(kind, card.guild_id, f"card:{card.subject}", card.subject, card.kind, reason)
        self._registry.on_trouble(tx, trouble)
