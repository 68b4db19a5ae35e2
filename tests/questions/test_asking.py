"""A question to some people, with a deadline."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.outbox.store import due
from bot.questions import asking, store
from bot.questions.rules.questions import (
    NO,
    YES,
    NotAskedError,
    Question,
    QuestionClosedError,
    Verdict,
    verdict,
)
from tests.builders import ANA, BEN, CLEO, EVE, GUILD
from tests.conftest import NOON

HOUR = timedelta(hours=1)


def ask(tx: Tx, *member_ids: int, size: int | None = None, on_end: str | None = None) -> int:
    return asking.ask(
        tx,
        guild_id=GUILD,
        subject="a subject",
        member_ids=member_ids or (BEN.member_id, CLEO.member_id),
        until=tx.now + HOUR,
        on_end=on_end,
        size=size,
    )


def question(*said: str | None, size: int | None = None, is_open: bool = True) -> Question:
    given = dict(enumerate(said))
    return Question(1, GUILD, "a subject", NOON, len(given) if size is None else size, is_open, given)


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        (question(YES, YES), Verdict.AGREED),
        (question(YES, YES, is_open=False), Verdict.AGREED),
        (question(YES, None), Verdict.WAITING),
        (question(None, None), Verdict.WAITING),
        (question(YES, NO), Verdict.NOT_AGREED),
        (question(YES, None, is_open=False), Verdict.NOT_AGREED),
        (question(YES, size=2), Verdict.NOT_AGREED),
        (question(size=1), Verdict.NOT_AGREED),
    ],
)
def test_all_must_say_yes(asked: Question, reached: Verdict) -> None:
    assert verdict(asked) is reached


@given(st.lists(st.sampled_from([YES, NO, None]), min_size=1, max_size=5), st.booleans())
def test_nobody_is_ever_taken_to_have_agreed_who_has_not(said: list[str | None], is_open: bool) -> None:
    assert (verdict(question(*said, is_open=is_open)) is Verdict.AGREED) == (set(said) == {YES})


def test_each_answers_for_themselves_and_may_change_their_mind(tx: Tx) -> None:
    question_id = ask(tx)
    asking.answer(tx, actor=BEN, question_id=question_id, said=NO)

    answered = asking.answer(tx, actor=BEN, question_id=question_id, said=YES)

    assert answered.said == {BEN.member_id: YES, CLEO.member_id: None}


@pytest.mark.parametrize("actor", [ANA, EVE])
def test_nobody_answers_who_was_not_asked(tx: Tx, actor: Actor) -> None:
    question_id = ask(tx, BEN.member_id, EVE.member_id)

    with pytest.raises(NotAskedError):
        asking.answer(tx, actor=actor, question_id=question_id, said=YES)
    with pytest.raises(NotAskedError):
        asking.answer(tx, actor=BEN, question_id=10**6, said=YES)


def test_after_the_deadline_or_when_it_is_closed_nothing_is_taken(tx: Tx) -> None:
    late, closed = ask(tx), ask(tx)
    asking.close(tx, closed)
    with pytest.raises(QuestionClosedError):
        asking.answer(tx, actor=BEN, question_id=closed, said=YES)
    tx.now += HOUR

    with pytest.raises(QuestionClosedError):
        asking.answer(tx, actor=BEN, question_id=late, said=YES)


def test_at_the_deadline_whoever_asked_is_told(tx: Tx) -> None:
    question_id = ask(tx, on_end="some.kind")

    tx.now += HOUR

    (item,) = due.overdue(tx, 9, running=[], after_guild=0)
    assert (item.kind, item.args) == ("some.kind", {"question_id": question_id})


def test_who_is_forgotten_has_not_agreed_and_is_not_asked_any_more(tx: Tx) -> None:
    question_id = ask(tx)
    for actor in (BEN, CLEO):
        asking.answer(tx, actor=actor, question_id=question_id, said=YES)
    assert [one["said"] for one in asking.export(tx, GUILD, BEN.member_id)] == [YES]

    store.forget(tx, GUILD, BEN.member_id)

    found = asking.get(tx, question_id)
    assert found is not None
    assert verdict(found) is Verdict.NOT_AGREED
    assert asking.export(tx, GUILD, BEN.member_id) == []
