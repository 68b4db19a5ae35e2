"""From a press in a circle to the edited card, in the real program on the stand-in for Discord."""

import asyncio
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from bot.checkins.circles import hosting, joining, starting
from bot.checkins.circles.rules.circle import Plan
from bot.checkins.circles.starting import Voice
from bot.clock import SystemClock
from bot.database import Database, Tx
from bot.database.migrate import migrate
from bot.guilds.rules.actors import Actor
from tests.wire import kith_process
from tests.wire.client import StubProcess
from tests.wire.kith_process import KithProcess, write_config
from tests.wire.reading import custom_ids, words
from tests.wire.stub.shapes import MessageState, WorldSeed

from .scale import Scale

GUILD, CHANNEL, FIRST = 2001, 3001, 1001
HURRY, TALK = "as soon as the card shows their turn", "after two seconds"
PAUSES_S = {TALK: 2.0, HURRY: 0.0}
LOOK_EVERY_S = 0.02
READY_S = 20


@dataclass(frozen=True)
class Pressed:
    """Of one circle, in seconds. `edits`: of the card and the mention together, a minute."""

    people: int
    when: str
    presses: int
    median: float
    p99: float
    edits: float


def pressed(scale: Scale) -> Iterator[Pressed]:
    for when, pause_s in PAUSES_S.items():
        yield asyncio.run(_measured(scale.pressing, when, pause_s))


async def _measured(people: int, when: str, pause_s: float) -> Pressed:
    members = list(range(FIRST, FIRST + people))
    with tempfile.TemporaryDirectory() as folder:
        async with StubProcess(_world(members)) as stub:
            config = write_config(Path(folder), stub.port)
            await _gather(Path(folder) / "data" / "kith.db", members)
            kith = await kith_process.start(config)
            try:
                await stub.gateway(wait_s=READY_S)
                return await _go_round(stub, kith, people, when, pause_s)
            finally:
                await kith.kill()


def _world(members: list[int]) -> WorldSeed:
    return {
        "guild": {"id": GUILD, "name": "Riverside"},
        "channels": [{"id": CHANNEL, "name": "circle"}],
        "members": [{"id": one, "name": f"Member {one}"} for one in members],
    }


async def _gather(path: Path, members: list[int]) -> None:
    path.parent.mkdir(parents=True)
    clock = SystemClock()
    migrate(path, now=clock.now())
    db = Database(path, clock)

    def gather(tx: Tx) -> None:
        host, *others = (Actor(GUILD, one, manages_events=False) for one in members)
        plan = Plan("What is alive in you?", minutes=0)
        made = starting.start(
            tx, actor=host, channel_id=CHANNEL, plan=plan, who=None, voice=Voice(), missing_in=lambda _: ()
        )
        for other in others:
            joining.join(tx, actor=other, circle_id=made.id)
        hosting.begin(tx, actor=host, circle_id=made.id)

    try:
        await db.write(gather)
    finally:
        await db.close()


async def _go_round(stub: StubProcess, kith: KithProcess, people: int, when: str, pause_s: float) -> Pressed:
    """Everybody presses Done in their turn; the last press has no turn behind it, and is not measured."""
    took = list[float]()
    begun = await _turn(stub, 1)
    at = datetime.now(UTC)
    for turn in range(1, people):
        await asyncio.sleep(pause_s)
        card = await _turn(stub, turn)
        speaker = int(re.findall(r"<@(\d+)> has the talking piece", words(card))[0])
        pressed_at = datetime.now(UTC)
        answer = await stub.press(card["id"], _done(card, turn), user_id=speaker, channel_id=CHANNEL)
        assert answer["answered"], kith.log.read_text(encoding="utf-8")[-2000:]
        edited = (await _turn(stub, turn + 1))["edited_at"]
        assert edited is not None
        took.append((datetime.fromisoformat(edited) - pressed_at).total_seconds())
    minutes = (datetime.now(UTC) - at).total_seconds() / 60
    edits = sum(message["edits"] for message in await _messages(stub)) - begun["edits"]
    cuts = quantiles(took, n=100, method="inclusive")
    return Pressed(people, when, len(took), cuts[49], cuts[98], edits / minutes)


async def _turn(stub: StubProcess, turn: int) -> MessageState:
    """Wait until the card shows this turn."""
    while True:
        for message in await _messages(stub):
            if _done(message, turn):
                return message
        await asyncio.sleep(LOOK_EVERY_S)


def _done(card: MessageState, turn: int) -> str:
    """Return the button of whoever has the piece in this turn, if it is there."""
    return next((key for key in custom_ids(card) if f":circle-say:done:1:{turn}:" in key), "")


async def _messages(stub: StubProcess) -> list[MessageState]:
    found = (await stub.state())["messages"].get(CHANNEL, [])
    return [message for message in found if not message["deleted"] and not message["ephemeral"]]
