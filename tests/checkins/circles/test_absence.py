"""What time does, and people who leave without a press."""

from datetime import timedelta

import pytest

from bot.checkins.circles import hosting, joining, panels, privacy
from bot.checkins.circles.rules.circle import NOBODY, Ending, Stage
from bot.checkins.circles.rules.refusals import HostIsHereError
from bot.checkins.circles.subjects import LOOK, NUDGED, PRESENCE, nudge_key
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.outbox.rules.records import DeliveryState, DueState
from bot.outbox.store import deliveries, due
from tests.builders import ANA, BEN, CLEO, told

from .holding import (
    ACTOR_9,
    ask_presence,
    begun,
    done,
    fire,
    join,
    now,
    pass_time,
    pending,
    speaker,
    start,
)

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_who_has_left_the_server_is_taken_out_when_the_turn_begins(tx: Tx) -> None:
    circle = begun(tx)
    first = speaker(circle).member_id

    asked = ask_presence(tx, left=[first])

    assert set(asked) == {100, 101, 102}
    after = now(tx, circle)
    assert after.speaker_id != first
    assert first not in after.member_ids


def test_a_host_who_has_left_the_server_is_missed_at_once(tx: Tx) -> None:
    circle = start(tx, BEN)
    join(tx, circle, ANA, CLEO)
    hosting.begin(tx, actor=BEN, circle_id=circle.id)

    ask_presence(tx, left=[BEN.member_id])

    assert now(tx, circle).host_id == NOBODY
    assert panels.panel(tx, actor=CLEO, circle_id=circle.id).view.seen.host_missed
    hosting.take_over(tx, actor=CLEO, circle_id=circle.id)


def test_the_nudge_goes_to_the_speaker_once_and_is_taken_back_with_the_turn(tx: Tx) -> None:
    circle = begun(tx)
    pass_time(tx, 10 * MINUTE)

    assert told(tx, NUDGED) == [[circle.speaker_id]]
    row = next(row for row in deliveries.listing(tx, [DeliveryState.WAITING]) if row["kind"] == NUDGED)
    done(tx, now(tx, circle))
    assert deliveries.listing(tx, [DeliveryState.SKIPPED])[-1]["key"] == row["key"] == nudge_key(circle.id, 1)


def test_bot_down_for_an_hour_the_same_person_has_the_piece_and_the_time_that_was_left(tx: Tx) -> None:
    circle = begun(tx)
    pass_time(tx, 20 * SECOND)
    tx.now += HOUR
    (late,) = pending(tx)

    fire(tx, late)

    back = now(tx, circle)
    assert (back.stage, back.bot_was_away, back.speaker_id) == (Stage.PAUSED, True, circle.speaker_id)
    assert back.time_left == 80 * SECOND
    assert told(tx, NUDGED) == []
    on = hosting.go_on(tx, actor=ANA, circle_id=circle.id, turn=back.turn)
    assert on.ends_at == tx.now + 80 * SECOND


def test_for_hours_nothing_is_pressed_and_it_is_over_with_nothing_left_to_do(tx: Tx) -> None:
    circle = begun(tx)

    pass_time(tx, 5 * HOUR)

    over = now(tx, circle)
    assert (over.stage, over.ending) == (Stage.OVER, Ending.RAN_OUT)
    assert pending(tx) == []
    assert pending(tx, PRESENCE) == []
    assert [row for row in due.listing(tx, [DueState.DONE]) if row["kind"] in {LOOK, PRESENCE}] == []


def test_presses_keep_a_gathering_alive(tx: Tx) -> None:
    circle = start(tx)
    for number in range(40):
        pass_time(tx, 6 * MINUTE)
        assert panels.panel(tx, actor=BEN, circle_id=circle.id).view.seen.host_missed
        joining.join(tx, actor=Actor(1, 1000 + number, manages_events=False), circle_id=circle.id)
        assert not panels.panel(tx, actor=BEN, circle_id=circle.id).view.seen.host_missed

    assert now(tx, circle).is_live


def test_the_speaker_is_asked_about_again_while_everybody_waits(tx: Tx) -> None:
    circle = begun(tx, minutes=0)
    ask_presence(tx)
    pass_time(tx, 16 * MINUTE)

    ask_presence(tx, left=[circle.speaker_id or 0])

    assert now(tx, circle).speaker_id != circle.speaker_id


