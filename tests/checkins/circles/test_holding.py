"""What each press writes down, and what everybody sees of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import outbox
from bot.checkins.circles import absence, hosting, joining, panels, posting, speaking
from bot.checkins.circles.rules.circle import NOBODY, Circle, Ending, Stage, Standing
from bot.checkins.circles.rules.refusals import (
    BegunAlreadyError,
    CircleHereError,
    HostIsHereError,
    LapGoesOnError,
    NotInCircleError,
    NotTheCircleHostError,
    OldTurnError,
)
from bot.checkins.circles.starting import Voice, Who
from bot.checkins.circles.subjects import CALL, LOOK, NUDGED, PRESENCE, call_subject, nudge_key, subject
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.outbox.enqueue import card_of
from bot.outbox.rules.records import DeliveryState, DueState
from bot.outbox.store import cards, deliveries, due
from tests.builders import ANA, BEN, CHANNEL, CLEO, nothing_missing, told

from .holding import (
    again,
    ask_presence,
    begun,
    close,
    done,
    fire,
    join,
    lap_done,
    now,
    pass_time,
    pending,
    speaker,
    start,
)

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
MARK = "t"
HOUR = timedelta(hours=1)
VOICE = 77
ACTOR_9 = Actor(1, 9, manages_events=False)


def wanted(tx: Tx, subject_name: str) -> int:
    card = card_of(tx, subject=subject_name)
    return 0 if card is None else card.wanted


def test_what_is_written_down_is_what_comes_of_each_press(tx: Tx) -> None:
    circle = begun(tx)
    assert sorted_(now(tx, circle)) == sorted_(circle)
    for _ in range(3):
        circle = done(tx, circle)
        assert sorted_(now(tx, circle)) == sorted_(circle)
    circle = again(tx, circle)
    circle = hosting.pause(tx, actor=ANA, circle_id=circle.id, turn=circle.turn)

    assert sorted_(now(tx, circle)) == sorted_(circle)


def sorted_(circle: Circle) -> Circle:
    """In which order people and turns stand in it means nothing."""
    people = tuple(sorted(circle.people, key=lambda one: one.member_id))
    return replace(circle, people=people, turns=tuple(sorted(circle.turns, key=lambda one: one.member_id)))


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
    for name in (subject(circle.id), call_subject(circle.id)):
        cards.posted(tx, name, message_id=1000 + len(name), channel_id=CHANNEL, token=MARK, shown=1)
    pass_time(tx, 51 * MINUTE)
    assert len(posts(tx)) == 2

    circle = done(tx, now(tx, circle))

    assert len(posts(tx)) == 4
    assert circle.shown_since == tx.now
    done(tx, circle)
    assert len(posts(tx)) == 4


def posts(tx: Tx) -> list[str]:
    return [row["key"] for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == "outbox.card"]


def test_who_began_last_time_does_not_begin_next_time(tx: Tx) -> None:
    firsts = []
    for _ in range(3):
        circle = begun(tx)
        firsts.append(circle.speaker_id)
        close(tx, lap_done(tx, circle))
        tx.now += timedelta(days=7)

    assert sorted(firsts, key=str) == [100, 101, 102]


def test_each_circle_goes_the_other_way_round_than_the_one_before_it(tx: Tx) -> None:
    ways = []
    for _ in range(3):
        circle = begun(tx)
        assert circle.lap is not None
        ways.append(circle.lap.clockwise)
        close(tx, circle)
        tx.now += HOUR

    assert ways == [True, False, True]


def test_another_lap_has_the_same_prompt_or_another_one(tx: Tx) -> None:
    circle = lap_done(tx, begun(tx))
    same = again(tx, circle)
    assert same.lap is not None
    assert (same.lap.number, same.lap.prompt, same.lap.clockwise) == (2, circle.plan.prompt, False)
    circle = lap_done(tx, same)

    other = hosting.choose_prompt(tx, actor=ANA, circle_id=circle.id, turn=circle.turn, prompt="And now?")

    assert other.lap is not None
    assert (other.lap.number, other.lap.prompt) == (3, "And now?")


def test_while_it_gathers_a_prompt_is_chosen_for_the_first_lap(tx: Tx) -> None:
    circle = hosting.choose_prompt(tx, actor=ANA, circle_id=start(tx).id, turn=0, prompt="Who are you?")

    assert (circle.stage, circle.plan.prompt) == (Stage.GATHERING, "Who are you?")


def test_begun_twice_and_gone_round_twice_at_once_it_is_once(tx: Tx) -> None:
    circle = begun(tx)
    with pytest.raises(BegunAlreadyError):
        hosting.begin(tx, actor=ANA, circle_id=circle.id)
    with pytest.raises(LapGoesOnError):
        again(tx, circle)
    over = lap_done(tx, circle)

    again(tx, over)

    with pytest.raises(OldTurnError):
        again(tx, over)


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


@pytest.mark.parametrize("press", [hosting.skip, hosting.pause, hosting.more_time])
def test_only_the_host_and_organisers_host_it(tx: Tx, press: object) -> None:
    circle = start(tx, BEN)
    join(tx, circle, CLEO)
    with pytest.raises(NotTheCircleHostError):
        hosting.begin(tx, actor=CLEO, circle_id=circle.id)
    begun_one = hosting.begin(tx, actor=BEN, circle_id=circle.id)

    with pytest.raises(NotTheCircleHostError):
        press(tx, actor=CLEO, circle_id=circle.id, turn=begun_one.turn)  # type: ignore[operator]
    press(tx, actor=ANA, circle_id=circle.id, turn=begun_one.turn)  # type: ignore[operator]


def test_a_host_who_hands_over_hosts_until_somebody_takes_it(tx: Tx) -> None:
    circle = begun(tx)
    with pytest.raises(HostIsHereError):
        hosting.take_over(tx, actor=BEN, circle_id=circle.id)

    assert hosting.hand_over(tx, actor=ANA, circle_id=circle.id).host_id == ANA.member_id
    assert hosting.take_over(tx, actor=BEN, circle_id=circle.id).host_id == BEN.member_id
    with pytest.raises(HostIsHereError):
        hosting.take_over(tx, actor=CLEO, circle_id=circle.id)
    assert hosting.take_over(tx, actor=BEN, circle_id=circle.id).host_id == BEN.member_id


def test_five_minutes_after_the_speakers_time_anybody_may_go_on(tx: Tx) -> None:
    circle = begun(tx)
    pass_time(tx, 6 * MINUTE)
    with pytest.raises(HostIsHereError):
        hosting.take_over(tx, actor=BEN, circle_id=circle.id)

    pass_time(tx, MINUTE)

    assert hosting.take_over(tx, actor=BEN, circle_id=circle.id).host_id == BEN.member_id


def test_leaving_is_for_who_is_in_it(tx: Tx) -> None:
    circle = start(tx)

    with pytest.raises(NotInCircleError):
        joining.leave(tx, actor=BEN, circle_id=circle.id)
    left = joining.leave(tx, actor=ANA, circle_id=circle.id)

    assert (left.stage, left.ending) == (Stage.OVER, Ending.EVERYBODY_LEFT)


def test_joined_tells_when_the_turn_comes(tx: Tx) -> None:
    circle = begun(tx)

    joined = joining.join(tx, actor=ACTOR_9, circle_id=circle.id)
    again_pressed = joining.join(tx, actor=ACTOR_9, circle_id=circle.id)

    assert (joined.speaks, joined.ahead) == (again_pressed.speaks, again_pressed.ahead) == (False, 2)
    speaks = joining.join(tx, actor=speaker(circle), circle_id=circle.id)
    assert (speaks.speaks, speaks.ahead) == (True, None)


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
    assert (back.stage, back.was_away, back.speaker_id) == (Stage.PAUSED, True, circle.speaker_id)
    assert back.left == 80 * SECOND
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


def test_closing_takes_out_who_was_only_on_a_list(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id, 9)))
    begun_one = hosting.begin(tx, actor=ANA, circle_id=circle.id)
    while begun_one.stage is Stage.GOING:
        who = begun_one.speaker_id
        press = speaking.done if who in {BEN.member_id, CLEO.member_id} else None
        if press is None:
            begun_one = hosting.skip(tx, actor=ANA, circle_id=circle.id, turn=begun_one.turn)
        else:
            begun_one = done(tx, begun_one)
    close(tx, begun_one)

    assert {one.member_id for one in now(tx, circle).people} == {BEN.member_id, CLEO.member_id}
    assert now(tx, circle).standing(Standing.PASSED) == []


def test_a_speaker_who_leaves_the_voice_channel_has_half_a_minute_to_come_back(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id)))
    circle = hosting.begin(tx, actor=ANA, circle_id=circle.id)
    first = circle.speaker_id
    assert first is not None

    voice(tx, first, left=VOICE)
    pass_time(tx, 20 * SECOND)
    voice(tx, first, joined=VOICE)
    pass_time(tx, 20 * SECOND)
    assert now(tx, circle).speaker_id == first
    voice(tx, first, left=VOICE, joined=78)
    pass_time(tx, 31 * SECOND)
    assert now(tx, circle).speaker_id not in {first, None}

    done(tx, now(tx, circle))

    over = now(tx, circle)
    assert over.stage is Stage.BETWEEN
    assert over.standing(Standing.PASSED) == [first]


def voice(tx: Tx, member_id: int, *, left: int | None = None, joined: int | None = None) -> None:
    absence.voice_changed(tx, guild_id=1, member_id=member_id, left=left, joined=joined)


def test_other_voice_channels_and_other_people_change_nothing(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id)))
    before = now(tx, circle)

    voice(tx, BEN.member_id, left=5, joined=6)
    voice(tx, BEN.member_id, left=VOICE, joined=VOICE)
    voice(tx, 999, left=VOICE)
    absence.voice_changed(tx, guild_id=2, member_id=BEN.member_id, left=VOICE, joined=None)

    assert now(tx, circle) == before


def test_after_a_start_whoever_is_back_in_the_voice_channel_is_back(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id)))
    voice(tx, BEN.member_id, left=VOICE)
    assert now(tx, circle).is_away(BEN.member_id)

    absence.take_stock_of_voice(tx, guild_id=1, in_voice={VOICE: frozenset([BEN.member_id]), 5: frozenset([9])})

    assert not now(tx, circle).is_away(BEN.member_id)


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
    assert now(tx, circle).was_away


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


def test_the_mention_is_posted_again_too(tx: Tx) -> None:
    circle = begun(tx)
    cards.gone(tx, call_subject(circle.id), "deleted")
    assert panels.panel(tx, actor=BEN, circle_id=circle.id).misses_card

    posting.post_again(tx, actor=BEN, circle_id=circle.id, missing_in=nothing_missing)

    assert not panels.panel(tx, actor=BEN, circle_id=circle.id).misses_card
    with pytest.raises(CircleHereError):
        posting.post_again(tx, actor=BEN, circle_id=circle.id, missing_in=nothing_missing)


def test_an_old_close_closes_nothing(tx: Tx) -> None:
    circle = begun(tx)

    found = panels.then_panel(tx, hosting.close, actor=ANA, circle_id=circle.id, turn=0)

    assert found.outdated
    assert now(tx, circle).is_live


def test_a_card_that_is_gone_is_posted_again_for_whoever_is_in_it(tx: Tx) -> None:
    circle = begun(tx)
    cards.gone(tx, subject(circle.id), "deleted")
    assert panels.panel(tx, actor=BEN, circle_id=circle.id).misses_card

    with pytest.raises(NotInCircleError):
        posting.post_again(tx, actor=ACTOR_9, circle_id=circle.id, missing_in=nothing_missing)
    posting.post_again(tx, actor=BEN, circle_id=circle.id, missing_in=nothing_missing)

    card = card_of(tx, subject=subject(circle.id))
    assert card is not None
    assert card.state is outbox.CardState.LIVE


def test_a_press_that_changes_nothing_else_takes_the_question_for_a_host_off_the_card(tx: Tx) -> None:
    circle = start(tx)
    pass_time(tx, 6 * MINUTE)
    before = wanted(tx, subject(circle.id))

    join(tx, circle, ANA)
    join(tx, circle, ANA)

    assert wanted(tx, subject(circle.id)) == before + 1
