"""The headings of skills, on Discord. `setup` hands all of it over to the app."""

from typing import get_args

from bot.discord_app.app import App

from . import text
from .cog import SkillsCog
from .ui import HeadingsPagePress


async def setup(app: App) -> None:
    await app.add_cog(SkillsCog(app.db))
    app.add_presses(HeadingsPagePress)
    for error in get_args(text.SkillsError):
        app.add_sentence(error, text.sentence)
