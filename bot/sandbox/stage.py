"""The one place that changes the world: one thing at a time, with the pages following, and a new world if it breaks."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import simcord

from . import history, pictures, riverside, simulator
from .rooms import Rooms
from .world import World

log = logging.getLogger(__name__)
T = TypeVar("T")

RESTARTED = "Kith finished what it was doing, ended and started again. Nothing is lost: old buttons still work."
KILLED = (
    "Kith was killed in the middle of whatever it did, and started again. "
    "Nothing is lost: press a button on an old card and see."
)
BUILT_ANEW = (
    "Something in this simulation broke, so Riverside was made anew; what you did here is gone. "
    "That is a fault of the sandbox, not of Kith."
)
BEYOND_REPAIR = "This simulation broke and can't be mended. Press Ctrl-C in the terminal and start it again."
NOTHING_DUE = "Nothing is due."


@dataclass(frozen=True)
class Notice:
    """What the page says. Numbered, so that a page can tell a new one from one that it has shown."""

    number: int
    words: str


class Stage:
    """`now` says what time it is outside, which is when a new world's today is."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.world: World
        self.rooms: Rooms
        self.worlds = 0
        self.notice = Notice(0, "")
        self.coming: tuple[datetime, str] | None = None
        self._folder = folder
        self._now = now
        self._turn = asyncio.Lock()
        self._heard: set[int] = set()

    async def begin(self) -> None:
        async with self._turn:
            await self._build()

    async def end(self) -> None:
        async with self._turn:
            await self.rooms.close()
            await self.world.end()

    # What can be done

    async def look(self, doing: Callable[[], Awaitable[T]]) -> T:
        """Do one thing of which nothing comes. What simcord refuses is passed on: SetupError, BackendError."""
        async with self._turn:
            return await self._do(doing)

    async def act(self, doing: Callable[[], Awaitable[T]]) -> T:
        """Do one thing, have Kith do what comes of it, and show that on every page."""
        async with self._turn:
            result = await self._do(doing)
            async with self._mending():
                await self._follow()
            return result

    async def move(self, by: timedelta) -> None:
        """Let so much time pass."""
        async with self._turn, self._mending():
            await self._move(self.world.now + by)

    async def move_to_next(self) -> None:
        """Let time pass until Kith has something to do."""
        async with self._turn, self._mending():
            if self.world.next_due is None:
                self.say(NOTHING_DUE)
            else:
                await self._move(self.world.next_due)

    async def restart(self) -> None:
        async with self._turn, self._mending():
            await self.world.restart_bot()
            await self._resume(RESTARTED)

    async def kill(self) -> None:
        """Does not wait for its turn: what Kith is doing now, it does not finish."""
        await self.world.cut_off()
        async with self._turn, self._mending():
            await self.world.kill_bot()
            await self._resume(KILLED)

    async def use_menu(self, name: str, *, person: str, place_id: int, target: str) -> None:
        """Have a person choose a command in another's menu."""

        async def choosing() -> None:
            people = self.world.people
            if person not in people or target not in people:
                raise simcord.SetupError("there is nobody of that name")
            who, place = people[person], simulator.channel(self.world.env, place_id)
            result = await who.context_menu(place, name, people[target])
            if result.modal is not None:
                self.rooms.show_form(result, who, place_id)

        await self.act(choosing)

    def say(self, words: str) -> None:
        self.notice = Notice(self.notice.number + 1, words)

    # How it is done

    async def _do(self, doing: Callable[[], Awaitable[T]]) -> T:
        async with self._mending(but=(simcord.SetupError, simcord.BackendError)):
            return await doing()

    async def _move(self, until: datetime) -> None:
        self._heard.clear()
        await self.world.pass_time(until)
        await self._resume(self._what_came())

    async def _resume(self, words: str) -> None:
        await self._follow()
        self.say(words)

    async def _follow(self) -> None:
        """Have Kith do what there is to do, and every page show how things are."""
        await self.world.catch_up()
        self.coming = await self.world.coming()
        await self.rooms.refresh()

    def _what_came(self) -> str:
        places = [f"#{place.name}" for place in self.world.places.values() if place.id in self._heard]
        return f"Time has moved. New: {', '.join(places)}." if places else "Time has moved. Nothing new was said."

    def _hear(self, event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_CREATE":
            self._heard.add(int(payload["channel_id"]))

    @asynccontextmanager
    async def _mending(self, *, but: tuple[type[Exception], ...] = ()) -> AsyncIterator[None]:
        """Make the world anew, and say so, if anything else is raised than what is passed on. Raises SetupError."""
        before = self.world.env.error_cursor
        try:
            yield
        except but:
            raise
        except Exception as error:
            log.exception("the world broke")
            await self._build_anew()
            raise simcord.SetupError(self.notice.words) from error
        for fault in self.world.env.errors_since(before):
            log.error("the bot raised", exc_info=fault)

    async def _build_anew(self) -> None:
        for ending in (self.rooms.close, self.world.end):
            try:
                await ending()
            except Exception:
                log.exception("the broken world could not be ended")
        try:
            await self._build()
        except Exception:
            log.exception("a new world could not be made")
            self.say(BEYOND_REPAIR)
        else:
            self.say(BUILT_ANEW)

    async def _build(self) -> None:
        today = self._now().replace(second=0, microsecond=0)
        folder = self._folder / str(self.worlds + 1)
        folder.mkdir()
        begins = today - history.BEGINS
        world = await World.begin(folder, at=begins, settle_in=history.settle_in, zone=riverside.ZONE)
        await history.live_through(world, until=today)
        simulator.listen(world.env, self._hear)
        rooms = Rooms(
            world.env,
            world.people,
            first=world.places[riverside.FIRST_PLACE],
            zones={world.people[person.key].id: person.zone for person in riverside.PEOPLE},
            pictures=pictures.of(world),
            act=self.act,
            look=self.look,
        )
        await rooms.__aenter__()
        self.world, self.rooms = world, rooms
        self.worlds += 1
        await self._follow()
