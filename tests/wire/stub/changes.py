"""Waiting for something to come true."""

import asyncio
from collections.abc import Callable


class Changes:
    """Whoever changes the world rings; whoever waits looks again."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()

    def ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    async def wait_until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Return whether it holds, at the latest after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await self._bell.wait()
        except TimeoutError:
            return holds()
        return True
