"""Meetups on Discord. `setup` hands all of it over to the app."""

from typing import get_args

from bot.discord_app.app import App
from bot.meetups.proposing import CARD
from bot.meetups.reminding import REMINDER

from . import cards, text, ui
from .cog import MeetupsCog


async def setup(app: App) -> None:
    await app.add_cog(MeetupsCog(app.db))
    app.add_presses(
        ui.AnswerPress, ui.ConfirmPress, ui.ChangePress, ui.ReadingPress, ui.OtherZonePress, ui.DiscardPress
    )
    app.registry.cards[CARD] = cards.card
    app.registry.deliveries[REMINDER] = cards.reminder
    for error in get_args(text.MeetupError):
        app.add_sentence(error, text.sentence)
