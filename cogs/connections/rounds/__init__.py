"""Intro rounds on Discord: programmes, the card that asks who is in, the preview for organisers."""

from typing import get_args

from discord import app_commands

from bot.connections.rounds.subjects import CALLED_OFF, CALLED_OFF_FOR_MANY, KINDS, LEFT_OUT, PREVIEW, SUMMED_UP
from bot.discord_app.app import App

from . import messages, preview_ui, programme_cog, programme_ui, round_ui, running_ui
from .text import refusals


def set_up(app: App, connect: app_commands.Group) -> None:
    """Hand all of it over to the app; the commands stand below `/connect`."""
    connect.add_command(programme_cog.ProgrammeGroup(app.db))
    connect.add_command(programme_cog.why)
    app.add_presses(
        *(pick for page in programme_ui.PAGES for pick in page),
        programme_ui.TurnPress,
        programme_ui.ConfirmPlanPress,
        programme_ui.DiscardPlanPress,
        running_ui.GoOnPress,
        running_ui.EndPress,
        running_ui.KeepProgrammePress,
        round_ui.InPress,
        round_ui.EachTimePress,
        preview_ui.LookPress,
        preview_ui.PagePress,
        preview_ui.DrawAgainPress,
        preview_ui.SendNowPress,
        preview_ui.LockPick,
        preview_ui.SwapPress,
        preview_ui.CallOffPress,
        preview_ui.ReallyCallOffPress,
        preview_ui.KeepRoundPress,
    )
    app.registry.cards[KINDS["card"]] = messages.card
    app.registry.cards[PREVIEW] = messages.preview
    app.registry.deliveries[LEFT_OUT] = messages.left_out
    app.registry.deliveries[CALLED_OFF] = messages.called_off
    app.registry.deliveries[CALLED_OFF_FOR_MANY] = messages.called_off_for_many
    app.registry.deliveries[SUMMED_UP] = messages.summed_up
    for error in get_args(refusals.RoundsError):
        app.add_sentence(error, refusals.sentence)
