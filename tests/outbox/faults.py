"""What goes wrong, and when: in one call, or with the whole process."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from bot.outbox.sender import DirectMessagesStoppedError, PermanentError, TransientError, UnknownOutcomeError

T = TypeVar("T")


def unknown() -> UnknownOutcomeError:
    return UnknownOutcomeError("no answer")


def transient() -> TransientError:
    return TransientError("not now")


def refused(code: int = 50013, *, gone: bool = False) -> PermanentError:
    return PermanentError(f"refused ({code})", code, gone=gone)


def stopped() -> DirectMessagesStoppedError:
    return DirectMessagesStoppedError("opening direct messages too fast")


class Fault:
    """What goes wrong in one call. `applied` says whether Discord had done it by then. No error: it hangs."""

    def __init__(self, error: Exception | None, *, applied: bool) -> None:
        self.reached = asyncio.Event()
        self.released = asyncio.Event()
        self._error = error
        self._applied = applied
        self._carry_out: Callable[[], Any] = lambda: None

    async def meet(self, carry_out: Callable[[], T]) -> T:
        self._carry_out = carry_out
        self.reached.set()
        if self._applied:
            result = carry_out()
            await self._go_wrong()
            return result
        await self._go_wrong()
        return carry_out()

    async def _go_wrong(self) -> None:
        if self._error is not None:
            raise self._error
        await self.released.wait()

    def arrive(self) -> None:
        """Carry out after all a request that nobody waits for any more."""
        self._carry_out()


class Fuse:
    """Lets so many steps pass; then nothing goes on, as if the process had ended there."""

    def __init__(self) -> None:
        self.blown = asyncio.Event()
        self._left: int | None = None

    def light(self, steps: int) -> None:
        self._left = steps
        self.blown.clear()

    def put_out(self) -> None:
        self._left = None

    async def burn(self) -> None:
        if self._left is None:
            return
        if self._left == 0:
            self.blown.set()
            await asyncio.Event().wait()
        self._left -= 1
