"""Which meetup somebody means who types its title."""

import pytest

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.meetups import finding, viewing
from tests.builders import ADMIN, ANA, BEN, EVE, GUILD, everywhere, nowhere, post, typed

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


def test_what_stands_where_one_cant_look_is_not_known_to_them(tx: Tx) -> None:
    meetup_id = post(tx)

    assert viewing.coming(tx, actor=BEN, sees=nowhere, most=10).meetups == []
    assert finding.visible(tx, actor=BEN, typed="", most=25, sees=nowhere).meetups == []
    with pytest.raises(finding.UnknownTitleError):
        viewing.panel_by_title(tx, actor=BEN, title=f"meetup:{meetup_id}", sees=nowhere)


def test_who_sees_it_or_runs_it_may_look_at_it(tx: Tx) -> None:
    meetup_id = post(tx)

    for who, sees in ((BEN, everywhere), (ANA_DEMOTED, nowhere), (ADMIN, nowhere)):
        assert [one.id for one in finding.visible(tx, actor=who, typed="board", most=25, sees=sees).meetups] == [1]
        found = viewing.panel_by_title(tx, actor=who, title="Board games", sees=sees)
        assert found.view.meetup.id == meetup_id
    assert finding.visible(tx, actor=EVE, typed="", most=25, sees=everywhere).meetups == []
