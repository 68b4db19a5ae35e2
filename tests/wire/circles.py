"""A written circle in a community whose bot is killed again and again: gone round, and counted at the end."""

import random
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.checkins.circles import hosting, joining, starting, viewing
from bot.checkins.circles.rules.circle import How, Plan, Stage, Standing
from bot.checkins.circles.starting import Voice
from bot.checkins.circles.store.circles import circle_turns, circles
from bot.checkins.circles.subjects import WORDS
from bot.clock import SystemClock
from bot.database import Database, Row, Tx
from bot.guilds.rules.actors import Actor
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from cogs.checkins.text import answers, cards
from tests.wire.client import NotThereError, StubProcess
from tests.wire.reading import custom_ids, words
from tests.wire.stub.shapes import Answer, MessageState


@dataclass
class Circling:
    """What members do in a circle, and what they saw of it."""

    stub: StubProcess
    rng: random.Random
    host_id: int
    channel_id: int
    thanked: set[str] = field(default_factory=set)
    """Words that were thanked for, and that nobody tried to take back."""
    taken_back: set[str] = field(default_factory=set)
    """Words of which somebody saw that they are taken back."""
    passed: int = 0
    """Turns of which somebody saw that they have passed."""

    async def act(self) -> None:
        """Whatever comes next: take a turn, go round again; or take words back."""
        messages = await self.messages()
        card = next((one for one in messages if not one["content"]), None)
        posted = [one for one in messages if one["content"] and list(custom_ids(one))]
        with suppress(NotThereError):
            if posted and self.rng.random() < 0.2:
                await self._take_back(self.rng.choice(posted))
            elif card is not None:
                await self._on(card)

    async def _take_back(self, message: MessageState) -> None:
        ((who, said),) = re.findall(r"\A\*\*<@(\d+)>:\*\* (.*)\Z", message["content"], re.DOTALL)
        self.thanked.discard(said)
        answer = await self._press(message, ":circle-take-back:", int(who))
        if answer and words(answer["data"]) == answers.TAKEN_BACK:
            self.taken_back.add(said)

    async def _on(self, card: MessageState) -> None:
        speaker = re.search(r"<@(\d+)> has the talking piece", words(card))
        if speaker is not None:
            await self._take_turn(card, int(speaker[1]))
        elif panel := await self._press(card, ":circle-more:", self.host_id):
            again = next((key for key in custom_ids(panel["data"]) if ":circle-host:again:" in key), None)
            if again and panel["message_id"]:
                where = {"user_id": self.host_id, "channel_id": self.channel_id}
                await self.stub.press(panel["message_id"], again, **where)

    async def _take_turn(self, card: MessageState, speaker_id: int) -> None:
        if self.rng.random() < 0.3:
            answer = await self._press(card, ":circle-say:pass:", speaker_id)
            self.passed += bool(answer and "You have passed" in words(answer["data"]))
            return
        form = await self._press(card, ":circle-write:", speaker_id)
        key = form and (form["data"] or {}).get("custom_id")
        if key:
            said = f"Said {self.rng.randrange(10**9)}"
            where = {"user_id": speaker_id, "channel_id": self.channel_id}
            answer = await self.stub.submit(key, {"words": said}, **where)
            if answer["answered"] and words(answer["data"]).startswith("Thank you"):
                self.thanked.add(said)

    async def _press(self, card: MessageState, kind: str, user_id: int) -> Answer | None:
        key = next((one for one in custom_ids(card) if kind in one), None)
        if key is None:
            return None
        answer = await self.stub.press(card["id"], key, user_id=user_id, channel_id=self.channel_id)
        return answer if answer["answered"] else None

    async def messages(self) -> list[MessageState]:
        found = (await self.stub.state())["messages"].get(self.channel_id, [])
        return [message for message in found if not message["deleted"] and not message["ephemeral"]]


async def hold_circle(path: Path, *, guild_id: int, channel_id: int, host_id: int, member_ids: Sequence[int]) -> None:
    """Have a written circle begun in which all of these are."""
    host, *others = (Actor(guild_id, one, manages_events=False) for one in (host_id, *member_ids))

    def hold(tx: Tx) -> None:
        plan = Plan("What is alive in you?", how=How.POSTED, minutes=0)
        made = starting.start(
            tx, actor=host, channel_id=channel_id, plan=plan, who=None, voice=Voice(), missing_in=lambda _: ()
        )
        for other in others:
            joining.join(tx, actor=other, circle_id=made.id)
        hosting.begin(tx, actor=host, circle_id=made.id)

    db = Database(path, SystemClock())
    try:
        await db.write(hold)
    finally:
        await db.close()


async def check_circles(seen: Circling, db: Database) -> dict[str, int]:
    """Hold what stands in the channel against the database and what members saw; return how many turns there were."""
    made, turns = await db.read(_everything)
    (circle,) = made
    view = await db.read(viewing.view, circle["id"])
    assert view is not None
    messages = await seen.messages()
    card, *doubled = [one for one in messages if not one["content"]]
    assert doubled == []
    assert words(card["components"]) == cards.card(view), "the card shows the last state"
    said = [row["words"] for row in turns if row["words"] is not None]
    assert seen.thanked <= set(said), "words were lost"
    assert not seen.taken_back & set(said), "words that were taken back are still there"
    assert len(said) == len(set(said)), "words were taken twice"
    posted = [one["content"].split(":** ", 1)[1] for one in messages if one["content"] and list(custom_ids(one))]
    assert sorted(posted) == sorted(said), "all words are posted, once"
    sent = [row for row in await db.read(deliveries.listing, [DeliveryState.SENT]) if row["kind"] == WORDS]
    assert len(sent) >= len(said)
    called = [one["content"] for one in messages if one["content"] and not list(custom_ids(one))]
    assert called == [cards.call(view)], "one mention, of the last state"
    standing = [row["standing"] for row in turns]
    assert standing.count(Standing.PASSED) >= seen.passed
    assert standing.count(Standing.SPEAKING) == (view.circle.stage is Stage.GOING)
    turns_taken = standing.count(Standing.SPOKE) + standing.count(Standing.PASSED)
    return {"turns in a circle": turns_taken, "words taken back": len(seen.taken_back)}


def _everything(tx: Tx) -> tuple[list[Row], list[Row]]:
    return list(tx.all(circles.select())), list(tx.all(circle_turns.select()))
