"""Choose how long before something people are reminded of it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import discord

from bot.guilds.rules.leads import CHOICES, MOST, from_minutes, to_minutes

from . import text
from .wording import how_long


def leads_select(custom_id: str, chosen: Sequence[timedelta]) -> discord.ui.Select[Any]:
    """A select of several, or of none; `chosen` are those chosen before."""
    return discord.ui.Select(
        custom_id=custom_id,
        placeholder=text.NO_REMINDERS,
        min_values=0,
        max_values=MOST,
        required=False,
        options=[
            discord.SelectOption(label=text.remind_before(how_long(lead)), value=str(minutes), default=lead in chosen)
            for lead, minutes in zip(CHOICES, to_minutes(CHOICES), strict=True)
        ],
    )


def leads_in(values: Iterable[str]) -> tuple[timedelta, ...]:
    """Return what the values of such a select mean."""
    return from_minutes(int(value) for value in values)
