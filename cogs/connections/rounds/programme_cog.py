"""The commands about programmes, below `/connect`, and the question why two were not introduced."""

from typing import Any

import discord
from discord import app_commands

from bot.connections.rounds import explaining
from bot.database import Database
from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, answer, say
from bot.discord_app.permissions import FOR_ORGANISERS, actor_of
from bot.discord_app.presses import NUMBER, Press, custom_id
from bot.programmes import finding, planning, running
from bot.programmes.rules.programme import MOST_NAME, Stage, State
from bot.programmes.running import Running

from .preview_ui import CallOffPress, LookPress
from .programme_ui import begin, shown
from .text import labels, previews, programmes

MOST_OFFERED = 25
Name = app_commands.Range[str, 1, MOST_NAME]
Which = app_commands.Range[str, 1, MOST_NAME]
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
    async def edit(self, interaction: discord.Interaction[Any], programme: Which, name: Name = "") -> None:
        """Change a programme, or skip dates; a round that is announced stays as it is."""
        call = self._db.write(planning.edit, actor=actor_of(interaction), typed=programme, name=name)
        await answer(interaction, call, shown)

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(programme="Its name: pick it from the list as you type")
    async def pause(self, interaction: discord.Interaction[Any], programme: Which) -> None:
        """Announce no more rounds for now."""
        call = self._db.write(running.pause, actor=actor_of(interaction), typed=programme)
        await answer(interaction, call, lambda found: say(programmes.paused(found)))

    @app_commands.command(extras={FOR_ORGANISERS: True})
    @app_commands.describe(programme="Its name: pick it from the list as you type")
    async def close(self, interaction: discord.Interaction[Any], programme: Which) -> None:
        """End a programme for good."""
        call = self._db.write(running.close, actor=actor_of(interaction), typed=programme)
        await answer(interaction, call, lambda found: say(programmes.closed(found)))

    @app_commands.command(extras={FOR_ORGANISERS: True})
    async def list(self, interaction: discord.Interaction[Any]) -> None:
        """See the programmes, their next dates, and the rounds under way."""
        await answer(interaction, self._db.read(running.listed, actor=actor_of(interaction)), listed)

    @edit.autocomplete("programme")
    @pause.autocomplete("programme")
    @close.autocomplete("programme")
    async def _programmes(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        call = self._db.read(finding.offered, actor=actor_of(interaction), typed=typed, most=MOST_OFFERED)
        return [
            app_commands.Choice(name=programmes.in_a_choice(one), value=finding.value_of(one)) for one in await call
        ]


class GoOnPress(Press, kind="programme-go-on", programme=NUMBER):
    """Go on with one that is paused; in the list."""

    in_place = True

    def __init__(self, programme_id: int, name: str = "") -> None:
        label = labels.go_on(name)
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(self.kind, programme_id)))
        self.programme_id = programme_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: Any, /) -> "GoOnPress":
        return cls(int(match["programme"]))

    def call(self, interaction: discord.Interaction[Any]) -> Any:
        db = app_of(interaction).db
        return db.write(running.resume, actor=actor_of(interaction), programme_id=self.programme_id)

    def reply(self, outcome: Running) -> Reply:
        return say(programmes.resumed(outcome), in_place=True)


def listed(found: list[Running]) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(programmes.listed_head(found)))
    for one in found:
        view.add_item(discord.ui.TextDisplay(programmes.running(one)))
        buttons = _buttons(one)
        if buttons:
            view.add_item(discord.ui.ActionRow(*buttons))
    return Reply(view)


def _buttons(found: Running) -> list[discord.ui.Item[Any]]:
    """Of the newest round that can be looked at or called off, and to go on with one that is paused."""
    buttons: list[discord.ui.Item[Any]] = []
    if found.programme.state is State.PAUSED:
        buttons.append(GoOnPress(found.programme.id, found.programme.plan.name))
    for one in found.rounds[:1]:
        buttons += [LookPress(one.id)] if one.stage is not Stage.ASKING else []
        buttons += [CallOffPress(one.id)] if one.stage is not Stage.BEGUN else []
    return buttons


@app_commands.command(extras={FOR_ORGANISERS: True})
@app_commands.describe(first="One of them", second="The other")
async def why(interaction: discord.Interaction[Any], first: Somebody, second: Somebody) -> None:
    """See why two people were, or were not, introduced, in the newest round of both."""
    actor = actor_of(interaction)
    call = app_of(interaction).db.read(explaining.why, actor=actor, one_id=first.id, other_id=second.id)
    await answer(interaction, call, lambda found: say(previews.why(found, first.id, second.id)))
