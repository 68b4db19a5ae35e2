"""The one place that runs an interaction: the call, the deferral, the answer, the error."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import discord

from bot.database import DatabaseBusyError
from bot.errors import UserFacingError

from . import text

log = logging.getLogger(__name__)
T = TypeVar("T")

DEFER_AFTER_S = 1.2
"""Discord drops an interaction that is not acknowledged within three seconds."""
CLAIMED = "claimed"


class Host(Protocol):
    """What answering needs of the app. `taking`: interactions still are; `sentences`: of the expected failures."""

    taking: bool
    sentences: dict[type[UserFacingError], Callable[[Any], str]]

    def count_in(self, task: asyncio.Task[Any]) -> None:
        """Have the end wait for this task."""
        ...


@dataclass(frozen=True)
class Reply:
    """What one person is shown. With `in_place` it takes the place of the private message that was pressed.

    `file` is attached; the view names it where it shall stand.
    """

    view: discord.ui.LayoutView
    in_place: bool = False
    file: discord.File | None = None


def say(words: str, *, in_place: bool = False) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(words))
    return Reply(view, in_place)


async def nothing() -> None:
    """Where there is nothing to look up."""


async def answer(
    interaction: discord.Interaction[Any],
    call: Coroutine[Any, Any, T],
    reply: Callable[[T], Reply],
    *,
    in_place: bool = False,
    typed: str = "",
) -> None:
    """Run the call, and show the person who asked, and nobody else, what came of it.

    Acknowledges by itself when the call is slow; with `in_place` in a way that keeps the message that was pressed.
    `typed`: shown again, for them to copy, where it could not be taken.
    """
    claim(interaction)
    app: Host = interaction.client
    task = asyncio.ensure_future(_outcome(app, interaction, call, reply, typed))
    app.count_in(task)
    done, _ = await asyncio.wait({task}, timeout=DEFER_AFTER_S)
    try:
        if not done:
            await _acknowledge(interaction, in_place=in_place)
        await _show(interaction, await task)
    except discord.HTTPException as error:
        await task  # what was begun is finished, shown or not
        log.warning("interaction %s could not be answered: %s", interaction.id, error)


async def open_form(
    interaction: discord.Interaction[Any], call: Coroutine[Any, Any, T], form: Callable[[T], discord.ui.Modal]
) -> None:
    """Open a form with what the call has read. Opening can't be put off: the call must be quick."""
    claim(interaction)
    app: Host = interaction.client
    outcome: Reply | discord.ui.Modal
    try:
        outcome = form(await call)
    except Exception as error:  # noqa: BLE001  the edge of an interaction
        outcome = say(sentence_for(app, interaction, error))
    try:
        if isinstance(outcome, Reply):
            await _show(interaction, outcome)
        else:
            await interaction.response.send_modal(outcome)
    except discord.HTTPException as error:
        log.warning("interaction %s could not be answered: %s", interaction.id, error)


async def answer_error(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Answer what failed outside of `answer`."""
    claim(interaction)
    if interaction.type is discord.InteractionType.autocomplete:
        log.error("autocomplete failed", exc_info=error)
        return
    try:
        await _show(interaction, say(sentence_for(interaction.client, interaction, error)))
    except discord.HTTPException as failure:
        log.warning("interaction %s could not be answered: %s", interaction.id, failure)


def claim(interaction: discord.Interaction[Any]) -> None:
    """Mark an interaction as somebody's: those that nobody claims get a kind answer."""
    interaction.extras[CLAIMED] = True


def sentence_for(app: Host, interaction: discord.Interaction[Any], error: BaseException) -> str:
    """Return what a person reads about a failure. Unknown ones get a short code that is in the log too."""
    if isinstance(error, discord.app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, UserFacingError) and type(error) in app.sentences:
        return app.sentences[type(error)](error)
    if isinstance(error, DatabaseBusyError):
        log.error("interaction %s: the database was busy", interaction.id)
        return text.BUSY
    if isinstance(error, discord.app_commands.NoPrivateMessage):
        return text.ONLY_IN_A_SERVER
    code = secrets.token_hex(3)
    log.error("fault %s in interaction %s", code, interaction.id, exc_info=error)
    return text.fault(code)


async def _outcome(
    app: Host,
    interaction: discord.Interaction[Any],
    call: Coroutine[Any, Any, T],
    reply: Callable[[T], Reply],
    typed: str,
) -> Reply:
    if not app.taking:
        call.close()
        return say(text.not_taken(text.RESTARTING, typed))
    try:
        return reply(await call)
    except Exception as error:  # noqa: BLE001  the edge of an interaction
        return say(text.not_taken(sentence_for(app, interaction, error), typed))


async def _acknowledge(interaction: discord.Interaction[Any], *, in_place: bool) -> None:
    if in_place:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _show(interaction: discord.Interaction[Any], reply: Reply) -> None:
    response = interaction.response
    files = [reply.file] if reply.file is not None else []
    if response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(view=reply.view, attachments=files)
    elif response.type is discord.InteractionResponseType.deferred_message_update:
        if reply.in_place:
            await interaction.edit_original_response(view=reply.view, attachments=files)
        else:
            await interaction.followup.send(view=reply.view, files=files, ephemeral=True)
    elif reply.in_place:
        await response.edit_message(view=reply.view, attachments=files)
    else:
        await response.send_message(view=reply.view, files=files, ephemeral=True)
