"""What several do at the same moment comes to one thing."""

import asyncio

from bot.connections.rounds import changing, founding, opting
from bot.connections.rounds.previewing import Preview
from bot.connections.rounds.subjects import KINDS
from bot.connections.rules.rounds import Draw, Place
from bot.connections.store import draws, participants
from bot.database import Database, Tx
from bot.programmes import planning, running, store
from bot.programmes.rules.programme import Round, Stage
from tests.builders import ANA, CHANNEL, GUILD, nothing_missing

from . import playing
from .playing import member, members


def announced(tx: Tx) -> Round:
    return playing.announced(tx, playing.programme(tx))


def prepared(tx: Tx) -> Round:
    """A round of four that is drawn. The job's own loop is another one."""
    found = announced(tx)
    playing.say_in(tx, found, *members(4))
    places = [Place(one.member_id, 1 + number % 2) for number, one in enumerate(members(4))]
    draws.put(tx, Draw(found.id, GUILD, 0, 1, None, 0, places))
    store.put_stage(tx, found.id, Stage.PREPARED)
    return playing.now(tx, found)


async def test_two_organisers_who_change_at_once_the_second_sees_what_the_first_did(db: Database) -> None:
    found = await db.write(prepared)

    swaps = [
        db.write(changing.swap, actor=ANA, round_id=found.id, revision=1, page=0, one_id=1001, other_id=other)
        for other in (1002, 1004)
    ]
    shown = await asyncio.gather(*swaps)

    assert sorted(one.is_stale for one in shown) == [False, True]
    assert {one.revision for one in shown} == {2}


async def test_send_pressed_by_two_at_once_is_sent_once(db: Database) -> None:
    found = await db.write(prepared)

    async def send() -> Preview:
        return await db.write(changing.send_now, actor=ANA, round_id=found.id, revision=1, page=0)

    assert all(one.is_sending for one in await asyncio.gather(*(send() for _ in range(5))))
    assert len(await db.read(playing.pending, KINDS["begins"])) == 1


async def test_one_who_presses_many_times_is_in_once(db: Database) -> None:
    found = await db.write(announced)

    presses = [
        db.write(opting.say, actor=member(1), round_id=found.id, is_in=True, missing_in=nothing_missing)
        for _ in range(8)
    ]
    await asyncio.gather(*presses)

    assert await db.read(store.answers, found.id) == {1001: True}
    assert await db.read(participants.member_ids, GUILD) == [1001]


async def test_one_plan_that_is_confirmed_by_many_presses_runs_once(db: Database) -> None:
    planned = await db.write(founding.begin, actor=ANA, name="Coffee round", channel_id=CHANNEL)
    presses = [
        db.write(planning.confirm, actor=ANA, draft_id=planned.draft_id, missing_in=nothing_missing) for _ in range(6)
    ]

    await asyncio.gather(*presses, return_exceptions=True)

    assert len(await db.read(running.listed, actor=ANA)) == 1
