"""Who members are to each other, on Discord. `setup` hands all of it over to the app."""

from typing import get_args

from discord import app_commands

from bot.discord_app.app import App

from . import entries_ui, hello_ui
from .profile_cog import HelloCog, NeedCog, OfferCog, profile
from .text import refusals


async def setup(app: App) -> None:
    for cog in (HelloCog, OfferCog, NeedCog):
        await app.add_cog(cog(app.db))
    me = app.tree.get_command("me")
    if isinstance(me, app_commands.Group):  # what a member sees of themselves is in one place
        me.add_command(profile)
    app.add_presses(
        hello_ui.ChangeWordsPress,
        hello_ui.ChangeProfilePress,
        hello_ui.HeadingsPick,
        hello_ui.AimShownPick,
        hello_ui.ConfirmHelloPress,
        entries_ui.HeadingPick,
    )
    for error in get_args(refusals.ConnectionsError):
        app.add_sentence(error, refusals.sentence)
