"""Discord in memory, as far as the outbox knows it: it fails wherever a test wants it to."""

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from bot.clock import ManualClock
from bot.outbox.rules.records import Place, Target
from bot.outbox.rules.waits import snowflake
from bot.outbox.sender import Mark, PermanentError, Sent, UnknownOutcomeError

from .faults import Fault, Fuse

T = TypeVar("T")

KITH = 1
"""The author of our own messages."""
NEVER = timedelta(0)
"""A nonce window in which nothing is ever de-duplicated."""
LONG = timedelta(days=1)
MEMBERS_PLACE = 10**15
"""Added to a member's id, it is the id of their direct messages."""


@dataclass(frozen=True)
class Body:
    """What a renderer makes here: a text, and buttons with these ids."""

    text: str
    buttons: tuple[str, ...] = ()


@dataclass
class Message:
    id: int
    author: int
    text: str
    buttons: tuple[str, ...] = ()
    edits: int = 0


@dataclass
class Thread:
    id: int
    parent: int
    name: str
    private: bool
    members: set[int] = field(default_factory=set)
    archived: bool = False


@dataclass(frozen=True)
class Request:
    call: str
    place: int
    at: float
    what: Any = None


@dataclass(eq=False)
class OnTheWay:
    """A request that Discord has not got yet."""

    call: str
    since: datetime
    carry_out: Callable[[], Any]


