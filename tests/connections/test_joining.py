"""Nobody takes part without saying so; a pause ends; who leaves leaves nothing waiting."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.connections import finding, joining
from bot.connections.consenting import NOT_THIS_TIME
from bot.connections.joining import PAUSE_ENDED, PAUSE_ENDS
from bot.connections.rules.introductions import State as Stage
from bot.connections.rules.participation import MOST_WEEKS, Mix, NotJoinedError, Size, State, Wishes, is_free
from bot.connections.store import introductions, participants
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.posting import CantPostHereError
from bot.outbox import DueItem
from bot.outbox.store import due
from tests.builders import ADMIN, BEN, CHANNEL, CLEO, EVE, GUILD

from .connecting import WEEK, agree, ask, by_hand, couple, join, told

ELSEWHERE = 11


def pending(tx: Tx, kind: str) -> list[DueItem]:
    found = due.overdue(tx, 50, running=[], after_guild=0)
    return [item for item in found if item.kind == kind]


def find(tx: Tx) -> list[int]:
    return [one.member_id for one in finding.find(tx, actor=BEN, typed="", most=9).people]


@pytest.mark.parametrize("call", [joining.resume, joining.leave, joining.taking])
def test_who_has_not_joined_has_nothing_to_change(tx: Tx, call: Callable[..., object]) -> None:
    with pytest.raises(NotJoinedError):
        call(tx, actor=BEN)


def test_joining_twice_is_being_in_once_with_the_same_wishes(tx: Tx) -> None:
    join(tx, BEN)
    joining.wish(tx, actor=BEN, changes={"every": 28, "size": Size.PAIR, "mix": Mix.OTHER, "slots": frozenset({1})})

    again = join(tx, BEN)

    assert again.participant.wishes == Wishes(28, Size.PAIR, Mix.OTHER, frozenset({1}))
    assert sum(participants.how_many(tx, GUILD).values()) == 1


def test_where_no_private_thread_can_be_opened_nobody_joins(tx: Tx) -> None:
    with pytest.raises(CantPostHereError):
        joining.join(tx, actor=BEN, channel_id=CHANNEL, missing_in=lambda _: ("Create Private Threads",))

    assert participants.how_many(tx, GUILD) == {}


def test_threads_are_opened_in_the_channel_that_the_community_has_chosen(tx: Tx) -> None:
    assert join(tx, BEN).channel_id == CHANNEL

    community.change(tx, actor=ADMIN, changes={"connections_channel_id": ELSEWHERE})

    assert joining.taking(tx, actor=BEN).channel_id == ELSEWHERE


def test_a_pause_has_an_end_at_which_the_member_is_told_and_found_again(tx: Tx) -> None:
    couple(tx)
    paused = joining.pause(tx, actor=CLEO, weeks=2)
    assert (paused.participant.state, paused.participant.paused_until) == (State.PAUSED, tx.now + 2 * WEEK)
    assert find(tx) == []
    assert pending(tx, PAUSE_ENDS) == []

    tx.now += 2 * WEEK
    (item,) = pending(tx, PAUSE_ENDS)
    joining.pause_ends(tx, item)

    assert find(tx) == [CLEO.member_id]
    assert told(tx, PAUSE_ENDED) == [[CLEO.member_id]]


def test_a_pause_made_longer_ends_once_and_one_that_is_over_already_is_not_told(tx: Tx) -> None:
    join(tx, CLEO)
    joining.pause(tx, actor=CLEO, weeks=1)
    joining.pause(tx, actor=CLEO, weeks=3)
    tx.now += 3 * WEEK
    (item,) = pending(tx, PAUSE_ENDS)
    joining.resume(tx, actor=CLEO)

    joining.pause_ends(tx, item)

    assert told(tx, PAUSE_ENDED) == []


def test_a_pause_is_never_without_an_end(tx: Tx) -> None:
    join(tx, CLEO)

    assert joining.pause(tx, actor=CLEO, weeks=10**6).participant.paused_until == tx.now + MOST_WEEKS * WEEK


def test_who_leaves_is_out_and_who_waits_for_them_is_told_as_always(tx: Tx) -> None:
    couple(tx)
    made = by_hand(tx, BEN, CLEO)
    agree(tx, made, BEN)

    joining.leave(tx, actor=CLEO)

    assert introductions.the(tx, made.id).state is Stage.LAPSED
    assert sorted(told(tx, NOT_THIS_TIME)) == [[100], [BEN.member_id]]
    assert participants.of(tx, GUILD, CLEO.member_id) is None


def test_what_a_leaver_has_asked_for_is_asked_no_more(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)

    joining.leave(tx, actor=BEN)

    assert introductions.the(tx, made.id).state is Stage.LAPSED
    assert told(tx, NOT_THIS_TIME) == []


def test_taking_part_is_a_matter_of_each_community(tx: Tx) -> None:
    join(tx, BEN)

    with pytest.raises(NotJoinedError):
        joining.taking(tx, actor=EVE)


def test_introduced_lately_one_has_time_again_after_as_long_as_one_wishes(tx: Tx) -> None:
    mine = join(tx, BEN).participant

    assert is_free(mine, last=None, now=tx.now)
    assert not is_free(mine, last=tx.now - timedelta(days=6), now=tx.now)
    assert is_free(mine, last=tx.now - timedelta(days=7), now=tx.now)
    assert is_free(joining.wish(tx, actor=BEN, changes={"every": 0}).participant, last=tx.now, now=tx.now)
