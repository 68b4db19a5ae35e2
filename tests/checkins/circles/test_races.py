"""What several press at the same moment comes to one thing, and nobody's press is lost without a word."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.checkins.circles import hosting, joining, speaking, writing
from bot.checkins.circles.rules.circle import MOST_PEOPLE, Circle, How, Stage
from bot.checkins.circles.rules.refusals import (
    BegunAlreadyError,
    CircleFullError,
    CircleHereError,
    CircleOverError,
    HostIsHereError,
    OldTurnError,
)
from bot.checkins.circles.store import circles
from bot.checkins.circles.subjects import WORDS
from bot.checkins.circles.writing import NotTaken, Written
from bot.database import Database
from tests.builders import ANA, BEN, CLEO, told

from .holding import actor, begun, join, speaker, start

MANY = 12


async def at_once(*presses: Coroutine[Any, Any, object]) -> list[Any]:
    return list(await asyncio.gather(*presses, return_exceptions=True))


def refused(outcomes: list[Any], error: type[Exception]) -> int:
    return sum(isinstance(one, error) for one in outcomes)


async def stands(db: Database, circle: Circle) -> Circle:
    found = await db.read(circles.get, circle.id)
    assert found is not None
    return found


async def test_one_who_presses_done_many_times_gives_the_piece_on_once(db: Database) -> None:
    circle = await db.write(begun)
    mine: dict[str, Any] = {"actor": speaker(circle), "circle_id": circle.id, "turn": circle.turn}

    outcomes = await at_once(*(db.write(speaking.done, **mine) for _ in range(MANY)))

    assert refused(outcomes, OldTurnError) == MANY - 1
    assert (await stands(db, circle)).turn == circle.turn + 1


async def test_the_host_skips_while_the_speaker_passes_and_one_of_both_counts(db: Database) -> None:
    circle = await db.write(begun)
    turn: dict[str, Any] = {"circle_id": circle.id, "turn": circle.turn}

    outcomes = await at_once(
        db.write(hosting.skip, actor=ANA, **turn), db.write(speaking.let_pass, actor=speaker(circle), **turn)
    )

    assert refused(outcomes, OldTurnError) == 1
    assert (await stands(db, circle)).turn == circle.turn + 1


async def test_a_form_sent_twice_is_posted_once_and_given_back_once(db: Database) -> None:
    circle = await db.write(lambda tx: begun(tx, how=How.POSTED))
    mine: dict[str, Any] = {"actor": speaker(circle), "circle_id": circle.id, "turn": circle.turn}

    outcomes = await at_once(*(db.write(writing.write, typed="Hello", **mine) for _ in range(2)))

    assert sorted(type(one).__name__ for one in outcomes) == [NotTaken.__name__, Written.__name__]
    assert len(await db.read(told, WORDS)) == 1


async def test_two_circles_in_one_channel_at_once_are_one(db: Database) -> None:
    outcomes = await at_once(*(db.write(start, who) for who in (ANA, BEN, CLEO)))

    assert refused(outcomes, CircleHereError) == 2


async def test_begun_by_many_presses_it_begins_once(db: Database) -> None:
    circle = await db.write(lambda tx: join(tx, start(tx), BEN, CLEO))

    outcomes = await at_once(*(db.write(hosting.begin, actor=ANA, circle_id=circle.id) for _ in range(MANY)))

    assert refused(outcomes, BegunAlreadyError) == MANY - 1
    after = await stands(db, circle)
    assert (after.stage, after.turn) == (Stage.GOING, 1)


async def test_a_crowd_that_joins_at_once_is_all_in_up_to_two_hundred(db: Database) -> None:
    circle = await db.write(start)
    crowd = [actor(1000 + number) for number in range(MOST_PEOPLE + 4)]

    outcomes = await at_once(*(db.write(joining.join, actor=one, circle_id=circle.id) for one in crowd))

    assert refused(outcomes, CircleFullError) == 5  # Ana is in it already
    assert len((await stands(db, circle)).member_ids) == MOST_PEOPLE


async def test_whoever_joins_while_it_closes_is_in_or_is_told(db: Database) -> None:
    circle = await db.write(begun)
    crowd = [actor(1000 + number) for number in range(MANY)]
    joins = [db.write(joining.join, actor=one, circle_id=circle.id) for one in crowd]

    outcomes = await at_once(*joins[:6], db.write(hosting.close, actor=ANA, circle_id=circle.id), *joins[6:])

    after = await stands(db, circle)
    assert after.stage is Stage.OVER
    assert len(after.member_ids) == 3 + MANY - refused(outcomes, CircleOverError)


async def test_of_several_who_take_over_at_once_one_hosts_it(db: Database) -> None:
    circle = await db.write(begun)
    await db.write(hosting.hand_over, actor=ANA, circle_id=circle.id)

    outcomes = await at_once(
        *(db.write(hosting.take_over, actor=one, circle_id=circle.id) for one in (BEN, CLEO, actor(9)))
    )

    assert refused(outcomes, HostIsHereError) == 2
    assert (await stands(db, circle)).host_id in {BEN.member_id, CLEO.member_id, 9}
