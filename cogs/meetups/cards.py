"""What everybody sees of meetups: the card, the reminder."""

from collections.abc import Sequence

import discord

from bot.database import Tx
from bot.discord_app.app import Beside
from bot.discord_app.messages import Message, words
from bot.discord_app.wording import message_link
from bot.meetups import editing, posting, seating, viewing
from bot.meetups.rules.meetup import Answer, MeetupState, lacks_host
from bot.meetups.rules.seats import Standing
from bot.meetups.subjects import meetup_id_of
from bot.meetups.viewing import MeetupView
from bot.outbox import Card, Delivery, Rendered

from .afterwards_ui import FeedbackPress, HowItWentPress
from .hosting_ui import TakeHostingPress
from .running_ui import MorePress, PostAgainPress
from .text import afterwards, labels, messages, troubles, views
from .ui import AnswerPress


def card(tx: Tx, shown: Card, mark: str) -> Rendered | None:
    """One that is cancelled has a button too: without a mark on it, its message could not be found again."""
    view = viewing.view(tx, meetup_id_of(shown.subject))
    if view is None:
        return None
    layout = discord.ui.LayoutView(timeout=None)
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(
        discord.ui.TextDisplay(views.card(view))
    )
    still_open = view.meetup.state is MeetupState.OPEN
    answers = [AnswerPress(answer, view.meetup.id, mark) for answer in Answer] if still_open else []
    container.add_item(discord.ui.ActionRow(*answers, MorePress(view.meetup.id, mark)))
    layout.add_item(container)
    return Rendered(Message(view=layout))


def seat_given(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view, recipients = _still(tx, delivery, Standing.SEATED)
    if view is None:
        return None
    return Rendered(words(messages.seat_given(view.meetup, recipients), _cant(view, mark), mentions=recipients))


def seat_offered(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view, recipients = _still(tx, delivery, Standing.ASKED)
    if view is None:
        return None
    take = AnswerPress(Answer.GOING, view.meetup.id, mark, label=labels.TAKE_IT)
    pass_on = AnswerPress(Answer.CANT, view.meetup.id, mark, label=labels.PASS_IT_ON)
    content = messages.seat_offered(view.meetup, recipients, seating.held_until(delivery.args))
    return Rendered(words(content, take, pass_on, mentions=recipients))


def moved(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = _if_open(tx, delivery)
    if view is None:
        return None
    if not editing.is_still_so(delivery.args, view.meetup.plan):
        return None
    yes = AnswerPress(Answer.GOING, view.meetup.id, mark, label=labels.STILL_COMING)
    no = AnswerPress(Answer.CANT, view.meetup.id, mark, label=labels.NOT_COMING)
    content = messages.moved(view.meetup, delivery.recipients, editing.started_before(delivery.args))
    return Rendered(words(content, yes, no, mentions=delivery.recipients))


def on_again(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = _if_open(tx, delivery)
    if view is None:
        return None
    answers = (AnswerPress(answer, view.meetup.id, mark) for answer in Answer)
    content = messages.on_again(view.meetup, delivery.recipients)
    return Rendered(words(content, *answers, mentions=delivery.recipients))


def cancelled(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Words alone: recognised by their text."""
    view = viewing.view(tx, delivery.args["meetup_id"])
    if view is None:
        return None
    content = messages.cancelled(view.meetup, delivery.recipients)
    return Rendered(words(content, mentions=delivery.recipients), plain_text=content)


def reminder(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view, recipients = _still(tx, delivery, Standing.SEATED)
    if view is None:
        return None
    return Rendered(words(messages.reminder(view.meetup, recipients), _cant(view, mark), mentions=recipients))


def reminder_direct(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Words alone: a button in direct messages could not tell who may do what in the guild."""
    view, _ = _still(tx, delivery, Standing.SEATED)
    if view is None:
        return None
    meetup, message_id = view.meetup, viewing.card_message(tx, meetup_id=view.meetup.id)
    link = "" if message_id is None else message_link(meetup.guild_id, meetup.channel_id, message_id)
    content = messages.reminder_direct(meetup, link)
    return Rendered(words(content), plain_text=content)


def maybe_asked(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = _if_open(tx, delivery)
    if view is None:
        return None
    undecided = view.roster.said(Answer.MAYBE)
    recipients = tuple(one for one in delivery.recipients if one in undecided)
    if not recipients:
        return None
    going, cant = (AnswerPress(answer, view.meetup.id, mark) for answer in (Answer.GOING, Answer.CANT))
    return Rendered(words(messages.maybe_asked(view.meetup, recipients), going, cant, mentions=recipients))


def starting(beside: Sequence[Beside], tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    """With the buttons of other topics; without any, words alone are recognised by their text."""
    view = _if_open(tx, delivery)
    if view is None:
        return None
    content = messages.starting(view.meetup)
    buttons = [button for buttons in beside for button in buttons(delivery, mark)]
    return Rendered(words(content, *buttons), plain_text=None if buttons else content)


def host_sought(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = _if_open(tx, delivery)
    if view is None or not lacks_host(view.meetup):
        return None
    content = messages.host_sought(view.meetup, delivery.recipients)
    return Rendered(words(content, TakeHostingPress(view.meetup.id, mark), mentions=delivery.recipients))


def host_found(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Words alone: recognised by their text."""
    view = viewing.view(tx, delivery.args["meetup_id"])
    if view is None or not view.meetup.host_id:
        return None
    content = messages.host_found(view.meetup, delivery.recipients)
    return Rendered(words(content, mentions=delivery.recipients), plain_text=content)


def afterwards_asked(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = _if_open(tx, delivery)
    if view is None:
        return None
    buttons = FeedbackPress(view.meetup.id, mark), HowItWentPress(view.meetup.id, mark)
    return Rendered(words(afterwards.asked(view.meetup), *buttons, mentions=delivery.recipients))


def trouble(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    """Told to organisers, of a card with a button to post it again. Of what is over no card is missed."""
    view = viewing.view(tx, meetup_id_of(delivery.args["subject"]))
    if view is None:
        return None
    content = troubles.told(view.meetup, delivery.args)
    if not troubles.is_about_card(delivery.args):
        return Rendered(words(content), plain_text=content)
    if not posting.is_card_missed(tx, view.meetup):
        return None
    return Rendered(words(content, PostAgainPress(view.meetup.id, mark)))


def _if_open(tx: Tx, delivery: Delivery) -> MeetupView | None:
    """Return the meetup that a message is about; None if it is cancelled by now, or gone."""
    view = viewing.view(tx, delivery.args["meetup_id"])
    return view if view is not None and view.meetup.state is MeetupState.OPEN else None


def _still(tx: Tx, delivery: Delivery, standing: Standing) -> tuple[MeetupView | None, tuple[int, ...]]:
    """Return the meetup and those recipients who stand like this by now; no meetup where nobody does."""
    view = _if_open(tx, delivery)
    if view is None:
        return None, ()
    standings = {one.member_id: one.standing for one in view.roster.rsvps}
    recipients = tuple(one for one in delivery.recipients if standings.get(one) is standing)
    return (view if recipients else None), recipients


def _cant(view: MeetupView, mark: str) -> AnswerPress:
    return AnswerPress(Answer.CANT, view.meetup.id, mark, label=labels.CANT_AFTER_ALL)
