"""Whatever members type, press, choose and send: it is answered, to them alone; nothing crosses guilds or pings."""

import asyncio
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import AppCommandOptionType as Kind
from discord import app_commands
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from simcord.backend.errors import BackendError, SetupError
from sqlalchemy import select

from bot.database import Tx
from bot.database.tables import metadata
from bot.discord_app.presses import Component
from tests.acting import Community, community, shown

from .connecting import ask, join, threads_of

TITLED = "Riverside"
"""Stands in every title of the one guild, and in nothing that is typed in the other."""
FAULT = "Something went wrong on my side"
LIKELY = [
    "Board games",
    "friday 7pm",
    "in 2 hours",
    "tomorrow 19:00",
    "90 min",
    "12 High Street, Leeds",
    "Leeds",
    "meetup:1",
    "meetup:2",
    "12",
    "-1",
    "@everyone <@&1> <@123456789012345678>",
    "**b** `c` ~~s~~ > q\n# h",
    "\u202eright to left\u202c",
    "👩‍👩‍👧‍👧" * 20,
    "\x00\ud7ff\u200b",
    "x" * 1000,
]
TEXTS = st.one_of(st.sampled_from(LIKELY), st.text(max_size=40))
STEPS = ["type", "type", "menu", "press", "press", "press", "guess", "guess", "complete", "wait", "delete"]
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
"""To make a failure smaller would take minutes."""
STEPS_A_STORY = 12
Answer = simcord.InteractionResult


