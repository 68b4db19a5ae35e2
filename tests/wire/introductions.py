"""Introductions in a community whose bot is killed again and again: made, agreed to, and counted at the end."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.clock import SystemClock
from bot.connections import joining
from bot.connections.consenting import CONSENT_ASKED, THREAD_KINDS
from bot.connections.rules.introductions import State
from bot.connections.store.introductions import introductions
from bot.database import Database, Row, Tx
from bot.guilds.rules.actors import Actor
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from bot.questions import asking
from bot.questions.rules.questions import YES
from tests.wire.client import NotThereError, StubProcess
from tests.wire.reading import custom_ids, words
from tests.wire.stub.shapes import MessageState, ThreadState
from tests.wire.stub.shapes import State as Stub

OPENED = THREAD_KINDS["opened"]
IN_THREADS = {CONSENT_ASKED, OPENED}


@dataclass
class Introducing:
    """What members do about introductions, and what they saw of it."""

    stub: StubProcess
    rng: random.Random
    member_ids: Sequence[int]
    channel_id: int
    made: int = 0
    """Introductions of which somebody saw that people are asked."""
    agreed: set[tuple[int, int]] = field(default_factory=set)
    """The question and the member whose yes was thanked for."""

    async def introduce(self) -> None:
        """Have one member introduce two others."""
        who, first, second = self.rng.sample(list(self.member_ids), 3)
        answer = await self.stub.slash(
            "introduce",
            user_id=who,
            channel_id=self.channel_id,
            options={"first": first, "second": second, "why": "You both cycle"},
        )
        self.made += answer["answered"] and "I ask" in words(answer["data"])

    async def agree(self) -> None:
        """Have somebody who was asked say yes, in their corner."""
        asked = list(_asked_in(await self.stub.state()))
        if not asked:
            return
        question_id, member_id, message, thread = self.rng.choice(asked)
        button = next(key for key in custom_ids(message) if f":connect-consent:{question_id}:{YES}:" in key)
        with suppress(NotThereError):
            answer = await self.stub.press(message["id"], button, user_id=member_id, channel_id=thread["id"])
            if answer["answered"] and words(answer["data"]).startswith("Good!"):
                self.agreed.add((question_id, member_id))


async def take_part(path: Path, *, guild_id: int, channel_id: int, member_ids: Sequence[int]) -> None:
    """Have all of these take part in introductions, as often as somebody fits."""

    def join(tx: Tx, member_id: int) -> None:
        actor = Actor(guild_id, member_id, manages_events=False)
        joining.join(tx, actor=actor, channel_id=channel_id, missing_in=lambda _: ())
        joining.wish(tx, actor=actor, changes={"every": 0})

    db = Database(path, SystemClock())
    try:
        for member_id in member_ids:
            await db.write(join, member_id)
    finally:
        await db.close()


async def check_introductions(seen: Introducing, db: Database, *, everybody: Sequence[int]) -> dict[str, int]:
    """Hold the private threads against what the database says and members saw; return how much there was."""
    state = await seen.stub.state()
    rows = [row for row in await db.read(deliveries.listing, [DeliveryState.SENT]) if row["kind"] in IN_THREADS]
    said = {thread["id"]: _there(state, thread) for thread in state["threads"]}
    marks = Counter(mark for there in said.values() for one in there for mark in _marks(one))
    assert marks == Counter(row["token"] for row in rows), "each is asked and introduced once"
    for thread in state["threads"]:
        for message in said[thread["id"]]:
            (row,) = [row for row in rows if row["token"] in _marks(message)]
            assert set(thread["member_ids"]) >= set(row["recipients"]), "who is spoken to is there"
            others = set(thread["member_ids"]) & set(everybody) - set(row["recipients"])
            assert others == set(), "and nobody else"
    corners = Counter(row["recipients"][0] for row in _one_a_thread(rows, said))
    assert set(corners.values()) <= {1}, "a member has one corner"
    found = await db.read(_introductions)
    assert len(found) >= seen.made, "an introduction was lost"
    opened = [one for one in found if one["state"] == State.OPEN]
    assert len(opened) == sum(row["kind"] == OPENED for row in rows)
    for one in (one for one in found if one["round_id"] is None):
        question = await db.read(asking.get, one["consent_id"])
        assert question is not None
        thanked = {member for of, member in seen.agreed if of == question.id}
        assert all(question.said[member] == YES for member in thanked), "a yes was lost"
        assert (set(question.said.values()) == {YES}) == (one["state"] == State.OPEN)
    return {"asked to be introduced": len(rows) - len(opened), "introduced": len(opened)}


def _asked_in(state: Stub) -> Iterator[tuple[int, int, MessageState, ThreadState]]:
    for thread in state["threads"]:
        for message in _there(state, thread):
            keys = [key for key in custom_ids(message) if ":connect-consent:" in key]
            if keys:
                yield int(keys[0].split(":")[2]), message["mentions"][0], message, thread


def _there(state: Stub, thread: ThreadState) -> list[MessageState]:
    found = state["messages"].get(thread["id"], [])
    return [one for one in found if not one["deleted"] and not one["ephemeral"]]


def _marks(message: MessageState) -> set[str]:
    return {key.rpartition(":")[2] for key in custom_ids(message)}


def _one_a_thread(rows: list[Row], said: dict[int, list[MessageState]]) -> Iterator[Row]:
    """Yield for each corner one of the rows that were sent there."""
    for there in said.values():
        marks = {mark for one in there for mark in _marks(one)}
        yield from [row for row in rows if row["kind"] == CONSENT_ASKED and row["token"] in marks][:1]


def _introductions(tx: Tx) -> list[Row]:
    return list(tx.all(introductions.select().order_by(introductions.c.id)))
