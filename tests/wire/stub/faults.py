"""One fault at a time: a request is struck at a chosen point, or the bot is killed at any moment."""

import asyncio
import os
import re
import signal
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Middleware

from .changes import Changes
from .http import Handler, answer
from .shapes import FaultState, Json, Point

ROUTES: Final = {
    "messages": r"^POST /channels/\d+/messages$",
    "edit": r"^PATCH /channels/\d+/messages/\d+$",
    "callback": r"^POST /interactions/\d+/[^/]+/callback$",
}
"""What has a short name; anything else is a pattern that is searched for in "METHOD path"."""


@dataclass
class Fault:
    point: Point
    pattern: re.Pattern[str]
    pid: int | None
    to_pass: int
    delay_s: float
    fired: bool = False
    done: bool = False


class Faults:
    def __init__(self, changes: Changes, prefix: str) -> None:
        self._changes = changes
        self._prefix = prefix
        self._fault: Fault | None = None
        self._timer: asyncio.TimerHandle | None = None

    def arm(self, wanted: Json) -> None:
        """Take the place of the fault before. Raises ValueError when it makes no sense."""
        route: str = wanted.get("route") or "messages"
        pid = wanted.get("pid")
        if pid is not None and (not isinstance(pid, int) or pid <= 1):
            raise ValueError(f"{pid!r} is no process to kill")
        fault = Fault(
            point=Point(wanted["point"]),
            pattern=re.compile(ROUTES.get(route, route)),
            pid=pid,
            to_pass=wanted.get("after", 0),
            delay_s=wanted.get("delay_s", 0.0),
        )
        self.disarm()
        self._fault = fault
        if fault.point is Point.RANDOM:
            self._timer = asyncio.get_running_loop().call_later(fault.delay_s, self._strike_anywhere, fault)

    def disarm(self) -> None:
        self._fault = None
        if self._timer is not None:
            self._timer.cancel()

    def state(self) -> FaultState:
        fault = self._fault
        if fault is None:
            return FaultState(armed=False, fired=False, done=False)
        return FaultState(armed=not fault.fired, fired=fault.fired, done=fault.done)

    def middleware(self) -> Middleware:
        @web.middleware
        async def strike(request: web.Request, handler: Handler) -> web.StreamResponse:
            await request.read()
            fault = self._due(f"{request.method} {request.path.removeprefix(self._prefix)}")
            if fault is None:
                return await handler(request)
            response = await self._strike(fault, request, handler)
            fault.done = True
            self._changes.ring()
            return response

        return strike

    def _due(self, request: str) -> Fault | None:
        """Return the fault if it is this request's turn, and mark it as fired."""
        fault = self._fault
        if fault is None or fault.fired or fault.point is Point.RANDOM or not fault.pattern.search(request):
            return None
        if fault.to_pass:
            fault.to_pass -= 1
            return None
        fault.fired = True
        return fault

    async def _strike(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        match fault.point:
            case Point.BAD_GATEWAY:
                await handler(request)
                return _bad_gateway()
            case Point.BAD_GATEWAY_UNAPPLIED:
                return _bad_gateway()
            case Point.ANSWERED:
                response = await handler(request)
                await response.prepare(request)
                await response.write_eof()
                self._kill(fault)
                return response
            case _:
                return await self._cut_off(fault, request, handler)

    async def _cut_off(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Kill first and apply then: so nothing of it reaches the bot, not even by the gateway."""
        self._kill(fault)
        if fault.point is Point.UNAPPLIED:
            return _broken_off(request)
        if fault.point is Point.LATE:
            _broken_off(request)
            await asyncio.sleep(fault.delay_s)
        await handler(request)
        return _broken_off(request)

    def _strike_anywhere(self, fault: Fault) -> None:
        fault.fired = fault.done = True
        self._kill(fault)

    def _kill(self, fault: Fault) -> None:
        if fault.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(fault.pid, signal.SIGKILL)
        self._changes.ring()


def _bad_gateway() -> web.Response:
    return answer({"message": "502: Bad Gateway", "code": 0}, status=502)


def _broken_off(request: web.Request) -> web.Response:
    """Close the connection with no answer; what is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
