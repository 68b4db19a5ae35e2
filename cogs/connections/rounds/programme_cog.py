"""The commands about programmes, below `/connect`, and the question why two were not introduced."""

from typing import Any

import discord
from discord import app_commands

from bot.connections.rounds import explaining
from bot.database import Database
from bot.discord_app.app import app_of
from bot.discord_app.interactions import answer, say
from bot.discord_app.permissions import FOR_ORGANISERS, actor_of
from bot.programmes import finding, planning, running
from bot.programmes.rules.programme import MOST_NAME

from .programme_ui import begin, shown
from .running_ui import ask_to_close, listed
from .text import previews, programmes

Name = app_commands.Range[str, 1, MOST_NAME]
Choices = list[app_commands.Choice[str]]
Somebody = discord.User | discord.Member


class ProgrammeGroup(app_commands.Group):
    def __init__(self, db: Database) -> None:
        super().__init__(name="programme", description="Introductions that come by themselves, every few weeks.")
        self._db = db

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(name="What you call it, such as: Coffee round")
    async def create(self, interaction: discord.Interaction[Any], name: Name) -> None:
        """Have people introduced to each other every few weeks; you see it before anything runs."""
        await answer(interaction, begin(interaction, name), shown)

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(programme="Its name: pick it from the list as you type", name="A new name, if you like")
    async def edit(self, interaction: discord.Interaction[Any], programme: Name, name: Name = "") -> None:
        """Change a programme, or skip dates; a round that is announced stays as it is."""
        call = self._db.write(planning.edit, actor=actor_of(interaction), typed=programme, name=name)
        await answer(interaction, call, shown)

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(programme="Its name: pick it from the list as you type")
    async def pause(self, interaction: discord.Interaction[Any], programme: Name) -> None:
        """Announce no more rounds for now."""
        call = self._db.write(running.pause, actor=actor_of(interaction), typed=programme)
        await answer(interaction, call, lambda found: say(programmes.paused(found)))

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(programme="Its name: pick it from the list as you type")
    async def close(self, interaction: discord.Interaction[Any], programme: Name) -> None:
        """End a programme for good; you are asked first."""
        call = self._db.read(running.to_close, actor=actor_of(interaction), typed=programme)
        await answer(interaction, call, ask_to_close)

    @app_commands.command(extras={FOR_ORGANISERS: True})
    async def list(self, interaction: discord.Interaction[Any]) -> None:
        """See the programmes, their next dates, and the rounds under way."""
        await answer(interaction, self._db.read(running.listed, actor=actor_of(interaction)), listed)

    @edit.autocomplete("programme")
    @pause.autocomplete("programme")
    @close.autocomplete("programme")
    async def _programmes(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        call = self._db.read(finding.offered, actor=actor_of(interaction), typed=typed)
        return [app_commands.Choice(name=one.plan.name, value=finding.value_of(one)) for one in await call]


@app_commands.command(extras={FOR_ORGANISERS: True})
@app_commands.describe(first="One of them", second="The other")
async def why(interaction: discord.Interaction[Any], first: Somebody, second: Somebody) -> None:
    """See why two people were, or were not, introduced, in the newest round of both."""
    actor = actor_of(interaction)
    call = app_of(interaction).db.read(explaining.why, actor=actor, one_id=first.id, other_id=second.id)
    await answer(interaction, call, lambda found: say(previews.why(found, first.id, second.id)))
