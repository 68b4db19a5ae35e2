"""Answers, reminders, what is shown, and what is kept about a member."""

import asyncio
from datetime import timedelta

import pytest

from bot.database import Database, Tx
from bot.guilds.rules.actors import Actor
from bot.meetups import answering, privacy, reminding, viewing
from bot.meetups.rules.meetup import Answer, MeetupOverError, NoSuchMeetupError
from bot.outbox import card_of
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from tests.builders import ANA, BEN, CLEO, EVE, GUILD, answer, everywhere, post, remind, typed


def answers(tx: Tx, meetup_id: int) -> dict[Answer, list[int]]:
    view = viewing.view(tx, meetup_id)
    assert view is not None
    return {given: who for given in Answer if (who := view.roster.said(given))}


def test_the_last_answer_counts(tx: Tx) -> None:
    meetup_id = post(tx)
    for given in (Answer.GOING, Answer.MAYBE, Answer.CANT):
        answer(tx, meetup_id, BEN, given)

    assert answers(tx, meetup_id) == {Answer.CANT: [BEN.member_id]}


def test_people_stand_in_the_order_in_which_they_said_so(tx: Tx) -> None:
    meetup_id = post(tx)
    for who in (CLEO, BEN, ANA):
        answer(tx, meetup_id, who)
        tx.now += timedelta(minutes=1)
    answer(tx, meetup_id, CLEO)

    assert answers(tx, meetup_id) == {Answer.GOING: [CLEO.member_id, BEN.member_id, ANA.member_id]}


def test_the_card_is_touched_only_by_what_changes_it(tx: Tx) -> None:
    meetup_id = post(tx)
    subject = f"meetup:{meetup_id}"
    for _ in range(3):
        answer(tx, meetup_id, BEN)

    card = card_of(tx, subject=subject)
    assert card is not None
    assert card.wanted == 2


def test_a_meetup_of_another_guild_is_unknown(tx: Tx) -> None:
    meetup_id = post(tx)

    with pytest.raises(NoSuchMeetupError):
        answering.answer(tx, actor=EVE, meetup_id=meetup_id, given=Answer.GOING)
    with pytest.raises(NoSuchMeetupError):
        answering.answer(tx, actor=BEN, meetup_id=meetup_id + 1, given=Answer.GOING)


def test_answers_are_taken_until_the_end(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 2 hours", length="30 min"))
    tx.now += timedelta(hours=2, minutes=29)
    answer(tx, meetup_id, BEN)
    tx.now += timedelta(minutes=1)

    with pytest.raises(MeetupOverError):
        answering.answer(tx, actor=CLEO, meetup_id=meetup_id, given=Answer.GOING)


async def test_two_hundred_answers_at_once_are_all_there(db: Database) -> None:
    meetup_id = await db.write(post)
    crowd = [Actor(GUILD, 1000 + n, manages_events=False) for n in range(200)]

    await asyncio.gather(*(db.write(answer, meetup_id, who) for who in crowd))

    found = await db.read(answers, meetup_id)
    assert sorted(found[Answer.GOING]) == [who.member_id for who in crowd]


def reminded(tx: Tx) -> list[list[int]]:
    waiting = deliveries.listing(tx, [DeliveryState.WAITING])
    return [row["recipients"] for row in waiting if row["kind"] == reminding.REMINDER]


def test_the_reminder_goes_to_those_going_then(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)
    answer(tx, meetup_id, CLEO)
    answer(tx, meetup_id, CLEO, Answer.MAYBE)

    remind(tx, meetup_id)

    assert reminded(tx) == [[BEN.member_id]]


def test_who_has_left_the_guild_is_not_reminded_and_not_going_any_more(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)
    answer(tx, meetup_id, CLEO)

    remind(tx, meetup_id, left=[BEN.member_id])

    assert reminded(tx) == [[CLEO.member_id]]
    assert answers(tx, meetup_id) == {Answer.GOING: [CLEO.member_id]}


def test_nobody_going_means_no_reminder(tx: Tx) -> None:
    remind(tx, post(tx))

    assert reminded(tx) == []


def test_the_list_has_the_next_ones_first_and_says_that_there_are_more(tx: Tx) -> None:
    for hours in (30, 5, 60):
        post(tx, typed(title=f"in {hours}", when=f"in {hours} hours"))

    found = viewing.coming(tx, actor=BEN, sees=everywhere, most=2)

    assert [entry.meetup.plan.title for entry in found.meetups] == ["in 5", "in 30"]
    assert found.more
    assert viewing.coming(tx, actor=EVE, sees=everywhere, most=2).meetups == []


def test_what_is_over_is_not_coming(tx: Tx) -> None:
    post(tx, typed(when="in 2 hours"))
    tx.now += timedelta(hours=5)

    assert viewing.coming(tx, actor=BEN, sees=everywhere, most=2).meetups == []


def test_a_member_sees_what_is_kept_about_them_and_can_have_it_erased(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, ANA)
    answer(tx, meetup_id, BEN)
    kept = privacy.export(tx, GUILD, ANA.member_id)
    privacy.forget(tx, GUILD, ANA.member_id)

    assert [(row["title"], row["host"], row["answer"]) for row in kept] == [("Board games", True, "going")]
    assert privacy.export(tx, GUILD, ANA.member_id) == []
    assert answers(tx, meetup_id) == {Answer.GOING: [BEN.member_id]}


def test_forgetting_in_one_guild_leaves_the_other(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)
    privacy.forget(tx, 2, BEN.member_id)

    assert answers(tx, meetup_id) == {Answer.GOING: [BEN.member_id]}
