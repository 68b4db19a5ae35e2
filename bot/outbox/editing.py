"""The life of one edit of a card. Edits may be repeated: what is not known is done again, and once more at the end."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.database import Database, Tx

from .registry import Registry
from .rules.records import Card, Trouble
from .rules.waits import MOST_STARTS, Timing, edit_back_off
from .sender import PermanentError, Rendered, Sender, SendError, TransientError, UnknownOutcomeError
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
        card, rendered, beyond_doubt = await self._db.read(self._render, card)
        rest = self._timing.edit_every
        if rendered is None or card.message_id is None:
            await self._db.write(cards.shown, card.subject, card.wanted, rest=rest, beyond_doubt=beyond_doubt)
            return
        try:
            await self._sender.edit(card.channel_id, card.message_id, rendered.body)
        except PermanentError as error:
            await self._db.write(self._gone, card, error.reason)
        except SendError as error:
            await self._db.write(self._again, card, error)
        else:
            await self._db.write(cards.shown, card.subject, card.wanted, rest=rest, beyond_doubt=beyond_doubt)

    async def stumbled(self, card: Card, error: Exception) -> None:
        """Write down a failure of our own; after five the card is left alone, visibly."""
        if card.stumbles + 1 < MOST_STARTS:
            wait: timedelta = edit_back_off(card.stumbles + 1)
            await self._db.write(cards.stumble, card.subject, wait, repr(error))
        else:
            await self._db.write(self._gone, card, repr(error))

    def _render(self, tx: Tx, stale: Card) -> tuple[Card, Rendered | None, bool]:
        """Read the card anew: the revision shown is the one that was read with what it shows.

        The third tells whether an edit that begins now comes after all of unknown end.
        """
        card = cards.get(tx, stale.subject) or stale
        beyond_doubt = card.doubt_until is not None and card.doubt_until <= tx.now
        return card, self._registry.cards[card.kind](tx, card, card.token or ""), beyond_doubt

    def _again(self, tx: Tx, card: Card, error: SendError) -> None:
        asked = error.retry_after if isinstance(error, TransientError) else None
        cards.back_off(tx, card.subject, asked or edit_back_off(card.attempts), repr(error))
        if isinstance(error, UnknownOutcomeError):
            cards.doubt(tx, card.subject, until=tx.now + self._timing.straggles)

    def _gone(self, tx: Tx, card: Card, reason: str) -> None:
        """Of a message in whose place another one was posted meanwhile, nothing is missed."""
        now = cards.get(tx, card.subject)
        if now is None or now.message_id != card.message_id:
            return
        cards.gone(tx, card.subject, reason)
        kind = Trouble.Kind.CARD_GONE
        key = f"card:{card.subject}:{card.message_id}"
        trouble = Trouble(kind, card.guild_id, key, card.subject, card.kind, reason)
        self._registry.on_trouble(tx, trouble)
