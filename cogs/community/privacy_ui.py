"""What is kept about a member: handed to them as a file, and forgotten when they say so."""

import io
import json
import re
from collections.abc import Coroutine
from typing import Any, Self

import discord

from bot.discord_app.app import app_of
from bot.discord_app.interactions import Reply, say
from bot.discord_app.permissions import actor_of
from bot.discord_app.presses import Press, custom_id
from bot.meetups.mine import Stake

from .text import privacy

Interaction = discord.Interaction[Any]
FILE = "kith-about-you.json"


def exported(found: dict[str, Any]) -> Reply:
    content = json.dumps(found, ensure_ascii=False, indent=2).encode()
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(privacy.EXPORTED))
    view.add_item(discord.ui.File(f"attachment://{FILE}"))
    return Reply(view, file=discord.File(io.BytesIO(content), FILE))


class ForgetPress(Press, kind="me-forget"):
    in_place = True

    def __init__(self) -> None:
        super().__init__(
            discord.ui.Button(label=privacy.FORGET, style=discord.ButtonStyle.danger, custom_id=custom_id(self.kind))
        )

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    def call(self, interaction: Interaction) -> Coroutine[Any, Any, None]:
        app = app_of(interaction)
        return app.db.write(app.privacy.forget, actor=actor_of(interaction))

    def reply(self, outcome: None) -> Reply:
        del outcome
        return say(privacy.FORGOTTEN, in_place=True)


class RememberPress(Press, kind="me-remember"):
    in_place = True

    def __init__(self) -> None:
        super().__init__(discord.ui.Button(label=privacy.REMEMBER, custom_id=custom_id(self.kind)))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, _match: re.Match[str], /) -> Self:
        return cls()

    async def call(self, interaction: Interaction) -> None:
        """Nothing is done."""

    def reply(self, outcome: None) -> Reply:
        del outcome
        return say(privacy.REMEMBERED, in_place=True)


def asked(stake: Stake) -> Reply:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(privacy.forget(stake)))
    view.add_item(discord.ui.ActionRow(ForgetPress(), RememberPress()))
    return Reply(view)
