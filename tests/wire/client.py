"""The stand-in for Discord, as a test holds it: started, steered, looked at, ended."""

import asyncio
import json
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal, Self, cast

import aiohttp

from tests.wire.stub.shapes import (
    TOKEN,
    Answer,
    FaultState,
    GatewayState,
    Json,
    Point,
    Seeded,
    State,
    WorldSeed,
)

ROOT = Path(__file__).parent.parent.parent
START_S = 15
END_S = 5
SPARE_S = 10
"""How much longer a call may take than the waiting that it asks for."""
NOT_THERE = ("no such component", "no such message")
"""What the stub says of what was edited or deleted since it was looked at."""


class NotThereError(AssertionError):
    """What was to be pressed does not stand there, or no longer: messages are edited and deleted at any moment."""


class StubProcess:
    """A stand-in in a process of its own, for the length of an `async with`."""

    token = TOKEN

    def __init__(self, world: WorldSeed | None = None) -> None:
        self._world: WorldSeed = world or {}
        self._process: asyncio.subprocess.Process | None = None
        self._http: aiohttp.ClientSession | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.wire.stub", "--world", json.dumps(self._world)),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            self.port = json.loads(await asyncio.wait_for(self._line(), START_S))["port"]
        except BaseException:
            await self.end()
            raise
        self._http = aiohttp.ClientSession(f"http://127.0.0.1:{self.port}")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._http is not None:
            await self._http.close()
        await self.end()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def end(self, *, by: signal.Signals | None = None) -> int:
        """Close its stdin, or send it a signal; return its exit code."""
        process = self._started()
        if by is not None:
            with suppress(ProcessLookupError):
                process.send_signal(by)
        elif process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.communicate(), END_S)
        except TimeoutError:
            process.kill()
            await process.communicate()
        return process.returncode or 0

    # The world

    async def seed(self, world: WorldSeed) -> Seeded:
        return cast(Seeded, await self._call("POST", "world", world))

    async def state(self) -> State:
        found = await self._call("GET", "state")
        found["messages"] = {int(channel_id): messages for channel_id, messages in found["messages"].items()}
        found["roles"] = {int(guild): _by_number(members) for guild, members in found["roles"].items()}
        return cast(State, found)

    async def gateway(self, *, wait_s: float = 0, after: int = 0) -> GatewayState:
        """Wait until a session is ready, one that is newer than the first `after`."""
        found = await self._call("GET", f"gateway?wait={wait_s}&after={after}", wait_s=wait_s)
        return cast(GatewayState, found)

    # Faults

    async def arm(
        self,
        point: Point,
        *,
        pid: int | None = None,
        route: str = "messages",
        after: int = 0,
        delay_s: float = 0,
    ) -> None:
        """Arm one fault, in place of the one before.

        `route` is messages, edit, callback, or a pattern that is searched for in "METHOD path".
        """
        fault = {"point": point, "pid": pid, "route": route, "after": after, "delay_s": delay_s}
        await self._call("POST", "fault", fault)

    async def disarm(self) -> None:
        await self._call("DELETE", "fault")

    async def fault(self, *, wait_s: float = 0, until: Literal["fired", "done"] = "fired") -> FaultState:
        found = await self._call("GET", f"fault?wait={wait_s}&until={until}", wait_s=wait_s)
        return cast(FaultState, found)

    # Members

    async def slash(
        self,
        *command: str,
        user_id: int,
        channel_id: int,
        options: Mapping[str, Any] | None = None,
        timeout_s: float = 5,
    ) -> Answer:
        wanted = {"kind": "slash", "command": command, "options": options or {}}
        return await self._act(wanted, user_id, channel_id, timeout_s)

    async def autocomplete(
        self,
        *command: str,
        user_id: int,
        channel_id: int,
        focused: str,
        options: Mapping[str, Any],
        timeout_s: float = 5,
    ) -> Answer:
        wanted = {"kind": "autocomplete", "command": command, "focused": focused, "options": options}
        return await self._act(wanted, user_id, channel_id, timeout_s)

    async def press(
        self, message_id: int, custom_id: str, *, user_id: int, channel_id: int, timeout_s: float = 5
    ) -> Answer:
        wanted = {"kind": "button", "message_id": message_id, "custom_id": custom_id}
        return await self._act(wanted, user_id, channel_id, timeout_s)

    async def choose(
        self,
        message_id: int,
        custom_id: str,
        *values: str | int,
        user_id: int,
        channel_id: int,
        timeout_s: float = 5,
    ) -> Answer:
        wanted = {"kind": "select", "message_id": message_id, "custom_id": custom_id, "values": values}
        return await self._act(wanted, user_id, channel_id, timeout_s)

    async def submit(
        self,
        custom_id: str,
        fields: Mapping[str, Any],
        *,
        user_id: int,
        channel_id: int,
        timeout_s: float = 5,
    ) -> Answer:
        """Send the form that was opened for this member; a field that is not named keeps what stood in it."""
        wanted = {"kind": "modal", "custom_id": custom_id, "fields": fields}
        return await self._act(wanted, user_id, channel_id, timeout_s)

    async def _act(self, wanted: Json, user_id: int, channel_id: int, timeout_s: float) -> Answer:
        body = {**wanted, "user_id": user_id, "channel_id": channel_id, "timeout_s": timeout_s}
        return cast(Answer, await self._call("POST", "interaction", body, wait_s=timeout_s))

    # Calls

    async def _call(self, method: str, what: str, body: object = None, *, wait_s: float = 0) -> Any:
        assert self._http is not None, "not started"
        limit = aiohttp.ClientTimeout(total=wait_s + SPARE_S)
        async with self._http.request(method, f"/control/{what}", json=body, timeout=limit) as response:
            if response.status >= HTTPStatus.BAD_REQUEST:
                reason = await response.text()
                kind = NotThereError if any(one in reason for one in NOT_THERE) else AssertionError
                raise kind(f"{method} {what}: {reason}")
            return await response.json() if response.content_length else None

    async def _line(self) -> bytes:
        stdout = self._started().stdout
        assert stdout is not None
        return await stdout.readline()

    def _started(self) -> asyncio.subprocess.Process:
        assert self._process is not None, "not started"
        return self._process


def _by_number(found: Mapping[str, Any]) -> dict[int, Any]:
    return {int(number): value for number, value in found.items()}
