"""The commands with which members say who they are."""

from typing import Any, ClassVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.database import Database
from bot.discord_app import limits
from bot.discord_app.interactions import answer, open_form, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.wording import shorten
from bot.profiles import offering, saying, viewing
from bot.profiles.rules.entries import MOST_WORDS, Side
from bot.skills import headings

from . import entries_ui
from .hello_ui import HelloForm, page, shown
from .text import profiles

What = app_commands.Range[str, 1, MOST_WORDS]
Choices = list[app_commands.Choice[str]]


class HelloCog(commands.Cog):
    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command()
    @app_commands.guild_only()
    async def hello(self, interaction: discord.Interaction[Any]) -> None:
        """Say what you would like to achieve, what would help you and what you can offer."""
        call = self._db.read(saying.said_so_far, actor=actor_of(interaction))
        await open_form(interaction, call, lambda said: HelloForm(interaction, said))


@app_commands.command(name="profile")
async def profile(interaction: discord.Interaction[Any]) -> None:
    """See what you have told Kith about you and who sees it, and change it."""
    await answer(interaction, page(interaction), shown)


class EntriesCog(commands.GroupCog):
    """What both sides do alike."""

    side: ClassVar[Side]

    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command()
    @app_commands.describe(
        what="Such as: bike repair, German, listening; pick from the list, or use your own words",
        words="More about it, in your own words",
    )
    async def add(self, interaction: discord.Interaction[Any], what: What, words: What = "") -> None:
        """Add one thing; you see under which heading others find it."""
        call = self._db.write(offering.add, actor=actor_of(interaction), side=self.side, typed=what, words=words)
        await answer(interaction, call, entries_ui.shown)

    @add.autocomplete("what")
    async def _headings(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        call = self._db.read(headings.suggest, actor=actor_of(interaction), typed=typed, most=limits.CHOICES)
        return [app_commands.Choice(name=one.name, value=one.name) for one in await call]

    @app_commands.command()
    @app_commands.describe(what="Pick it from the list as you type")
    async def remove(self, interaction: discord.Interaction[Any], what: What) -> None:
        """Take one thing off."""
        call = self._db.write(offering.remove, actor=actor_of(interaction), side=self.side, typed=what)
        await answer(interaction, call, lambda gone: say(profiles.removed(gone)))

    @remove.autocomplete("what")
    async def _mine(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        actor = actor_of(interaction)
        call = self._db.read(offering.removable, actor=actor, side=self.side, typed=typed, most=limits.CHOICES)
        return [
            app_commands.Choice(name=shorten(one.name, limits.IN_A_CHOICE), value=offering.value_of(one))
            for one in await call
        ]

    @app_commands.command()
    async def list(self, interaction: discord.Interaction[Any]) -> None:
        """See what you have said."""
        call = self._db.read(viewing.mine, actor=actor_of(interaction))
        await answer(interaction, call, lambda found: say(profiles.listed(found, self.side)))


@app_commands.guild_only()
class OfferCog(EntriesCog, group_name="offer", group_description="What you can offer."):
    side = Side.OFFER


@app_commands.guild_only()
class NeedCog(EntriesCog, group_name="need", group_description="What would help you."):
    side = Side.NEED
