"""`kith sandbox`, from its first line in the terminal to Ctrl-C."""

import asyncio
import secrets
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
from aiohttp import web

from bot import logs
from bot.settings import LogSettings

from .shell import Shell
from .stage import Stage

LOOPBACK = "127.0.0.1"
CLOSING_S = 1
ABOUT = """
Kith, in a made-up community called Riverside. Open this address in a browser:

  {address}

Try: type /meetup create as Ruth; press Going as others; move the clock to the reminder; kill the bot.
Nothing leaves this machine, and nothing is kept. Ctrl-C ends it.
"""


async def serve(port: int) -> None:
    """Serve the sandbox until Ctrl-C or SIGTERM."""
    told_to_stop = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, told_to_stop.set)
    logs.set_up(LogSettings(level="warning"))  # the terminal is for the address, and for faults
    with TemporaryDirectory(prefix="kith-sandbox-") as folder:
        stage = Stage(Path(folder))
        await stage.begin()
        try:
            secret = secrets.token_urlsafe(16)
            runner, taken = await listen(Shell(stage, secret).app(), port)
            try:
                if taken != port and port:
                    typer.echo(f"Port {port} can't be used, so this one is on {taken}.")
                typer.echo(ABOUT.format(address=f"http://{LOOPBACK}:{taken}/#{secret}"))
                await told_to_stop.wait()
            finally:
                await runner.cleanup()
        finally:
            await stage.end()


async def listen(app: web.Application, port: int) -> tuple[web.AppRunner, int]:
    """Listen on this port of this machine or, if it can't be had, on a free one; return which."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSING_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
    except OSError:
        await web.TCPSite(runner, LOOPBACK, 0).start()
    return runner, runner.addresses[0][1]
