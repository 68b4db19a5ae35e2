"""A meetup is cancelled: once, with all who were coming told."""

from datetime import timedelta

import pytest

from bot.database import Tx
from bot.drafts import keeping
from bot.guilds.rules.typed import TooLongError
from bot.meetups import cancelling, proposing
from bot.meetups.rules.meetup import (
    MeetupOverError,
    MeetupState,
)
from bot.meetups.store import meetups
from bot.outbox import inspection
from tests.builders import ADMIN, ANA, BEN, CLEO, answer, cancel, post, told, typed

HOUR = timedelta(hours=1)


def test_cancelling_tells_all_who_were_coming_and_ends_all_that_was_to_come(tx: Tx) -> None:
    meetup_id = post(tx, typed(seats="1"))
    for who in (BEN, CLEO):
        answer(tx, meetup_id, who)

    done = cancel(tx, meetup_id, reason="  the room\nis flooded ")

    meetup = meetups.get(tx, meetup_id)
    assert meetup is not None
    assert (meetup.state, meetup.cancelled_because) == (MeetupState.CANCELLED, "the room is flooded")
    assert done.told == 2
    assert told(tx, cancelling.CANCELLED) == [[BEN.member_id, CLEO.member_id]]
    assert [entry.what for entry in inspection.entries(tx) if entry.when > tx.now] == []


def test_a_second_press_tells_nobody_again(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)
    asked = cancelling.ask(tx, actor=ANA, meetup_id=meetup_id, reason="")

    first = cancelling.cancel(tx, actor=ANA, draft_id=asked.draft_id)
    assert cancelling.cancel(tx, actor=ANA, draft_id=asked.draft_id) == first
    assert len(told(tx, cancelling.CANCELLED)) == 1


def test_two_who_cancel_at_once_tell_once(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)
    asked = [cancelling.ask(tx, actor=actor, meetup_id=meetup_id, reason="") for actor in (ANA, ADMIN)]
    cancelling.cancel(tx, actor=ANA, draft_id=asked[0].draft_id)

    with pytest.raises(MeetupOverError):
        cancelling.cancel(tx, actor=ADMIN, draft_id=asked[1].draft_id)


def test_who_leaves_it_lets_the_question_go(tx: Tx) -> None:
    asked = cancelling.ask(tx, actor=ANA, meetup_id=post(tx), reason="")

    assert cancelling.keep(tx, actor=ANA, draft_id=asked.draft_id) == "Board games"
    with pytest.raises(keeping.DraftGoneError):
        cancelling.cancel(tx, actor=ANA, draft_id=asked.draft_id)


def test_a_reason_that_is_too_long_is_refused(tx: Tx) -> None:
    with pytest.raises(TooLongError):
        cancelling.ask(tx, actor=ANA, meetup_id=post(tx), reason="x" * 301)


def test_what_is_over_or_cancelled_is_changed_no_more(tx: Tx) -> None:
    over, cancelled = post(tx, typed(when="in 1 hour")), post(tx)
    cancel(tx, cancelled)
    tx.now += 4 * HOUR

    for meetup_id in (over, cancelled):
        with pytest.raises(MeetupOverError):
            proposing.edit(tx, actor=ANA, meetup_id=meetup_id, changes={"title": "Cards"})
        with pytest.raises(MeetupOverError):
            cancelling.ask(tx, actor=ANA, meetup_id=meetup_id, reason="")
