"""The app: commands are told to Discord when they change, and an end waits for what is under way."""

import asyncio
from pathlib import Path

import discord
from discord import app_commands

from bot.discord_app.sync import sync_commands
from tests.acting import Community, community


def syncs(c: Community) -> int:
    return sum(entry.method == "PUT" and entry.path.endswith("/commands") for entry in c.env.http_requests)


async def test_commands_are_synced_once_for_each_change(path: Path) -> None:
    async with community(path) as c:
        app, before = c.kith.app, syncs(c)
        assert await sync_commands(app)
        assert not await sync_commands(app)

        @app.tree.command()
        async def wave(interaction: discord.Interaction) -> None:
            """Wave."""
            del interaction

        assert isinstance(wave, app_commands.Command)
        assert await sync_commands(app)
        assert syncs(c) - before == 2


async def test_a_restart_does_not_sync_again(path: Path) -> None:
    async with community(path) as c:
        await sync_commands(c.kith.app)
        await c.restart()

        assert not await sync_commands(c.kith.app)


async def test_the_end_waits_for_interactions_under_way_but_not_for_ever(path: Path) -> None:
    async with community(path) as c:
        released = asyncio.Event()
        quick, stuck = asyncio.create_task(released.wait()), asyncio.create_task(asyncio.Event().wait())
        c.kith.app.count_in(quick)
        c.kith.app.count_in(stuck)
        asyncio.get_running_loop().call_soon(released.set)

        await c.kith.app.finish_interactions(0.2)

        assert quick.done()
        assert not stuck.done()
        assert not c.kith.app.taking
        stuck.cancel()
