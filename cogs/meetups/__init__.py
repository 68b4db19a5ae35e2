"""Meetups on Discord. `setup` hands all of it over to the app."""

from functools import partial
from typing import get_args

from bot.discord_app.app import App
from bot.meetups.afterwards import AFTERWARDS_ASKED
from bot.meetups.cancelling import CANCELLED
from bot.meetups.editing import MOVED
from bot.meetups.hosting import HOST_FOUND, HOST_SOUGHT
from bot.meetups.posting import CARD
from bot.meetups.reminding import MAYBE_ASKED, REMINDER, REMINDER_DIRECT, STARTING
from bot.meetups.repeating import ON_AGAIN
from bot.meetups.seating import SEAT_GIVEN, SEAT_OFFERED
from bot.meetups.subjects import TOPIC

from . import afterwards_ui, again_ui, cards, hosting_ui, running_ui, ui
from .cog import MeetupsCog
from .text import refusals


async def setup(app: App) -> None:
    await app.add_cog(MeetupsCog(app.db))
    app.add_presses(
        ui.AnswerPress,
        ui.ConfirmPress,
        ui.ChangePress,
        ui.DetailsPress,
        ui.ReadingPress,
        ui.OtherZonePress,
        ui.DiscardPress,
        running_ui.MorePress,
        running_ui.PeoplePress,
        running_ui.PostAgainPress,
        running_ui.EditPress,
        running_ui.CancelMeetupPress,
        running_ui.ConfirmCancelPress,
        running_ui.KeepPress,
        again_ui.RepeatPress,
        again_ui.AgainPress,
        again_ui.AnotherDatePress,
        again_ui.CopyPress,
        hosting_ui.HandOverPress,
        hosting_ui.AskToHostPick,
        hosting_ui.AskAllPress,
        hosting_ui.TakeHostingPress,
        afterwards_ui.FeedbackPress,
        afterwards_ui.HowItWentPress,
        afterwards_ui.LookBackPress,
        afterwards_ui.TookPlacePress,
        afterwards_ui.NotePress,
    )
    app.registry.cards[CARD] = cards.card
    app.registry.deliveries[REMINDER] = cards.reminder
    app.registry.deliveries[REMINDER_DIRECT] = cards.reminder_direct
    app.registry.deliveries[STARTING] = partial(cards.starting, app.beside.setdefault(STARTING, []))
    app.registry.deliveries[MAYBE_ASKED] = cards.maybe_asked
    app.registry.deliveries[HOST_SOUGHT] = cards.host_sought
    app.registry.deliveries[HOST_FOUND] = cards.host_found
    app.registry.deliveries[AFTERWARDS_ASKED] = cards.afterwards_asked
    app.registry.deliveries[ON_AGAIN] = cards.on_again
    app.registry.deliveries[MOVED] = cards.moved
    app.registry.deliveries[CANCELLED] = cards.cancelled
    app.registry.deliveries[SEAT_GIVEN] = cards.seat_given
    app.registry.deliveries[SEAT_OFFERED] = cards.seat_offered
    app.add_troubles(TOPIC, cards.trouble)
    for error in get_args(refusals.MeetupError):
        app.add_sentence(error, refusals.sentence)
