"""Organisers change the headings of their community, and of no other."""

import pytest

from bot.database import Tx
from bot.guilds.rules.actors import NotAnOrganiserError
from bot.guilds.rules.typed import TooLongError
from bot.skills import curating, headings
from bot.skills.curating import Kind, NoSkillNameError, SameSkillError, SkillExistsError
from bot.skills.headings import UnknownSkillError
from tests.builders import ANA, BEN, EVE, GUILD


def find(tx: Tx, typed: str, guild_id: int = GUILD) -> list[str]:
    return [skill.name for skill in headings.of(tx, guild_id).find(typed)]


def test_a_new_heading_is_found_here_and_nowhere_else(tx: Tx) -> None:
    curating.add(tx, actor=ANA, name="  Bike   polo ", aliases="hardcourt polo, , polo on bikes")

    assert find(tx, "Hardcourt Polo") == find(tx, "bike polo") == ["Bike polo"]
    assert find(tx, "bike polo", EVE.guild_id) == ["Bike repair"]


@pytest.mark.parametrize(
    ("name", "aliases"),
    [("bicycle repairs", ""), ("Polo", "JS"), ("mandarin", "")],
    ids=["its name", "other", "alias"],
)
def test_a_name_that_stands_for_a_heading_can_not_be_another(tx: Tx, name: str, aliases: str) -> None:
    with pytest.raises(SkillExistsError):
        curating.add(tx, actor=ANA, name=name, aliases=aliases)


@pytest.mark.parametrize("name", ["🎉", "help", "\u202e\u202d", "???"])
def test_a_heading_needs_a_word(tx: Tx, name: str) -> None:
    with pytest.raises(NoSkillNameError):
        curating.add(tx, actor=ANA, name=name, aliases="")


def test_a_heading_that_is_too_long_is_refused(tx: Tx) -> None:
    with pytest.raises(TooLongError):
        curating.add(tx, actor=ANA, name="polo " * 1000, aliases="")


def test_what_was_merged_or_hidden_comes_back_by_its_name(tx: Tx) -> None:
    curating.add(tx, actor=ANA, name="Bike polo", aliases="hardcourt")
    assert curating.merge(tx, actor=ANA, name="bike polo", into="Cycling").into.name == "Cycling"
    assert find(tx, "hardcourt") == ["Cycling"]
    curating.hide(tx, actor=ANA, name="Chess")
    assert find(tx, "chess") == []

    curating.add(tx, actor=ANA, name="bike polo", aliases="")
    curating.add(tx, actor=ANA, name="chess", aliases="")

    assert find(tx, "hardcourt") == ["Bike polo"]
    assert find(tx, "chess lessons") == ["Chess"]


def test_a_heading_is_not_merged_into_itself_or_into_what_there_is_not(tx: Tx) -> None:
    with pytest.raises(SameSkillError):
        curating.merge(tx, actor=ANA, name="JS", into="java script")
    with pytest.raises(UnknownSkillError) as unknown:
        curating.merge(tx, actor=ANA, name="chess", into="advanced maths")

    assert [skill.name for skill in unknown.value.nearest][:1] == ["Maths"]


def test_the_list_says_what_was_changed(tx: Tx) -> None:
    curating.add(tx, actor=ANA, name="Bike polo", aliases="")
    curating.merge(tx, actor=ANA, name="cricket", into="tennis")
    curating.hide(tx, actor=ANA, name="chess")
    curating.hide(tx, actor=ANA, name="latin")
    curating.add(tx, actor=ANA, name="latin", aliases="")

    found = curating.listed(tx, actor=BEN)

    changes = [(kind, skill.name, into and into.name) for kind, skill, into in found.changes]
    assert changes == [(Kind.OWN, "Bike polo", None), (Kind.HIDDEN, "Chess", None), (Kind.MERGED, "Cricket", "Tennis")]
    assert {"Bike polo", "Latin"} <= {skill.name for skill in found.offered}
    assert not {"Chess", "Cricket"} & {skill.name for skill in found.offered}


def test_only_organisers_change_them(tx: Tx) -> None:
    for call in (
        lambda: curating.add(tx, actor=BEN, name="Bike polo", aliases=""),
        lambda: curating.merge(tx, actor=BEN, name="chess", into="tennis"),
        lambda: curating.hide(tx, actor=BEN, name="chess"),
    ):
        with pytest.raises(NotAnOrganiserError):
            call()
