from dataclasses import replace
from datetime import timedelta

import pytest

from bot.checkins.circles import hosting, privacy, speaking, viewing, writing
from bot.checkins.circles.rules.circle import How, Stage
from bot.checkins.circles.rules.refusals import (
    MayNotWriteError,
    NothingToTakeBackError,
    NotYourTurnError,
    NoWordsError,
    OldTurnError,
    TooLateToTakeBackError,
)
from bot.checkins.circles.store import words
from bot.checkins.circles.subjects import HARVEST, WORDS, words_key
from bot.checkins.circles.writing import MOST_WORDS, NotTaken
from bot.database import Row, Tx
from bot.guilds.rules.typed import TooLongError
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from tests.builders import ANA, BEN, CHANNEL, CLEO, EVE, GUILD, told

from .holding import begun, close, lap_done, now, speaker, start, write


def of_kind(tx: Tx, kind: str) -> list[Row]:
    return [row for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == kind]


def kept(tx: Tx, circle_id: int) -> list[str]:
    return [row["words"] for row in words.of_circle(tx, circle_id)]


def test_what_is_written_is_kept_and_the_piece_goes_on(tx: Tx) -> None:
    circle = begun(tx, how=How.HARVEST)
    first = circle.speaker_id

    wrote = write(tx, circle, "  I am fine.\n\nThanks!\u202e ")

    assert kept(tx, circle.id) == ["I am fine.\n\nThanks!"]
    assert wrote.circle.speaker_id not in {first, None}
    assert of_kind(tx, WORDS) == []


def test_posted_one_by_one_each_is_a_message_of_its_own(tx: Tx) -> None:
    circle = begun(tx, how=How.POSTED)

    write(tx, write(tx, circle, "One").circle, "Two")

    assert [_stands(tx, row) for row in of_kind(tx, WORDS)] == ["One", "Two"]


@pytest.mark.parametrize(
    ("typed", "error"), [("", NoWordsError), (" \u200b\n", NoWordsError), ("x" * (MOST_WORDS + 1), TooLongError)]
)
def test_what_can_not_be_taken_is_kept_as_a_draft_and_the_piece_stays(
    tx: Tx, typed: str, error: type[Exception]
) -> None:
    circle = begun(tx, how=How.HARVEST)

    refused = writing.write(tx, actor=speaker(circle), circle_id=circle.id, turn=circle.turn, typed=typed)

    assert isinstance(refused, NotTaken)
    assert isinstance(refused.error, error)
    assert now(tx, circle).speaker_id == circle.speaker_id
    read = writing.to_write(tx, actor=speaker(circle), circle_id=circle.id, turn=circle.turn)
    assert read.typed == (typed if len(typed) > 10 else "")
    assert refused.can_be_mended


def test_what_comes_for_an_old_turn_is_there_when_one_is_come_back_to(tx: Tx) -> None:
    circle = begun(tx, how=How.HARVEST)
    first = speaker(circle)
    moved = speaking.come_back(tx, actor=first, circle_id=circle.id, turn=circle.turn).circle

    for typed in ("Late", "Later"):
        refused = writing.write(tx, actor=first, circle_id=circle.id, turn=circle.turn, typed=typed)
        assert isinstance(refused, NotTaken)
        assert isinstance(refused.error, OldTurnError)
    while moved.speaker_id != first.member_id:
        moved = write(tx, moved, "Others").circle
    read = writing.to_write(tx, actor=first, circle_id=circle.id, turn=moved.turn)
    assert read.typed == "Later"
    write(tx, moved, read.typed)

    assert kept(tx, circle.id) == ["Others", "Others", "Later"]
    assert lap_done(tx, now(tx, circle)).stage is Stage.BETWEEN


def test_the_form_is_for_whoever_has_the_piece(tx: Tx) -> None:
    circle = begun(tx, how=How.HARVEST)
    other = next(one for one in (ANA, BEN, CLEO) if one.member_id != circle.speaker_id)

    with pytest.raises(NotYourTurnError):
        writing.to_write(tx, actor=other, circle_id=circle.id, turn=circle.turn)


