"""Hello: what was typed is kept, read, and stands when the member says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.database import Tx
from bot.drafts.keeping import DraftGoneError
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import TooLongError
from bot.profiles import saying, viewing
from bot.profiles.rules import entries as rules
from bot.profiles.rules.entries import MOST_ENTRIES, Side, TooManyEntriesError, split
from bot.profiles.saying import Refused, Typed, Understood
from bot.skills import curating
from bot.skills.rules.catalogue import Skill
from bot.skills.shipped import shipped
from tests.builders import ANA, BEN


def say(tx: Tx, aim: str = "", needs: str = "", offers: str = "", *, actor: Actor = BEN) -> Understood:
    understood = saying.say(tx, actor=actor, typed=Typed(aim, needs, offers))
    assert isinstance(understood, Understood)
    return understood


def stated(tx: Tx, side: Side, actor: Actor = BEN) -> list[tuple[str | None, str]]:
    mine = viewing.mine(tx, actor=actor)
    return [(one.skill.name if one.skill else None, one.entry.words) for one in mine.of(side)]


def test_each_thing_stands_under_its_heading_with_the_words_beside_it(tx: Tx) -> None:
    understood = say(tx, "Cycle to work", "my bicycle squeaks: bike reapir\nknitting", "cooking, a good ear")

    saying.confirm(tx, actor=BEN, draft_id=understood.draft_id)

    assert stated(tx, Side.NEED) == [("Bike repair", "my bicycle squeaks: bike reapir"), ("Knitting", "knitting")]
    assert stated(tx, Side.OFFER) == [("Cooking", "cooking"), (None, "a good ear")]
    assert viewing.mine(tx, actor=BEN).aim == "Cycle to work"


def test_nothing_is_kept_before_it_is_confirmed(tx: Tx) -> None:
    say(tx, "An aim", "knitting", "cooking")

    assert viewing.mine(tx, actor=BEN).entries == ()
    assert viewing.mine(tx, actor=BEN).aim == ""


def test_the_headings_are_chosen_by_the_member(tx: Tx) -> None:
    draft_id = say(tx, needs="bike, cooking").draft_id

    chosen = saying.choose(tx, actor=BEN, draft_id=draft_id, side=Side.NEED, chosen=[(0, "cycling"), (9, "chess")])

    assert isinstance(chosen, Understood)
    assert [one.skill.name for one in chosen.sides[Side.NEED].chosen] == ["Cycling"]
    saying.confirm(tx, actor=BEN, draft_id=draft_id)
    assert stated(tx, Side.NEED) == [("Cycling", "bike"), (None, "cooking")]


def test_one_phrase_may_stand_under_several_headings_and_each_heading_stands_once(tx: Tx) -> None:
    draft_id = say(tx, offers="bike repair and cooking; cooking for friends").draft_id

    saying.confirm(tx, actor=BEN, draft_id=draft_id)

    assert [name for name, _ in stated(tx, Side.OFFER)] == ["Bike repair", "Cooking"]


def test_saying_it_anew_takes_the_place_of_what_was_said(tx: Tx) -> None:
    saying.confirm(tx, actor=BEN, draft_id=say(tx, "One", "knitting", "cooking").draft_id)
    so_far = saying.said_so_far(tx, actor=BEN)
    assert so_far == Typed("One", "knitting", "cooking")

    draft_id = say(tx, "Two", "knitting\nchess", "").draft_id
    saying.confirm(tx, actor=BEN, draft_id=draft_id)
    saying.confirm(tx, actor=BEN, draft_id=draft_id)

    assert [name for name, _ in stated(tx, Side.NEED)] == ["Knitting", "Chess"]
    assert stated(tx, Side.OFFER) == []


def test_the_aim_is_shown_to_others_only_if_the_member_says_so(tx: Tx) -> None:
    draft_id = say(tx, "Cycle to work").draft_id
    saying.confirm(tx, actor=BEN, draft_id=draft_id)
    assert not viewing.mine(tx, actor=BEN).aim_shown

    draft_id = say(tx, "Cycle to work").draft_id
    saying.show_aim(tx, actor=BEN, draft_id=draft_id, shown=True)
    saying.confirm(tx, actor=BEN, draft_id=draft_id)
    assert viewing.mine(tx, actor=BEN).aim_shown
    assert say(tx, "Another").aim_shown


def test_words_can_be_typed_anew_before_anything_stands(tx: Tx) -> None:
    draft_id = say(tx, needs="knitting").draft_id
    saying.choose(tx, actor=BEN, draft_id=draft_id, side=Side.NEED, chosen=[])

    anew = saying.say_anew(tx, actor=BEN, draft_id=draft_id, typed=Typed("", "chess", ""))

    assert isinstance(anew, Understood)
    assert [one.skill.name for one in anew.sides[Side.NEED].chosen] == ["Chess"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (Typed("", "\n".join(f"thing {n}" for n in range(200))[:1000], ""), TooManyEntriesError),
        (Typed("", "", "word " * 150), TooLongError),
        (Typed("x" * 301, "", ""), TooLongError),
        (Typed("", "x" * 4000, ""), TooLongError),
    ],
)
def test_too_much_is_refused_kindly_and_nothing_of_it_is_lost(tx: Tx, typed: Typed, error: type[Exception]) -> None:
    outcome = saying.say(tx, actor=BEN, typed=typed)

    assert isinstance(outcome, Refused)
    assert isinstance(outcome.error, error)
    kept = saying.typed_so_far(tx, actor=BEN, draft_id=outcome.draft_id)
    assert (kept.aim, kept.needs, kept.offers) == (typed.aim, typed.needs.strip(), typed.offers.strip())
    with pytest.raises(error):
        saying.confirm(tx, actor=BEN, draft_id=outcome.draft_id)


def test_nobody_confirms_for_another(tx: Tx) -> None:
    draft_id = say(tx, needs="knitting").draft_id

    for call in (
        lambda: saying.confirm(tx, actor=ANA, draft_id=draft_id),
        lambda: saying.typed_so_far(tx, actor=ANA, draft_id=draft_id),
        lambda: saying.choose(tx, actor=ANA, draft_id=draft_id, side=Side.NEED, chosen=[]),
    ):
        with pytest.raises(DraftGoneError):
            call()


def test_words_without_a_heading_stand_under_one_that_is_added_later(tx: Tx) -> None:
    saying.confirm(tx, actor=BEN, draft_id=say(tx, needs="bungee").draft_id)
    assert stated(tx, Side.NEED) == [(None, "bungee")]

    curating.add(tx, actor=ANA, name="Bungee", aliases="")

    assert stated(tx, Side.NEED) == [("Bungee", "bungee")]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("bike repair, cooking;chess", ["bike repair", "cooking", "chess"]),
        ("- knitting\n* German\n2) listening\n\n", ["knitting", "German", "listening"]),
        ("I can cook. I like C++.", ["I can cook", "I like C++"]),
        ("3D printing\n3D printing", ["3D printing"]),
        ("node.js", ["node.js"]),
        (",,;\n🎉", []),
    ],
)
def test_a_text_is_taken_apart_where_people_put_marks(typed: str, parts: list[str]) -> None:
    assert split(typed) == parts


@given(st.lists(st.sampled_from(shipped().offered()), max_size=MOST_ENTRIES, unique=True))
def test_a_select_always_holds_what_there_is_to_choose_and_what_is_meant_is_in_it(skills: list[Skill]) -> None:
    phrases = rules.read(Side.OFFER, "\n".join(skill.name.replace(",", "") for skill in skills), shipped())

    choices = rules.choices(phrases)

    assert len(choices) <= rules.MOST_CHOICES
    assert set(rules.meant(phrases)) <= set(choices)
    assert {one.phrase for one in choices} == {number for number, phrase in enumerate(phrases) if phrase.fits}


def test_no_phrase_is_lost_however_many_headings_it_stands_under(tx: Tx) -> None:
    text = "\n".join(f"cooking and chess and latin number {n}" for n in range(MOST_ENTRIES))
    understood = say(tx, offers=text[:1000])

    saying.confirm(tx, actor=BEN, draft_id=understood.draft_id)

    kept = "; ".join(words for _, words in stated(tx, Side.OFFER))
    assert all(phrase.words in kept for phrase in understood.sides[Side.OFFER].phrases)
    assert {name for name, _ in stated(tx, Side.OFFER)} >= {"Cooking", "Chess"}


def test_two_phrases_under_one_heading_keep_the_words_of_both_also_when_said_again(tx: Tx) -> None:
    draft_id = say(tx, offers="cooking for friends\ncooking on Sundays").draft_id
    saying.confirm(tx, actor=BEN, draft_id=draft_id)
    assert stated(tx, Side.OFFER) == [("Cooking", "cooking for friends; cooking on Sundays")]

    again = saying.say(tx, actor=BEN, typed=saying.said_so_far(tx, actor=BEN))
    saying.confirm(tx, actor=BEN, draft_id=again.draft_id)

    assert stated(tx, Side.OFFER) == [("Cooking", "cooking for friends; cooking on Sundays")]
