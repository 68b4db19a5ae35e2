"""What organisers may do with a draw until the hour."""

import pytest

from bot.connections import joining
from bot.connections.rounds import changing, explaining, opting, preparing, previewing
from bot.connections.rounds.previewing import Preview
from bot.connections.rounds.subjects import CALLED_OFF, DRAW, KINDS
from bot.connections.rules.introductions import State
from bot.connections.rules.rounds import Draw, NotDrawnError
from bot.connections.store import draws, introductions
from bot.database import Tx
from bot.guilds.rules.actors import NotAnOrganiserError
from bot.programmes import planning
from bot.programmes.rules.programme import NoSuchRoundError, Round, Stage
from tests.builders import ANA, BEN, EVE, nothing_missing
from tests.connections.connecting import told

from .playing import (
    announced,
    begun,
    drawn,
    item,
    members,
    now,
    pending,
    programme,
    say_in,
    swap,
    together,
    work,
)


def lock(tx: Tx, found: Round, numbers: set[int]) -> Preview:
    revision = draws.the(tx, found.id).revision
    return changing.lock(tx, actor=ANA, round_id=found.id, revision=revision, page=0, numbers=numbers)


def apart(draw: Draw) -> tuple[int, int]:
    """Return two who are in different groups."""
    first, second, *_ = together(draw)
    return min(first), min(second)


def test_two_change_places_and_are_introduced_so(tx: Tx, found: Round) -> None:
    one, other = apart(draws.the(tx, found.id))
    (with_one,) = [group - {one} for group in together(draws.the(tx, found.id)) if one in group]

    shown = swap(tx, found, one, other)

    assert {other, *with_one} in [set(group.member_ids) for group in shown.groups]
    assert {other, *with_one} in together(begun(tx, found))


def test_the_second_of_two_organisers_sees_what_the_first_did_and_changes_nothing(tx: Tx, found: Round) -> None:
    seen = draws.the(tx, found.id).revision
    one, other = apart(draws.the(tx, found.id))
    swap(tx, found, one, other, revision=seen)
    after = together(draws.the(tx, found.id))

    shown = swap(tx, found, one, other, revision=seen)

    assert shown.is_stale
    assert together(draws.the(tx, found.id)) == after


def test_a_locked_group_stays_when_it_is_drawn_again(tx: Tx, found: Round) -> None:
    kept = together(draws.the(tx, found.id))[0]
    lock(tx, found, {1})
    before = draws.the(tx, found.id)

    for _ in range(5):
        changing.draw_again(tx, actor=ANA, round_id=found.id, revision=draws.the(tx, found.id).revision, page=0)
        assert pending(tx, DRAW)
        work(tx, preparing.DRAWING, found)
        assert kept in together(draws.the(tx, found.id))

    again = draws.the(tx, found.id)
    assert again.seed != before.seed
    assert again.revision == before.revision + 5
    assert not lock(tx, found, set()).groups[0].is_locked


def test_sent_twice_is_sent_once(tx: Tx, found: Round) -> None:
    revision = draws.the(tx, found.id).revision
    for _ in range(2):
        shown = changing.send_now(tx, actor=ANA, round_id=found.id, revision=revision, page=0)
        assert shown.is_sending
    assert [row["due_at"] for row in pending(tx, KINDS["begins"])] == [tx.now]

    begun(tx, found)

    assert introductions.counts(tx, found.guild_id) == {State.OPEN: 3}
    with pytest.raises(NotDrawnError):
        changing.send_now(tx, actor=ANA, round_id=found.id, revision=revision, page=0)


def test_called_off_it_is_over_and_who_was_in_is_told(tx: Tx, found: Round) -> None:
    changing.call_off(tx, actor=ANA, round_id=found.id)

    assert now(tx, found).stage is Stage.CANCELLED
    assert len(told(tx, CALLED_OFF)) == 6
    assert pending(tx, KINDS["begins"]) == pending(tx, KINDS["ends"]) == []
    with pytest.raises(NotDrawnError):
        changing.call_off(tx, actor=ANA, round_id=found.id)


def test_who_takes_a_break_is_not_told_that_it_is_called_off(tx: Tx) -> None:
    made = announced(tx, programme(tx))
    regular, other = members(2)
    opting.each_time(tx, actor=regular, round_id=made.id, wished=True, missing_in=nothing_missing)
    say_in(tx, made, other)
    joining.pause(tx, actor=regular, weeks=4)

    changing.call_off(tx, actor=ANA, round_id=made.id)

    assert told(tx, CALLED_OFF) == [[other.member_id]]


def test_called_off_when_half_is_sent_the_other_half_is_told(tx: Tx) -> None:
    made = announced(tx, programme(tx))
    say_in(tx, made, *members(60))
    drawn(tx, made)
    begun(tx, made)

    changing.call_off(tx, actor=ANA, round_id=made.id)

    assert introductions.counts(tx, made.guild_id) == {State.OPEN: 10}
    assert len(told(tx, CALLED_OFF)) == 40


def test_a_programme_that_is_changed_while_its_round_runs_changes_the_next_one(tx: Tx, found: Round) -> None:
    before = together(draws.the(tx, found.id))
    planned = planning.edit(tx, actor=ANA, typed="Coffee round")
    planning.change(tx, actor=ANA, draft_id=planned.draft_id, changes={"settings": {"size": 3}, "hour": 18})

    confirmed = planning.confirm(tx, actor=ANA, draft_id=planned.draft_id, missing_in=nothing_missing)

    assert confirmed.dates[0] > found.begins_at
    assert together(begun(tx, found)) == before


def test_only_organisers_of_this_community_look_and_change(tx: Tx, found: Round) -> None:
    for call in (previewing.preview, changing.call_off):
        with pytest.raises(NotAnOrganiserError):
            call(tx, actor=BEN, round_id=found.id)
        with pytest.raises(NoSuchRoundError):
            call(tx, actor=EVE, round_id=found.id)
    with pytest.raises(NotAnOrganiserError):
        changing.send_now(tx, actor=BEN, round_id=found.id, revision=1, page=0)
    with pytest.raises(NotAnOrganiserError):
        explaining.why(tx, actor=BEN, one_id=1001, other_id=1002)
    assert item(tx).guild_id == found.guild_id
