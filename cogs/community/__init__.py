"""The community as a whole, and Kith itself, on Discord."""

from functools import partial
from typing import get_args

from bot.arrivals.arriving import HELLO
from bot.discord_app.app import App
from bot.notices.troubles import TROUBLE

from . import cards, me_ui, privacy_ui, setup_ui
from .cog import CommunityCog
from .me import MeCog
from .setup import SetupCog
from .text import refusals


async def setup(app: App) -> None:
    await app.add_cog(CommunityCog())
    await app.add_cog(MeCog(app.db, app.privacy))
    await app.add_cog(SetupCog(app.db))
    app.add_presses(*setup_ui.PICKS, setup_ui.SetZonePress)
    app.add_presses(me_ui.LeavePress, me_ui.RemindersPick, me_ui.ZonePress)
    app.add_presses(privacy_ui.ForgetPress, privacy_ui.RememberPress)
    app.registry.deliveries[HELLO] = cards.hello
    app.registry.deliveries[TROUBLE] = partial(cards.trouble, app.troubles)
    for error in get_args(refusals.CommunityError):
        app.add_sentence(error, refusals.sentence)
