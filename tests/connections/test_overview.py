"""What organisers see: numbers, and what is lacking; of nobody who they are."""

import pytest

from bot.connections import joining
from bot.connections.overview import Overview, overview
from bot.connections.rules.introductions import State
from bot.connections.rules.participation import State as Taking
from bot.database import Tx
from bot.guilds.rules.actors import NotAnOrganiserError
from bot.profiles import offering
from bot.profiles.rules.entries import Side
from bot.skills import curating
from bot.skills.rules.catalogue import Skill
from tests.builders import ANA, BEN, CLEO, EVE

from .connecting import DAN, ask, by_hand, couple, introduced, join


def see(tx: Tx) -> Overview:
    return overview(tx, actor=ANA)


def named(found: list[tuple[Skill, int]]) -> list[tuple[str, int]]:
    return [(skill.name, number) for skill, number in found]


def test_what_is_needed_and_not_offered_and_the_other_way_round(tx: Tx) -> None:
    couple(tx)
    join(tx, DAN, needs="latin,chess,a tandem flight", offers="tennis")
    join(tx, EVE, offers="latin")  # elsewhere

    seen = see(tx)

    assert named(seen.lacking) == [("Latin", 1)]
    assert named(seen.idle) == [("Tennis", 1)]
    assert seen.in_own_words == 1


def test_headings_that_were_put_together_count_as_one(tx: Tx) -> None:
    join(tx, BEN, needs="cricket")
    join(tx, CLEO, offers="tennis")
    assert named(see(tx).lacking) == [("Cricket", 1)]

    curating.merge(tx, actor=ANA, name="cricket", into="tennis")

    assert see(tx).lacking == see(tx).idle == []


def test_who_does_not_take_part_is_in_no_number(tx: Tx) -> None:
    offering.add(tx, actor=BEN, side=Side.NEED, typed="debt advice", words="")

    seen = see(tx)

    assert (seen.joined, seen.lacking, seen.in_own_words) == (0, [], 0)


def test_introductions_are_counted_by_how_far_they_are(tx: Tx) -> None:
    introduced(tx)
    join(tx, DAN)
    by_hand(tx, BEN, DAN)
    joining.pause(tx, actor=DAN, weeks=1)

    seen = see(tx)

    assert seen.introductions == {State.OPEN: 1, State.ASKING: 1}
    assert (seen.joined, seen.met, seen.taking) == (3, 0, {Taking.IN: 2, Taking.PAUSED: 1})


def test_it_is_for_organisers(tx: Tx) -> None:
    couple(tx)
    ask(tx)

    with pytest.raises(NotAnOrganiserError):
        overview(tx, actor=BEN)
