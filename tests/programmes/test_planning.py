"""A programme is planned, confirmed once, changed, paused and closed; its rounds announce themselves."""

from typing import Any

import pytest

from bot.connections.rounds.subjects import TOPIC
from bot.connections.rules.rounds import Settings, settings_to_json
from bot.database import Tx
from bot.drafts.keeping import AlreadyConfirmedError, DraftGoneError
from bot.guilds import community
from bot.guilds.rules.actors import Actor, NotAnOrganiserError
from bot.guilds.rules.posting import CantPostHereError
from bot.guilds.rules.typed import TooLongError
from bot.programmes import announcing, answering, finding, planning, rounds, running
from bot.programmes.planning import Confirmed, Planned
from bot.programmes.rules.cadence import Every
from bot.programmes.rules.programme import (
    ASKED_BEFORE,
    MOST_PROGRAMMES,
    NameTakenError,
    NoNameError,
    NoSuchProgrammeError,
    NoSuchRoundError,
    RoundClosedError,
    Stage,
    State,
    TooManyProgrammesError,
)
from tests.builders import ADMIN, ANA, BEN, CHANNEL, EVE, GUILD, nothing_missing
from tests.connections.rounds.playing import DAY, HOUR, WEEK, announced, item, pending, programme


def begin(tx: Tx, name: str = "Coffee round", *, actor: Actor = ANA) -> Planned:
    settings = settings_to_json(Settings())
    return planning.begin(tx, actor=actor, topic=TOPIC, name=name, channel_id=CHANNEL, settings=settings)


def confirm(tx: Tx, planned: Planned, *, actor: Actor = ANA) -> Confirmed:
    return planning.confirm(tx, actor=actor, draft_id=planned.draft_id, missing_in=nothing_missing)


def change(tx: Tx, planned: Planned, **changes: Any) -> Planned:
    return planning.change(tx, actor=ANA, draft_id=planned.draft_id, changes=changes)


def test_a_new_one_begins_on_the_first_such_day_for_which_people_can_be_asked(tx: Tx) -> None:
    planned = begin(tx)

    assert len(planned.dates) == 5
    assert planned.dates[0] - tx.now >= ASKED_BEFORE
    for weekday in range(7):
        again = change(tx, planned, weekday=weekday, hour=23)
        assert again.dates[0].weekday() == weekday
        assert ASKED_BEFORE <= again.dates[0] - tx.now <= ASKED_BEFORE + WEEK


def test_nothing_runs_before_it_is_confirmed_and_then_it_does_once(tx: Tx) -> None:
    planned = begin(tx)
    assert running.listed(tx, actor=ANA) == []
    assert pending(tx, announcing.ANNOUNCE) == []

    made = confirm(tx, planned)

    assert made.is_new
    assert [one.programme for one in running.listed(tx, actor=ANA)] == [made.programme]
    assert [row["due_at"] for row in pending(tx, announcing.ANNOUNCE)] == [made.dates[0] - ASKED_BEFORE]
    with pytest.raises(AlreadyConfirmedError):
        confirm(tx, planned)


def test_it_is_announced_the_day_before_once_and_the_next_one_is_waited_for(tx: Tx) -> None:
    weekly = programme(tx)
    found = announced(tx, weekly)

    announcing.announce(tx, item(tx, programme_id=weekly.id))

    assert rounds.of_programme(tx, weekly.id, tuple(Stage)) == [found]
    assert pending(tx, announcing.ANNOUNCE)[-1]["due_at"] == found.begins_at + WEEK - ASKED_BEFORE
    assert (found.closes_at, found.ends_at) == (found.begins_at - 2 * HOUR, found.begins_at + WEEK)


def test_days_that_are_skipped_have_no_round(tx: Tx) -> None:
    planned = change(tx, begin(tx), every=Every.WEEK)
    first, second, *_ = planned.to_skip

    skipping = change(tx, planned, skipped=[first.isoformat()])

    assert skipping.dates[0].date() == second
    assert skipping.to_skip == planned.to_skip
    assert pending(tx, announcing.ANNOUNCE) == []
    confirmed = confirm(tx, skipping)
    assert announced(tx, confirmed.programme).begins_at.date() == second


