"""Act as a member: the real app and cogs in a simulated Discord, on a real database file."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.backend import serializers

from bot import wiring
from bot.database import Database
from bot.discord_app.presses import Component
from bot.guilds import membership
from bot.wiring import Assembled
from bot.workers import InlineWorkers
from tests.contract import check_log, find, load

ORGANISER = discord.Permissions(manage_events=True)
TOKEN = re.compile(r"(?=.*[a-f])[0-9a-f]{16}")
"""The outbox's, by the letter in it: discord.py gives other messages a number, which may have sixteen digits too."""


class EnvClock:
    """The simulated Discord's clock is everybody's."""

    def __init__(self) -> None:
        self.env: simcord.Env | None = None

    def now(self) -> datetime:
        assert self.env is not None
        return self.env.now()


@dataclass
class Community:
    """A guild with a channel, an organiser (Ana) and two members (Ben, Cleo)."""

    env: simcord.Env
    kith: Assembled
    db: Database
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    ana: simcord.MemberActor
    ben: simcord.MemberActor
    cleo: simcord.MemberActor

    async def settle(self) -> datetime | None:
        """Have everything sent that is to be sent now; return when the next thing comes."""
        return await self.kith.outbox.work_until_idle()

    async def move(self, by: timedelta) -> None:
        await self.env.advance_time(by.total_seconds())
        await self.settle()

    async def post_meetup(
        self, *, title: str = "Board games", when: str = "tomorrow 19:00", **options: Any
    ) -> discord.Message:
        """Have Ana set a meetup up; return its card."""
        shown = await self.ana.slash(self.channel, "meetup create", title=title, when=when, **options)
        await self.ana.click(message_of(shown), label="Confirm")
        await self.settle()
        return self.newest()

    def admin(self, name: str = "dina") -> simcord.MemberActor:
        """Somebody who may manage the server, and events."""
        role = self.guild.create_role("Admin", permissions=discord.Permissions(manage_guild=True, manage_events=True))
        return self.guild.add_member(self.env.create_user(name), roles=[role])

    def newest(self) -> discord.Message:
        message = self.channel.last_message
        assert message is not None
        return message

    async def send_away(self, guild: simcord.GuildHandle) -> None:
        """Have the bot kicked. What it had posted stays on Discord."""
        self.env.backend.emit("GUILD_DELETE", {"id": str(guild.id)})
        await self.env.settle()

    async def call_back(self, guild: simcord.GuildHandle) -> None:
        """Invite it again. To a guild that is new to the bot, Discord does not say whether it is available."""
        payload = serializers.guild_create_payload(self.env.backend, self.env.backend.get_guild(guild.id))
        payload.pop("unavailable", None)
        self.env.backend.emit("GUILD_CREATE", payload)
        await self.env.settle()

    async def restart(self) -> None:
        """A new process on the same database: a new app, and nothing of the old one's memory."""
        self.kith = await wiring.assemble(self.db, InlineWorkers())
        await self.env.restart_bot(self.kith.app)


@asynccontextmanager
async def community(path: Path) -> AsyncIterator[Community]:
    """At the end, every request that was made is held against Discord's own description.

    And each message of the outbox could be found again, had the process ended while it was sent.
    """
    clock = EnvClock()
    db = Database(path, clock)
    kith = await wiring.assemble(db, InlineWorkers())
    env = simcord.Env(kith.app)
    clock.env = env
    await env.start()
    try:
        with env.time_context():
            await kith.app.tree.sync()
            guild = env.create_guild()
            await db.write(membership.greet, guild.id)  # Kith has been there for long
            organiser = guild.create_role("Organiser", permissions=ORGANISER)
            c = Community(
                env,
                kith,
                db,
                guild,
                guild.create_text_channel("general"),
                guild.add_member(env.create_user("ana"), roles=[organiser]),
                guild.add_member(env.create_user("ben")),
                guild.add_member(env.create_user("cleo")),
            )
            yield c
            await c.kith.app.finish_interactions(5)
            faults = check_log(load(find()), env.http_requests)
            assert faults == [], faults
            assert unmarked(env.http_requests) == []
            env.raise_errors()
    finally:
        await env.shutdown()
        await db.close()


def unmarked(requests: Iterable[simcord.HttpLogEntry]) -> list[Any]:
    """Return what the outbox sent that has its token on no button, though it is not words alone."""
    bodies: list[Any] = [one.json for one in requests if one.method == "POST" and isinstance(one.json, dict)]
    sent = [body for body in bodies if TOKEN.fullmatch(str(body.get("nonce"))) and body.get("components")]
    return [
        body
        for body in sent
        if not any(key.endswith(body["nonce"]) for key in _of_parts(body["components"], "custom_id"))
    ]


def message_of(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """Return the message that answered an interaction."""
    assert result.response is not None
    return result.response


def shown(parts: Any) -> str:
    """Return all words of a message, an answer, or their components, line by line."""
    if isinstance(parts, simcord.InteractionResult):
        parts = parts.followups[-1] if parts.followups else parts.response
    if isinstance(parts, discord.Message | simcord.ResponseMessage):
        words = [parts.content] if parts.content else []
        raw = (
            parts.components if isinstance(parts, simcord.ResponseMessage) else [p.to_dict() for p in parts.components]
        )
        return "\n".join([*words, shown(raw)])
    found = [part["content"] for part in parts if "content" in part]
    return "\n".join(found + [shown(part["components"]) for part in parts if "components" in part])


async def fill_in(
    who: simcord.MemberActor, form: simcord.InteractionResult, /, **typed: str | list[Any]
) -> simcord.InteractionResult:
    """Send a form as a person does: what they do not touch keeps what stood in it."""
    assert form.modal is not None
    fields = [label["component"] for label in form.modal["components"]]
    return await who.submit_modal(form, {**{field["custom_id"]: _standing_in(field) for field in fields}, **typed})


def _standing_in(field: Any) -> str | list[str]:
    if "options" in field:
        return [option["value"] for option in field["options"] if option.get("default")]
    return str(field.get("value", ""))


def buttons(message: Any) -> list[str]:
    """Return the labels of a message's buttons."""
    return _of_buttons(message, "label")


def custom_ids(message: Any) -> list[str]:
    return _of_buttons(message, "custom_id")


def _of_buttons(message: Any, what: str) -> list[str]:
    is_answer = isinstance(message, simcord.ResponseMessage)
    return _of_parts(message.components if is_answer else [part.to_dict() for part in message.components], what)


def _of_parts(parts: Any, what: str) -> list[str]:
    own = [part[what] for part in parts if part.get("type") == discord.ComponentType.button.value]
    return own + [found for part in parts for found in _of_parts(part.get("components", []), what)]


async def press(
    c: Community,
    who: simcord.MemberActor,
    button: Component,
    *,
    channel: simcord.ChannelHandle | None = None,
) -> str:
    """Press a button that this person is not shown, as a slow or a hostile client would; return the answer."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(button))
    place = c.kith.app.get_partial_messageable((channel or c.channel).id)
    message = await place.send(view=view)
    answer = shown(await who.click(message, custom_id=button.custom_id))
    await message.delete()
    return answer
