"""The commands with which members are introduced to each other."""

from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.connections import finding, joining, overview
from bot.connections.rules.introductions import MOST_WORDS
from bot.connections.rules.participation import MOST_WEEKS
from bot.database import Database
from bot.discord_app import limits
from bot.discord_app.app import App, app_of
from bot.discord_app.interactions import answer, nothing, open_form, say
from bot.discord_app.permissions import FOR_ORGANISERS, actor_of
from bot.members import nevers
from bot.profiles.rules.entries import MOST_WORDS as MOST_IN_A_NEED
from bot.skills import headings

from . import introducing_ui, joining_ui
from .text import joining as text
from .text import overview as overview_text

MOST_FOUND = 8
Weeks = app_commands.Range[int, 1, MOST_WEEKS]
Why = app_commands.Range[str, 1, MOST_WORDS]
Need = app_commands.Range[str, 1, MOST_IN_A_NEED]
Somebody = discord.User | discord.Member


@app_commands.guild_only()
class ConnectCog(
    commands.GroupCog, group_name="connect", group_description="Introductions: take part, and how you would like it."
):
    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command()
    async def join(self, interaction: discord.Interaction[Any]) -> None:
        """Take part in introductions; you are asked each time, and see who sees what."""
        await answer(interaction, joining_ui.join(interaction), joining_ui.shown)

    @app_commands.command()
    async def wishes(self, interaction: discord.Interaction[Any]) -> None:
        """See how you take part, and change how often, when and with whom."""
        call = self._db.read(joining.taking, actor=actor_of(interaction))
        await answer(interaction, call, joining_ui.shown)

    @app_commands.command()
    @app_commands.describe(weeks="For how many weeks; you are told when they are over")
    async def pause(self, interaction: discord.Interaction[Any], weeks: Weeks) -> None:
        """Take a break from introductions; nobody is told."""
        call = self._db.write(joining.pause, actor=actor_of(interaction), weeks=weeks)
        await answer(interaction, call, joining_ui.shown)

    @app_commands.command()
    async def resume(self, interaction: discord.Interaction[Any]) -> None:
        """Be back after a break or a rest."""
        call = self._db.write(joining.resume, actor=actor_of(interaction))
        await answer(interaction, call, joining_ui.shown)

    @app_commands.command()
    async def leave(self, interaction: discord.Interaction[Any]) -> None:
        """Take part in introductions no more."""
        call = self._db.write(joining.leave, actor=actor_of(interaction))
        await answer(interaction, call, lambda _: say(text.LEFT))

    @app_commands.command()
    @app_commands.describe(member="Whom you never want to be introduced to; leave it empty to see your list")
    async def never(self, interaction: discord.Interaction[Any], member: Somebody | None = None) -> None:
        """Never be introduced to somebody; only you know, and only you see your list."""
        if member is None:
            await answer(interaction, self._db.read(nevers.mine, actor=actor_of(interaction)), joining_ui.never_list)
        else:
            await _keep_apart(interaction, member)

    @app_commands.command(extras={FOR_ORGANISERS: True})
    async def overview(self, interaction: discord.Interaction[Any]) -> None:
        """See how introductions are going: numbers, and what is needed and not offered."""
        call = self._db.read(overview.overview, actor=actor_of(interaction))
        await answer(interaction, call, lambda found: say(overview_text.overview(found)))


class IntroductionsCog(commands.Cog):
    def __init__(self, db: Database) -> None:
        self._db = db

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(need="What you look for, such as: bike repair; leave it empty to see everybody who fits")
    async def find(self, interaction: discord.Interaction[Any], need: Need = "") -> None:
        """See who offers what would help you, and who needs what you offer."""
        call = self._db.read(finding.find, actor=actor_of(interaction), typed=need, most=MOST_FOUND)
        await answer(interaction, call, introducing_ui.found)

    @find.autocomplete("need")
    async def _headings(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        call = self._db.read(headings.suggest, actor=actor_of(interaction), typed=typed, most=limits.CHOICES)
        return [app_commands.Choice(name=one.name, value=one.name) for one in await call]

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(
        first="One of them", second="The other", why="Why, in your words; they read it", third="If there is a third"
    )
    async def introduce(
        self,
        interaction: discord.Interaction[Any],
        first: Somebody,
        second: Somebody,
        why: Why,
        third: Somebody | None = None,
    ) -> None:
        """Introduce members to each other; each is asked first."""
        people = [first, second, *([third] if third else [])]
        await answer(interaction, introducing_ui.introduce(interaction, people, why), introducing_ui.introduced)


async def _keep_apart(interaction: discord.Interaction[Any], member: Somebody) -> None:
    call = app_of(interaction).db.write(nevers.add, actor=actor_of(interaction), other_id=member.id)
    await answer(interaction, call, lambda _: say(text.kept_apart(member.id)))


async def _look(interaction: discord.Interaction[Any], member: Somebody) -> None:
    call = app_of(interaction).db.read(finding.between, actor=actor_of(interaction), other_id=member.id)
    await answer(interaction, call, lambda found: introducing_ui.together(found, member.id))


async def _introduce(interaction: discord.Interaction[Any], member: Somebody) -> None:
    await open_form(interaction, nothing(), lambda _: introducing_ui.IntroduceForm(interaction, member))


MENUS: dict[str, Callable[..., Any]] = {
    "What can we do for each other?": _look,
    "Introduce somebody": _introduce,
    "Never introduce me": _keep_apart,
}
"""What stands in the menu behind a member's name."""


def add_menus(app: App) -> None:
    for name, callback in MENUS.items():
        menu: app_commands.ContextMenu = app_commands.ContextMenu(name=name, callback=callback)
        menu.guild_only = True
        app.tree.add_command(menu)
