"""What everybody sees of meetups: the card, the reminder."""

import discord

from bot.database import Tx
from bot.discord_app.messages import Message, words
from bot.meetups import viewing
from bot.meetups.rules.meetup import Answer, MeetupState
from bot.meetups.subjects import meetup_id_of
from bot.outbox import Card, Delivery, Rendered

from . import text
from .ui import AnswerPress


def card(tx: Tx, shown: Card, mark: str) -> Rendered | None:
    view = viewing.view(tx, meetup_id_of(shown.subject))
    if view is None:
        return None
    layout = discord.ui.LayoutView(timeout=None)
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(
        discord.ui.TextDisplay(text.card(view))
    )
    if view.meetup.state is MeetupState.OPEN:
        container.add_item(discord.ui.ActionRow(*(AnswerPress(answer, view.meetup.id, mark) for answer in Answer)))
    layout.add_item(container)
    return Rendered(Message(view=layout))


def reminder(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = viewing.view(tx, delivery.args["meetup_id"])
    if view is None or view.meetup.state is not MeetupState.OPEN or not delivery.recipients:
        return None
    button = AnswerPress(Answer.CANT, view.meetup.id, mark, label=text.CANT_AFTER_ALL)
    return Rendered(words(text.reminder(view.meetup, delivery.recipients), button, mentions=delivery.recipients))
