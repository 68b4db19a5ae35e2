"""A community on a stub of Discord while the real program is killed again and again; and the count at the end."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.until import until
from tests.wire import kith_process
from tests.wire.client import StubProcess
from tests.wire.kith_process import KithProcess
from tests.wire.stub.shapes import MessageState, Point

ORGANISER, *MEMBERS = range(1001, 1007)
GUILD, CHANNEL = 2001, 3001
MANAGE_EVENTS = 1 << 33
ANSWERS = ("going", "going", "going", "maybe", "cant")
SEATS = 2
ROUTES = ("messages", "messages", "edit", "callback")
LIVES_ON, LIVES_ON_S = {Point.BAD_GATEWAY, Point.BAD_GATEWAY_UNAPPLIED}, 5
"""After a 502 nobody is killed at once: what is repeated has time to be repeated."""
DATABASE_QUIET = """
    select (select count(*) from deliveries where state in ('waiting', 'sending'))
         + (select count(*) from due where state = 'pending' and due_at <= :now)
         + (select count(*) from cards where shown < wanted or doubt_until is not null)
"""


def world(nonce_window_s: float) -> Any:
    return {
        "guild": {"id": GUILD, "name": "Riverside"},
        "channels": [{"id": CHANNEL, "name": "meetups"}],
        "members": [
            {"id": ORGANISER, "name": "Ana", "permissions": MANAGE_EVENTS},
            *({"id": member, "name": f"Member {member}"} for member in MEMBERS),
        ],
        "settings": {"nonce_window_s": nonce_window_s},
    }


@dataclass
class Seen:
    """What members saw: for each meetup and member, the answers that may stand, and since when one is sure."""

    may_stand: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    sure_since: dict[tuple[int, int], float] = field(default_factory=dict)
    posted: int = 0
    """Meetups that the organiser saw confirmed."""


class Story:
    """`seed` decides everything that is decided.

    `late_s`: by how much a request that was still on its way at a kill is late.
    If that is over the few seconds that are waited before a search, only the nonce can save it.
    """

    def __init__(self, stub: StubProcess, config: Path, seed: int, *, late_s: float) -> None:
        self.stub = stub
        self.seen = Seen()
        self._config = config
        self._rng = random.Random(seed)
        self._kith: KithProcess | None = None
        self._sessions = 0
        self._late_s = late_s
        self.kills = 0
        self._to_confirm: list[tuple[int, str]] = []

    @property
    def database(self) -> Path:
        return self._config.parent / "data" / "kith.db"

    async def live_through(self, kills: int) -> None:
        for _ in range(kills):
            await self._start()
            point = await self._arm()
            await self._act_until_struck()
            if point in LIVES_ON:
                await self.stub.gateway(wait_s=LIVES_ON_S, after=self._sessions)
            await self._running.kill()
            await self.stub.disarm()
            self.kills += 1

    async def come_to_rest(self) -> KithProcess:
        """Start once more, with nothing struck, until all has been done that is to be done."""
        await self._start()
        while self._to_confirm:
            await self._confirm()
        await until(self._is_quiet, seconds=60)
        return self._running

    async def end(self) -> None:
        """Leave no process behind, however the story ended."""
        if self._kith is not None:
            await self._kith.kill()

    @property
    def _running(self) -> KithProcess:
        assert self._kith is not None
        return self._kith

    async def _start(self) -> None:
        self._kith = await kith_process.start(self._config)
        state = await self.stub.gateway(wait_s=20, after=self._sessions)
        assert state["ready"], self._kith.log.read_text(encoding="utf-8")[-3000:]
        self._sessions = state["sessions"]

    async def _arm(self) -> Point:
        point = self._rng.choice(list(Point))
        route, after = self._rng.choice(ROUTES), self._rng.randrange(6)
        delay_s = self._rng.uniform(0, 4) if point is Point.RANDOM else self._late_s
        await self.stub.arm(point, pid=self._running.pid, route=route, after=after, delay_s=delay_s)
        return point

    async def _act_until_struck(self) -> None:
        for _ in range(16):
            if self._to_confirm:
                await self._confirm()
            elif self._rng.random() < 0.3:
                await self._propose()
            else:
                await self._answer()
            if (await self.stub.fault())["fired"]:
                return
        await self.stub.fault(wait_s=4)

    async def _propose(self) -> None:
        """A meetup whose reminder comes in a few seconds, or one with fewer seats than there are people."""
        options: dict[str, Any] = {"title": f"Meetup {self._rng.randrange(10**6)}"}
        if self._rng.random() < 0.5:
            options["when"] = f"<t:{int(time.time()) + 3600 + self._rng.randrange(3, 9)}>"
        else:
            options |= {"when": "in 2 days", "seats": SEATS}
        answer = await self.stub.slash("meetup", "create", user_id=ORGANISER, channel_id=CHANNEL, options=options)
        if not answer["answered"] or answer["message_id"] is None:
            return
        button = next((key for key in custom_ids(answer["data"]) if "meetup-confirm" in key), None)
        if button is not None:
            self._to_confirm.append((answer["message_id"], button))

    async def _confirm(self) -> None:
        """Press until an answer is seen, as a person would."""
        message_id, button = self._to_confirm[0]
        if await self._is_shown(message_id, button):
            answer = await self.stub.press(message_id, button, user_id=ORGANISER, channel_id=CHANNEL)
            said = words(answer["data"])
            confirmed = answer["answered"] and ("going up" in said or "already" in said)
        else:
            confirmed = True  # the answer came after all, and took the button's place
        if confirmed:
            self._to_confirm.pop(0)
            self.seen.posted += 1

    async def _answer(self) -> None:
        cards = list(cards_in(await self.messages()))
        if not cards:
            return
        meetup_id, card = self._rng.choice(cards)
        member, given = self._rng.choice(MEMBERS), self._rng.choice(ANSWERS)
        button = next(key for key in custom_ids(card) if f":answer:{given}:" in key)
        answer = await self.stub.press(card["id"], button, user_id=member, channel_id=CHANNEL)
        key = (meetup_id, member)
        if answer["answered"] and words(answer["data"]).startswith(("You are going", "All seats", "Noted")):
            if self.seen.may_stand.get(key) != {given}:
                self.seen.sure_since[key] = time.time()
            self.seen.may_stand[key] = {given}
        else:
            self.seen.may_stand.setdefault(key, {"none"}).add(given)
            self.seen.sure_since.pop(key, None)

    async def _is_shown(self, message_id: int, button: str) -> bool:
        found = (await self.stub.state())["messages"].get(CHANNEL, [])
        return any(message["id"] == message_id and button in custom_ids(message) for message in found)

    async def messages(self) -> list[MessageState]:
        found = (await self.stub.state())["messages"].get(CHANNEL, [])
        return [message for message in found if not message["deleted"] and not message["ephemeral"]]

    async def _is_quiet(self) -> bool:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            now = int(time.time() * 1_000_000)
            (open_rows,) = connection.execute(DATABASE_QUIET, {"now": now}).fetchone()
        return bool(open_rows == 0)


def cards_in(messages: list[MessageState]) -> Iterator[tuple[int, MessageState]]:
    """Yield each card with its meetup's id."""
    for message in messages:
        ids = [key for key in custom_ids(message) if ":answer:going:" in key]
        if ids:
            yield int(ids[0].split(":")[3]), message


def told_in(messages: list[MessageState]) -> Iterator[tuple[str, MessageState]]:
    """Yield each message to those who are going with the mark that ends its button's id: words, and no card."""
    for message in messages:
        ids = [key for key in custom_ids(message) if ":answer:cant:" in key]
        if message["content"] and ids:
            yield ids[0].rpartition(":")[2], message


def custom_ids(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("custom_id"):
            yield part["custom_id"]
        for inner in part.values():
            yield from custom_ids(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from custom_ids(inner)


def words(part: Any) -> str:
    """Return all words that are shown in a message or an answer."""
    if isinstance(part, dict):
        own = part["content"] if isinstance(part.get("content"), str) else ""
        return own + "".join(words(inner) for inner in part.values() if isinstance(inner, dict | list))
    return "".join(words(inner) for inner in part) if isinstance(part, list) else ""
