"""Ask where somebody lives."""

from typing import Any

import discord

from bot.guilds.rules.places import MOST_CHARACTERS

from . import text
from .presses import Form


class PlaceForm(Form):
    """A form for a city, a country or a zone; `place` is what is there before anybody types."""

    def __init__(self, interaction: discord.Interaction[Any], *, kind: str, title: str, place: str = "") -> None:
        super().__init__(interaction, kind=kind, title=title)
        self._place = discord.ui.TextInput[Any](
            custom_id="place", default=place, placeholder=text.PLACE_EXAMPLE, max_length=MOST_CHARACTERS
        )
        self.add_item(discord.ui.Label(text=text.PLACE, component=self._place))

    @property
    def typed(self) -> str:
        return self._place.value
