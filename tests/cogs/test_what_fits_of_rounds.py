"""Every sentence about rounds fits where it is shown, whatever was typed and however many there are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.connections.rounds.ending import Summary
from bot.connections.rounds.explaining import Explained, Verdict
from bot.connections.rounds.opting import Said
from bot.connections.rounds.previewing import ON_A_PAGE, Cause, Group, Preview, Waiting
from bot.connections.rounds.viewing import RoundView
from bot.connections.rules.matching.asked import MOST, Bridge, Hopes, LeftOut, New
from bot.connections.rules.matching.levels import NEEDS
from bot.connections.rules.matching.reasons import Help, Reason
from bot.connections.rules.rounds import MOST_GROUPS_MARKED, Settings, settings_to_json
from bot.programmes.answering import Answered
from bot.programmes.finding import LIVE
from bot.programmes.planning import Confirmed, Planned
from bot.programmes.rules.cadence import Cadence, Every
from bot.programmes.rules.programme import (
    MOST_NAME,
    MOST_PROGRAMMES,
    MOST_SKIPPED,
    Plan,
    Programme,
    Round,
    Stage,
    State,
)
from bot.programmes.running import Running
from bot.skills import curating
from cogs.connections.rounds import preview_ui, programme_ui, running_ui
from cogs.connections.rounds.text import labels, previews, programmes, rounds
from tests.conftest import NOON

MARKUP = "_" * 4000
BIG = 2**63 - 1
HEADING = MARKUP[: curating.MOST_CHARACTERS["name"]]
SETTINGS = Settings(Hopes(MOST, New.ONLY, Bridge.FIRST), tuple(range(BIG - MOST_GROUPS_MARKED, BIG)))
DAYS = frozenset(date(2027, 1, day) for day in range(1, 1 + MOST_SKIPPED))
CADENCE = Cadence(Every.MONTH, 2, 23, date(2026, 11, 25))
PLAN = Plan(MARKUP[:MOST_NAME], BIG, CADENCE, BIG, DAYS, settings_to_json(SETTINGS))
PROGRAMME = Programme(10**17, BIG, "introductions", PLAN, State.PAUSED)
ROUND = Round(10**17, 10**17, BIG, BIG, 999, Stage.PREPARED, NOON, NOON + timedelta(days=21), {})
IDS = tuple(BIG - n for n in range(MOST))
REASON = Reason(tuple(Help(one, other, (HEADING,) * 9) for one in IDS for other in IDS), 9, IDS[1:], bridge=True)
GROUPS = tuple(Group(n, IDS, REASON, is_locked=True) for n in range(ON_A_PAGE))
WAITING = tuple(Waiting(BIG, LeftOut(99, 999, 1)) for _ in range(99))
PREVIEW = Preview(
    ROUND,
    PROGRAMME,
    10**9,
    1,
    999,
    GROUPS,
    9999,
    99999,
    9998,
    WAITING,
    Cause.ODD,
    is_stale=True,
    is_drawing=True,
    is_sending=False,
)
DATES = (NOON,) * 5
RUNNING = Running(PROGRAMME, DATES[:3], tuple(replace(ROUND, stage=stage) for stage in LIVE), 9999)
PLANNED = Planned(10**17, None, PLAN, "America/Argentina/Buenos_Aires", DATES, tuple(sorted(DAYS)))
VIEW = RoundView(ROUND, PROGRAMME, SETTINGS, 99999, 9999, 9998, NOON)
SAID = Said(Answered(ROUND, PROGRAMME, is_in=True, each_time=True, is_late=True), joined=True)
INSTEAD = ((IDS, REASON), (IDS, REASON))
EXPLAINED = Explained(ROUND, Verdict.OTHERS, REASON, INSTEAD, NEEDS.name)
MESSAGES = {
    **{f"card, {stage}": rounds.card(replace(VIEW, round=replace(ROUND, stage=stage))) for stage in Stage},
    **{f"preview, {stage}": previews.summary(replace(PREVIEW, round=replace(ROUND, stage=stage))) for stage in Stage},
    "left out": rounds.left_out(VIEW, BIG),
    "called off": rounds.called_off(VIEW, BIG),
    "called off for many": rounds.called_off_for_many(VIEW),
    "summed up": rounds.summed_up(VIEW, Summary(9999, 9999, 9999)),
}
PAGES = {
    "planned": programmes.planned(PLANNED),
    "changed": programmes.planned(replace(PLANNED, programme_id=1)),
    "confirmed": programmes.confirmed(Confirmed(PROGRAMME, DATES, is_new=True)),
    "paused": programmes.paused(RUNNING),
    "closing": programmes.ask_to_close(RUNNING),
    "closed": programmes.closed(RUNNING),
    "resumed": programmes.resumed(RUNNING),
    "said": rounds.said(SAID),
    "said, each time": rounds.said_each_time(replace(SAID, is_back=True)),
    **{
        f"why, {verdict}": previews.why(Explained(ROUND, verdict, REASON, INSTEAD, NEEDS.name), BIG, BIG)
        for verdict in Verdict
    },
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_fits_and_pings_nobody_by_itself(name: str) -> None:
    assert len(MESSAGES[name]) <= 2000
    assert "@everyone" not in MESSAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_a_private_answer_fits(name: str) -> None:
    assert len(PAGES[name]) <= 4000


VIEWS = {
    "preview": preview_ui.shown(PREVIEW).view,
    "plan": programme_ui.shown(PLANNED).view,
    "plan, with whom": programme_ui.shown(PLANNED, page=1).view,
    "list": running_ui.listed([RUNNING] * MOST_PROGRAMMES).view,
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_whole_answer_fits(name: str) -> None:
    """Discord takes forty parts and four thousand characters."""
    view = VIEWS[name]

    assert view.content_length() <= 4000
    assert view.total_children_count <= 40


def test_every_choice_has_its_words() -> None:
    assert set(labels.EVERY) == set(programmes.OFTEN) == set(Every)
    assert set(labels.NEWS) == set(New)
    assert set(labels.BRIDGES) == set(Bridge)
    assert set(labels.SIZES) == set(programmes.GROUPS)
    assert set(programmes.STAGES) == set(Stage)
