"""Which meetup somebody means who types its title."""

import pytest

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.meetups import finding
from tests.builders import ANA, BEN, EVE, GUILD, post, typed

ANA_DEMOTED = Actor(GUILD, ANA.member_id, manages_events=False)
"""Still the host."""


def test_a_meetup_is_found_by_its_title(tx: Tx) -> None:
    meetup_id = post(tx, typed(title="Board Games"))
    post(tx, typed(title="Walk"))

    assert finding.meant(tx, actor=BEN, typed="board  games") == meetup_id
    with pytest.raises(finding.UnknownTitleError):
        finding.meant(tx, actor=BEN, typed="Swim")
    with pytest.raises(finding.UnknownTitleError):
        finding.meant(tx, actor=EVE, typed="Board Games")


def test_of_several_with_one_title_one_is_picked_from_the_list(tx: Tx) -> None:
    first, second = post(tx), post(tx, typed(when="in 3 days"))

    with pytest.raises(finding.SeveralMeetupsError) as several:
        finding.meant(tx, actor=ANA, typed="Board games")
    offered = finding.runnable(tx, actor=ANA, typed="board", most=25).meetups

    assert [meetup.id for meetup in several.value.meetups] == [first, second]
    assert [finding.meant(tx, actor=ANA, typed=finding.value_of(meetup)) for meetup in offered] == [first, second]


def test_only_what_one_may_change_is_offered(tx: Tx) -> None:
    post(tx)

    assert finding.runnable(tx, actor=BEN, typed="", most=25).meetups == []
    assert len(finding.runnable(tx, actor=ANA_DEMOTED, typed="", most=25).meetups) == 1
    assert finding.runnable(tx, actor=EVE, typed="", most=25).meetups == []
