"""The life of one delivery: write the attempt down, make it, write down how it ended; settle what is not known."""

import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.database import Database, Tx, facts

from .enqueue import CARD_POST, retract
from .keyed_threads import enter, open_anew, step_done
from .registry import Registry
from .rules.records import Delivery, DeliveryState, Place, Target, Trouble, channel
from .rules.steps import OpenPrivateThread, Post, Step, thread_of
from .rules.waits import DIRECT_MESSAGES_REST, MOST_STARTS, Timing, anchor, send_back_off
from .sender import (
    DirectMessagesStoppedError,
    Mark,
    PermanentError,
    Rendered,
    Sender,
    Sent,
    TransientError,
    UnknownOutcomeError,
)
from .stepping import Stepping
from .store import cards, deliveries
from .tidying import tidy_later

log = logging.getLogger(__name__)
DIRECT_MESSAGES_RESUME = "outbox.direct_messages_resume"


class Sending:
    """`new_token` makes 16 random characters; `rng` spreads the back-off; `turn` waits for a request's turn."""

    def __init__(
        self,
        db: Database,
        sender: Sender,
        registry: Registry,
        *,
        timing: Timing,
        rng: random.Random,
        new_token: Callable[[], str],
        turn: Callable[[], Awaitable[None]],
    ) -> None:
        self._db = db
        self._sender = sender
        self._registry = registry
        self._timing = timing
        self._rng = rng
        self._new_token = new_token
        self._turn = turn
        self._steps = Stepping(db, sender, turn)

    async def advance(self, delivery: Delivery) -> None:
        """Do the next step of an open delivery. Raises only what is our own fault."""
        try:
            if delivery.expires_at is not None and self._db.clock.now() >= delivery.expires_at:
                await self._expire(delivery)
            elif isinstance(delivery.step, Post):
                await self._post(delivery)
            else:
                await self._step(delivery, delivery.step)
        except PermanentError as error:
            anew = error.gone and await self._db.write(open_anew, delivery, self._back_off(delivery), error.reason)
            if not anew:
                await self._db.write(self._failed, delivery, error.reason)
        except DirectMessagesStoppedError as error:
            await self._db.write(self._direct_messages_stopped, delivery, error.reason)
        except TransientError as error:
            wait = error.retry_after or self._back_off(delivery)
            await self._db.write(deliveries.back_off, delivery.id, delivery.state, wait, error.reason)
        except UnknownOutcomeError as error:
            wait = max(self._back_off(delivery), self._timing.settle_after)
            await self._db.write(deliveries.back_off, delivery.id, DeliveryState.SENDING, wait, error.reason)

    async def stumbled(self, delivery: Delivery, error: Exception) -> None:
        """Write down a failure of our own; after five the delivery is closed, visibly."""
        if delivery.stumbles + 1 < MOST_STARTS:
            wait = send_back_off(delivery.stumbles + 1, jitter=self._rng.random())
            await self._db.write(deliveries.stumble, delivery.id, wait, repr(error))
        else:
            await self._db.write(self._given_up, delivery, repr(error))

    # The message

    async def _post(self, delivery: Delivery) -> None:
        target = _target_of_post(delivery)
        if delivery.state is DeliveryState.SENDING and not await self._settle(delivery, target):
            return
        if target.place is Place.MEMBER:
            await self._check_direct_messages_left()
        token = delivery.token or self._new_token()
        rendered, revision = await self._db.read(self._render, delivery, token)
        if rendered is None:
            await self._db.write(_close, delivery, DeliveryState.SKIPPED, "no longer true")
            return
        if not await self._begin(delivery, target, token, rendered.plain_text):
            return
        sent = await self._sender.send(target, rendered.body, nonce=token)
        # A nonce that Discord knew gives back the message as it was first rendered.
        shown = revision if delivery.attempts == 0 else cards.UNKNOWN_REVISION
        await self._db.write(_posted, delivery, sent, token, shown)

    async def _check_direct_messages_left(self) -> None:
        most = self._timing.direct_messages_a_day
        day = self._db.clock.now() - timedelta(days=1)
        if await self._db.read(deliveries.direct_messages_since, day) >= most:
            raise PermanentError(f"{most} direct messages were sent within a day, and no more are")

    async def _settle(self, delivery: Delivery, target: Target) -> bool:
        """Find out how the last attempt ended; return whether the message must be sent (again)."""
        token, after = delivery.token or "", delivery.anchor or 0
        known = frozenset[int]()
        if delivery.plain_text is not None:
            known = await self._db.read(deliveries.known_messages, after=after)
        await self._turn()
        try:
            found = await self._sender.find(target, Mark(token, delivery.plain_text, known), after=after)
        except PermanentError as error:
            await self._db.write(self._perhaps_sent, delivery, error.reason)
            return False
        if found is None:
            return True
        log.info("%s had been sent", delivery.key)
        await self._db.write(_posted, delivery, found, token, cards.UNKNOWN_REVISION)
        return False

    async def _expire(self, delivery: Delivery) -> None:
        """Too late to send; but an attempt of unknown outcome is found out about all the same."""
        unknown = delivery.state is DeliveryState.SENDING and isinstance(delivery.step, Post)
        if unknown and not await self._settle(delivery, _target_of_post(delivery)):
            return
        await self._db.write(_close, delivery, DeliveryState.SKIPPED, "too late")

    def _render(self, tx: Tx, delivery: Delivery, mark: str) -> tuple[Rendered | None, int]:
        if delivery.kind != CARD_POST:
            return self._registry.deliveries[delivery.kind](tx, delivery, mark), 0
        card = cards.get(tx, delivery.subject)
        if card is None:
            return None, 0
        return self._registry.cards[card.kind](tx, card, mark), card.wanted

    async def _begin(self, delivery: Delivery, target: Target, token: str, plain_text: str | None) -> bool:
        """Wait for a request's turn, and write the attempt down. False: it was closed meanwhile; leave it.

        Words alone wait where the same ones are in doubt: found, they would be taken for each other.
        """
        if plain_text is not None and await self._db.read(deliveries.is_in_doubt, plain_text, but=delivery.id):
            raise TransientError("the same words are looked for first", self._timing.settle_after)
        after = anchor(self._sender.newest_message(target), self._db.clock.now())
        await self._turn()
        return await self._db.write(
            deliveries.begin,
            delivery.id,
            token=token,
            anchor=after,
            plain_text=plain_text,
            settle_after=self._timing.settle_after,
        )

    # Other steps

    async def _step(self, delivery: Delivery, step: Step) -> None:
        if isinstance(step, OpenPrivateThread):
            if await self._db.write(enter, delivery):
                return
            if delivery.state is DeliveryState.SENDING:
                await self._db.write(tidy_later, delivery)
        if not await self._begin(delivery, delivery.target, delivery.token or self._new_token(), None):
            return
        result = await self._steps.do(delivery, step)
        await self._db.write(step_done, delivery, step, result)

    # How it ended

    def _failed(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        _close(tx, delivery, DeliveryState.FAILED, reason)
        if fallback := self._registry.fallbacks.get(delivery.kind):
            fallback(tx, delivery, reason)
        else:
            to_send = any(isinstance(step, Post) for step in delivery.steps[len(delivery.results) :])
            kind = Trouble.Kind.NOT_SENT if to_send else Trouble.Kind.NOT_DONE
            self._registry.on_trouble(tx, _trouble(kind, delivery, reason))

    def _perhaps_sent(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        _close(tx, delivery, DeliveryState.PERHAPS_SENT, reason)
        self._registry.on_trouble(tx, _trouble(Trouble.Kind.PERHAPS_SENT, delivery, reason))

    def _given_up(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        """Close one that we fail at ourselves. What was begun, perhaps just now, may have been done."""
        left = deliveries.get(tx, delivery.id)
        begun = left is not None and left.state is DeliveryState.SENDING
        close = self._perhaps_sent if begun else self._failed
        close(tx, delivery, reason)

    def _direct_messages_stopped(self, tx: Tx, delivery: Delivery, reason: str) -> None:
        """Hold all direct messages back for a while: going on would have the bot blocked."""
        told = direct_messages_resume(tx) is not None
        deliveries.back_off(tx, delivery.id, delivery.state, DIRECT_MESSAGES_REST, reason)
        facts.remember(tx, DIRECT_MESSAGES_RESUME, reason, tx.now + DIRECT_MESSAGES_REST)
        if not told:
            self._registry.on_trouble(tx, _trouble(Trouble.Kind.DIRECT_MESSAGES_STOPPED, delivery, reason))

    def _back_off(self, delivery: Delivery) -> timedelta:
        return send_back_off(delivery.attempts + 1, jitter=self._rng.random())


def direct_messages_resume(tx: Tx) -> datetime | None:
    """Return when direct messages go on, if they are held back now."""
    found = facts.recall(tx, DIRECT_MESSAGES_RESUME)
    return found[1] if found is not None and found[1] > tx.now else None


def _target_of_post(delivery: Delivery) -> Target:
    thread_id = thread_of(delivery.steps, delivery.results)
    return delivery.target if thread_id is None else channel(thread_id)


def _posted(tx: Tx, delivery: Delivery, sent: Sent, token: str, shown: int) -> None:
    deliveries.step_done(tx, delivery, sent.message_id, message_id=sent.message_id)
    if delivery.kind == CARD_POST:
        _stands_now(tx, delivery.subject, sent, token, shown)


def _stands_now(tx: Tx, subject: str, sent: Sent, token: str, shown: int) -> None:
    """A card is this message from now on; the one that it was before is deleted."""
    card = cards.get(tx, subject)
    if card is not None and card.message_id not in {None, sent.message_id}:
        before = deliveries.at(tx, card.channel_id, card.message_id)
        if before is not None:
            retract(tx, key=before.key)
    cards.posted(tx, subject, message_id=sent.message_id, channel_id=sent.channel_id, token=token, shown=shown)


def _close(tx: Tx, delivery: Delivery, state: DeliveryState, reason: str) -> None:
    """A card that could not be posted is gone before it was there: it can be posted again."""
    deliveries.finish(tx, delivery.id, state, reason)
    if delivery.kind == CARD_POST:
        cards.not_posted(tx, delivery.subject, reason)
    if any(isinstance(step, OpenPrivateThread) for step in delivery.steps):
        tidy_later(tx, delivery)


def _trouble(kind: Trouble.Kind, delivery: Delivery, reason: str) -> Trouble:
    return Trouble(kind, delivery.guild_id, delivery.key, delivery.subject, delivery.kind, reason, delivery.args)
