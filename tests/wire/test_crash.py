"""The real program is killed at chosen and at random moments; nothing is missing, nothing is there twice.

`make crash KILLS=300` kills more often than `make check`.
"""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.arrivals.arriving import HELLO
from bot.clock import SystemClock
from bot.database import Database, Row, Tx
from bot.meetups import viewing
from bot.meetups.afterwards import ASK_AFTERWARDS
from bot.meetups.cancelling import CANCELLED
from bot.meetups.editing import MOVED
from bot.meetups.reminding import REMIND, REMINDER
from bot.meetups.rules.meetup import MeetupState
from bot.meetups.seating import SEAT_GIVEN
from bot.meetups.store import feedback, meetups
from bot.outbox.rules.records import DeliveryState, DueState
from bot.outbox.store import deliveries, due
from cogs.community.text import about
from cogs.meetups.text import views
from tests.wire.circles import check_circles
from tests.wire.client import StubProcess
from tests.wire.introductions import check_introductions
from tests.wire.kith_process import write_config
from tests.wire.reading import asked_in, custom_ids, told_in, words
from tests.wire.rounds import check_rounds
from tests.wire.story import MEMBERS, ROUNDERS, Story, world
from tests.wire.stub.shapes import MessageState

KILLS_A_STORY = 10
TOLD = {REMINDER, SEAT_GIVEN, MOVED}
FEW_MINUTES_S = 300


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Half of the stories on a Discord that never knows a nonce again."""
    kills = metafunc.config.getoption("--kills")
    numbers = range(max(2, kills // KILLS_A_STORY))
    cases = [pytest.param(number, 0 if number % 2 else FEW_MINUTES_S, kills // len(numbers)) for number in numbers]
    ids = [
        f"{kills} kills, nonces known for {window} s, story {seed}" for seed, window, kills in (c.values for c in cases)
    ]
    metafunc.parametrize(("seed", "nonce_window_s", "kills"), cases, ids=ids)


@pytest.mark.crash
@pytest.mark.timeout(600)
async def test_nothing_is_lost_and_nothing_doubled(
    tmp_path: Path, seed: int, nonce_window_s: float, kills: int, record_property: Callable[[str, object], None]
) -> None:
    async with StubProcess(world(nonce_window_s)) as stub:
        story = Story(stub, write_config(tmp_path, stub.port), seed, late_s=5 if nonce_window_s else 1)
        try:
            await story.live_through(kills)
            kith = await story.come_to_rest()
            kith.tell(signal.SIGTERM)
            assert await kith.ended(10) == 0
        finally:
            await story.end()

        db = Database(story.database, SystemClock())
        try:
            counted = await check(story, db)
        finally:
            await db.close()
        assert (await stub.state())["unknown"] == []
        record_property("crash", {"kills": story.kills, **counted})


async def check(story: Story, db: Database) -> dict[str, int]:
    """Hold what Discord has against what the database says and members saw; return how much there was."""
    messages = await story.messages()
    cards, told = [message for message in messages if not message["content"]], list(told_in(messages))
    rows: list[Row] = list(await db.read(deliveries.listing, list(DeliveryState)))
    assert {row["state"] for row in rows} <= {DeliveryState.SENT, DeliveryState.SKIPPED}, [dict(row) for row in rows]
    skipped = [row for row in rows if row["state"] == DeliveryState.SKIPPED]
    assert all(row["kind"] in TOLD for row in skipped), "only what is true no longer is not said"
    assert await db.read(due.listing, [DueState.FAILED]) == []

    meetup_ids = await db.read(lambda tx: [row["id"] for row in tx.all(meetups.meetups.select())])
    assert len(meetup_ids) == story.seen.posted
    shown: dict[int | None, str] = {message["id"]: words(message["components"]) for message in cards}
    posted = {await db.read(viewing.card_message, meetup_id=meetup_id): meetup_id for meetup_id in meetup_ids}
    doubled = [message for message in cards if message["id"] not in posted]
    assert doubled == [], [(words(message["components"]), message, _sent_by(message, rows)) for message in doubled]
    assert shown.keys() == posted.keys(), "each meetup has its card"
    for message_id, meetup_id in posted.items():
        view = await db.read(viewing.view, meetup_id)
        assert view is not None
        assert shown[message_id] == views.card(view), "the card shows the last state"

    sent = {row["token"]: row for row in rows if row["kind"] in TOLD and row["state"] == DeliveryState.SENT}
    begun = {row["token"]: row for row in rows if row["kind"] in TOLD and row["token"]}
    marks = [mark for mark, _ in told]
    assert len(set(marks)) == len(marks), "nothing is told twice"
    assert sent.keys() <= set(marks) <= begun.keys(), "whatever was to be told was told; what came late had been begun"
    for mark, message in told:
        assert set(message["mentions"]) <= set(begun[mark]["recipients"])
    notices = [message for message in messages if message["content"] and not message["components"]]
    in_words_alone = [row for row in rows if row["kind"] in {CANCELLED, HELLO}]
    assert sorted(sorted(message["mentions"]) for message in notices) == sorted(
        sorted(row["recipients"]) for row in in_words_alone
    )
    assert [message["content"] for message in notices].count(about.HELLO) == 1, "hello is said once"
    connected = await check_introductions(story.introducing, db, everybody=[*MEMBERS, *ROUNDERS])
    connected |= await check_rounds(db, ROUNDERS)
    connected |= await check_circles(story.circling, db)
    asked = await check_what_was_held(story, db, messages)
    assert len(messages) == len(cards) + len(told) + len(notices) + asked
    await check_changes(story, db, meetup_ids)
    reminders = {row["args"]["meetup_id"]: row for row in sent.values() if row["kind"] == REMINDER}
    await check_answers(story, db, meetup_ids, reminders)
    return {
        "meetups": len(cards),
        "reminders": len(reminders),
        "seats handed on": sum(row["kind"] == SEAT_GIVEN for row in sent.values()),
        "moved": len(story.seen.moved),
        "cancelled": len(story.seen.cancelled),
        "asked afterwards": asked,
        "answers": len(story.seen.may_stand),
        **connected,
    }


def _sent_by(message: MessageState, rows: list[Row]) -> list[dict[str, object]]:
    """Return the deliveries whose mark stands in a message."""
    marks = {key.rpartition(":")[2] for key in custom_ids(message)}
    return [dict(row) for row in rows if row["token"] in marks]


async def check_what_was_held(story: Story, db: Database, messages: list[MessageState]) -> int:
    """Return of how many it was asked how they were: each once, and what was said of it still stands."""
    asked = [meetup_id for meetup_id, _ in asked_in(messages)]
    done = [row for row in await db.read(due.listing, [DueState.DONE]) if row["kind"] == ASK_AFTERWARDS]
    assert sorted(asked) == sorted(row["args"]["meetup_id"] for row in done)
    for meetup_id, may_stand in story.seen.said_afterwards.items():
        given = await db.read(feedback.by, meetup_id, MEMBERS[0])
        assert ("" if given is None else given.words) in may_stand, "what was said afterwards was lost"
    return len(asked)


async def check_changes(story: Story, db: Database, meetup_ids: list[int]) -> None:
    for meetup_id in meetup_ids:
        meetup = await db.read(meetups.get, meetup_id)
        assert meetup is not None
        title, starts = meetup.plan.title, int(meetup.plan.starts_at.timestamp())
        assert (meetup.state is MeetupState.CANCELLED) == (title in story.seen.cancelled)
        assert story.seen.moved.get(title, starts) == starts


async def check_answers(story: Story, db: Database, meetup_ids: list[int], sent: dict[int, Row]) -> None:
    for meetup_id in meetup_ids:
        view = await db.read(viewing.view, meetup_id)
        assert view is not None
        if view.roster.seats is not None and view.meetup.state is MeetupState.OPEN:
            seated, line = len(view.roster.seated), len(view.roster.line)
            assert seated == min(seated + line, view.roster.seats), "every seat is taken, or nobody waits"
        stands = await db.read(_answers, meetup_id)
        for member in MEMBERS:
            key = (meetup_id, member)
            assert stands.get(member, "none") in story.seen.may_stand.get(key, {"none"}), "an answer was lost"
            if _was_going_in_time(story, db_row := await db.read(_reminder, meetup_id), key):
                assert member in sent[meetup_id]["recipients"], f"not reminded: {db_row}"


def _was_going_in_time(story: Story, reminder: Row | None, key: tuple[int, int]) -> bool:
    if reminder is None or story.seen.may_stand.get(key) != {"going"} or key not in story.seen.sure_since:
        return False
    return bool(story.seen.sure_since[key] < reminder["due_at"].timestamp())


def _answers(tx: Tx, meetup_id: int) -> dict[int, str]:
    view = viewing.view(tx, meetup_id)
    return {} if view is None else {one.member_id: one.answer.value for one in view.roster.rsvps}


def _reminder(tx: Tx, meetup_id: int) -> Row | None:
    done = due.listing(tx, [DueState.DONE])
    mine = (row for row in done if row["kind"] == REMIND and row["args"]["meetup_id"] == meetup_id)
    return next(mine, None)
