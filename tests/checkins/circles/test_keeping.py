"""What each press writes down, and what everybody sees of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import outbox
from bot.checkins.circles import hosting, joining, panels, posting, speaking
from bot.checkins.circles.rules.circle import Circle, Ending, Stage, Standing
from bot.checkins.circles.rules.refusals import (
    CardStandsError,
    NotInCircleError,
    OldTurnError,
)
from bot.checkins.circles.starting import Voice, Who
from bot.checkins.circles.subjects import CALL, call_subject, subject
from bot.database import Tx
from bot.outbox import card_of
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import cards, deliveries
from tests.builders import ANA, BEN, CHANNEL, CLEO, nothing_missing

from .holding import (
    ACTOR_9,
    VOICE,
    again,
    begun,
    close,
    done,
    lap_done,
    now,
    pass_time,
    speaker,
    stands,
    start,
    wanted,
)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_what_is_written_down_is_what_comes_of_each_press(tx: Tx) -> None:
    circle = begun(tx)
    assert sorted_(now(tx, circle)) == sorted_(circle)
    for _ in range(3):
        circle = done(tx, circle)
        assert sorted_(now(tx, circle)) == sorted_(circle)
    circle = again(tx, circle)
    circle = hosting.pause(tx, actor=ANA, circle_id=circle.id, turn=circle.turn)

    assert sorted_(now(tx, circle)) == sorted_(circle)


def test_the_card_and_the_call_follow_each_turn(tx: Tx) -> None:
    circle = begun(tx)
    before = wanted(tx, subject(circle.id)), wanted(tx, call_subject(circle.id))
    call = card_of(tx, subject=call_subject(circle.id))
    assert call is not None
    assert (call.kind, call.channel_id) == (CALL, CHANNEL)

    done(tx, circle)

    assert wanted(tx, subject(circle.id)) > before[0]
    assert wanted(tx, call_subject(circle.id)) > before[1]


def test_a_card_that_stood_for_most_of_an_hour_is_posted_anew_with_the_next_turn(tx: Tx) -> None:
    circle = begun(tx, minutes=30)
    stands(tx, subject(circle.id), call_subject(circle.id))
    pass_time(tx, 51 * MINUTE)
    assert len(posts(tx)) == 2

    circle = done(tx, now(tx, circle))

    assert len(posts(tx)) == 4
    assert circle.shown_since == tx.now
    done(tx, circle)
    assert len(posts(tx)) == 4


def test_two_presses_on_one_turn_move_the_piece_once(tx: Tx) -> None:
    circle = begun(tx)
    first = speaker(circle)

    after = done(tx, circle)
    for press in (speaking.done, speaking.let_pass, speaking.come_back):
        with pytest.raises(OldTurnError):
            press(tx, actor=first, circle_id=circle.id, turn=circle.turn)
    with pytest.raises(OldTurnError):
        hosting.skip(tx, actor=ANA, circle_id=circle.id, turn=circle.turn)

    assert now(tx, circle).speaker_id == after.speaker_id


def test_leaving_is_for_who_is_in_it(tx: Tx) -> None:
    circle = start(tx)

    with pytest.raises(NotInCircleError):
        joining.leave(tx, actor=BEN, circle_id=circle.id)
    left = joining.leave(tx, actor=ANA, circle_id=circle.id).circle

    assert (left.stage, left.ending) == (Stage.OVER, Ending.EVERYBODY_LEFT)


def test_joined_tells_when_the_turn_comes(tx: Tx) -> None:
    circle = begun(tx)

    joined = joining.join(tx, actor=ACTOR_9, circle_id=circle.id)
    again_pressed = joining.join(tx, actor=ACTOR_9, circle_id=circle.id)

    assert (joined.speaks, joined.ahead) == (again_pressed.speaks, again_pressed.ahead) == (False, 2)
    speaks = joining.join(tx, actor=speaker(circle), circle_id=circle.id)
    assert (speaks.speaks, speaks.ahead) == (True, None)


def test_closing_takes_out_who_was_only_on_a_list(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id, 9)))
    begun_one = hosting.begin(tx, actor=ANA, circle_id=circle.id)
    while begun_one.stage is Stage.GOING:
        if begun_one.speaker_id == 9:
            begun_one = hosting.skip(tx, actor=ANA, circle_id=circle.id, turn=begun_one.turn)
        else:
            begun_one = done(tx, begun_one)
    close(tx, begun_one)

    assert {one.member_id for one in now(tx, circle).people} == {BEN.member_id, CLEO.member_id}
    assert now(tx, circle).standing(Standing.PASSED) == []


def test_who_left_before_it_began_did_not_take_part(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (100, BEN.member_id, CLEO.member_id)))
    joining.join(tx, actor=ACTOR_9, circle_id=circle.id)
    for who in (CLEO, ACTOR_9):
        joining.leave(tx, actor=who, circle_id=circle.id)

    close(tx, lap_done(tx, hosting.begin(tx, actor=ANA, circle_id=circle.id)))

    assert {one.member_id for one in now(tx, circle).people} == {100, BEN.member_id}


def test_who_left_in_the_middle_did_only_if_they_had_come_before(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (100, BEN.member_id, CLEO.member_id)))
    joining.join(tx, actor=ACTOR_9, circle_id=circle.id)
    circle = hosting.begin(tx, actor=ANA, circle_id=circle.id)
    for who in (CLEO, ACTOR_9):
        joining.leave(tx, actor=who, circle_id=circle.id)

    close(tx, lap_done(tx, now(tx, circle)))

    assert {one.member_id for one in now(tx, circle).people} == {100, BEN.member_id, ACTOR_9.member_id}


def test_the_mention_is_posted_again_too(tx: Tx) -> None:
    circle = begun(tx)
    cards.gone(tx, call_subject(circle.id), "deleted")
    assert panels.panel(tx, actor=BEN, circle_id=circle.id).misses_card

    posting.post_again(tx, actor=BEN, circle_id=circle.id, missing_in=nothing_missing)

    assert not panels.panel(tx, actor=BEN, circle_id=circle.id).misses_card
    with pytest.raises(CardStandsError):
        posting.post_again(tx, actor=BEN, circle_id=circle.id, missing_in=nothing_missing)


def test_a_card_that_is_gone_is_posted_again_for_whoever_is_in_it(tx: Tx) -> None:
    circle = begun(tx)
    cards.gone(tx, subject(circle.id), "deleted")
    assert panels.panel(tx, actor=BEN, circle_id=circle.id).misses_card

    with pytest.raises(NotInCircleError):
        posting.post_again(tx, actor=ACTOR_9, circle_id=circle.id, missing_in=nothing_missing)
    before = wanted(tx, call_subject(circle.id))
    posting.post_again(tx, actor=BEN, circle_id=circle.id, missing_in=nothing_missing)

    assert wanted(tx, call_subject(circle.id)) > before
    card = card_of(tx, subject=subject(circle.id))
    assert card is not None
    assert card.state is outbox.CardState.LIVE


def sorted_(circle: Circle) -> Circle:
    """In which order people and turns stand in it means nothing."""
    people = tuple(sorted(circle.people, key=lambda one: one.member_id))
    return replace(circle, people=people, turns=tuple(sorted(circle.turns, key=lambda one: one.member_id)))


def posts(tx: Tx) -> list[str]:
    return [row["key"] for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == "outbox.card"]


def test_a_card_that_gathers_for_over_an_hour_is_posted_anew_at_a_press(tx: Tx) -> None:
    circle = start(tx)
    stands(tx, subject(circle.id))
    pass_time(tx, 25 * MINUTE)
    joining.join(tx, actor=BEN, circle_id=circle.id)
    assert now(tx, circle).shown_since == circle.shown_since

    pass_time(tx, 26 * MINUTE)
    joining.join(tx, actor=CLEO, circle_id=circle.id)

    assert now(tx, circle).shown_since == tx.now


def test_a_card_is_posted_anew_when_a_long_pause_ends(tx: Tx) -> None:
    circle = begun(tx)
    stands(tx, subject(circle.id), call_subject(circle.id))
    hosting.pause(tx, actor=ANA, circle_id=circle.id, turn=circle.turn)
    pass_time(tx, HOUR)

    hosting.go_on(tx, actor=ANA, circle_id=circle.id, turn=circle.turn)

    assert now(tx, circle).shown_since == tx.now
    renewed = [row for row in deliveries.listing(tx, [DeliveryState.WAITING]) if row["kind"] == "outbox.card"]
    assert {row["subject"] for row in renewed} >= {subject(circle.id), call_subject(circle.id)}


def test_only_who_may_have_the_card_posted_again_is_offered_it(tx: Tx) -> None:
    circle = begun(tx)
    cards.gone(tx, subject(circle.id), "deleted")

    assert panels.panel(tx, actor=ANA, circle_id=circle.id).misses_card
    assert not panels.panel(tx, actor=ACTOR_9, circle_id=circle.id).misses_card
