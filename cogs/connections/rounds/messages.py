"""What is said by itself of a round: the card, the preview, and to each who is in it."""

from collections.abc import Callable

from bot.connections.rounds import ending, previewing, viewing
from bot.connections.rounds.viewing import RoundView
from bot.database import Tx
from bot.discord_app.messages import words
from bot.outbox import Card, Delivery, Rendered
from bot.programmes.rules.programme import Stage

from .preview_ui import LookPress
from .round_ui import NO, YES, InPress
from .text import previews, rounds


def card(tx: Tx, shown: Card, mark: str) -> Rendered | None:
    """Words with buttons, as they are to be noticed and may ping a role. A button stays to the end: it has the mark."""
    view = viewing.view(tx, _round_id(shown.subject))
    if view is None:
        return None
    asks = view.round.stage is Stage.ASKING
    buttons = [InPress(view.round.id, one, mark) for one in ((YES, NO) if asks else (YES,))]
    buttons[0].item.disabled = view.round.stage not in {Stage.ASKING, Stage.BEGUN}
    role_id = view.programme.plan.role_id
    return Rendered(words(rounds.card(view), *buttons, roles=(role_id,) if role_id else ()))


def preview(tx: Tx, shown: Card, mark: str) -> Rendered | None:
    found = previewing.for_card(tx, _round_id(shown.subject))
    return None if found is None else Rendered(words(previews.summary(found), LookPress(found.round.id, mark)))


def left_out(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    return _alone(tx, delivery, rounds.left_out)


def called_off(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    return _alone(tx, delivery, rounds.called_off)


def _alone(tx: Tx, delivery: Delivery, say: Callable[[RoundView, int], str]) -> Rendered | None:
    """Words alone: recognised by their text."""
    view = _view(tx, delivery)
    if view is None:
        return None
    content = say(view, delivery.recipients[0])
    return Rendered(words(content, mentions=delivery.recipients), plain_text=content)


def called_off_for_many(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    return _publicly(tx, delivery, rounds.called_off_for_many)


def summed_up(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    return _publicly(tx, delivery, lambda view: rounds.summed_up(view, ending.summary(tx, view.round.id)))


def _publicly(tx: Tx, delivery: Delivery, say: Callable[[RoundView], str]) -> Rendered | None:
    """Words alone: recognised by their text."""
    view = _view(tx, delivery)
    if view is None:
        return None
    content = say(view)
    return Rendered(words(content), plain_text=content)


def _view(tx: Tx, delivery: Delivery) -> RoundView | None:
    return viewing.view(tx, delivery.args["round_id"])


def _round_id(subject: str) -> int:
    return int(subject.split(":")[1])