class DiscordDouble:
    """Its clock is its own. A nonce is remembered for a while, and can never be found by searching."""

    def __init__(self, now: datetime, *, nonce_window: timedelta = LONG) -> None:
        self.clock = ManualClock(now)
        self.fuse = Fuse()
        self.nonce_window = nonce_window
        self.places: defaultdict[int, list[Message]] = defaultdict(list)
        self.threads: dict[int, Thread] = {}
        self.roles: set[tuple[int, int, int]] = set()
        self.gone: set[int] = set()
        self.closed: set[int] = set()
        self.unreadable: set[int] = set()
        self.left: set[int] = set()
        self.threads_of_others = 0
        self.requests: list[Request] = []
        self.on_the_way: list[OnTheWay] = []
        self.most_at_once = 0
        self.most_at_once_in_a_place = 0
        self._running: Counter[int] = Counter()
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._nonces: dict[str, tuple[Sent, datetime]] = {}
        self._last_id = 0
        self._changed = asyncio.Event()

    # What tests arrange and look at

    def fail(self, call: str, *errors: Exception, applied: bool = False) -> Fault:
        """Have the next calls of this name fail; return the last one's fault."""
        faults = [Fault(error, applied=applied) for error in errors]
        self._faults[call].extend(faults)
        return faults[-1]

    def hang(self, call: str, *, applied: bool = False) -> Fault:
        """Have the next call of this name hang until it is released."""
        fault = Fault(None, applied=applied)
        self._faults[call].append(fault)
        return fault

    def mend(self) -> None:
        self._faults.clear()

    def write(self, place: int, text: str, *, author: int = KITH) -> Message:
        """Have somebody write a message without the outbox."""
        message = Message(self._new_id(), author, text)
        self.places[place].append(message)
        return message

    def texts(self, place: int) -> list[str]:
        return [message.text for message in self.places[place]]

    def texts_to(self, member_id: int) -> list[str]:
        return self.texts(MEMBERS_PLACE + member_id)

    def requests_of(self, *calls: str) -> list[Request]:
        return [request for request in self.requests if request.call in calls]

    def arrive(self, request: OnTheWay) -> Any:
        """Carry it out, be it that nobody waits for it any more."""
        self._forget(request)
        return request.carry_out()

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait until a request has made this true."""
        while not reached():
            self._changed.clear()
            await self._changed.wait()

    # The Sender

    def newest_message(self, target: Target) -> int | None:
        there = self.places.get(_place(target))
        return there[-1].id if there and target.place is Place.CHANNEL else None

    async def send(self, target: Target, body: Body, *, nonce: str) -> Sent:
        place = _place(target)

        def carry_out() -> Sent:
            self._check(place)
            if target.place is Place.MEMBER and target.id in self.closed:
                raise PermanentError("Cannot send messages to this user", 50007)
            known = self._nonces.get(nonce)
            if known is not None and self.clock.now() - known[1] < self.nonce_window:
                return known[0]
            message = Message(self._new_id(), KITH, body.text, body.buttons)
            self.places[place].append(message)
            sent = Sent(message.id, place)
            self._nonces[nonce] = sent, self.clock.now()
            return sent

        return await self._call("send", place, carry_out, nonce)

    async def find(self, target: Target, mark: Mark, *, after: int) -> Sent | None:
        place = _place(target)

        def carry_out() -> Sent | None:
            self._check(place)
            if place in self.unreadable:
                raise PermanentError("history can't be read")
            own = [message for message in self.places[place] if message.author == KITH and message.id > after]
            found = [message for message in own if _matches(message, mark)]
            if mark.plain_text is not None and len(found) > 1:
                raise PermanentError(f"{len(found)} messages there look like it")
            return Sent(found[0].id, place) if found else None

        return await self._call("find", place, carry_out)

    async def edit(self, channel_id: int, message_id: int, body: Body) -> None:
        def carry_out() -> None:
            self._check(channel_id)
            message = next((one for one in self.places[channel_id] if one.id == message_id), None)
            if message is None:
                raise PermanentError("Unknown Message", 10008)
            message.text, message.buttons, message.edits = body.text, body.buttons, message.edits + 1

        await self._call("edit", channel_id, carry_out, body.text)

    async def delete(self, channel_id: int, message_id: int) -> None:
        def carry_out() -> None:
            self.places[channel_id] = [one for one in self.places[channel_id] if one.id != message_id]

        await self._call("delete", channel_id, carry_out, message_id)

    async def open_private_thread(self, channel_id: int, name: str) -> int:
        return await self._call(
            "open_private_thread",
            channel_id,
            lambda: self._open(Thread(self._new_id(), channel_id, name, private=True)),
        )

    async def open_thread_on(self, channel_id: int, message_id: int, name: str) -> int:
        return await self._call(
            "open_thread_on", channel_id, lambda: self._open(Thread(message_id, channel_id, name, private=False))
        )

    async def add_to_thread(self, thread_id: int, member_id: int) -> None:
        def carry_out() -> None:
            if member_id in self.left:
                raise PermanentError("Unknown Member", 10007)
            self._check(thread_id)
            self.threads[thread_id].members.add(member_id)

        await self._call("add_to_thread", thread_id, carry_out, member_id)

    async def give_role(self, guild_id: int, member_id: int, role_id: int) -> None:
        await self._call("give_role", guild_id, lambda: self.roles.add((guild_id, member_id, role_id)))

    async def take_role(self, guild_id: int, member_id: int, role_id: int) -> None:
        await self._call("take_role", guild_id, lambda: self.roles.discard((guild_id, member_id, role_id)))

    async def empty_own_threads(self, channel_id: int, *, after: int) -> Sequence[int]:
        def carry_out() -> list[int]:
            there = [one for one in self.threads.values() if one.parent == channel_id and not one.archived]
            mine = [one for one in there if one.private]
            return [thread.id for thread in mine if thread.id > after and not self.places[thread.id]]

        return await self._call("empty_own_threads", channel_id, carry_out)

    async def archive_thread(self, thread_id: int) -> None:
        def carry_out() -> None:
            self.threads[thread_id].archived = True

        await self._call("archive_thread", thread_id, carry_out)

    async def who_wrote(self, thread_id: int) -> frozenset[int] | None:
        authors = frozenset(message.author for message in self.places[thread_id]) - {KITH}
        return await self._call("who_wrote", thread_id, lambda: None if thread_id in self.gone else authors)

    async def in_guild(self, guild_id: int) -> bool:
        return await self._call("in_guild", guild_id, lambda: guild_id not in self.left)

    async def present(self, guild_id: int, member_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
        def there() -> Mapping[int, frozenset[int]]:
            return {
                one: frozenset(role for guild, member, role in self.roles if (guild, member) == (guild_id, one))
                for one in member_ids
                if one not in self.left
            }

        return await self._call("present", guild_id, there)

    async def active_threads(self, guild_id: int) -> int:
        return await self._call("active_threads", guild_id, self._active_threads)

    # Inside

    def _active_threads(self) -> int:
        return self.threads_of_others + sum(not thread.archived for thread in self.threads.values())

    async def _call(self, call: str, place: int, carry_out: Callable[[], T], what: Any = None) -> T:
        self.requests.append(Request(call, place, asyncio.get_running_loop().time(), what))
        request = OnTheWay(call, self.clock.now(), carry_out)
        self.on_the_way.append(request)
        with self._counted(place):
            await self.fuse.burn()
            await asyncio.sleep(0)
            try:
                faults = self._faults[call]
                arrive = partial(self.arrive, request)
                return await faults.popleft().meet(arrive) if faults else arrive()
            except UnknownOutcomeError:
                raise
            except Exception:
                self._forget(request)
                raise
            finally:
                self._changed.set()
                await self.fuse.burn()

    def _forget(self, request: OnTheWay) -> None:
        if request in self.on_the_way:
            self.on_the_way.remove(request)

    @contextmanager
    def _counted(self, place: int) -> Iterator[None]:
        self._running[place] += 1
        self.most_at_once = max(self.most_at_once, self._running.total())
        self.most_at_once_in_a_place = max(self.most_at_once_in_a_place, self._running[place])
        try:
            yield
        finally:
            self._running[place] -= 1

    def _check(self, place: int) -> None:
        if place in self.gone:
            raise PermanentError("Unknown Channel", 10003, gone=True)

    def _open(self, thread: Thread) -> int:
        self._check(thread.parent)
        return self.threads.setdefault(thread.id, thread).id

    def _new_id(self) -> int:
        self._last_id = max(self._last_id + 1, snowflake(self.clock.now()))
        return self._last_id


def _place(target: Target) -> int:
    return target.id + (MEMBERS_PLACE if target.place is Place.MEMBER else 0)


def _matches(message: Message, mark: Mark) -> bool:
    if mark.plain_text is None:
        return any(button.endswith(mark.token) for button in message.buttons)
    return message.text == mark.plain_text and message.id not in mark.known
