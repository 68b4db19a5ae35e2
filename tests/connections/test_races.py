"""What two do at the same moment comes to one thing."""

import asyncio

from bot.connections import consenting, introducing, outcomes
from bot.connections.consenting import OPEN
from bot.connections.rules.introductions import Introduction
from bot.connections.store import introductions
from bot.database import Database, Tx
from bot.outbox.rules.records import DueState
from bot.outbox.store import due
from bot.questions.rules.questions import YES
from bot.threads.following import MET
from tests.builders import BEN, CLEO, GUILD, nothing_missing

from . import connecting


def openings(tx: Tx) -> int:
    return sum(row["kind"] == OPEN for row in due.listing(tx, list(DueState)))


async def test_two_who_say_yes_at_once_have_one_thread(db: Database) -> None:
    await db.write(connecting.couple)
    made = await db.write(connecting.by_hand, BEN, CLEO)
    presses = [
        db.write(consenting.answer, actor=actor, question_id=made.consent_id, said=YES)
        for actor in (BEN, CLEO, BEN, CLEO)
    ]

    await asyncio.gather(*presses, return_exceptions=True)

    assert await db.read(openings) == 1


async def test_two_who_ask_for_each_other_at_once_are_introduced_once(db: Database) -> None:
    await db.write(connecting.couple)

    outcomes_of_both = await asyncio.gather(
        db.write(introducing.ask, actor=BEN, other_id=CLEO.member_id, missing_in=nothing_missing),
        db.write(introducing.ask, actor=CLEO, other_id=BEN.member_id, missing_in=nothing_missing),
    )

    assert sum(isinstance(one, Introduction) for one in outcomes_of_both) == 1
    assert await db.read(openings) == 1
    assert sum((await db.read(introductions.counts, GUILD)).values()) == 1


async def test_one_who_presses_ask_many_times_asks_once(db: Database) -> None:
    await db.write(connecting.couple)

    presses = [
        db.write(introducing.ask, actor=BEN, other_id=CLEO.member_id, missing_in=nothing_missing) for _ in range(8)
    ]
    await asyncio.gather(*presses, return_exceptions=True)

    assert sum((await db.read(introductions.counts, GUILD)).values()) == 1


async def test_two_who_say_at_once_that_they_met_are_both_heard(db: Database) -> None:
    made = await db.write(connecting.introduced)

    await asyncio.gather(
        *(db.write(outcomes.say, actor=actor, introduction_id=made.id, said=MET) for actor in (BEN, CLEO))
    )

    found = await db.read(connecting.followed, made)
    assert set(found.question.said.values()) == {MET}
    assert (await db.read(introductions.the, made.id)).id == made.id
