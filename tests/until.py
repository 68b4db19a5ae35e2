"""Wait for what another process does."""

import asyncio
from collections.abc import Awaitable, Callable

LOOK_EVERY_S = 0.05


async def until(holds: Callable[[], Awaitable[bool]], *, seconds: float) -> None:
    """Look until something holds; fail when it does not in time."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110  another process sets no event of ours
            await asyncio.sleep(LOOK_EVERY_S)
