"""A running stand-in for Discord, and the real client on it."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket

from tests.wire.client import StubProcess
from tests.wire.probe import LIMIT_S, WORLD, Probe


@pytest.fixture
async def stub() -> AsyncIterator[StubProcess]:
    async with StubProcess(WORLD) as started:
        yield started


@pytest.fixture
def token(stub: StubProcess) -> Iterator[str]:
    """Have discord.py speak to the stand-in; it knows one Discord for the whole process."""
    base, gateway = discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = stub.api_url, yarl.URL(stub.gateway_url)
    yield stub.token
    discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
async def probe(stub: StubProcess, token: str) -> AsyncIterator[Probe]:
    async with Probe() as client:
        await client.login(token)
        await client.tree.sync()
        connection = asyncio.create_task(client.connect())
        async with asyncio.timeout(LIMIT_S):
            await client.wait_until_ready()
        yield client
    await connection
    assert (await stub.state())["unknown"] == []
