"""What use cases call, in the transaction that changes what it is about."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.database import Tx

from .rules import steps as step_rules
from .rules.records import Card, CardState, DeliveryState, Target
from .rules.steps import DeletePost, Post, Step
from .rules.waits import MENTIONS_A_MESSAGE
from .store import cards, deliveries, due, threads

CARD_POST = "outbox.card"
"""The delivery kind that posts a card for the first time."""
RETRACTION = "outbox.retraction"
"""Deliveries that only delete; they are never worded."""


def schedule(
    tx: Tx,
    *,
    key: str,
    kind: str,
    guild_id: int,
    subject: str,
    at: datetime,
    useless_after: datetime | None,
    args: Mapping[str, Any] | None = None,
) -> None:
    """Have a handler of this kind run at `at`; a pending item with this key is moved.

    `key` says what, for whom, and where it matters for which date: an item that is done never fires again; one that
    was withdrawn does.
    `useless_after` is the lateness policy: from then on the item is skipped. None: it is done however late it is.
    """
    row = {
        "key": key,
        "kind": kind,
        "guild_id": guild_id,
        "subject": subject,
        "args": dict(args or {}),
        "due_at": at,
        "next_try": at,
        "useless_after": useless_after,
    }
    due.put(tx, row)
    tx.wake(at)


def is_pending(tx: Tx, *, key: str) -> bool:
    """Return whether there is an item with this key that is still to be done."""
    return due.is_pending(tx, key)


def withdraw(tx: Tx, *, subject: str, kind: str | None = None, keep: Collection[str] = ()) -> None:
    """Skip what is pending for this subject: everything, or of one kind; but not the items with these keys."""
    due.withdraw(tx, subject=subject, kind=kind, keep=keep)


def deliver(
    tx: Tx,
    *,
    key: str,
    kind: str,
    guild_id: int,
    target: Target,
    subject: str,
    args: Mapping[str, Any] | None = None,
    recipients: Sequence[int] = (),
    steps: Sequence[Step] = (Post(),),
    expires_at: datetime | None = None,
) -> None:
    """Have something sent, once for each key however often this is called.

    Recipients are fixed here. Those beyond 80 go into further messages, with the key's number behind it.
    Rows of one subject reach Discord in the order in which they were written.
    """
    groups = [recipients[n : n + MENTIONS_A_MESSAGE] for n in range(0, len(recipients), MENTIONS_A_MESSAGE)]
    for number, group in enumerate(groups or [()], start=1):
        row = {
            "key": key if number == 1 else f"{key}/{number}",
            "kind": kind,
            "guild_id": guild_id,
            "place": target.place,
            "target_id": target.id,
            "subject": subject,
            "args": dict(args or {}),
            "recipients": list(group),
            "steps": [step_rules.to_json(step) for step in steps],
            "expires_at": expires_at,
        }
        deliveries.add(tx, row)
    tx.wake(tx.now)


def retract(tx: Tx, *, key: str) -> None:
    """Have what was to be said with this key be said no more: not sent if it was not yet, deleted if it was.

    What is being sent just then is deleted after it.
    """
    delivery = deliveries.by_key(tx, key)
    if delivery is None:
        return
    if delivery.state is DeliveryState.WAITING:
        deliveries.finish(tx, delivery.id, DeliveryState.SKIPPED, "taken back")
        return
    deliver(
        tx,
        key=f"{RETRACTION}:{delivery.key}",
        kind=RETRACTION,
        guild_id=delivery.guild_id,
        target=delivery.target,
        subject=delivery.subject,
        steps=[DeletePost(delivery.key)],
    )


def drop_finished(tx: Tx, *, subject: str) -> None:
    """Drop the finished items of a subject that is over for good, whose keys can't come back."""
    due.drop_finished(tx, subject)


def post_card(tx: Tx, *, subject: str, kind: str, guild_id: int, channel: Target) -> None:
    """Post the living message of this subject, once."""
    row = {"subject": subject, "kind": kind, "guild_id": guild_id, "channel_id": channel.id}
    cards.add(tx, row)
    deliver(tx, key=f"card:{subject}", kind=CARD_POST, guild_id=guild_id, target=channel, subject=subject)


def is_card_missed(tx: Tx, *, subject: str) -> bool:
    """Whether a card's message is gone, or could not be posted anew."""
    card = cards.get(tx, subject)
    if card is None:
        return False
    unsent = deliveries.newest_state(tx, subject, CARD_POST) in {DeliveryState.FAILED, DeliveryState.PERHAPS_SENT}
    return card.state is CardState.GONE or unsent


def repost_card(tx: Tx, *, subject: str, channel: Target) -> bool:
    """Post a card anew that is missed. Return False, and do nothing, if it is not."""
    if not is_card_missed(tx, subject=subject):
        return False
    cards.begin_anew(tx, subject, channel.id)
    _post_once_more(tx, subject, channel)
    return True


def renew_card(tx: Tx, *, subject: str) -> None:
    """Post a card anew that stands: a message that is over an hour old can hardly be edited.

    The old message is deleted when the new one stands; where none can be posted, it is edited as far as it can be.
    """
    touch_card(tx, subject=subject)
    card = cards.get(tx, subject)
    if card is not None and card.state is CardState.LIVE and card.message_id is not None:
        _post_once_more(tx, subject, card.target)


def _post_once_more(tx: Tx, subject: str, channel: Target) -> None:
    card = cards.get(tx, subject)
    if card is not None and deliveries.newest_state(tx, subject, CARD_POST) not in deliveries.OPEN:
        key = f"card:{subject}:{card.wanted}"
        deliver(tx, key=key, kind=CARD_POST, guild_id=card.guild_id, target=channel, subject=subject)


def touch_card(tx: Tx, *, subject: str) -> None:
    """Have the card show what is so now."""
    cards.touch(tx, subject)


def cards_at(tx: Tx, message_ids: Collection[int]) -> Sequence[str]:
    """Return the subjects of those of these messages that are cards."""
    return cards.subjects_at(tx, message_ids)


def cards_in(tx: Tx, channel_id: int) -> Sequence[str]:
    """Return the subjects of the cards in a channel or thread."""
    return cards.subjects_in(tx, channel_id)


def look_after_cards(tx: Tx, subjects: Collection[str]) -> None:
    """Have each of these edited, so that it is noticed if its message is gone."""
    for subject in subjects:
        touch_card(tx, subject=subject)


def card_of(tx: Tx, *, subject: str) -> Card | None:
    return cards.get(tx, subject)


def thread_at(tx: Tx, *, key: str) -> int | None:
    """Return the private thread that `OpenPrivateThread` has opened with this key."""
    return threads.at(tx, key)


def forget_thread(tx: Tx, *, key: str) -> None:
    """Have the next message with this key open another thread."""
    threads.forget(tx, key)


def retry(tx: Tx, delivery_id: int, *, channel_id: int | None = None) -> bool:
    """Have a delivery tried again that has failed, from its first step on in another channel if one is given.

    False: it has not failed, or it is gone.
    """
    return deliveries.retry(tx, delivery_id, channel_id=channel_id)


def hold(tx: Tx, *, guild_id: int) -> None:
    """The bot has left a guild: try nothing for it until `release`."""
    for store in (due, deliveries, cards):
        store.hold(tx, guild_id)


def release(tx: Tx, *, guild_id: int) -> None:
    """The bot is back: what was held goes on, as far as it is not too late for it; the cards are looked at anew."""
    for store in (due, deliveries, cards):
        store.release(tx, guild_id)
    tx.wake(tx.now)
