"""Meetups on Discord. `setup` hands all of it over to the app."""

from typing import get_args

from bot.discord_app.app import App
from bot.meetups.proposing import CARD
from bot.meetups.reminding import REMINDER
from bot.meetups.seating import SEAT_GIVEN, SEAT_OFFERED

from . import cards, ui
from .cog import MeetupsCog
from .text import refusals


async def setup(app: App) -> None:
    await app.add_cog(MeetupsCog(app.db))
    app.add_presses(
        ui.AnswerPress,
        ui.ConfirmPress,
        ui.ChangePress,
        ui.SeatsPress,
        ui.ReadingPress,
        ui.OtherZonePress,
        ui.DiscardPress,
    )
    app.registry.cards[CARD] = cards.card
    app.registry.deliveries[REMINDER] = cards.reminder
    app.registry.deliveries[SEAT_GIVEN] = cards.seat_given
    app.registry.deliveries[SEAT_OFFERED] = cards.seat_offered
    for error in get_args(refusals.MeetupError):
        app.add_sentence(error, refusals.sentence)
