"""A meetup is had again: when, by whom, how often, and who is told."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.database import Database, Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor, NotAnOrganiserError
from bot.guilds.rules.posting import CantPostHereError
from bot.meetups import afterwards, proposing, reminding, repeating
from bot.meetups.posting import AlreadyPosted, Posted
from bot.meetups.proposing import Proposed, Refused
from bot.meetups.rules.meetup import NoSuchMeetupError, NotTheHostError, StartsInThePastError
from bot.meetups.store import meetups
from bot.members import zones
from bot.outbox.rules.records import DueState
from bot.outbox.store import due
from tests.builders import ADMIN, ANA, BEN, CLEO, EVE, GUILD, answer, cancel, nothing_missing, post, told, typed

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def starts(tx: Tx, meetup_id: int, *, actor: Actor = ANA) -> tuple[datetime, ...]:
    return repeating.repeatable(tx, actor=actor, meetup_id=meetup_id).starts


def again(tx: Tx, meetup_id: int, at: datetime, *, actor: Actor = ANA) -> Posted | AlreadyPosted:
    return repeating.again(tx, actor=actor, meetup_id=meetup_id, starts_at=at, missing_in=nothing_missing)


def test_the_same_meetup_is_posted_some_weeks_later(tx: Tx) -> None:
    old = post(tx, typed(place="Library", length="2 hours", seats="5", reminders="180"))
    answer(tx, old, BEN)
    tx.now += 2 * DAY
    at, _ = starts(tx, old)

    made = again(tx, old, at, actor=ADMIN)

    assert isinstance(made, Posted)
    before, after = meetups.get(tx, old), meetups.get(tx, made.meetup_id)
    assert before is not None
    assert after is not None
    assert after.plan.starts_at == before.plan.starts_at + WEEK
    assert (after.plan.place, after.plan.seats, after.plan.leads) == ("Library", 5, (timedelta(hours=3),))
    assert (after.host_id, after.channel_id) == (ADMIN.member_id, before.channel_id)
    kinds = {row["kind"] for row in due.listing(tx, [DueState.PENDING]) if row["args"]["meetup_id"] == made.meetup_id}
    assert kinds == {reminding.REMIND, reminding.START, reminding.ASK_MAYBE, afterwards.ASK_AFTERWARDS}


def test_those_who_were_there_are_told(tx: Tx) -> None:
    old = post(tx, typed(seats="1"))
    for who in (BEN, CLEO):
        answer(tx, old, who)
    tx.now += 2 * DAY

    again(tx, old, starts(tx, old)[0])

    assert told(tx, repeating.ON_AGAIN) == [[BEN.member_id]]


def test_of_one_that_was_cancelled_nobody_was_there(tx: Tx) -> None:
    old = post(tx)
    answer(tx, old, BEN)
    cancel(tx, old)
    tx.now += 2 * DAY

    again(tx, old, starts(tx, old)[0])

    assert told(tx, repeating.ON_AGAIN) == []


def test_before_it_was_there_is_nobody_to_tell(tx: Tx) -> None:
    old = post(tx)
    answer(tx, old, BEN)

    again(tx, old, starts(tx, old)[0])

    assert told(tx, repeating.ON_AGAIN) == []


def test_long_after_it_the_next_two_weeks_are_offered(tx: Tx) -> None:
    old = post(tx)
    tx.now += 10 * WEEK

    assert [(at - tx.now) // DAY for at in starts(tx, old)] == [1, 8]


def test_it_stays_at_its_hour_when_the_clocks_change(tx: Tx) -> None:
    zones.choose(tx, actor=ANA, typed="Europe/London")
    old = post(tx, typed(when="2027-03-25 19:00"))
    tx.now = datetime(2027, 3, 26, tzinfo=UTC)

    assert starts(tx, old)[0] == datetime(2027, 4, 1, 18, tzinfo=UTC)


def test_two_presses_make_one_meetup(tx: Tx) -> None:
    old = post(tx)
    at = starts(tx, old)[0]

    first, second = again(tx, old, at), again(tx, old, at, actor=ADMIN)

    assert isinstance(first, Posted)
    assert isinstance(second, AlreadyPosted)
    assert isinstance(again(tx, old, at + WEEK), Posted)


async def test_twenty_presses_at_once_make_one_meetup(db: Database) -> None:
    old = await db.write(post)
    at = (await db.read(starts, old))[0]

    made = await asyncio.gather(*(db.write(again, old, at) for _ in range(20)))

    assert sum(isinstance(one, Posted) for one in made) == 1


def test_one_that_was_moved_since_is_not_in_the_way_of_the_next(tx: Tx) -> None:
    old = post(tx)
    first, second = starts(tx, old)
    made = again(tx, old, first)
    assert isinstance(made, Posted)
    moved = meetups.get(tx, made.meetup_id)
    assert moved is not None
    meetups.put_plan(tx, made.meetup_id, replace(moved.plan, starts_at=second))

    assert isinstance(again(tx, old, second), Posted)


def test_one_that_was_cancelled_may_be_had_after_all(tx: Tx) -> None:
    old = post(tx)
    at = starts(tx, old)[0]
    made = again(tx, old, at)
    assert isinstance(made, Posted)
    cancel(tx, made.meetup_id)

    assert isinstance(again(tx, old, at), Posted)


@pytest.mark.parametrize("by", [-WEEK, timedelta(0), DAY, 5200 * WEEK], ids=["past", "same", "a day", "a century"])
def test_times_that_were_not_offered_are_refused(tx: Tx, by: timedelta) -> None:
    old = post(tx)
    meetup = meetups.get(tx, old)
    assert meetup is not None

    with pytest.raises(StartsInThePastError):
        again(tx, old, meetup.plan.starts_at + by)


@pytest.mark.parametrize(
    ("actor", "anyone_plans", "error"),
    [
        (BEN, False, NotAnOrganiserError),
        (BEN, True, NotTheHostError),
        (EVE, False, NoSuchMeetupError),
        (Actor(GUILD, ANA.member_id, manages_events=False), False, NotAnOrganiserError),
    ],
    ids=["a member", "a member where everybody plans", "of another guild", "a host who may plan no longer"],
)
def test_who_may_have_it_again(tx: Tx, actor: Actor, anyone_plans: bool, error: type[Exception]) -> None:
    community.change(tx, actor=ADMIN, changes={"anyone_plans": anyone_plans})
    old = post(tx)
    at = starts(tx, old)[0]

    with pytest.raises(error):
        repeating.repeatable(tx, actor=actor, meetup_id=old)
    with pytest.raises(error):
        again(tx, old, at, actor=actor)


def test_where_the_bot_may_not_post_nothing_is_made(tx: Tx) -> None:
    old = post(tx)
    at = starts(tx, old)[0]

    with pytest.raises(CantPostHereError):
        repeating.again(tx, actor=ANA, meetup_id=old, starts_at=at, missing_in=lambda _: ("Send Messages",))
    assert isinstance(again(tx, old, at), Posted)


def test_it_is_found_by_its_title_when_it_is_over(tx: Tx) -> None:
    old = post(tx)
    tx.now += 9 * WEEK

    assert repeating.repeatable_by_title(tx, actor=ANA, title="board games").meetup.id == old


def copy(tx: Tx, meetup_id: int, *, again: bool, actor: Actor = ANA, **changes: str) -> Proposed:
    outcome = proposing.copy(
        tx, actor=actor, meetup_id=meetup_id, changes=changes, again=again, missing_in=nothing_missing
    )
    assert isinstance(outcome, Proposed)
    return outcome


def test_it_is_had_again_on_another_date_once_and_those_who_were_there_are_told(tx: Tx) -> None:
    old = post(tx, typed(place="Library", seats="5"))
    answer(tx, old, BEN)
    tx.now += 2 * DAY

    shown = [copy(tx, old, again=True, when="2026-12-24 19:00") for _ in range(2)]
    first, second = (proposing.confirm(tx, actor=ANA, draft_id=one.draft_id) for one in shown)

    assert [one.told for one in shown] == [1, 1]
    assert isinstance(first, Posted)
    assert isinstance(second, AlreadyPosted)
    made = meetups.get(tx, first.meetup_id)
    assert made is not None
    assert (made.plan.place, made.plan.seats, made.plan.starts_at.day) == ("Library", 5, 24)
    assert told(tx, repeating.ON_AGAIN) == [[BEN.member_id]]


def test_a_copy_is_a_meetup_of_its_own(tx: Tx) -> None:
    old = post(tx, typed(place="Library"))
    answer(tx, old, BEN)
    tx.now += 2 * DAY

    shown = copy(tx, old, again=False, when="2026-12-24 19:00", title="Card games")
    made = proposing.confirm(tx, actor=ANA, draft_id=shown.draft_id)

    assert isinstance(made, Posted)
    assert shown.told == 0
    assert told(tx, repeating.ON_AGAIN) == []


def test_a_copy_without_a_time_is_kept_and_asked_for_it(tx: Tx) -> None:
    old = post(tx)

    outcome = proposing.copy(
        tx, actor=ANA, meetup_id=old, changes={"when": "soon"}, again=True, missing_in=nothing_missing
    )

    assert isinstance(outcome, Refused)
    outcome = proposing.change(tx, actor=ANA, draft_id=outcome.draft_id, changes={"when": "2026-12-24 19:00"})
    assert isinstance(outcome, Proposed)
    posted = proposing.confirm(tx, actor=ANA, draft_id=outcome.draft_id)
    assert isinstance(posted, Posted)
    assert meetups.repeated(tx, old, outcome.plan.starts_at) is not None


def test_only_those_who_run_it_copy_it(tx: Tx) -> None:
    old = post(tx)
    community.change(tx, actor=ADMIN, changes={"anyone_plans": True})

    for who, error in ((BEN, NotTheHostError), (EVE, NoSuchMeetupError)):
        with pytest.raises(error):
            proposing.copied(tx, actor=who, meetup_id=old)
        with pytest.raises(error):
            copy(tx, old, again=False, actor=who, when="tomorrow 19:00")
