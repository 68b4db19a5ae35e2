"""Offers and needs grow old: asked about once, renewed by one press, and never deleted."""

from datetime import UTC, datetime

import pytest

from bot.connections import finding, joining, renewing
from bot.connections.renewing import ASK_STILL_TRUE, STILL_TRUE_ASKED
from bot.connections.store import participants
from bot.database import Tx
from bot.members import zones
from bot.outbox.store import due
from bot.profiles import offering, viewing
from bot.profiles import renewing as profiles
from bot.profiles.rules.entries import Side
from tests.builders import BEN, CLEO, GUILD

from .connecting import DAY, couple, join, told


def nights(tx: Tx, number: int) -> None:
    """Have so many nights pass, with all that comes by day."""
    for _ in range(number):
        tx.now += DAY
        profiles.upkeep(tx)
        renewing.upkeep(tx)
        for item in due.overdue(tx, 50, running=[], after_guild=0):
            if item.kind == ASK_STILL_TRUE and due.claim(tx, item.id):
                renewing.ask(tx, item)


def rests(tx: Tx) -> list[bool]:
    return [one.entry.rests for one in viewing.mine(tx, actor=BEN).entries]


def finds(tx: Tx) -> list[int]:
    """Return whom Cleo finds."""
    return [one.member_id for one in finding.find(tx, actor=CLEO, typed="cooking", most=9).people]


def offer(tx: Tx, what: str) -> None:
    offering.add(tx, actor=BEN, side=Side.OFFER, typed=what, words="")


def test_after_ninety_days_each_owner_is_asked_once(tx: Tx) -> None:
    couple(tx)

    nights(tx, 90)
    assert told(tx, STILL_TRUE_ASKED) == []
    nights(tx, 12)

    assert sorted(told(tx, STILL_TRUE_ASKED)) == [[BEN.member_id], [CLEO.member_id]]


def test_one_press_renews_all_of_it(tx: Tx) -> None:
    couple(tx)
    nights(tx, 92)

    assert profiles.renew(tx, actor=BEN).number == 2
    nights(tx, 80)

    assert told(tx, STILL_TRUE_ASKED).count([BEN.member_id]) == 1
    assert rests(tx) == [False, False]
    assert profiles.old(tx, GUILD, BEN.member_id) == []


def test_what_is_not_answered_rests_is_found_no_more_and_comes_back_by_one_press(tx: Tx) -> None:
    couple(tx)
    nights(tx, 107)

    assert rests(tx) == [True, True]
    assert finds(tx) == []
    profiles.renew(tx, actor=BEN)
    assert rests(tx) == [False, False]
    assert finds(tx) == [BEN.member_id]


def test_only_what_is_old_is_asked_about_and_rests(tx: Tx) -> None:
    join(tx, BEN, needs="chess", offers="cooking")
    nights(tx, 60)
    offer(tx, "German")
    offer(tx, "cooking")
    nights(tx, 31)
    assert [one.name for one in profiles.old(tx, GUILD, BEN.member_id)] == ["Chess"]

    nights(tx, 16)

    assert {one.name: one.entry.rests for one in viewing.mine(tx, actor=BEN).entries} == {
        "Chess": True,
        "Cooking": False,
        "German": False,
    }


@pytest.mark.parametrize("takes_part", ["never joined", "left", "takes a break"])
def test_who_does_not_take_part_is_asked_nothing(tx: Tx, takes_part: str) -> None:
    couple(tx)
    if takes_part == "takes a break":
        joining.pause(tx, actor=BEN, weeks=26)
    else:
        joining.leave(tx, actor=BEN)

    nights(tx, 110)

    assert told(tx, STILL_TRUE_ASKED) == [[CLEO.member_id]]
    assert rests(tx) == [False, False]


def test_it_is_asked_at_noon_by_the_members_own_clock(tx: Tx) -> None:
    couple(tx)
    zones.choose(tx, actor=BEN, typed="Tokyo")
    tx.now = datetime(2027, 3, 1, 3, tzinfo=UTC)  # noon there already

    renewing.upkeep(tx)
    renewing.upkeep(tx)

    ben = participants.of(tx, GUILD, BEN.member_id)
    assert ben is not None
    tx.now = datetime(2027, 3, 3, tzinfo=UTC)
    mine = [one for one in due.overdue(tx, 50, running=[], after_guild=0) if one.args == {"participant_id": ben.id}]
    assert [one.due_at for one in mine] == [datetime(2027, 3, 2, 3, tzinfo=UTC)]