class Play:
    """One guild with a meetup and everybody in it, another with an organiser; and what they do as it is drawn."""

    def __init__(self, c: Community, draw: Any) -> None:
        self.c = c
        self.draw = draw
        other = c.env.create_guild()
        boss = other.create_role("Boss", permissions=discord.Permissions(manage_guild=True, manage_events=True))
        self.eve = other.add_member(c.env.create_user("eve"), roles=[boss])
        self.there = other.create_text_channel("elsewhere")
        self.people = [c.ana, c.ben, c.cleo, c.admin(), self.eve, self.eve]
        self.commands = [one for one in c.kith.app.tree.walk_commands() if isinstance(one, app_commands.Command)]
        self.seen: list[tuple[simcord.MemberActor, Any]] = []

    async def step(self) -> None:
        what = self.draw(st.sampled_from(STEPS))
        if what == "wait":
            await self.c.move(timedelta(minutes=self.draw(st.integers(1, 5000))))
            return
        who = self.draw(st.sampled_from(self.people if what != "delete" else [self.c.ana]))
        before = await self.of_the_one_guild() if who is self.eve else None
        try:
            await self.act(who, what)
        except (SetupError, BackendError, discord.NotFound):
            return  # nobody could do that on Discord: a form beyond its limits, a message that is gone
        if before is not None:
            assert await self.of_the_one_guild() == before, "a member of another guild changed something"
        await self.c.settle()

    async def act(self, who: simcord.MemberActor, what: str) -> None:
        channel = self.there if who is self.eve else self.c.channel
        match what:
            case "type":
                command = self.draw(st.sampled_from(self.commands))
                await self.answered(who, await who.slash(channel, command.qualified_name, **self.options(who, command)))
            case "press":
                await self.press(who)
            case "menu":
                menus = [one.name for one in self.c.kith.app.tree.walk_commands(type=discord.AppCommandType.user)]
                name, target = self.draw(st.sampled_from(menus)), self.draw(st.sampled_from(self.around(who)))
                await self.answered(who, await who.context_menu(channel, name, target))
            case "guess":
                await self.guess(who, channel)
            case "complete":
                await self.complete(who, channel)
            case _:
                for message in self.c.channel.history()[-1:]:
                    await message.delete()

    def around(self, who: simcord.MemberActor) -> list[simcord.MemberActor]:
        """Return everybody in this one's guild."""
        return [one for one in dict.fromkeys(self.people) if one.guild is who.guild]

    def options(self, who: simcord.MemberActor, command: app_commands.Command[Any, ..., Any]) -> dict[str, Any]:
        return {
            parameter.name: self.draw(_values(parameter, self.around(who)))
            for parameter in command.parameters
            if parameter.required or self.draw(st.booleans())
        }

    async def press(self, who: simcord.MemberActor) -> None:
        """Use something on a message that this member was shown, or on one that everybody sees."""
        places = [] if who is self.eve else [self.c.channel, *threads_of(self.c, who)]
        shown_to_all = [(who, message) for place in places for message in place.history()]
        messages = [message for actor, message in self.seen if actor is who] + [one for _, one in shown_to_all]
        parts = [(message, part) for message in messages for part in _usable(_raw(message))]
        if parts:
            message, part = self.draw(st.sampled_from(parts))
            await self.use(who, message, part)

    async def guess(self, who: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
        """Use something that this member was perhaps never shown, as of an old message or with another's number."""
        kind: type[Component] = self.draw(st.sampled_from(self.c.kith.app.presses))
        pattern = kind.__discord_ui_compiled_template__
        custom_id = self.draw(st.from_regex(pattern, fullmatch=True))
        if who is self.eve or self.draw(st.booleans()):
            number = str(self.draw(st.integers(1, 3)))
            custom_id = re.sub(r"(?<=:)\d+(?=:)", number, custom_id)
        found = pattern.fullmatch(custom_id)
        if found is None or len(custom_id) > 100:
            return
        nothing: Any = None
        item = await kind.from_custom_id(nothing, nothing, found)
        if isinstance(item.item, discord.ui.Button):
            item.item.label = item.item.label or "?"
        if isinstance(item.item, discord.ui.Select) and not item.item.options:
            item.item.add_option(label="?", value=self.draw(st.sampled_from(["0:bike-repair", "1", "?"])))
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.ActionRow(item))
        message = await self.c.kith.app.get_partial_messageable(channel.id).send(view=view)
        for part in _usable(_raw(message)):
            await self.use(who, message, part)
        await message.delete()

    async def use(self, who: simcord.MemberActor, message: Any, part: dict[str, Any]) -> None:
        if part["type"] == discord.ComponentType.button.value:
            result = await who.click(message, custom_id=part["custom_id"])
        else:
            result = await who.select(message, self.chosen(who, part), custom_id=part["custom_id"])
        await self.answered(who, result)

    def chosen(self, who: simcord.MemberActor, part: dict[str, Any]) -> list[Any]:
        match discord.ComponentType(part["type"]):
            case discord.ComponentType.user_select:
                values: list[Any] = list(self.around(who))
            case discord.ComponentType.role_select:
                values = [who.guild.create_role("Role")]
            case discord.ComponentType.channel_select:
                values = [self.there if who is self.eve else self.c.channel]
            case _:
                values = [option["value"] for option in part["options"]]
        fewest, most = part.get("min_values", 1), part.get("max_values", 1)
        drawn: list[Any] = self.draw(st.lists(st.sampled_from(values), min_size=fewest, max_size=most, unique_by=str))
        return drawn

    async def answered(self, who: simcord.MemberActor, result: Answer) -> None:
        assert result.acknowledged
        if result.modal is not None:
            await self.answered(who, await self.sent(who, result))
            return
        said = shown(result)
        assert said.strip(), "answered with something to read"
        assert FAULT not in said
        if who is self.eve:
            assert TITLED not in said, "a member of another guild was shown something"
        message = result.followups[-1] if result.followups else result.response
        self.seen.append((who, message))

    async def sent(self, who: simcord.MemberActor, form: Answer) -> Answer:
        assert form.modal is not None
        values: dict[str, Any] = {}
        for label in form.modal["components"]:
            field = label["component"]
            if field["type"] == discord.ComponentType.text_input.value:
                values[field["custom_id"]] = self.draw(TEXTS)[: field.get("max_length", 4000)]
            else:
                values[field["custom_id"]] = self.chosen(who, field)
        return await who.submit_modal(form, values)

    async def complete(self, who: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
        options = [(one, option) for one in self.commands for option in one.parameters if option.autocomplete]
        command, option = self.draw(st.sampled_from(options))
        offered = await who.autocomplete(channel, command.qualified_name, option.name, self.draw(TEXTS)[:100])
        assert len(offered) <= 25
        assert who is not self.eve or TITLED not in str(offered)

    async def of_the_one_guild(self) -> list[Any]:
        return await self.c.db.read(_rows_of, self.c.guild.id)


def _values(parameter: app_commands.Parameter, around: list[simcord.MemberActor]) -> st.SearchStrategy[Any]:
    match parameter.type:
        case Kind.user:
            return st.sampled_from(around)
        case Kind.integer:
            low, high = int(parameter.min_value or 0), int(parameter.max_value or 99)
            return st.integers(low, high)
        case Kind.string if parameter.choices:
            return st.sampled_from([choice.value for choice in parameter.choices])
        case Kind.string:
            most = int(parameter.max_value or 100)
            return TEXTS.map(lambda text: text[:most]).filter(bool)
        case _:
            raise AssertionError(f"nothing is drawn for {parameter.type}")


def _raw(message: Any) -> Any:
    if isinstance(message, simcord.ResponseMessage):
        return message.components
    return [part.to_dict() for part in message.components]


def _usable(parts: Any) -> Iterator[dict[str, Any]]:
    for part in parts:
        if part.get("custom_id"):
            yield part
        yield from _usable(part.get("components", []))
        if accessory := part.get("accessory"):
            yield from _usable([accessory])


def _rows_of(tx: Tx, guild_id: int) -> list[Any]:
    """Return all rows that name the guild."""
    tables = [table for table in metadata.sorted_tables if "guild_id" in table.c]
    return [dict(row) for table in tables for row in tx.all(select(table).where(table.c.guild_id == guild_id))]


def check_pings(requests: Any, members: set[int]) -> None:
    """No message pings everybody or a role; and people only by name, one by one."""
    for entry in requests:
        body = entry.json if isinstance(entry.json, dict) else {}
        said = body.get("data", body)
        if entry.method not in {"POST", "PATCH"} or not isinstance(said, dict):
            continue
        if "content" in said or "components" in said:
            allowed = said.get("allowed_mentions")
            if said.get("custom_id"):  # a form
                continue
            assert allowed is not None, entry
            assert allowed.get("parse", []) == [], entry
            assert {int(one) for one in allowed.get("users", [])} <= members, entry


async def play(path: Path, draw: Any) -> None:
    async with community(path) as c:
        acted = Play(c, draw)
        await c.post_meetup(title=f"{TITLED} games", when="in 5 hours", seats=1)
        await c.ben.click(c.newest(), label="Going")
        await c.post_meetup(title=f"{TITLED} walk", when="in 3 days", place="12 High Street, Leeds")
        for who in (c.ben, c.cleo):
            await join(c, who, needs="bike repair, cooking", offers="cooking, bike repair")
        await ask(c, c.ben)
        for _ in range(STEPS_A_STORY):
            await acted.step()
        check_pings(c.env.http_requests, {one.id for one in acted.people})


@settings(max_examples=12, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_members_do_is_answered(migrated: Path, caplog: pytest.LogCaptureFixture, data: st.DataObject) -> None:
    caplog.clear()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(migrated, Path(folder) / "kith.db"))
        asyncio.run(play(path, data.draw))

    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
