"""Intro rounds whose hour comes while the bot is killed again and again; and the count at the end."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.connections import joining
from bot.connections.rounds.subjects import KINDS, TOPIC
from bot.connections.rules.rounds import Settings, settings_to_json
from bot.connections.store import draws
from bot.connections.store.introductions import introductions
from bot.database import Database, Tx
from bot.guilds.rules.actors import Actor
from bot.programmes import announcing, rounds, store
from bot.programmes.rules.cadence import Cadence, Every
from bot.programmes.rules.programme import CLOSES_BEFORE, Plan, Stage

FIRST, BETWEEN, TAKEN = timedelta(seconds=4), timedelta(seconds=9), timedelta(seconds=2)
"""Until the first round is drawn; from one to the next; from drawing to introducing."""
PLAYED = 3
WEEK = timedelta(weeks=1)


async def hold_rounds(path: Path, *, guild_id: int, channel_id: int, member_ids: Sequence[int]) -> None:
    """Have rounds announced in which all of these are; each is drawn and begun while the story lasts."""
    db = Database(path, SystemClock())
    try:
        await db.write(_hold, guild_id=guild_id, channel_id=channel_id, member_ids=member_ids)
    finally:
        await db.close()


def _hold(tx: Tx, *, guild_id: int, channel_id: int, member_ids: Sequence[int]) -> None:
    cadence = Cadence(Every.WEEK, 0, 10, date(2026, 1, 1))
    plan = Plan("Coffee round", channel_id, cadence, settings=settings_to_json(Settings()))
    programme = store.get(tx, store.add(tx, guild_id=guild_id, topic=TOPIC, plan=plan))
    assert programme is not None
    for member_id in member_ids:
        actor = Actor(guild_id, member_id, manages_events=False)
        joining.join(tx, actor=actor, channel_id=channel_id, missing_in=lambda _: ())
        store.add_regular(tx, programme.id, member_id)
    for number in range(PLAYED):
        drawn_at = tx.now + FIRST + number * BETWEEN
        begins_at = drawn_at + CLOSES_BEFORE
        round_id = store.add_round(tx, programme, begins_at=begins_at, ends_at=begins_at + WEEK)
        made = store.get_round(tx, round_id or 0)
        assert made is not None
        announcing.ask(tx, TOPIC, made)
        announcing.schedule(tx, made, KINDS["begins"], at=drawn_at + TAKEN)


async def check_rounds(db: Database, member_ids: Sequence[int]) -> dict[str, int]:
    """Each is introduced once in each round, to nobody twice; return how many rounds there were."""
    return {"rounds": await db.read(_check, member_ids)}


def _check(tx: Tx, member_ids: Sequence[int]) -> int:
    played = [row["id"] for row in tx.all(store.rounds.select())]
    met = Counter[frozenset[int]]()
    for round_id in played:
        found, draw = rounds.get(tx, round_id), draws.the(tx, round_id)
        assert found is not None
        assert found.stage is Stage.BEGUN, "its hour has come"
        assert sorted(place.member_id for place in draw.places) == sorted(member_ids), "nobody is lost"
        assert draw.left_out == []
        made = [row["id"] for row in tx.all(introductions.select().where(introductions.c.round_id == round_id))]
        of_groups = [{place.introduction_id for place in group} for group in draw.groups.values()]
        assert sorted(one for ids in of_groups for one in ids if one) == made, "a group is introduced once"
        met.update(frozenset(place.member_id for place in group) for group in draw.groups.values())
    assert set(met.values()) == {1}, "nobody meets the same one again"
    return len(played)
