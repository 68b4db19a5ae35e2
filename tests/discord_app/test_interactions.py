"""The one place that runs an interaction: what is said, when, where, and what of failures."""

import asyncio
import io
import re
from dataclasses import dataclass, replace
from typing import Any

import discord
import pytest

from bot.database import DatabaseBusyError
from bot.discord_app import text
from bot.discord_app.interactions import answer, answer_error, claim, open_form, say
from bot.discord_app.presses import answer_unclaimed
from bot.errors import UserFacingError
from bot.meetups.rules.meetup import Answer
from cogs.meetups import ui

from .doubles import InteractionDouble, too_late


@dataclass
class TooManyError(UserFacingError):
    number: int


def a_file() -> discord.File:
    return discord.File(io.BytesIO(b"{}"), "a.json")


async def returns(value: str) -> str:
    return value


async def raises(error: Exception) -> str:
    raise error


async def waits_for(event: asyncio.Event) -> str:
    await event.wait()
    return "done at last"


async def test_a_quick_call_is_answered_at_once_and_privately() -> None:
    interaction: Any = InteractionDouble()

    await answer(interaction, returns("done"), say)

    assert interaction.said == [("message", "done")]


async def test_a_quick_press_can_replace_the_message_that_was_pressed() -> None:
    interaction: Any = InteractionDouble()

    await answer(interaction, returns("done"), lambda words: say(words, in_place=True), in_place=True)

    assert interaction.said == [("in place", "done")]


async def test_a_slow_call_is_acknowledged_in_time_and_answered_when_it_is_done() -> None:
    interaction: Any = InteractionDouble()

    await answer(interaction, waits_for(interaction.response.deferred), say)

    assert interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    assert interaction.said == [("original", "done at last")]


@pytest.mark.parametrize("error", [DatabaseBusyError(), RuntimeError("a fault"), TooManyError(3)])
async def test_what_was_typed_and_can_not_be_taken_is_shown_again(error: Exception) -> None:
    interaction: Any = InteractionDouble()
    interaction.client.sentences[TooManyError] = lambda _: "Too many."

    await answer(interaction, raises(error), say, typed="```\nMy words\n```")

    ((_, words),) = interaction.said
    assert words.endswith("Here it is, for you to copy:\n```\nMy words\n```")


async def test_while_ending_what_was_typed_is_shown_again() -> None:
    interaction: Any = InteractionDouble()
    interaction.client.taking = False

    await answer(interaction, returns("done"), say, typed="```\nMy words\n```")

    assert interaction.said == [("message", text.not_taken(text.RESTARTING, "```\nMy words\n```"))]


async def test_a_file_comes_with_an_answer_however_slow() -> None:
    for quick in (True, False):
        interaction: Any = InteractionDouble()
        call = returns("here") if quick else waits_for(interaction.response.deferred)

        await answer(
            interaction, call, lambda words: replace(say(words), file=discord.File(io.BytesIO(b"{}"), "a.json"))
        )

        assert interaction.said[0][1].endswith("\na.json")


async def test_a_slow_press_keeps_its_message_until_there_is_something_to_put_there() -> None:
    interaction: Any = InteractionDouble()
    deferred = interaction.response.deferred

    await answer(interaction, waits_for(deferred), lambda words: say(words, in_place=True), in_place=True)

    assert interaction.response.type is discord.InteractionResponseType.deferred_message_update
    assert interaction.said == [("original", "done at last")]


async def test_a_slow_press_that_fails_leaves_the_message_as_it_was() -> None:
    interaction: Any = InteractionDouble()
    interaction.client.sentences[TooManyError] = lambda error: f"{error.number} is too many"

    async def fails() -> str:
        await interaction.response.deferred.wait()
        raise TooManyError(3)

    await answer(interaction, fails(), say, in_place=True)

    assert interaction.said == [("follow-up", "3 is too many")]


async def test_an_answer_that_comes_too_late_for_discord_does_not_undo_what_was_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    interaction: Any = InteractionDouble()
    interaction.response.refusal = too_late()
    done = []

    async def works() -> str:
        done.append("it")
        return "done"

    await answer(interaction, works(), say)

    assert done == ["it"]
    assert "could not be answered" in caplog.text


