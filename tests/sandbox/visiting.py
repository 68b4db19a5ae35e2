"""What a browser does with the sandbox, without a browser: over HTTP, with the pages' own requests."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
from aiohttp import ClientSession

from bot.sandbox.serving import LOOPBACK, listen
from bot.sandbox.shell import Shell
from bot.sandbox.stage import Stage

SECRET = "as-the-terminal-shows-it"  # noqa: S105  of a sandbox that lives for one test
TODAY = datetime(2026, 11, 25, 12, 34, 56, tzinfo=UTC)
TEXT_DISPLAY = discord.ComponentType.text_display.value
JSON = dict[str, Any]


@dataclass
class Page:
    """One person looking at one place; `snapshot` is what they saw last."""

    visitor: "Visitor"
    capability: str
    snapshot: JSON
    sequence: int = 0

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Simcord-Capability": self.capability, "X-Simcord-Context": self.snapshot["context"]["id"]}

    async def look(self) -> str:
        """Return all words on the page, line by line; people are mentioned by their keys."""
        async with self.visitor.session.get("/api/state", headers=self.headers) as answer:
            assert answer.status == 200
            self.snapshot = await answer.json()
        shown = "\n".join(words(self.snapshot["messages"][key]) for key in self.snapshot["timeline"])
        for key, person in self.visitor.stage.world.people.items():
            shown = shown.replace(person.mention, f"@{key}")
        return shown

    async def do(self, kind: str, **body: Any) -> JSON:
        """Do something as the page does it, knowing no more than its snapshot."""
        self.sequence += 1
        told = {
            "protocol_version": 3,
            "sequence": self.sequence,
            "request_id": f"request-{self.sequence}",
            "generation": self.snapshot["context"]["generation"],
            "bot_generation": self.snapshot["botGeneration"],
            "published_revision": self.snapshot["publishedRevision"],
            "kind": kind,
            **body,
        }
        async with self.visitor.session.post("/api/action", json=told, headers=self.headers) as answer:
            receipt: JSON = await answer.json()
        return receipt

    async def press(self, label: str, *, on: str = "") -> str:
        """Press the newest button of this name on a message with these words; return what the page shows then."""
        for message in reversed([self.snapshot["messages"][key] for key in self.snapshot["timeline"]]):
            if on in words(message):
                for button in parts(message):
                    if button.get("label") == label:
                        key = button["control_key"]
                        receipt = await self.do("click", control_key=key, target_id=message["id"])
                        assert receipt["settlement"] == "settled", receipt
                        return await self.look()
        raise AssertionError(f"no button {label} on {on}")

    async def run(self, invocation: str, **options: str) -> str:
        async with self.visitor.session.get("/api/commands", headers=self.headers) as answer:
            catalog = await answer.json()
        entry = next(entry for entry in catalog["entries"] if entry["invocation"] == invocation)
        receipt = await self.do(
            "run_command",
            command_id=entry["commandId"],
            path=entry["path"],
            schema_fingerprint=entry["schemaFingerprint"],
            options=options,
        )
        assert receipt["settlement"] == "settled", receipt
        return await self.look()


@dataclass
class Visitor:
    stage: Stage
    session: ClientSession
    headers: dict[str, str] = field(default_factory=lambda: {"X-Simcord-Capability": SECRET})

    async def state(self) -> JSON:
        async with self.session.get("/sandbox/state", headers=self.headers) as answer:
            state: JSON = await answer.json()
        return state

    async def do(self, path: str, **body: Any) -> JSON:
        """Use one of the shell's own controls; return how things are then."""
        async with self.session.post(f"/sandbox/{path}", json=body, headers=self.headers) as answer:
            assert answer.status == 200
            state: JSON = await answer.json()
        return state

    async def open(self, person: str, place: str = "meetups") -> Page:
        found = person_in(await self.state(), person)
        place_id = next(entry["id"] for entry in found["places"] if entry["key"] == place)
        capability = f"{SECRET}.{place_id}.{found['id']}"
        async with self.session.post("/api/pages", json={}, headers={"X-Simcord-Capability": capability}) as answer:
            assert answer.status == 200
            return Page(self, capability, await answer.json())


@asynccontextmanager
async def sandbox(folder: Path) -> AsyncIterator[Visitor]:
    stage = Stage(folder, now=lambda: TODAY)
    await stage.begin()
    runner, port = await listen(Shell(stage, SECRET).app(), 0)
    try:
        async with ClientSession(f"http://{LOOPBACK}:{port}") as session:
            yield Visitor(stage, session)
    finally:
        await runner.cleanup()
        await stage.end()


def person_in(state: JSON, key: str) -> JSON:
    found: JSON = next(person for person in state["people"] if person["key"] == key)
    return found


def places(state: JSON, person: str) -> dict[str, JSON]:
    return {place["key"]: place for place in person_in(state, person)["places"]}


def parts(of: Any) -> list[JSON]:
    """Return every object in something that came as JSON, however deep."""
    if isinstance(of, list):
        return list(itertools.chain.from_iterable(map(parts, of)))
    if not isinstance(of, dict):
        return []
    return [of, *itertools.chain.from_iterable(map(parts, of.values()))]


def words(message: JSON) -> str:
    displayed = [part["content"] for part in parts(message["components"]) if part.get("type") == TEXT_DISPLAY]
    return "\n".join(filter(None, [message["content"], *displayed]))
