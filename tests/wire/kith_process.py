"""The real program in a process of its own: started, spoken to through its Discord, stopped or killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.wire.stub.shapes import TOKEN

ROOT = Path(__file__).parent.parent.parent


def write_config(folder: Path, port: int) -> Path:
    """Point the program at a Discord on loopback, with its data in this folder."""
    config = folder / "config.toml"
    config.write_text(
        f"""
[discord]
api_url = "http://127.0.0.1:{port}/api/v10"
gateway_url = "ws://127.0.0.1:{port}/gateway"

[data]
folder = "{folder / "data"}"
""",
        encoding="utf-8",
    )
    return config


class KithProcess:
    """`kith run`. What it logs is kept in `log`."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self.log = log

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    async def ended(self, seconds: float = 15) -> int:
        """Wait for its end; return the exit code, negative for a signal."""
        async with asyncio.timeout(seconds):
            return await self._process.wait()

    def tell(self, signum: signal.Signals) -> None:
        if self.running:
            self._process.send_signal(signum)

    async def kill(self) -> None:
        self.tell(signal.SIGKILL)
        await self.ended()


async def start(config: Path, *words: str, token: str | None = TOKEN) -> KithProcess:
    """Start `kith run`, or another of its commands."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
    if token is not None:
        environment["KITH_TOKEN"] = token
    log = config.with_name("kith.log")
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *(words or ("run",)),
            "--config",
            str(config),
            cwd=ROOT,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    return KithProcess(process, log)


@asynccontextmanager
async def running(config: Path) -> AsyncIterator[KithProcess]:
    """Run the program for the length of a block; it is killed if it still runs then."""
    kith = await start(config)
    try:
        yield kith
    finally:
        await kith.kill()
