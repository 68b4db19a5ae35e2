"""A tiny bot to be killed: posts when it is told to, and defers every interaction for ever."""

import asyncio
import sys
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket

NONCE = "victim"


class Victim(discord.Client):
    async def on_ready(self) -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def live(api_url: str, gateway_url: str, token: str, channel_id: str) -> None:
    discord.http.Route.BASE = api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
    async with Victim(intents=discord.Intents(guilds=True), guild_ready_timeout=0.01) as victim:
        await victim.login(token)
        connection = asyncio.create_task(victim.connect())
        while await asyncio.to_thread(sys.stdin.readline):
            await victim.get_partial_messageable(int(channel_id)).send("posted", nonce=NONCE)
        connection.cancel()


if __name__ == "__main__":
    asyncio.run(live(*sys.argv[1:]))
