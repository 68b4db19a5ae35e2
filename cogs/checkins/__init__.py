"""Check-ins on Discord. `setup` hands all of it over to the app."""

from typing import get_args

from bot.checkins.circles.subjects import CALL, CARD, HARVEST, NUDGED, TOPIC, WORDS
from bot.discord_app.app import App
from bot.meetups.reminding import STARTING

from . import cards, circle_ui, host_ui, start_ui
from .cog import CheckinCog, CircleCog
from .text import refusals


async def setup(app: App) -> None:
    await app.add_cog(CheckinCog())
    await app.add_cog(CircleCog(app.db, app.note, app.in_voice))
    app.add_presses(
        circle_ui.SayPress,
        circle_ui.JoinPress,
        circle_ui.LeavePress,
        circle_ui.TakeOverPress,
        circle_ui.AtMeetupPress,
        circle_ui.WritePress,
        circle_ui.TakeBackPress,
        host_ui.MorePress,
        host_ui.BeginPress,
        host_ui.HostPress,
        host_ui.AskToClosePress,
        host_ui.KeepOpenPress,
        host_ui.MentionPress,
        host_ui.WhyPress,
        host_ui.PostAgainPress,
        host_ui.PromptPick,
        host_ui.ChangePress,
        host_ui.OwnPromptPress,
        start_ui.StartHerePress,
    )
    app.add_beside(STARTING, cards.beside_the_start)
    app.registry.cards[CARD] = cards.card
    app.registry.cards[CALL] = cards.call
    app.registry.deliveries[NUDGED] = cards.nudged
    app.registry.deliveries[WORDS] = cards.written
    app.registry.deliveries[HARVEST] = cards.harvest
    app.add_troubles(TOPIC, cards.trouble)
    for error in get_args(refusals.CircleError):
        app.add_sentence(error, refusals.sentence)
