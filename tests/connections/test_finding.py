"""Who is found: by need, by headings that were put together, among whom one may be introduced to."""

import pytest
from sqlalchemy import select

from bot.connections import finding
from bot.connections.finding import FoundPeople
from bot.connections.rules.participation import NotJoinedError
from bot.connections.store import participants
from bot.database import Tx
from bot.members import nevers
from bot.members.nevers import ThatIsYouError
from bot.profiles import store as profiles
from bot.profiles.rules.entries import Side
from bot.profiles.store import entries
from bot.skills import curating
from bot.skills.headings import UnknownSkillError
from bot.skills.shipped import shipped
from tests.builders import ANA, BEN, CHANNEL, CLEO, EVE, GUILD

from .connecting import DAN, DAY, ask, couple, join


def find(tx: Tx, typed: str = "", most: int = 9) -> FoundPeople:
    return finding.find(tx, actor=BEN, typed=typed, most=most)


def people(tx: Tx, typed: str = "") -> list[int]:
    return [one.member_id for one in find(tx, typed).people]


def test_who_helps_is_found_with_what_they_give_and_get(tx: Tx) -> None:
    couple(tx)

    (cleo,) = find(tx).people

    assert [skill.name for skill in cleo.gives] == ["Bike repair"]
    assert [skill.name for skill in cleo.gets] == ["Cooking"]


@pytest.mark.parametrize("typed", ["bicycle repairs", "fix my bike", "bike reapir"])
def test_one_looks_for_a_need_however_it_is_written(tx: Tx, typed: str) -> None:
    couple(tx)
    join(tx, DAN, offers="chess,cooking")

    assert people(tx, typed) == [CLEO.member_id]


def test_what_no_heading_fits_is_refused_with_what_may_be_meant(tx: Tx) -> None:
    couple(tx)

    with pytest.raises(UnknownSkillError) as unknown:
        find(tx, "repair olympiad")

    assert unknown.value.nearest != ()


def test_headings_that_were_put_together_find_each_other(tx: Tx) -> None:
    join(tx, BEN, needs="tennis")
    join(tx, CLEO, offers="cricket")
    assert people(tx) == []

    curating.merge(tx, actor=ANA, name="cricket", into="tennis")

    assert people(tx) == [CLEO.member_id]


def test_words_find_each_other_once_their_heading_is_added(tx: Tx) -> None:
    join(tx, BEN, needs="bungee")
    join(tx, CLEO, offers="Bungee!")
    assert people(tx) == []

    curating.add(tx, actor=ANA, name="Bungee", aliases="")

    assert people(tx) == [CLEO.member_id]


def test_who_has_been_asked_is_not_shown_again_meanwhile(tx: Tx) -> None:
    couple(tx)
    ask(tx)

    assert people(tx) == []


def test_only_so_many_are_shown_and_the_rest_counted(tx: Tx) -> None:
    couple(tx)
    join(tx, DAN, offers="bike repair")

    found = find(tx, most=1)

    assert ([one.member_id for one in found.people], found.more) == ([CLEO.member_id], 1)


def test_among_five_thousand_offers_the_few_that_fit_are_found(tx: Tx) -> None:
    join(tx, BEN, needs="latin", offers="chess")
    slugs = [skill.slug for skill in shipped().offered()]
    for member_id in range(1000, 2000):
        participants.join(tx, GUILD, member_id, channel_id=CHANNEL)
        for number in range(5):
            slug = slugs[(member_id * 7 + number) % len(slugs)]
            profiles.add(tx, GUILD, member_id, Side.OFFER, slug=slug, words="")
    expected = tx.column(select(entries.c.member_id).where(entries.c.slug == "latin", entries.c.side == "offer"))

    found = find(tx, most=6)

    assert len(found.people) == 6
    assert len(found.people) + found.more == len(expected) > 6
    assert {one.member_id for one in found.people} <= set(expected)


def test_who_fits_alike_takes_turns_from_day_to_day(tx: Tx) -> None:
    join(tx, BEN, needs="chess")
    join(tx, CLEO, DAN, offers="chess")
    first = set()
    for _ in range(20):
        first.add(people(tx)[0])
        assert people(tx) == people(tx)
        tx.now += DAY

    assert first == {CLEO.member_id, DAN.member_id}


def test_nobody_of_another_community_is_found(tx: Tx) -> None:
    join(tx, BEN, needs="chess")
    join(tx, EVE, offers="chess")

    assert people(tx) == []
    with pytest.raises(NotJoinedError):
        finding.find(tx, actor=ANA, typed="", most=9)


def test_whether_there_is_anything_to_go_by_is_said(tx: Tx) -> None:
    join(tx, BEN)
    assert not find(tx).said

    join(tx, BEN, needs="chess")
    assert find(tx).said


def test_of_oneself_there_is_nothing_to_find(tx: Tx) -> None:
    join(tx, BEN, needs="chess", offers="chess")

    assert people(tx) == []
    with pytest.raises(ThatIsYouError):
        finding.between(tx, actor=BEN, other_id=BEN.member_id)


def test_of_one_person_only_what_fits_is_shown_and_nothing_where_it_can_not_be(tx: Tx) -> None:
    couple(tx)
    found = finding.between(tx, actor=BEN, other_id=CLEO.member_id)
    assert found is not None
    assert "chess" not in {skill.slug for skill in (*found.gives, *found.gets)}

    nevers.add(tx, actor=CLEO, other_id=BEN.member_id)

    assert finding.between(tx, actor=BEN, other_id=CLEO.member_id) is None
