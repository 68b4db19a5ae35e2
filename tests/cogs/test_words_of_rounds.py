"""What a round reads like at each of its stages, and what its members are answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.connections.rounds.ending import Summary
from bot.connections.rounds.opting import Said
from bot.connections.rounds.viewing import RoundView
from bot.connections.rules.rounds import Settings, settings_to_json
from bot.programmes.answering import Answered
from bot.programmes.rules.cadence import Cadence, Every
from bot.programmes.rules.programme import Plan, Programme, Round, Stage, State
from cogs.connections.rounds.text import rounds
from tests.conftest import NOON

PLAN = Plan("Coffee round", 10, Cadence(Every.WEEK, 0, 10, date(2026, 1, 1)), settings=settings_to_json(Settings()))
PROGRAMME = Programme(1, 2, "intro", PLAN, State.RUNNING)
ROUND = Round(1, 1, 2, 10, 3, Stage.ASKING, NOON, NOON + timedelta(weeks=1), {})


def second_line(stage: Stage, *, groups: int, introduced: int) -> str:
    view = RoundView(replace(ROUND, stage=stage), PROGRAMME, Settings(), 9, groups, introduced, None)
    return rounds.card(view).splitlines()[1]


@pytest.mark.parametrize(
    ("stage", "groups", "introduced", "reads"),
    [
        (Stage.BEGUN, 0, 0, "Nobody could be introduced this time."),
        (Stage.BEGUN, 30, 10, "10 of 30 groups introduced so far; the others follow."),
        (Stage.BEGUN, 30, 30, "The introductions are out: 30 groups."),
        (Stage.OVER, 1, 1, "This round is over: 1 group."),
        (Stage.OVER, 1, 0, "This round is over: no groups."),
        (Stage.CANCELLED, 30, 0, "This round did not take place."),
        (Stage.CANCELLED, 30, 10, "This round was called off after 10 groups."),
    ],
)
def test_the_card_tells_what_has_been_done(stage: Stage, groups: int, introduced: int, reads: str) -> None:
    assert second_line(stage, groups=groups, introduced=introduced) == reads


@pytest.mark.parametrize(
    ("summary", "reads"),
    [
        (Summary(3, 2, 1), "3 groups, 2 of them have met, 1 has not said yet."),
        (Summary(1, 0, 1), "1 group, 1 has not said yet."),
        (Summary(4, 4, 0), "4 groups, 4 of them have met."),
    ],
)
def test_a_round_is_summed_up_without_a_nought(summary: Summary, reads: str) -> None:
    view = RoundView(ROUND, PROGRAMME, Settings(), 9, summary.made, summary.made, None)

    assert f"** {reads} " in rounds.summed_up(view, summary)


def answered(stage: Stage, *, is_in: bool, each_time: bool) -> Answered:
    return Answered(replace(ROUND, stage=stage), PROGRAMME, is_in, each_time, is_late=stage is Stage.BEGUN)


@pytest.mark.parametrize(
    ("stage", "is_in", "each_time", "reads"),
    [
        (Stage.ASKING, True, True, "This time you are in, too."),
        (
            Stage.ASKING,
            False,
            False,
            "This time you are not in; “I'm in” on the card is for that.",
        ),
        (Stage.PREPARED, True, False, "I ask you each time. In this round you are in."),
        (Stage.BEGUN, False, True, "In this round you are not in."),
        (Stage.OVER, False, True, "until you press “Ask me each time” here."),
    ],
)
def test_each_time_says_what_it_is_for_this_round(stage: Stage, is_in: bool, each_time: bool, reads: str) -> None:
    said = rounds.said_each_time(Said(answered(stage, is_in=is_in, each_time=each_time)))

    assert said.splitlines()[0].endswith(reads)


def test_who_is_not_in_this_time_is_in_again_by_themselves_the_next() -> None:
    said = rounds.said(Said(answered(Stage.ASKING, is_in=False, each_time=True)))

    assert "From the next one on I count you in again" in said


def test_who_has_a_group_reads_so() -> None:
    said = rounds.said(Said(answered(Stage.BEGUN, is_in=True, each_time=False), has_group=True))

    assert said.startswith("You are in this round already")
