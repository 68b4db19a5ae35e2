"""The commands of check-ins."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.checkins.circles import absence, panels, prompts
from bot.checkins.circles.rules.circle import MOST_IN_A_PROMPT, MOST_LAPS, MOST_MINUTES, How, Plan
from bot.checkins.circles.starting import Who
from bot.database import Database
from bot.discord_app import limits
from bot.discord_app.interactions import Reply, answer, nothing, say
from bot.discord_app.permissions import actor_of, in_voice
from bot.discord_app.wording import shorten

from .host_ui import panel
from .start_ui import StartHerePress, start
from .text import answers, labels

Note = Callable[..., Awaitable[None]]
"""Writes down what was noticed, unless the program is just ending."""
InVoice = Mapping[int, Mapping[int, frozenset[int]]]
"""By guild and by voice channel, who is there."""
Prompt = app_commands.Range[str, 1, MOST_IN_A_PROMPT]
Minutes = app_commands.Range[int, 0, MOST_MINUTES]
Laps = app_commands.Range[int, 1, MOST_LAPS]
WHO = [app_commands.Choice(name=label, value=who.value) for who, label in labels.WHO.items()]
HOW = [app_commands.Choice(name=label, value=how.value) for how, label in labels.HOW.items()]


@app_commands.guild_only()
class CircleCog(commands.GroupCog, group_name="circle", group_description="A circle: everybody gets a turn."):
    def __init__(self, db: Database, note: Note, in_voice: Callable[[], InVoice]) -> None:
        self._db = db
        self._note = note
        self._in_voice = in_voice

    @app_commands.command()
    @app_commands.describe(
        prompt="What everybody is asked: your own words, or pick one. Leave it out, and I'll suggest one",
        who="Who is in it from the beginning; everybody else can join",
        minutes="How long a turn takes, about; 0: no time limit",
        laps="How often you plan to go round",
        how="Whether you speak, or write",
    )
    @app_commands.choices(who=WHO, how=HOW)
    async def start(
        self,
        interaction: discord.Interaction[Any],
        prompt: Prompt = "",
        who: str = "",
        minutes: Minutes = Plan.minutes,
        laps: Laps = Plan.laps,
        how: str = How.SPOKEN,
    ) -> None:
        """Gather a circle here; you host it, and begin when everybody is there."""
        call = start(self._db, interaction, Plan(prompt, How(how), minutes, laps), Who(who) if who else None)
        await answer(interaction, call, lambda found: say(answers.started(found)))

    @start.autocomplete("prompt")
    async def _prompts(self, _interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=shorten(f"{labels.PARTS[part]}: {prompt}", limits.IN_A_CHOICE), value=prompt)
            for part, prompt in prompts.matching(typed, most=limits.CHOICES)
        ]

    @app_commands.command()
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Look at the circle in this channel, and what you may do with it."""
        channel_id = interaction.channel_id or 0
        call = self._db.read(panels.panel_in, actor=actor_of(interaction), channel_id=channel_id)
        await answer(interaction, call, panel)

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        """Whoever has the piece and leaves the voice channel does not hold it up."""
        channels = {one.channel for one in (before, after) if one.channel is not None}
        if before.channel != after.channel:
            who = {"guild_id": member.guild.id, "member_id": member.id}
            await self._note(
                absence.voice_changed, **who, in_voice={one.id: frozenset(in_voice(one)) for one in channels}
            )

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Whoever has come back to a voice channel while the bot was not there is back."""
        for guild_id, channels in self._in_voice().items():
            await self._note(absence.take_stock_of_voice, guild_id=guild_id, in_voice=channels)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The same, of a guild that Discord could not be asked about for a while."""
        channels = self._in_voice().get(guild.id, {})
        await self._note(absence.take_stock_of_voice, guild_id=guild.id, in_voice=channels)


class CheckinCog(commands.Cog):
    @app_commands.command()
    @app_commands.guild_only()
    async def checkin(self, interaction: discord.Interaction[Any]) -> None:
        """See what kinds of check-ins there are, and start one."""
        await answer(interaction, nothing(), lambda _: _welcome())


def _welcome() -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(answers.WELCOME))
    view.add_item(discord.ui.ActionRow(StartHerePress()))
    return Reply(view)
