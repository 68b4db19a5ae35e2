"""The community as a whole, and Kith itself, on Discord."""

from typing import get_args

from bot.discord_app.app import App
from bot.notices.troubles import TROUBLE

from . import cards, text
from .cog import CommunityCog
from .me import MeCog


async def setup(app: App) -> None:
    await app.add_cog(CommunityCog())
    await app.add_cog(MeCog(app.db))
    app.registry.deliveries[TROUBLE] = cards.trouble
    for error in get_args(text.CommunityError):
        app.add_sentence(error, text.sentence)
