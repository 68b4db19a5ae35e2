"""Two organisers at once, many plans at once, and names that look like something else."""

import pytest

from bot.connections.rounds import founding
from bot.database import Tx
from bot.programmes import finding, planning, rounds, running
from bot.programmes.rules.programme import MOST_PROGRAMMES, ProgrammeChangedError, Stage, TooManyProgrammesError
from tests.builders import ADMIN, ANA, CHANNEL, nothing_missing
from tests.connections.rounds.playing import announced, programme


def test_what_another_has_saved_meanwhile_is_not_undone(tx: Tx) -> None:
    weekly = programme(tx)
    mine, theirs = (planning.edit(tx, actor=one, typed="Coffee round") for one in (ANA, ADMIN))
    planning.change(tx, actor=ADMIN, draft_id=theirs.draft_id, changes={"settings": {"size": 4}})
    planning.confirm(tx, actor=ADMIN, draft_id=theirs.draft_id, missing_in=nothing_missing)
    planning.change(tx, actor=ANA, draft_id=mine.draft_id, changes={"hour": 18})

    with pytest.raises(ProgrammeChangedError):
        planning.confirm(tx, actor=ANA, draft_id=mine.draft_id, missing_in=nothing_missing)

    plan = finding.the(tx, weekly.id).plan
    assert (plan.settings["size"], plan.cadence.hour) == (4, weekly.plan.cadence.hour)


def test_of_many_plans_so_many_begin_as_there_may_be(tx: Tx) -> None:
    planned = [
        founding.begin(tx, actor=ANA, name=f"Round {number}", channel_id=CHANNEL).draft_id
        for number in range(MOST_PROGRAMMES + 1)
    ]
    for draft_id in planned[:-1]:
        planning.confirm(tx, actor=ANA, draft_id=draft_id, missing_in=nothing_missing)

    with pytest.raises(TooManyProgrammesError):
        planning.confirm(tx, actor=ANA, draft_id=planned[-1], missing_in=nothing_missing)


def test_one_that_has_ended_counts_until_its_last_round_is_over(tx: Tx) -> None:
    first = programme(tx, name="First")
    for number in range(MOST_PROGRAMMES - 1):
        programme(tx, name=f"Round {number}")
    found = announced(tx, first)
    running.close(tx, actor=ANA, programme_id=first.id)
    with pytest.raises(TooManyProgrammesError):
        programme(tx, name="One more")

    rounds.put_stage(tx, found, Stage.OVER)

    assert programme(tx, name="One more").plan.name == "One more"


def test_no_next_round_is_promised_of_one_that_is_paused_or_has_ended(tx: Tx) -> None:
    weekly = programme(tx)
    found = announced(tx, weekly)
    promised = rounds.next_after(tx, found)
    assert promised is not None

    running.pause(tx, actor=ANA, typed="Coffee round")
    assert rounds.next_after(tx, found) is None
    running.resume(tx, actor=ANA, programme_id=weekly.id)
    assert rounds.next_after(tx, found) == promised
    running.close(tx, actor=ANA, programme_id=weekly.id)
    assert rounds.next_after(tx, found) is None


def test_a_name_that_looks_like_a_pick_is_not_picked_for_another(tx: Tx) -> None:
    _, tea = programme(tx, name="#2"), programme(tx, name="Tea")
    assert finding.value_of(tea) == "#2"

    assert finding.meant(tx, actor=ANA, typed="#2") == tea


def test_a_round_keeps_the_settings_with_which_it_was_announced(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    edited = planning.edit(tx, actor=ANA, typed="Coffee round")
    planning.change(tx, actor=ANA, draft_id=edited.draft_id, changes={"settings": {"size": 3}})
    changed = planning.confirm(tx, actor=ANA, draft_id=edited.draft_id, missing_in=nothing_missing)

    again = rounds.get(tx, found.id)

    assert again is not None
    assert (again.settings["size"], changed.programme.plan.settings["size"]) == (2, 3)
    assert announced(tx, changed.programme).settings["size"] == 3