async def test_an_expected_failure_is_told_in_its_own_words() -> None:
    interaction: Any = InteractionDouble()
    interaction.client.sentences[TooManyError] = lambda error: f"{error.number} is too many"

    await answer(interaction, raises(TooManyError(3)), say)

    assert interaction.said == [("message", "3 is too many")]


async def test_an_unknown_failure_gets_a_code_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    interaction: Any = InteractionDouble()

    await answer(interaction, raises(ZeroDivisionError("secret detail")), say)

    words = interaction.said[0][1]
    code = re.search(r"`(\w{6})`", words)
    assert code is not None
    assert "secret" not in words
    assert f"fault {code[1]}" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_a_busy_database_is_said_to_have_saved_nothing() -> None:
    interaction: Any = InteractionDouble()

    await answer(interaction, raises(DatabaseBusyError()), say)

    assert interaction.said == [("message", text.BUSY)]


async def test_while_ending_nothing_is_begun() -> None:
    interaction: Any = InteractionDouble()
    interaction.client.taking = False
    begun = []

    async def works() -> str:
        begun.append("it")
        return "done"

    await answer(interaction, works(), say)

    assert begun == []
    assert interaction.said == [("message", text.RESTARTING)]


async def test_what_runs_is_counted_in_so_that_the_end_can_wait_for_it() -> None:
    interaction: Any = InteractionDouble()

    await answer(interaction, returns("done"), say)

    assert len(interaction.client.counted) == 1


async def test_a_form_that_cant_be_opened_says_why() -> None:
    interaction: Any = InteractionDouble()
    interaction.client.sentences[TooManyError] = lambda error: f"{error.number} is too many"

    await open_form(interaction, raises(TooManyError(3)), lambda _: discord.ui.Modal(title="never"))

    assert interaction.said == [("message", "3 is too many")]


async def test_a_form_opens() -> None:
    interaction: Any = InteractionDouble()

    await open_form(interaction, returns("A title"), lambda title: discord.ui.Modal(title=title))

    assert interaction.said == [("form", "A title")]


async def test_a_command_outside_of_a_server_says_where_it_works() -> None:
    interaction: Any = InteractionDouble()

    await answer_error(interaction, discord.app_commands.NoPrivateMessage())

    assert interaction.said == [("message", text.ONLY_IN_A_SERVER)]


async def test_a_failed_autocomplete_is_logged_and_stays_silent(caplog: pytest.LogCaptureFixture) -> None:
    interaction: Any = InteractionDouble(discord.InteractionType.autocomplete)

    await answer_error(interaction, ZeroDivisionError())

    assert interaction.said == []
    assert "autocomplete failed" in caplog.text


async def test_a_press_that_fails_before_its_call_is_answered_too() -> None:
    interaction: Any = InteractionDouble(discord.InteractionType.component)
    interaction.guild_id = None

    await ui.AnswerPress(Answer.GOING, 1, "").callback(interaction)

    assert interaction.said == [("message", text.ONLY_IN_A_SERVER)]


async def test_a_button_that_nobody_knows_gets_a_kind_answer() -> None:
    interaction: Any = InteractionDouble(discord.InteractionType.component)

    await answer_unclaimed(interaction)

    assert interaction.said == [("message", text.OLD_BUTTON)]


async def test_a_button_that_somebody_knows_is_not_answered_twice() -> None:
    interaction: Any = InteractionDouble(discord.InteractionType.component)
    claim(interaction)

    await answer_unclaimed(interaction)

    assert interaction.said == []


async def test_a_lost_form_gives_back_all_that_was_typed() -> None:
    interaction: Any = InteractionDouble(discord.InteractionType.modal_submit)
    interaction.data = {
        "components": [
            {"type": 18, "component": {"type": 4, "value": "in a label"}},
            {"type": 1, "components": [{"type": 4, "value": "in a row, with ``` in it"}, {"type": 4, "value": ""}]},
        ]
    }

    await answer_unclaimed(interaction)

    words = interaction.said[0][1]
    assert "in a label\nin a row, with ''' in it" in words
