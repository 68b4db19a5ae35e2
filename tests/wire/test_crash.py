"""The real program is killed at chosen and at random moments; nothing is missing, nothing is there twice.

`make crash KILLS=300` kills more often than `make check`.
"""

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.database import Database, Row, Tx
from bot.meetups import store, viewing
from bot.meetups.reminding import REMIND, REMINDER
from bot.meetups.seating import SEAT_GIVEN
from bot.outbox.rules.records import DeliveryState, DueState
from bot.outbox.store import deliveries, due
from cogs.meetups.text import views
from tests.wire.client import StubProcess
from tests.wire.kith_process import write_config
from tests.wire.story import MEMBERS, Story, cards_in, told_in, words, world

KILLS_A_STORY = 10
TOLD = {REMINDER, SEAT_GIVEN}
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
    cards, told = list(cards_in(messages)), list(told_in(messages))
    rows: list[Row] = list(await db.read(deliveries.listing, list(DeliveryState)))
    assert {row["state"] for row in rows} <= {DeliveryState.SENT, DeliveryState.SKIPPED}, [dict(row) for row in rows]
    skipped = [row for row in rows if row["state"] == DeliveryState.SKIPPED]
    assert all(row["kind"] in TOLD for row in skipped), "only what is true no longer is not said"
    assert await db.read(due.listing, [DueState.FAILED]) == []

    meetups = await db.read(lambda tx: [row["id"] for row in tx.all(store.meetups.select())])
    assert len(meetups) == story.seen.posted
    assert Counter(meetup_id for meetup_id, _ in cards) == Counter(meetups), "each meetup has one card"
    for meetup_id, card in cards:
        view = await db.read(viewing.view, meetup_id)
        assert view is not None
        assert words(card["components"]) == views.card(view), "the card shows the last state"

    sent = {row["token"]: row for row in rows if row["kind"] in TOLD and row["state"] == DeliveryState.SENT}
    assert Counter(mark for mark, _ in told) == Counter(list(sent)), "whatever was to be told was told once"
    for mark, message in told:
        assert set(message["mentions"]) <= set(sent[mark]["recipients"])
    assert len(messages) == len(cards) + len(told)
    reminders = {row["args"]["meetup_id"]: row for row in sent.values() if row["kind"] == REMINDER}
    await check_answers(story, db, meetups, reminders)
    return {
        "meetups": len(cards),
        "reminders": len(reminders),
        "seats handed on": len(sent) - len(reminders),
        "answers": len(story.seen.may_stand),
    }


async def check_answers(story: Story, db: Database, meetups: list[int], sent: dict[int, Row]) -> None:
    for meetup_id in meetups:
        view = await db.read(viewing.view, meetup_id)
        assert view is not None
        if view.roster.seats is not None:
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
