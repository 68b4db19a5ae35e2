"""Whatever is pressed, by whom and when: everybody gets one turn a lap, and each lap ends."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checkins.circles.rules import going, steering
from bot.checkins.circles.rules.circle import MOST_CALLS, Circle, Plan, Stage, Standing
from bot.errors import UserFacingError
from tests.conftest import NOON

from .going_round import ACTS, Act, again, begun, speaker

PEOPLE = range(1, 9)
acts = st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE), st.integers(1, 200))
OF_THE_SPEAKER = {"speaker done", "pass", "come back", "speaker leaves"}
ENDED = {Standing.SPOKE, Standing.PASSED, Standing.LEFT}


class Told:
    """What was seen of a lap from outside: who had the piece, and who spoke."""

    def __init__(self) -> None:
        self.lap = 1
        self.held: list[int] = []
        self.spoke: list[int] = []

    def follow(self, before: Circle, after: Circle, act: Act) -> None:
        if after.turn != before.turn:
            if act.name in {"done", "speaker done", "finished"} and before.speaker_id is not None:
                self.spoke.append(before.speaker_id)
            if after.speaker_id is not None:
                self.held.append(after.speaker_id)


def press(circle: Circle, act: Act, who: int, seconds: int) -> Circle:
    """A refusal changes nothing; who has no piece can't be asked to give it on."""
    if circle.speaker_id is None and act.name in OF_THE_SPEAKER:
        return circle
    try:
        return act.do(circle, who, timedelta(seconds=seconds))
    except UserFacingError:
        return circle


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 6), st.lists(acts, max_size=60), st.sampled_from([0, 2]))
def test_each_has_one_turn_a_lap_or_has_passed_and_the_circle_ends(
    number: int, presses: list[tuple[Act, int, int]], minutes: int
) -> None:
    circle = begun(list(range(1, number + 1)), Plan("?", minutes=minutes))
    told = Told()
    told.held.append(speaker(circle))
    at = 0
    for act, who, seconds in presses:
        at += seconds
        before, circle = circle, press(circle, act, who, at)
        told.follow(before, circle, act)
        whole_and_sound(circle)
        if circle.stage is Stage.BETWEEN:
            lap_was_fair(circle, told)
            circle = again(circle)
            told = Told()
            told.held.append(speaker(circle))
    circle = to_the_end(circle)

    assert circle.stage in {Stage.BETWEEN, Stage.OVER}
    if circle.is_live:
        assert going.leave(circle, circle.member_ids, now=NOON).stage is Stage.OVER


def whole_and_sound(circle: Circle) -> None:
    """The piece is with one person while a lap is under way, and with nobody else than who had it when all is over."""
    holders = circle.standing(Standing.SPEAKING)
    assert len(holders) in {Stage.BETWEEN: {0}, Stage.OVER: {0, 1}}.get(circle.stage, {1})
    in_turns = [one.member_id for one in circle.turns]
    assert len(in_turns) == len(set(in_turns))
    if circle.stage in going.LAP_UNDER_WAY:
        assert set(holders) <= set(circle.member_ids)
        assert set(circle.member_ids) <= set(in_turns)
    assert (circle.ends_at is None) or circle.stage is Stage.GOING


def lap_was_fair(circle: Circle, told: Told) -> None:
    assert {one.standing for one in circle.turns} <= ENDED
    assert sorted(told.spoke) == sorted(set(told.spoke)) == sorted(circle.standing(Standing.SPOKE))
    assert all(told.held.count(one.member_id) <= MOST_CALLS for one in circle.turns)
    for member_id in circle.member_ids:
        turn = circle.turn_of(member_id)
        assert turn is not None
        assert turn.standing in {Standing.SPOKE, Standing.PASSED}


def to_the_end(circle: Circle) -> Circle:
    """The host skips until the lap is over: so often at most as everybody can be called."""
    for _ in range(MOST_CALLS * len(circle.turns) + 1):
        if circle.stage is Stage.PAUSED:
            circle = steering.go_on(circle, turn=circle.turn, now=NOON)
        if circle.stage is not Stage.GOING:
            break
        circle = going.skip(circle, turn=circle.turn, now=NOON)
    return circle