def test_a_look_whose_time_has_come_is_not_put_off_by_a_press(tx: Tx) -> None:
    circle = begun(tx)
    (item,) = pending(tx)
    tx.now = item.due_at + HOUR

    joining.join(tx, actor=ACTOR_9, circle_id=circle.id)

    late = pending(tx)[0]
    assert (late.key, late.due_at) == (item.key, item.due_at)
    fire(tx, late)
    assert now(tx, circle).bot_was_away


def test_a_look_that_failed_is_followed_by_another_with_the_next_press(tx: Tx) -> None:
    circle = begun(tx)
    (item,) = pending(tx)
    tx.now = item.due_at + HOUR
    due.fail(tx, item.id, "a fault of ours")

    done(tx, now(tx, circle))

    assert [one.key != item.key for one in pending(tx)] == [True]


def test_more_time_takes_the_nudge_back(tx: Tx) -> None:
    circle = begun(tx)
    pass_time(tx, 3 * MINUTE)
    assert told(tx, NUDGED) == [[circle.speaker_id]]

    hosting.more_time(tx, actor=ANA, circle_id=circle.id, turn=circle.turn)
    pass_time(tx, 3 * MINUTE)

    assert deliveries.listing(tx, [DeliveryState.SKIPPED])[-1]["key"] == nudge_key(circle.id, 1)
    assert told(tx, NUDGED) == [[circle.speaker_id]]


def test_a_look_that_failed_is_made_up_for_though_nobody_presses(tx: Tx) -> None:
    circle = begun(tx)
    (item,) = pending(tx)
    tx.now = item.due_at + MINUTE
    assert due.fail(tx, item.id, "fault")

    privacy.upkeep(tx)

    pass_time(tx, 4 * HOUR)
    assert now(tx, circle).ending is Ending.RAN_OUT


def test_a_look_that_is_tried_again_after_another_took_its_place_does_nothing(tx: Tx) -> None:
    circle = begun(tx, minutes=0)
    (item,) = pending(tx)
    tx.now = item.due_at + MINUTE
    assert due.fail(tx, item.id, "fault")
    join(tx, circle, ACTOR_9)
    due.retry(tx, item.id)
    before = now(tx, circle)

    fire(tx, item)

    assert now(tx, circle) == before
    assert len([one for one in pending(tx) if one.id != item.id]) == 1


def test_more_time_counts_from_what_was_left_when_the_bot_went_away(tx: Tx) -> None:
    circle = begun(tx)
    (item,) = pending(tx)
    tx.now = item.due_at + 4 * MINUTE

    longer = hosting.more_time(tx, actor=ANA, circle_id=circle.id, turn=1)

    assert longer.ends_at == tx.now + 2 * MINUTE + 40 * SECOND
    fire(tx, item)
    assert now(tx, circle) == longer


def test_a_pause_keeps_what_was_left_when_the_bot_went_away(tx: Tx) -> None:
    circle = begun(tx)
    (item,) = pending(tx)
    tx.now = item.due_at + 4 * MINUTE

    assert hosting.pause(tx, actor=ANA, circle_id=circle.id, turn=1).time_left == MINUTE + 40 * SECOND


def test_of_several_of_whom_discord_knows_none_just_now_nobody_is_taken_out(tx: Tx) -> None:
    circle = begun(tx)

    ask_presence(tx, left=[100, 101, 102])

    assert now(tx, circle).member_ids == circle.member_ids


def test_there_are_always_several_of_whom_it_is_asked(tx: Tx) -> None:
    circle = begun(tx)
    while circle.to_come():
        circle = done(tx, circle)

    asked = ask_presence(tx, left=[100, 101, 102])

    assert set(asked) == {100, 101, 102}
    assert now(tx, circle) == circle


def test_while_the_bot_was_away_no_host_was_missed(tx: Tx) -> None:
    circle = begun(tx)
    tx.now += HOUR

    with pytest.raises(HostIsHereError):
        hosting.take_over(tx, actor=CLEO, circle_id=circle.id)
    assert not panels.panel(tx, actor=CLEO, circle_id=circle.id).view.seen.host_missed


def test_a_look_that_is_tried_before_its_time_is_followed_by_others(tx: Tx) -> None:
    begun(tx)
    (item,) = pending(tx)
    assert due.retry(tx, item.id)

    fire(tx, item)

    assert [one.due_at for one in pending(tx)] == [item.due_at]