def test_words_are_taken_back_by_who_wrote_them_until_it_closes(tx: Tx) -> None:
    circle = begun(tx, how=How.POSTED)
    first = speaker(circle)
    wrote = write(tx, circle, "Oh no")
    stays = write(tx, wrote.circle, "Mine")

    for stranger in (EVE, speaker(wrote.circle)):
        with pytest.raises(NothingToTakeBackError):
            writing.take_back(tx, actor=stranger, turn_id=wrote.turn_id)
    writing.take_back(tx, actor=first, turn_id=wrote.turn_id)

    assert kept(tx, circle.id) == ["Mine"]
    delivery = deliveries.by_key(tx, words_key(wrote.turn_id))
    assert delivery is not None
    assert delivery.state is DeliveryState.SKIPPED
    with pytest.raises(NothingToTakeBackError):
        writing.take_back(tx, actor=first, turn_id=wrote.turn_id)
    close(tx, stays.circle)
    with pytest.raises(TooLateToTakeBackError):
        writing.take_back(tx, actor=speaker(wrote.circle), turn_id=stays.turn_id)


def test_a_harvest_is_posted_at_the_end_lap_by_lap_in_the_order_of_saying(tx: Tx) -> None:
    circle = begun(tx, how=How.HARVEST)
    for said in ("One", "Two", "Three"):
        circle = write(tx, circle, said).circle
    circle = hosting.go_round_again(tx, actor=ANA, circle_id=circle.id, turn=circle.turn, prompt="And now?")
    write(tx, circle, "Four")
    assert of_kind(tx, WORDS) == []

    close(tx, now(tx, circle))

    rows = [row for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] in {WORDS, HARVEST}]
    assert [_stands(tx, row) for row in rows] == [circle.plan.prompt, "One", "Two", "Three", "And now?", "Four"]
    assert len({row["subject"] for row in rows}) == 1


def _stands(tx: Tx, row: Row) -> str:
    args = row["args"]
    if row["kind"] == HARVEST:
        return viewing.asked_in(tx, args["circle_id"], args["lap"])
    said = viewing.said(tx, args["turn_id"])
    return "" if said is None else said.words


def test_words_that_are_posted_at_once_are_not_harvested(tx: Tx) -> None:
    circle = write(tx, begun(tx, how=How.POSTED), "One").circle

    close(tx, circle)

    assert of_kind(tx, HARVEST) == []
    assert len(of_kind(tx, WORDS)) == 1


def test_a_number_of_words_is_never_given_again(tx: Tx) -> None:
    """Under it they were posted, and what is posted under a number once is not posted again."""
    circle = begun(tx, how=How.POSTED)
    while circle.stage is Stage.GOING:
        circle = write(tx, circle, "Words").circle
    for member in (BEN, CLEO):
        privacy.forget(tx, GUILD, member.member_id)
    before = {row["key"] for row in of_kind(tx, WORDS)}
    close(tx, now(tx, circle))

    again = begun(tx, how=How.POSTED)
    while again.stage is Stage.GOING:
        again = write(tx, again, "Others").circle

    assert len({row["key"] for row in of_kind(tx, WORDS)} - before) == 3


def test_a_draft_of_one_circle_does_not_hide_that_of_another(tx: Tx) -> None:
    first = begun(tx, how=How.HARVEST)
    who = speaker(first)
    speaking.come_back(tx, actor=who, circle_id=first.id, turn=first.turn)
    writing.write(tx, actor=who, circle_id=first.id, turn=first.turn, typed="In the first")
    other = begun(tx, how=How.HARVEST, channel_id=11)
    writing.write(tx, actor=who, circle_id=other.id, turn=99, typed="In the other")
    moved = now(tx, first)
    while moved.speaker_id != who.member_id:
        moved = write(tx, moved, "Others").circle

    assert writing.to_write(tx, actor=who, circle_id=first.id, turn=moved.turn).typed == "In the first"


