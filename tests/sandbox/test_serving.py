"""The command, as it is typed in a terminal."""

import asyncio
import os
import re
import signal
import socket
import sys
from pathlib import Path

from aiohttp import ClientSession, web

from bot.sandbox.serving import LOOPBACK, listen


async def test_it_says_where_it_is_and_ends_without_a_trace(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "sandbox", "--port", "0"),
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = [await process.stdout.readline()]
    while b"Ctrl-C" not in said[-1]:
        said.append(await process.stdout.readline())
        assert said[-1], b"".join(said)
    address = re.search(r"http://\S+/", b"".join(said).decode())
    assert address is not None
    assert contents(tmp_path) != []
    async with ClientSession() as session, session.get(address[0]) as page:
        assert page.status == 200

    process.send_signal(signal.SIGINT)
    rest, _ = await process.communicate()

    assert process.returncode == 0
    assert len([*said, *rest.splitlines()]) <= 10
    assert b"Nothing leaves this machine" in b"".join(said)
    assert contents(tmp_path) == []


async def test_a_port_that_is_taken_is_left_alone() -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        taken = other.getsockname()[1]

        runner, port = await listen(web.Application(), taken)
        await runner.cleanup()

    assert port not in {0, taken}


def contents(folder: Path) -> list[Path]:
    return list(folder.iterdir())