def test_another_hour_moves_no_week_and_clears_no_day_that_is_skipped(tx: Tx) -> None:
    planned = change(tx, begin(tx), every=Every.TWO_WEEKS, hour=10)
    first, second, *_ = planned.to_skip
    weekly = confirm(tx, change(tx, planned, skipped=[second.isoformat()])).programme
    announced(tx, weekly)
    edited = planning.edit(tx, actor=ANA, typed="Coffee round")

    changed = change(tx, edited, hour=11)

    assert [day.date() - first for day in changed.dates[:2]] == [4 * WEEK, 6 * WEEK]
    assert changed.plan.skipped == {second}
    assert change(tx, edited, every=Every.WEEK).plan.skipped == {second}
    assert change(tx, edited, weekday=(second.weekday() + 1) % 7).plan.skipped == frozenset()


def test_a_change_is_kept_apart_until_it_is_confirmed_and_moves_what_is_to_come(tx: Tx) -> None:
    weekly = programme(tx)
    before = pending(tx, announcing.ANNOUNCE)[0]["due_at"]
    planned = planning.edit(tx, actor=ANA, typed="coffee ROUND", name="Tea round")
    change(tx, planned, hour=18)
    assert finding.the(tx, weekly.id).plan == weekly.plan

    changed = confirm(tx, planned)

    assert (changed.is_new, changed.programme.plan.name) == (False, "Tea round")
    assert [row["due_at"] - before for row in pending(tx, announcing.ANNOUNCE)] == [8 * HOUR]


def test_paused_it_announces_nothing_and_goes_on_with_the_next_date(tx: Tx) -> None:
    weekly = programme(tx)
    running.pause(tx, actor=ANA, typed="Coffee round")
    assert pending(tx, announcing.ANNOUNCE) == []
    tx.now += 3 * WEEK
    announcing.announce(tx, item(tx, programme_id=weekly.id))
    assert rounds.of_programme(tx, weekly.id, tuple(Stage)) == []

    going_on = running.resume(tx, actor=ANA, programme_id=weekly.id)

    assert going_on.dates[0] > tx.now
    assert len(pending(tx, announcing.ANNOUNCE)) == 1


def test_closed_it_is_listed_until_what_is_announced_has_taken_place(tx: Tx) -> None:
    weekly = programme(tx)
    found = announced(tx, weekly)
    asked = running.to_close(tx, actor=ANA, typed="Coffee round")
    assert finding.the(tx, weekly.id).state is State.RUNNING

    running.close(tx, actor=ANA, programme_id=asked.programme.id)

    (listed,) = running.listed(tx, actor=ANA)
    assert (listed.programme.state, listed.rounds, listed.dates) == (State.CLOSED, (found,), ())
    assert pending(tx, announcing.ANNOUNCE) == []
    rounds.put_stage(tx, found, Stage.OVER)
    assert running.listed(tx, actor=ANA) == []
    rounds.put_stage(tx, found, Stage.ASKING)
    assert rounds.at_stage(tx, found.id, Stage.ASKING) == found
    assert finding.the(tx, weekly.id).state is State.CLOSED
    with pytest.raises(NoSuchProgrammeError):
        planning.edit(tx, actor=ANA, typed="Coffee round")


def test_where_the_bot_slept_through_a_date_the_next_one_is_announced(tx: Tx) -> None:
    weekly = programme(tx)
    missed = pending(tx, announcing.ANNOUNCE)[0]["due_at"] + ASKED_BEFORE
    tx.now = missed + DAY

    announcing.announce(tx, item(tx, programme_id=weekly.id))

    assert rounds.of_programme(tx, weekly.id, tuple(Stage)) == []
    assert pending(tx, announcing.ANNOUNCE)[-1]["due_at"] == missed + WEEK - ASKED_BEFORE


