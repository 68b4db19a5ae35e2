"""One offer or one need more, or less."""

import pytest

from bot.database import Tx
from bot.guilds.rules.typed import TooLongError
from bot.profiles import offering, viewing
from bot.profiles.offering import NothingTypedError, UnknownEntryError
from bot.profiles.rules.entries import MOST_ENTRIES, NO_HEADING, Side, TooManyEntriesError
from tests.builders import ANA, BEN


def add(tx: Tx, typed: str, words: str = "", side: Side = Side.OFFER) -> offering.Added:
    return offering.add(tx, actor=BEN, side=side, typed=typed, words=words)


def mine(tx: Tx, side: Side = Side.OFFER) -> list[tuple[str, str]]:
    return [(one.name, one.entry.words) for one in viewing.mine(tx, actor=BEN).of(side)]


def test_it_stands_under_the_heading_that_fits_best(tx: Tx) -> None:
    added = add(tx, "bicycle repairs", "Tuesdays, in my shed")

    assert mine(tx) == [("Bike repair", "Tuesdays, in my shed")]
    assert added.shown.skill is not None
    assert added.shown.skill not in added.others


def test_what_fits_no_heading_is_kept_in_the_members_own_words(tx: Tx) -> None:
    added = add(tx, "**bungee** jumping")

    assert added.shown.skill is None
    assert mine(tx) == [("**bungee** jumping", "**bungee** jumping")]


def test_without_a_heading_both_texts_are_its_words(tx: Tx) -> None:
    add(tx, "bungee", "on Sundays")

    assert mine(tx) == [("bungee: on Sundays", "bungee: on Sundays")]


def test_said_again_it_stands_there_once_with_the_newer_words(tx: Tx) -> None:
    add(tx, "JS", "a little")
    add(tx, "java script", "a lot")
    add(tx, "bungee")
    add(tx, "Bungee")

    assert mine(tx) == [("JavaScript", "a lot"), ("Bungee", "Bungee")]


def test_offers_and_needs_are_apart(tx: Tx) -> None:
    add(tx, "cooking")
    add(tx, "cooking", side=Side.NEED)

    assert len(mine(tx)) == len(mine(tx, Side.NEED)) == 1


def test_another_heading_may_be_chosen_or_none(tx: Tx) -> None:
    entry_id = add(tx, "bike").shown.entry.id

    moved = offering.put_under(tx, actor=BEN, entry_id=entry_id, slug="cycling")
    assert moved.shown.name == "Cycling"
    alone = offering.put_under(tx, actor=BEN, entry_id=entry_id, slug=NO_HEADING)
    assert alone.shown.skill is None
    assert alone.shown.name == "bike"


def test_moved_to_a_heading_that_is_there_already_both_are_one(tx: Tx) -> None:
    add(tx, "cycling", "on Sundays")
    entry_id = add(tx, "bike", "in the park").shown.entry.id

    offering.put_under(tx, actor=BEN, entry_id=entry_id, slug="cycling")

    assert mine(tx) == [("Cycling", "in the park")]


def test_a_member_says_so_many_things_at_most(tx: Tx) -> None:
    for number in range(MOST_ENTRIES):
        add(tx, f"thing number {number}x")
    with pytest.raises(TooManyEntriesError):
        add(tx, "one too many")

    add(tx, "Thing number 3x")
    assert len(mine(tx)) == MOST_ENTRIES


@pytest.mark.parametrize("typed", ["🎉🎉", "???", "\u202e"])
def test_a_thing_has_a_letter_in_it(tx: Tx, typed: str) -> None:
    with pytest.raises(NothingTypedError):
        add(tx, typed)


def test_what_is_too_long_is_refused(tx: Tx) -> None:
    with pytest.raises(TooLongError):
        add(tx, "x" * 4000)


@pytest.mark.parametrize("typed", ["Cooking", "every sunday", "entry:1"])
def test_it_is_taken_off_by_its_heading_its_words_or_from_the_list(tx: Tx, typed: str) -> None:
    add(tx, "cooking", "Every Sunday")

    offering.remove(tx, actor=BEN, side=Side.OFFER, typed=typed)

    assert mine(tx) == []


def test_nobody_changes_what_another_has_said(tx: Tx) -> None:
    entry_id = add(tx, "cooking").shown.entry.id

    with pytest.raises(UnknownEntryError):
        offering.remove(tx, actor=ANA, side=Side.OFFER, typed="cooking")
    with pytest.raises(UnknownEntryError):
        offering.put_under(tx, actor=ANA, entry_id=entry_id, slug=NO_HEADING)
    assert len(mine(tx)) == 1


def test_the_list_to_take_off_from_holds_ones_own_alone(tx: Tx) -> None:
    add(tx, "cooking", "Every Sunday")
    add(tx, "chess")

    found = offering.removable(tx, actor=BEN, side=Side.OFFER, typed="sun", most=25)

    assert [one.name for one in found] == ["Cooking"]
    assert offering.removable(tx, actor=ANA, side=Side.OFFER, typed="", most=25) == []
