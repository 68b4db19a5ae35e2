"""Hold a circle in a transaction: the use cases, in one line each."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.checkins.circles import absence, hosting, joining, looking, speaking, starting, writing
from bot.checkins.circles.rules.circle import Circle, How, Plan, Stage
from bot.checkins.circles.starting import Voice, Who
from bot.checkins.circles.store import circles
from bot.checkins.circles.subjects import LOOK, PRESENCE
from bot.checkins.circles.writing import Written
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.outbox import DueItem, card_of
from bot.outbox.rules.records import DueState
from bot.outbox.store import cards, deliveries, due
from tests.builders import ANA, BEN, CHANNEL, CLEO, GUILD, nothing_missing

PROMPT = "What is alive in you?"
VOICE = 77
"""A voice channel."""
MARK = "t"
ACTOR_9 = Actor(GUILD, 9, manages_events=False)


def start(
    tx: Tx,
    /,
    actor: Actor = ANA,
    *,
    channel_id: int = CHANNEL,
    who: Who | None = None,
    voice: Voice | None = None,
    **plan: Any,
) -> Circle:
    return starting.start(
        tx,
        actor=actor,
        channel_id=channel_id,
        plan=replace(Plan(PROMPT), **plan),
        who=who,
        voice=voice or Voice(),
        missing_in=nothing_missing,
    )


def join(tx: Tx, circle: Circle, *actors: Actor) -> Circle:
    for actor in actors:
        circle = joining.join(tx, actor=actor, circle_id=circle.id).circle
    return circle


def begun(tx: Tx, *others: Actor, channel_id: int = CHANNEL, how: How = How.SPOKEN, minutes: int = 2) -> Circle:
    """A circle of Ana's with these others, of whom one has the piece."""
    circle = start(tx, channel_id=channel_id, how=how, minutes=minutes)
    join(tx, circle, *(others or (BEN, CLEO)))
    return hosting.begin(tx, actor=ANA, circle_id=circle.id)


def actor(member_id: int | None) -> Actor:
    assert member_id is not None
    return Actor(GUILD, member_id, manages_events=False)


def speaker(circle: Circle) -> Actor:
    return actor(circle.speaker_id)


def done(tx: Tx, circle: Circle) -> Circle:
    return speaking.done(tx, actor=speaker(circle), circle_id=circle.id, turn=circle.turn).circle


def lap_done(tx: Tx, circle: Circle) -> Circle:
    while circle.stage is Stage.GOING:
        circle = done(tx, circle)
    return circle


def write(tx: Tx, circle: Circle, words: str) -> Written:
    outcome = writing.write(tx, actor=speaker(circle), circle_id=circle.id, turn=circle.turn, typed=words)
    assert isinstance(outcome, Written)
    return outcome


def again(tx: Tx, circle: Circle) -> Circle:
    return hosting.go_round_again(tx, actor=ANA, circle_id=circle.id, turn=circle.turn)


def close(tx: Tx, circle: Circle) -> Circle:
    return hosting.close(tx, actor=ANA, circle_id=circle.id)


def voice(tx: Tx, member_id: int, there: Collection[int]) -> None:
    """Have somebody join the voice channel or leave it. `there`: who is in it then."""
    absence.voice_changed(tx, guild_id=GUILD, member_id=member_id, in_voice={VOICE: frozenset(there)})


def wanted(tx: Tx, subject_name: str) -> int:
    """Return how often a card had to be shown anew."""
    card = card_of(tx, subject=subject_name)
    return 0 if card is None else card.wanted


def stands(tx: Tx, *subject_names: str) -> None:
    """Have these cards been posted."""
    for message_id, name in enumerate(subject_names, start=1000):
        delivery = deliveries.by_key(tx, f"card:{name}")
        assert delivery is not None
        deliveries.step_done(tx, delivery, message_id, message_id=message_id)
        cards.posted(tx, name, message_id=message_id, channel_id=delivery.target.id, token=MARK, shown=1)


def now(tx: Tx, circle: Circle | int) -> Circle:
    """Return it as it stands in the database."""
    found = circles.get(tx, circle if isinstance(circle, int) else circle.id)
    assert found is not None
    return found


def pending(tx: Tx, kind: str = LOOK) -> list[DueItem]:
    rows = due.listing(tx, [DueState.PENDING])
    return [
        DueItem(row["id"], row["key"], row["kind"], row["guild_id"], row["subject"], row["args"], row["due_at"])
        for row in rows
        if row["kind"] == kind
    ]


def pass_time(tx: Tx, by: timedelta) -> None:
    """Let it go by, and have circles looked after whenever it is time."""
    end = tx.now + by
    while looks := [one for one in pending(tx) if one.due_at <= end]:
        tx.now = max(tx.now, looks[0].due_at)
        fire(tx, looks[0])
    tx.now = end


def fire(tx: Tx, item: DueItem) -> None:
    assert due.claim(tx, item.id) is not None
    looking.look(tx, item)


def ask_presence(tx: Tx, *, left: Sequence[int] = ()) -> list[int]:
    """Have Discord asked who is still there; return who was asked about."""
    item = pending(tx, PRESENCE)[-1]
    due.claim(tx, item.id)
    job = absence.JOBS[PRESENCE]
    asked = job.read(tx, item)
    job.write(tx, item, asked, frozenset(asked.member_ids) - frozenset(left))
    return list(asked.member_ids)
