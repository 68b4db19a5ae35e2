"""Small kinds of due items, jobs, messages and cards. What they leave behind is kept in the database itself."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from bot.database import Tx, facts
from bot.outbox import Card, Delivery, DueItem, Registry, Rendered, Trouble, channel, deliver, tidying
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store.deliveries import deliveries
from bot.outbox.upkeep import UPKEEP, prune, upkeep_of

from .doubles import Body

NOTE = "test.note"
"""A due item that writes down that it was handled."""
SAY_LATER = "test.say_later"
"""A due item that has its `text` said in its `channel`."""
SAY = "test.say"
"""A message with a button."""
SAY_PLAIN = "test.say_plain"
"""A message without."""
SAY_STATE = "test.say_state"
"""A message without buttons, of what is written down then under its subject; not sent when nothing is."""
BOARD = "test.board"
"""A card that shows what is written down under its subject."""

HANDLED = "test.handled"
TROUBLES = "test.troubles"


def remember(tx: Tx, name: str, value: Any) -> None:
    facts.remember(tx, name, value)


def recalled(tx: Tx, name: str) -> Any:
    found = facts.recall(tx, name)
    return None if found is None else found[0]


def append(tx: Tx, name: str, value: Any) -> None:
    facts.remember(tx, name, [*(recalled(tx, name) or []), value])


def note(tx: Tx, item: DueItem) -> None:
    append(tx, HANDLED, item.key)


def handled(tx: Tx) -> list[str]:
    """Return the keys of the items that were handled, in order, as often as they were."""
    return recalled(tx, HANDLED) or []


def troubles(tx: Tx) -> list[tuple[str, str]]:
    """Return the kind and key of each trouble that was told."""
    return [(kind, key) for kind, key in recalled(tx, TROUBLES) or []]


def registry() -> Registry:
    made = Registry(
        due={NOTE: note, SAY_LATER: say_later},
        jobs=dict(tidying.JOBS),
        deliveries={SAY: say, SAY_PLAIN: say_plain, SAY_STATE: say_state},
        cards={BOARD: board},
        upkeep=[prune],
        on_trouble=_told,
    )
    made.due[UPKEEP] = upkeep_of(made)
    return made


def failing(times: int, after: Callable[[Tx, DueItem], None] = note) -> Callable[[Tx, DueItem], None]:
    """Return a handler that does its work and then raises, so many times."""
    left = iter(range(times))

    def handle(tx: Tx, item: DueItem) -> None:
        after(tx, item)
        if next(left, None) is not None:
            raise RuntimeError("a fault of the handler")

    return handle


def _told(tx: Tx, trouble: Trouble) -> None:
    append(tx, TROUBLES, [trouble.kind, trouble.key])


def say_later(tx: Tx, item: DueItem) -> None:
    note(tx, item)
    deliver(
        tx,
        key=f"said:{item.key}",
        kind=SAY,
        guild_id=item.guild_id,
        target=channel(item.args["channel"]),
        subject=item.subject,
        args={"text": item.args["text"]},
    )


def say(_tx: Tx, delivery: Delivery, mark: str) -> Rendered:
    words = [delivery.args["text"], *(f"<@{member_id}>" for member_id in delivery.recipients)]
    return Rendered(Body(" ".join(words), (f"1:test:{mark}",)))


def say_plain(_tx: Tx, delivery: Delivery, _mark: str) -> Rendered:
    return _plain(delivery.args["text"])


def say_state(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    text = recalled(tx, delivery.subject)
    return None if text is None else _plain(text)


def _plain(text: str) -> Rendered:
    return Rendered(Body(text), plain_text=text)


def board(tx: Tx, card: Card, mark: str) -> Rendered | None:
    text = recalled(tx, card.subject)
    return None if text is None else Rendered(Body(text, (f"1:board:{mark}",)))


def plain_texts(tx: Tx, state: DeliveryState) -> list[str]:
    """Return the texts of the messages without buttons that ended like this."""
    ended = select(deliveries.c.args).where(deliveries.c.kind == SAY_PLAIN, deliveries.c.state == state)
    return [args["text"] for args in tx.column(ended)]