def test_of_a_spoken_circle_there_is_no_harvest(tx: Tx) -> None:
    close(tx, begun(tx))

    assert of_kind(tx, HARVEST) == []


def test_five_weeks_after_the_end_the_words_are_let_go(tx: Tx) -> None:
    circle = begun(tx, how=How.HARVEST)
    circle = write(tx, circle, "One").circle
    privacy.upkeep(tx)
    close(tx, circle)
    tx.now += timedelta(days=34)
    privacy.upkeep(tx)
    assert kept(tx, circle.id) == ["One"]

    tx.now += timedelta(days=2)
    privacy.upkeep(tx)

    assert kept(tx, circle.id) == []


@pytest.mark.parametrize("how", [How.POSTED, How.HARVEST])
def test_the_words_of_who_is_forgotten_are_deleted_whether_posted_at_once_or_in_a_harvest(tx: Tx, how: How) -> None:
    circle = begun(tx, how=how)
    first = speaker(circle)
    wrote = write(tx, circle, "My words")
    close(tx, lap_done(tx, wrote.circle))

    privacy.forget(tx, GUILD, first.member_id)

    assert first.member_id not in {one.member_id for one in now(tx, circle).people}
    assert kept(tx, circle.id) == []
    delivery = deliveries.by_key(tx, words_key(wrote.turn_id))
    assert delivery is not None
    assert delivery.state is DeliveryState.SKIPPED
    assert privacy.export(tx, GUILD, first.member_id) == []


def test_who_is_forgotten_in_the_middle_of_their_turn_hands_the_piece_on(tx: Tx) -> None:
    circle = begun(tx)

    privacy.forget(tx, GUILD, circle.speaker_id or 0)

    assert now(tx, circle).speaker_id not in {circle.speaker_id, None}


def test_what_is_kept_is_shown_to_the_member(tx: Tx) -> None:
    circle = begun(tx, how=How.HARVEST)
    first = speaker(circle)
    write(tx, circle, "My words")

    (exported,) = privacy.export(tx, GUILD, first.member_id)

    assert exported["prompt"] == circle.plan.prompt
    assert exported["turns"] == [{"lap": 1, "standing": "spoke", "words": "My words"}]


def test_taking_back_shows_that_somebody_is_there(tx: Tx) -> None:
    circle = begun(tx, how=How.POSTED)
    first = speaker(circle)
    wrote = write(tx, circle, "Fine.")
    tx.now += timedelta(minutes=1)

    writing.take_back(tx, actor=first, turn_id=wrote.turn_id)

    assert now(tx, circle).pressed_at == tx.now


def test_above_a_lap_of_which_all_is_taken_back_stands_nothing(tx: Tx) -> None:
    circle = begun(tx, how=How.HARVEST)
    first = speaker(circle).member_id
    write(tx, circle, "Fine.")
    assert viewing.asked_in(tx, circle.id, 1)

    privacy.forget(tx, GUILD, first)

    assert viewing.asked_in(tx, circle.id, 1) == ""


def test_who_may_not_write_in_the_channel_has_nothing_posted_for_them_and_may_pass(tx: Tx) -> None:
    circle = begun(tx, how=How.POSTED)
    muted = replace(speaker(circle), may_write=False)

    with pytest.raises(MayNotWriteError):
        start(tx, muted, channel_id=CHANNEL + 1)
    with pytest.raises(MayNotWriteError):
        writing.to_write(tx, actor=muted, circle_id=circle.id, turn=circle.turn)
    outcome = writing.write(tx, actor=muted, circle_id=circle.id, turn=circle.turn, typed="Hello")
    assert isinstance(outcome, NotTaken)
    assert isinstance(outcome.error, MayNotWriteError)
    assert told(tx, WORDS) == []
    hosting.hand_over(tx, actor=ANA, circle_id=circle.id)
    passed = speaking.let_pass(tx, actor=muted, circle_id=circle.id, turn=circle.turn).circle
    assert passed.turn > circle.turn
