"""A community on a stub of Discord while the real program is killed again and again; and the count at the end."""

import random
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.until import until
from tests.wire import kith_process
from tests.wire.circles import Circling, hold_circle
from tests.wire.client import NotThereError, StubProcess
from tests.wire.earlier import hold_meetups
from tests.wire.introductions import Introducing, take_part
from tests.wire.kith_process import KithProcess
from tests.wire.reading import asked_in, cards_in, custom_ids, words
from tests.wire.rounds import hold_rounds
from tests.wire.stub.shapes import Answer, MessageState, Point

ORGANISER, *MEMBERS = range(1001, 1007)
ROUNDERS = range(1101, 1125)
"""Who is in each intro round."""
GUILD, CHANNEL, ROUNDS, CIRCLES = 2001, 3001, 3002, 3003
MANAGE_EVENTS = 1 << 33
ANSWERS = ("going", "going", "going", "maybe", "cant", "cant")
SEATS = 1
HELD = 6
"""Meetups that were over before."""
NEWEST = 2
"""Members answer on the newest cards, so that there is a line for a seat."""
FEW_SEATS = f"of {SEATS}):"
ROUTES = ("messages", "messages", "edit", "callback", r"^POST /channels/\d+/threads$", r"/thread-members/\d+$")
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
        "channels": [
            {"id": CHANNEL, "name": "meetups"},
            {"id": ROUNDS, "name": "rounds"},
            {"id": CIRCLES, "name": "circles"},
        ],
        "members": [
            {"id": ORGANISER, "name": "Ana", "permissions": MANAGE_EVENTS},
            *({"id": member, "name": f"Member {member}"} for member in (*MEMBERS, *ROUNDERS)),
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
    moved: dict[str, int] = field(default_factory=dict)
    """The last time to which they saw each moved, by title."""
    cancelled: set[str] = field(default_factory=set)
    said_afterwards: dict[int, set[str]] = field(default_factory=dict)
    """The words that may stand for a meetup that was over; one alone that was thanked for."""


@dataclass(frozen=True)
class Question:
    """What the organiser is asked, and presses until they see it done.

    `starts`: the time that is to be saved. `lasts`: of a new meetup, that it may be changed.
    """

    title: str
    message_id: int
    button: str
    starts: int = 0
    lasts: bool = False


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
        self._to_confirm: list[Question] = []
        self._to_change: list[str] = []
        self._said: dict[tuple[int, int], str] = {}
        self.introducing = Introducing(stub, self._rng, MEMBERS, CHANNEL)
        self.circling = Circling(stub, self._rng, ORGANISER, CIRCLES)

    @property
    def database(self) -> Path:
        return self._config.parent / "data" / "kith.db"

    async def live_through(self, kills: int) -> None:
        await self._begin()
        for _ in range(kills):
            await self._start()
            point = await self._arm()
            await self._act_until_struck()
            if point in LIVES_ON:
                await self.stub.gateway(wait_s=LIVES_ON_S, after=self._sessions)
            await self._running.kill()
            await self.stub.disarm()
            self.kills += 1

    async def _begin(self) -> None:
        guest = MEMBERS[0]
        held = {"host_id": ORGANISER, "guest_id": guest, "many": HELD}
        await hold_meetups(self.database, guild_id=GUILD, channel_id=CHANNEL, **held)
        await take_part(self.database, guild_id=GUILD, channel_id=CHANNEL, member_ids=MEMBERS)
        await hold_rounds(self.database, guild_id=GUILD, channel_id=ROUNDS, member_ids=ROUNDERS)
        await hold_circle(self.database, guild_id=GUILD, channel_id=CIRCLES, host_id=ORGANISER, member_ids=MEMBERS)
        self.seen.posted += HELD
        self.seen.may_stand |= {(meetup_id, guest): {"going"} for meetup_id in range(1, HELD + 1)}

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
            elif self._rng.random() < 0.15:
                await self._propose()
            elif self._rng.random() < 0.15:
                await self._look_back()
            elif self._rng.random() < 0.6:
                introduces = [self.introducing.introduce, *[self.introducing.agree] * 3]
                await self._rng.choice([*introduces, *[self.circling.act] * 4])()
            elif self._to_change and self._rng.random() < 0.2:
                await self._change(self._rng.choice(self._to_change))
            else:
                await self._answer()
            if (await self.stub.fault())["fired"]:
                return
        await self.stub.fault(wait_s=4)

    async def _propose(self) -> None:
        """A meetup whose reminder comes in a few seconds, or one with fewer seats than there are people."""
        title = f"Meetup {self._rng.randrange(10**9)}"
        if self._rng.random() < 0.5:
            options: dict[str, Any] = {"when": f"<t:{int(time.time()) + 3600 + self._rng.randrange(3, 9)}>"}
        else:
            options = {"when": "in 2 days", "seats": SEATS}
        answer = await self._slash("create", title=title, **options)
        self._ask(title, answer, "meetup-confirm", lasts="seats" in options)

    async def _change(self, title: str) -> None:
        """Move a meetup with seats, or cancel it; of those nobody is reminded while the story lasts."""
        if self._rng.random() < 0.2:
            self._ask(title, await self._slash("cancel", meetup=title), "meetup-cancel-now")
            return
        starts = int(time.time()) + 2 * 86400 + self._rng.randrange(3600)
        form = await self._slash("edit", meetup=title)
        if form["answered"] and "custom_id" in (form["data"] or {}):
            fields = {"when": f"<t:{starts}>"}
            key = (form["data"] or {})["custom_id"]
            answer = await self.stub.submit(key, fields, user_id=ORGANISER, channel_id=CHANNEL)
            self._ask(title, answer, "meetup-confirm", starts=starts)

    async def _look_back(self) -> None:
        """Have the guest of a meetup that was over say how it was, where they are asked."""
        asked = list(asked_in(await self.messages()))
        if not asked:
            return
        meetup_id, message = self._rng.choice(asked)
        guest, said = MEMBERS[0], f"Words {self._rng.randrange(10**9)}"
        button = next(key for key in custom_ids(message) if ":meetup-feedback:" in key)
        form = await self.stub.press(message["id"], button, user_id=guest, channel_id=CHANNEL)
        key = (form["data"] or {}).get("custom_id")
        if not form["answered"] or key is None:
            return
        fields = {"rating": ["4"], "words": said}
        answer = await self.stub.submit(key, fields, user_id=guest, channel_id=CHANNEL)
        if answer["answered"] and words(answer["data"]).startswith("Thank you"):
            self.seen.said_afterwards[meetup_id] = {said}
        else:
            self.seen.said_afterwards.setdefault(meetup_id, {""}).add(said)

    async def _slash(self, command: str, **options: Any) -> Answer:
        return await self.stub.slash("meetup", command, user_id=ORGANISER, channel_id=CHANNEL, options=options)

    def _ask(self, title: str, answer: Answer, kind: str, *, starts: int = 0, lasts: bool = False) -> None:
        """Remember the question, if the organiser was shown one."""
        button = next((key for key in custom_ids(answer["data"]) if f":{kind}:" in key), None)
        if answer["answered"] and answer["message_id"] is not None and button is not None:
            self._to_confirm.append(Question(title, answer["message_id"], button, starts, lasts))

    async def _confirm(self) -> None:
        """Press until an answer is seen, as a person would."""
        question = self._to_confirm[0]
        said = "done"  # where the button is gone, the answer came after all and took its place
        with suppress(NotThereError):
            answer = await self.stub.press(question.message_id, question.button, user_id=ORGANISER, channel_id=CHANNEL)
            said = words(answer["data"]) if answer["answered"] else ""
        if any(sign in said for sign in ("done", "going up", "already", "Saved", "is cancelled; ")):
            self._note(self._to_confirm.pop(0))

    def _note(self, done: Question) -> None:
        if "meetup-cancel-now" in done.button:
            self.seen.cancelled.add(done.title)
            self._to_change.remove(done.title)
        elif done.starts:
            self.seen.moved[done.title] = done.starts
        else:
            self.seen.posted += 1
            self._to_change += [done.title] if done.lasts else []

    async def _answer(self) -> None:
        cards = list(cards_in(await self.messages()))[-NEWEST:]
        if not cards:
            return
        meetup_id, card = self._rng.choice(cards)
        member, given = self._rng.choice(MEMBERS), self._rng.choice(ANSWERS)
        if FEW_SEATS in words(card):
            member, given = self._for_a_seat(meetup_id, member)
        button = next(key for key in custom_ids(card) if f":answer:{given}:" in key)
        try:
            answer = await self.stub.press(card["id"], button, user_id=member, channel_id=CHANNEL)
        except NotThereError:
            return
        key = (meetup_id, member)
        self._said[key] = words(answer["data"])
        if answer["answered"] and words(answer["data"]).startswith(("You are going", "All seats", "Noted")):
            if self.seen.may_stand.get(key) != {given}:
                self.seen.sure_since[key] = time.time()
            self.seen.may_stand[key] = {given}
        else:
            self.seen.may_stand.setdefault(key, {"none"}).add(given)
            self.seen.sure_since.pop(key, None)

    def _for_a_seat(self, meetup_id: int, member: int) -> tuple[int, str]:
        """Have members want the one seat until there is a line; then have the one who has it give it up."""
        said = {one: given for (of, one), given in self._said.items() if of == meetup_id}
        seated = [one for one, given in said.items() if given.startswith("You are going")]
        if seated and any(given.startswith("All seats") for given in said.values()):
            return seated[0], "cant"
        return member, "going"

    async def messages(self) -> list[MessageState]:
        found = (await self.stub.state())["messages"].get(CHANNEL, [])
        return [message for message in found if not message["deleted"] and not message["ephemeral"]]

    async def _is_quiet(self) -> bool:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            now = int(time.time() * 1_000_000)
            (open_rows,) = connection.execute(DATABASE_QUIET, {"now": now}).fetchone()
        return bool(open_rows == 0)
