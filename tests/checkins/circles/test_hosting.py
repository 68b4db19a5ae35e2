"""What a host may do, and who may in their place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.checkins.circles import hosting, joining, panels, privacy, prompts
from bot.checkins.circles.rules.circle import NOBODY, Circle, Part, Stage
from bot.checkins.circles.rules.refusals import (
    BegunAlreadyError,
    HostIsHereError,
    LapGoesOnError,
    MayNotWriteError,
    NotTheCircleHostError,
    OldTurnError,
)
from bot.checkins.circles.starting import Voice, Who
from bot.checkins.circles.subjects import subject
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from tests.builders import ANA, BEN, CLEO

from .holding import (
    ACTOR_9,
    VOICE,
    again,
    begun,
    close,
    join,
    lap_done,
    now,
    pass_time,
    start,
    voice,
    wanted,
)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


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


@pytest.mark.parametrize("press", [hosting.skip, hosting.pause, hosting.more_time])
def test_only_the_host_and_organisers_host_it(tx: Tx, press: Callable[..., Circle]) -> None:
    circle = start(tx, BEN)
    join(tx, circle, CLEO)
    with pytest.raises(NotTheCircleHostError):
        hosting.begin(tx, actor=CLEO, circle_id=circle.id)
    begun_one = hosting.begin(tx, actor=BEN, circle_id=circle.id)

    with pytest.raises(NotTheCircleHostError):
        press(tx, actor=CLEO, circle_id=circle.id, turn=begun_one.turn)
    press(tx, actor=ANA, circle_id=circle.id, turn=begun_one.turn)


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


def test_an_old_close_closes_nothing(tx: Tx) -> None:
    circle = begun(tx)

    found = panels.then_panel(tx, hosting.close, actor=ANA, circle_id=circle.id, turn=0)

    assert found.outdated
    assert now(tx, circle).is_live


def test_a_press_that_changes_nothing_else_takes_the_question_for_a_host_off_the_card(tx: Tx) -> None:
    circle = start(tx)
    pass_time(tx, 6 * MINUTE)
    before = wanted(tx, subject(circle.id))

    join(tx, circle, ANA)
    join(tx, circle, ANA)

    assert wanted(tx, subject(circle.id)) == before + 1


def test_an_organiser_on_the_list_who_presses_for_the_host_was_there(tx: Tx) -> None:
    organiser = Actor(1, 55, manages_events=True, manages_guild=True)
    circle = start(tx, CLEO, who=Who.VOICE, voice=Voice(VOICE, (100, 101, 102, 55)))

    hosting.begin(tx, actor=organiser, circle_id=circle.id)
    hosting.close(tx, actor=CLEO, circle_id=circle.id)

    assert {one.member_id for one in now(tx, circle).people} == {CLEO.member_id, 55}


def test_a_host_who_has_left_the_circle_hosts_it_without_taking_part(tx: Tx) -> None:
    circle = start(tx)
    join(tx, circle, BEN, CLEO)
    joining.leave(tx, actor=ANA, circle_id=circle.id)

    close(tx, hosting.begin(tx, actor=ANA, circle_id=circle.id))

    assert {one.member_id for one in now(tx, circle).people if one.came} == {BEN.member_id, CLEO.member_id}


def test_a_host_who_was_away_and_presses_is_back(tx: Tx) -> None:
    circle = start(tx, CLEO, who=Who.VOICE, voice=Voice(VOICE, (100, 101, 102)))
    voice(tx, CLEO.member_id, [100, 101])

    hosting.begin(tx, actor=CLEO, circle_id=circle.id)

    assert not now(tx, circle).is_away(CLEO.member_id)


def test_of_who_never_came_no_id_is_kept(tx: Tx) -> None:
    circle = start(tx, CLEO, who=Who.VOICE, voice=Voice(VOICE, (8, 9)))
    hosting.begin(tx, actor=CLEO, circle_id=circle.id)

    hosting.close(tx, actor=CLEO, circle_id=circle.id)

    after = now(tx, circle)
    assert after.lap is not None
    assert (after.people, after.turns, after.lap.first_id) == ((), (), NOBODY)


def test_a_lap_goes_round_though_everybody_who_spoke_before_has_been_forgotten(tx: Tx) -> None:
    circle = lap_done(tx, begun(tx, BEN))
    join(tx, circle, CLEO, ACTOR_9)
    for one in (ANA, BEN):
        privacy.forget(tx, 1, one.member_id)
    hosting.take_over(tx, actor=CLEO, circle_id=circle.id)

    assert again(tx, now(tx, circle)).speaker_id in {CLEO.member_id, 9}


def test_who_may_not_write_in_the_channel_hosts_with_prompts_that_ship_alone(tx: Tx) -> None:
    muted = replace(ANA, may_write=False)
    circle = start(tx)
    shipped = prompts.shipped()[Part.OPENING][0]
    join(tx, circle, BEN)

    for prompt in ("Buy my course?", "  "):
        with pytest.raises(MayNotWriteError):
            hosting.change_plan(tx, actor=muted, circle_id=circle.id, plan=replace(circle.plan, prompt=prompt))
    hosting.change_plan(tx, actor=muted, circle_id=circle.id, plan=replace(circle.plan, minutes=5))
    hosting.choose_prompt(tx, actor=muted, circle_id=circle.id, turn=0, prompt=shipped)
    circle = lap_done(tx, hosting.begin(tx, actor=muted, circle_id=circle.id))
    with pytest.raises(MayNotWriteError):
        panels.ask_next(tx, actor=muted, circle_id=circle.id, turn=circle.turn, prompt="Buy my other course?")
    circle = hosting.go_round_again(tx, actor=muted, circle_id=circle.id, turn=circle.turn)

    assert (circle.prompt, circle.plan.minutes) == (shipped, 5)
