"""Whatever happens in whatever order: nothing is lost, nothing is doubled, and cards show the last state."""

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.clock import ManualClock
from bot.outbox import channel
from bot.outbox.rules.records import DeliveryState
from tests.conftest import NOON

from . import kinds
from .doubles import LONG, NEVER, DiscordDouble
from .faults import transient, unknown
from .process import ROOM, Process

HOUR = timedelta(hours=1)
STRANGER = 99
ROOMS = (ROOM, 200)
PLAIN = ("good morning", "good night")
MOST_OWN_FAULTS = 3
"""After five, one is closed: that is tested elsewhere."""


def own_fault() -> Exception:
    return RuntimeError("a fault of our own")


class World:
    """Does what is drawn, and knows what must have come of it in the end."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.messages: dict[str, tuple[int, str]] = {}
        self.plain: Counter[str] = Counter()
        self.boards: dict[str, str] = {}
        self.own_faults = 0
        self.number = 0

    def new(self, what: str) -> str:
        self.number += 1
        return f"{what} {self.number:03}"

    async def say(self, room: int, subject: str) -> None:
        text = self.new("message")
        self.messages[text] = room, subject
        await self.process.say(text, target=channel(room), subject=subject)

    async def say_plain(self, room: int, text: str) -> None:
        key = self.new("plain")
        self.plain[text] += 1
        await self.process.say(text, key=key, kind=kinds.SAY_PLAIN, target=channel(room))

    async def say_again(self, which: int) -> None:
        said = sorted(text for text in self.messages if text.startswith("message"))
        if said:
            await self.process.say("something else", key=said[which % len(said)])

    async def schedule(self, room: int, seconds: int) -> None:
        text = self.new("item")
        self.messages[text] = room, text
        args = {"channel": room, "text": text}
        await self.process.schedule(text, kind=kinds.SAY_LATER, after=timedelta(seconds=seconds), args=args)

    async def show(self, board: str) -> None:
        self.boards[board] = self.new("state")
        await self.process.show(self.boards[board], subject=board)

    async def fail(self, call: str, fault: Callable[[], Exception], applied: bool) -> None:
        if fault is own_fault:
            self.own_faults += 1
        if fault is own_fault and self.own_faults > MOST_OWN_FAULTS:
            return
        self.process.discord.fail(call, fault(), applied=applied and fault is not transient)

    async def arrive(self, which: int) -> None:
        """Have arrive what nobody waits for any more: a send whose nonce is still known, or an edit soon enough."""
        discord = self.process.discord
        soon = discord.clock.now() - self.process.timing.straggles
        nonces_are_known = discord.nonce_window == LONG
        late = [
            one
            for one in discord.on_the_way
            if (one.call == "send" and nonces_are_known) or (one.call == "edit" and one.since > soon)
        ]
        if late:
            discord.arrive(late[which % len(late)])

    async def crash(self, steps: int) -> None:
        await self.process.crash_after(steps)

    async def run(self, seconds: int) -> None:
        await self.process.run(timedelta(seconds=seconds))

    async def set_clock(self, hours: int) -> None:
        assert isinstance(self.process.clock, ManualClock)
        self.process.clock.move(hours * HOUR)
        discord = self.process.discord
        discord.on_the_way = [
            one for one in discord.on_the_way if one.call != "edit"
        ]  # what "soon" is, is not known now

    async def check(self) -> None:
        discord = self.process.discord
        discord.mend()
        await self.process.run(24 * HOUR)
        said = sorted((message.id, message.text, room) for room in ROOMS for message in discord.places[room])
        texts = Counter(text for _, text, _ in said if text != "welcome")
        where = {text: room for _, text, room in said}
        sent = Counter(await self.process.read(kinds.plain_texts, DeliveryState.SENT))
        perhaps = Counter(await self.process.read(kinds.plain_texts, DeliveryState.PERHAPS_SENT))

        assert {
            text: number for text, number in texts.items() if text.startswith(("message", "item"))
        } == dict.fromkeys(self.messages, 1)
        assert all(where[text] == room for text, (room, _) in self.messages.items())
        for subject in {subject for _, subject in self.messages.values()}:
            of_subject = [text for _, text, _ in said if self.messages.get(text, (0, ""))[1] == subject]
            assert of_subject == sorted(of_subject)
        assert sent + perhaps == self.plain
        assert all(sent[text] <= texts[text] <= self.plain[text] for text in PLAIN)
        assert sorted(text for text in texts.elements() if text.startswith("state")) == sorted(self.boards.values())
        assert {kind for kind, _ in await self.process.troubles()} <= {"perhaps sent"}
        assert sum(texts.values()) == len(self.messages) + sum(texts[text] for text in PLAIN) + len(self.boards)


rooms = st.sampled_from(ROOMS)
moves = st.lists(
    st.one_of(
        st.tuples(st.just(World.say), rooms, st.sampled_from(("one", "two"))),
        st.tuples(st.just(World.say_plain), rooms, st.sampled_from(PLAIN)),
        st.tuples(st.just(World.say_again), st.integers(0, 9)),
        st.tuples(st.just(World.schedule), rooms, st.integers(0, 20)),
        st.tuples(st.just(World.show), st.sampled_from(("left", "right"))),
        st.tuples(
            st.just(World.fail),
            st.sampled_from(("send", "send", "find", "edit")),
            st.sampled_from((transient, unknown, unknown, own_fault)),
            st.booleans(),
        ),
        st.tuples(st.just(World.arrive), st.integers(0, 9)),
        st.tuples(st.just(World.crash), st.integers(0, 30)),
        st.tuples(st.just(World.run), st.integers(0, 8)),
        st.tuples(st.just(World.set_clock), st.sampled_from((-1, 1))),
    ),
    min_size=4,
    max_size=16,
)


async def live_through(path: Path, window: timedelta, drawn: list[tuple[Any, ...]]) -> None:
    discord = DiscordDouble(NOON, nonce_window=window)
    for room in ROOMS:
        discord.write(room, "welcome", author=STRANGER)
    process = Process(path, ManualClock(NOON), discord, kinds.registry())
    world = World(process)
    try:
        for move, *drawn_arguments in drawn:
            await move(world, *drawn_arguments)
        await world.check()
    finally:
        await process.kill()


SHOWN = [(World.show, "left"), (World.run, 2)]
CUT_OFF = [(World.show, "left"), (World.crash, 0)]
ALIKE = [
    (World.say_plain, ROOMS[0], PLAIN[0]),
    (World.say_plain, ROOMS[0], PLAIN[0]),
    (World.fail, "send", unknown, False),
    (World.fail, "send", unknown, True),
    (World.run, 0),
]
"""The same words twice, each of unknown end."""
UNANSWERED = [(World.fail, "edit", unknown, False), (World.show, "left")]
OVERTAKEN = [(World.run, 2), (World.show, "left"), (World.run, 2), (World.arrive, 0)]


@example(NEVER, [*SHOWN, *CUT_OFF, *OVERTAKEN])
@example(LONG, ALIKE)
@example(NEVER, [*SHOWN, *UNANSWERED, *OVERTAKEN])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(window=st.sampled_from((NEVER, LONG)), drawn=moves)
def test_all_arrives_once_in_any_order_of_events(
    migrated: Path, fast_folder: Path, window: timedelta, drawn: list[tuple[Any, ...]]
) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder) as folder:
        path = Path(shutil.copy(migrated, Path(folder) / "kith.db"))
        asyncio.run(live_through(path, window, drawn))
