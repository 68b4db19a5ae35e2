"""What people type finds its heading, and what is apart stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.skills.rules.catalogue import Catalogue, Change, Skill, clashes, slug_of
from bot.skills.shipped import shipped

EVERY = shipped().offered()


def names(found: list[Skill]) -> list[str]:
    return [skill.name for skill in found]


def test_there_are_some_three_hundred_headings_and_each_name_stands_for_one() -> None:
    assert len(EVERY) >= 300
    assert clashes(EVERY) == []
    assert all(skill.slug and skill.area for skill in EVERY)
    assert max(len(skill.name) for skill in EVERY) <= 50


def test_every_heading_is_found_by_each_of_its_names() -> None:
    lost = [(name, skill.name) for skill in EVERY for name in (skill.name, *skill.aliases) if not found(name, skill)]

    assert lost == []


def found(name: str, skill: Skill) -> bool:
    return shipped().named(name) == skill


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("JS", ["JavaScript"]),
        ("java script", ["JavaScript"]),
        ("JavaScript", ["JavaScript"]),
        ("javascrpt", ["JavaScript"]),
        ("Java", ["Java"]),
        ("C", ["C"]),
        ("C++", ["C++"]),
        ("c plus plus", ["C++"]),
        ("C#", ["C#"]),
        ("cooking", ["Cooking"]),
        ("coaching", ["Coaching"]),
        ("cokking", ["Cooking"]),
        ("learning to cook", ["Cooking"]),
        ("baking", ["Baking"]),
        ("biking", ["Bike repair"]),
        ("bicycle repairs", ["Bike repair"]),
        ("Bicycle-Repair!", ["Bike repair"]),
        ("bike reapir", ["Bike repair"]),
        ("repairing my bike", ["Bike repair"]),
        ("gardning", ["Gardening"]),
        ("photograhy", ["Photography"]),
        ("françáis", ["French"]),
        ("🎸 **guitar**", ["Guitar"]),
        ("my bike, and some cooking", ["Bike repair", "Cooking"]),
        ("someone to talk to", ["Listening"]),
        ("children's clothes", ["Swapping clothes"]),
    ],
)
def test_spellings_and_slips_are_forgiven_and_what_is_apart_stays_apart(typed: str, meant: list[str]) -> None:
    assert names(shipped().find(typed)) == meant


@pytest.mark.parametrize("typed", ["", "   ", "help with", "vitamin c", "🎉", "zzzzzz", "a", "\u202e", "?" * 4000])
def test_what_no_heading_fits_finds_none(typed: str) -> None:
    assert shipped().find(typed) == []


def test_a_slip_that_could_be_two_words_is_none() -> None:
    catalogue = Catalogue([Skill("a", "Matting"), Skill("b", "Mapping")])

    assert catalogue.find("mabting") == [catalogue.get("a")]
    assert catalogue.find("maxxing") == []
    assert Catalogue([Skill("a", "Parking"), Skill("b", "Packing")]).find("pabking") == []


@given(st.text(max_size=200))
def test_whatever_is_typed_is_looked_up(typed: str) -> None:
    found = shipped().find(typed)

    assert set(found) <= set(EVERY)
    assert len(set(found)) == len(found)


@given(st.sampled_from(EVERY), st.data())
def test_a_name_without_its_gaps_or_in_another_order_is_the_same(skill: Skill, data: st.DataObject) -> None:
    words = data.draw(st.permutations(skill.name.split()))

    assert shipped().named(" ".join(words).upper()) == skill


@pytest.mark.parametrize(
    ("typed", "first"), [("ja", "Japanese"), ("bike", "Bike repair"), ("gui", "Guitar"), ("java s", "Java")]
)
def test_while_somebody_types_what_begins_so_is_offered(typed: str, first: str) -> None:
    offered = names(shipped().suggest(typed, most=25))

    assert offered[0] == first
    assert len(offered) <= 25


def test_before_anything_is_typed_there_is_something_to_choose() -> None:
    assert len(shipped().suggest("", most=25)) == 25


POLO = Skill("bike-polo", "Bike polo", ("hardcourt polo",))


def test_a_community_adds_a_heading() -> None:
    changed = shipped().changed([Change(POLO, added=True)])

    assert changed.find("hardcourt polo") == [POLO]
    assert POLO in changed.offered()
    assert names(shipped().find("bike polo")) == ["Bike repair"]


def test_a_hidden_heading_is_found_no_more_and_still_has_its_name() -> None:
    changed = shipped().changed([Change(Skill("chess", "Chess"), hidden=True)])

    assert changed.find("chess") == []
    assert changed.get("chess") == shipped().get("chess")
    assert changed.suggest("chess", most=5) == []


def test_a_merged_heading_leads_to_the_other_also_over_two() -> None:
    changes = [
        Change(POLO, added=True, into="cycling"),
        Change(Skill("cycling", "Cycling"), into="hiking"),
    ]

    changed = shipped().changed(changes)

    assert names(changed.find("bike polo")) == names(changed.find("cycling")) == ["Hiking"]
    assert changed.get("bike-polo") == shipped().get("hiking")


def test_two_that_were_merged_into_each_other_do_not_loop() -> None:
    changes = [Change(Skill("chess", "Chess"), into="cycling"), Change(Skill("cycling", "Cycling"), into="chess")]

    assert shipped().changed(changes).find("chess") == []


def test_a_slug_is_the_same_for_the_same_name() -> None:
    assert slug_of("Bike-Polo!") == slug_of("bike polo") == "bike-polo"
    assert slug_of("🎉") == ""
