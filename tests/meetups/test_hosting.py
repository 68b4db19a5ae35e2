"""A meetup is handed over: who is asked, who may take it, and what happens when its host is gone."""

import asyncio

import pytest

from bot.database import Database, Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor, NotAnOrganiserError
from bot.meetups import hosting, privacy, viewing
from bot.meetups.rules.meetup import HostedAlreadyError, MeetupOverError, NoSuchMeetupError, NotTheHostError
from bot.meetups.store import meetups
from tests.builders import ADMIN, ANA, BEN, CLEO, EVE, GUILD, answer, ask_maybe, cancel, post, remind, told, typed

DORA = Actor(GUILD, 105, manages_events=True)


def seek(tx: Tx, meetup_id: int, who: Actor = ANA, *, asked: int | None = None) -> None:
    hosting.seek(tx, actor=who, meetup_id=meetup_id, asked=asked)


def host_of(tx: Tx, meetup_id: int) -> int:
    meetup = meetups.get(tx, meetup_id)
    assert meetup is not None
    return meetup.host_id


def test_who_takes_it_hosts_it_and_who_gave_it_is_told(tx: Tx) -> None:
    meetup_id = post(tx)
    seek(tx, meetup_id)

    hosting.take(tx, actor=DORA, meetup_id=meetup_id)

    assert host_of(tx, meetup_id) == DORA.member_id
    assert told(tx, hosting.HOST_SOUGHT) == [[]]
    assert told(tx, hosting.HOST_FOUND) == [[ANA.member_id]]


def test_until_somebody_takes_it_it_stays_with_its_host(tx: Tx) -> None:
    meetup_id = post(tx)

    seek(tx, meetup_id, asked=DORA.member_id)

    assert host_of(tx, meetup_id) == ANA.member_id


def test_the_host_may_take_it_back_whatever_else_they_may(tx: Tx) -> None:
    meetup_id = post(tx)
    seek(tx, meetup_id)

    hosting.take(tx, actor=Actor(GUILD, ANA.member_id, manages_events=False), meetup_id=meetup_id)

    assert told(tx, hosting.HOST_FOUND) == []
    with pytest.raises(HostedAlreadyError):
        hosting.take(tx, actor=DORA, meetup_id=meetup_id)


def test_nobody_takes_what_is_not_offered(tx: Tx) -> None:
    meetup_id = post(tx)

    with pytest.raises(HostedAlreadyError) as refused:
        hosting.take(tx, actor=ADMIN, meetup_id=meetup_id)

    assert refused.value.host_id == ANA.member_id


def test_somebody_is_asked_by_name_once_a_day_and_everybody_once(tx: Tx) -> None:
    meetup_id = post(tx)

    for asked in (DORA.member_id, DORA.member_id, ADMIN.member_id, None, None):
        seek(tx, meetup_id, asked=asked)

    assert told(tx, hosting.HOST_SOUGHT) == [[DORA.member_id], [ADMIN.member_id]]


def test_only_those_who_run_it_hand_it_over_and_only_those_who_set_meetups_up_take_it(tx: Tx) -> None:
    meetup_id = post(tx)

    for who, error in ((BEN, NotTheHostError), (EVE, NoSuchMeetupError)):
        with pytest.raises(error):
            seek(tx, meetup_id, who)
        with pytest.raises(error):
            hosting.to_hand_over(tx, actor=who, meetup_id=meetup_id)
    seek(tx, meetup_id, ADMIN)
    with pytest.raises(NotAnOrganiserError):
        hosting.take(tx, actor=BEN, meetup_id=meetup_id)
    with pytest.raises(NoSuchMeetupError):
        hosting.take(tx, actor=EVE, meetup_id=meetup_id)
    community.change(tx, actor=ADMIN, changes={"anyone_plans": True})
    hosting.take(tx, actor=BEN, meetup_id=meetup_id)
    assert host_of(tx, meetup_id) == BEN.member_id


def test_what_is_cancelled_is_not_handed_over(tx: Tx) -> None:
    meetup_id = post(tx)
    seek(tx, meetup_id)
    cancel(tx, meetup_id)

    for act in (lambda: seek(tx, meetup_id), lambda: hosting.take(tx, actor=DORA, meetup_id=meetup_id)):
        with pytest.raises(MeetupOverError):
            act()


def test_a_host_who_has_left_is_noticed_before_a_reminder_and_replaced_by_whoever_takes_it(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)

    remind(tx, meetup_id, left=[ANA.member_id])

    assert host_of(tx, meetup_id) == 0
    assert told(tx, hosting.HOST_SOUGHT) == [[]]
    hosting.take(tx, actor=DORA, meetup_id=meetup_id)
    assert host_of(tx, meetup_id) == DORA.member_id
    assert told(tx, hosting.HOST_FOUND) == []


def test_a_host_who_has_left_is_noticed_when_the_undecided_are_asked(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 5 days"))

    ask_maybe(tx, meetup_id, left=[ANA.member_id])

    assert host_of(tx, meetup_id) == 0


def test_a_second_host_who_leaves_is_replaced_too(tx: Tx) -> None:
    meetup_id = post(tx)
    remind(tx, meetup_id, left=[ANA.member_id], once="first")
    hosting.take(tx, actor=DORA, meetup_id=meetup_id)

    remind(tx, meetup_id, left=[DORA.member_id], once="second")

    assert told(tx, hosting.HOST_SOUGHT) == [[], []]


def test_a_host_who_is_forgotten_leaves_it_to_whoever_takes_it(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, ANA)
    answer(tx, meetup_id, BEN)

    privacy.forget(tx, GUILD, ANA.member_id)
    privacy.forget(tx, GUILD, BEN.member_id)

    assert host_of(tx, meetup_id) == 0
    assert told(tx, hosting.HOST_SOUGHT) == [[]]


def test_of_what_is_over_no_host_is_sought(tx: Tx) -> None:
    meetup_id = post(tx)
    tx.now = tx.now.replace(day=29)

    privacy.forget(tx, GUILD, ANA.member_id)

    assert told(tx, hosting.HOST_SOUGHT) == []
    assert host_of(tx, meetup_id) == 0


def test_the_panel_offers_it_to_those_who_may(tx: Tx) -> None:
    meetup_id = post(tx)
    takes = [viewing.panel(tx, actor=who, meetup_id=meetup_id).takes for who in (ANA, DORA, CLEO)]
    seek(tx, meetup_id)

    assert takes == [False, False, False]
    assert [viewing.panel(tx, actor=who, meetup_id=meetup_id).takes for who in (ANA, DORA, CLEO)] == [
        True,
        True,
        False,
    ]


async def test_of_two_who_press_at_once_one_hosts_it(db: Database) -> None:
    meetup_id = await db.write(post)
    await db.write(seek, meetup_id)

    outcomes = await asyncio.gather(
        *(db.write(hosting.take, actor=who, meetup_id=meetup_id) for who in (DORA, ADMIN)), return_exceptions=True
    )

    assert [type(one).__name__ for one in outcomes].count("HostedAlreadyError") == 1