def test_announced_late_people_can_still_say_that_they_are_in(tx: Tx) -> None:
    weekly = programme(tx)
    tx.now = pending(tx, announcing.ANNOUNCE)[0]["due_at"] + 20 * HOUR

    announcing.announce(tx, item(tx, programme_id=weekly.id))

    (found,) = rounds.of_programme(tx, weekly.id, [Stage.ASKING])
    assert found.closes_at > tx.now


def test_another_clock_for_the_community_moves_the_next_round(tx: Tx) -> None:
    weekly = programme(tx)
    ((_, before),) = announcing.coming(tx, GUILD, weekly.plan, weekly.id, most=1)
    community.change(tx, actor=ADMIN, changes={"zone": "America/New_York"})
    tx.now = before - ASKED_BEFORE

    announcing.announce(tx, item(tx, programme_id=weekly.id))

    assert rounds.of_programme(tx, weekly.id, tuple(Stage)) == []
    assert pending(tx, announcing.ANNOUNCE)[-1]["due_at"] == before + 5 * HOUR - ASKED_BEFORE


def test_minds_can_be_changed_until_it_closes(tx: Tx) -> None:
    found = announced(tx, programme(tx))
    answering.answer(tx, actor=BEN, round_id=found.id, is_in=True)
    answering.answer(tx, actor=BEN, round_id=found.id, is_in=False)
    assert answering.who_is_in(tx, found) == []
    answering.answer(tx, actor=BEN, round_id=found.id, is_in=True)
    assert answering.who_is_in(tx, found) == [BEN.member_id]
    tx.now = found.closes_at

    with pytest.raises(RoundClosedError):
        answering.answer(tx, actor=BEN, round_id=found.id, is_in=False)
    with pytest.raises(NoSuchRoundError):
        answering.answer(tx, actor=EVE, round_id=found.id, is_in=True)


def test_what_can_not_be_is_refused_with_what_would_work(tx: Tx) -> None:
    with pytest.raises(NoNameError):
        begin(tx, "\u200b")
    with pytest.raises(TooLongError):
        begin(tx, "x" * 61)
    confirm(tx, begin(tx))
    with pytest.raises(NameTakenError):
        begin(tx, "coffee  ROUND")
    with pytest.raises(NoSuchProgrammeError) as refused:
        planning.edit(tx, actor=ANA, typed="Tea")
    assert refused.value.names == ("Coffee round",)
    planned = begin(tx, "Walks")
    with pytest.raises(CantPostHereError):
        planning.confirm(tx, actor=ANA, draft_id=planned.draft_id, missing_in=lambda _: ("Create Private Threads",))
    for number in range(1, MOST_PROGRAMMES):
        confirm(tx, begin(tx, f"Programme {number}"))
    with pytest.raises(TooManyProgrammesError):
        begin(tx, "One more")


def test_two_of_one_name_planned_at_once_are_not_both_begun(tx: Tx) -> None:
    first, second = begin(tx), begin(tx)
    confirm(tx, first)

    with pytest.raises(NameTakenError):
        confirm(tx, second)


def test_only_organisers_of_this_community_plan_and_run(tx: Tx) -> None:
    planned = begin(tx)
    with pytest.raises(NotAnOrganiserError):
        begin(tx, "Walks", actor=BEN)
    for somebody in (BEN, EVE, ADMIN):
        with pytest.raises(NotAnOrganiserError if somebody == BEN else DraftGoneError):
            confirm(tx, planned, actor=somebody)
    made = confirm(tx, planned).programme
    for refused in (BEN, EVE):
        with pytest.raises(NotAnOrganiserError if refused == BEN else NoSuchProgrammeError):
            running.pause(tx, actor=refused, typed="Coffee round")
        with pytest.raises(NotAnOrganiserError if refused == BEN else NoSuchProgrammeError):
            running.resume(tx, actor=refused, programme_id=made.id)
        with pytest.raises(NotAnOrganiserError if refused == BEN else NoSuchProgrammeError):
            running.close(tx, actor=refused, programme_id=made.id)
    assert finding.offered(tx, actor=BEN, typed="") == []
    assert finding.offered(tx, actor=ANA, typed="off") == [made]
