"""What a community chose, what holds until then, and who may do what by it."""

import pytest

from bot.database import Tx
from bot.guilds import community
from bot.guilds.community import Changes, Community
from bot.guilds.rules.actors import Actor, NotAManagerError, NotAnOrganiserError
from bot.guilds.rules.places import UnknownPlaceError
from tests.builders import ADMIN, ANA, BEN, EVE, GUILD

ROLE = 77


def test_everything_works_before_anybody_chose(tx: Tx) -> None:
    assert community.of(tx, GUILD) == Community("UTC")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"meetups_channel_id": 5}, Community("UTC", meetups_channel_id=5)),
        ({"organisers_channel_id": 6}, Community("UTC", organisers_channel_id=6)),
        ({"organiser_role_id": ROLE}, Community("UTC", organiser_role_id=ROLE)),
        ({"anyone_plans": True}, Community("UTC", anyone_plans=True)),
        ({"day_first": False}, Community("UTC", day_first=False)),
        ({"zone": "Asia/Tokyo"}, Community("Asia/Tokyo")),
    ],
)
def test_what_is_chosen_is_saved_and_can_be_taken_back(tx: Tx, changes: Changes, expected: Community) -> None:
    chosen = community.change(tx, actor=ADMIN, changes=changes)
    [name] = changes
    before = {"anyone_plans": False, "day_first": True}.get(name)

    taken_back = community.change(tx, actor=ADMIN, changes={name: before})  # type: ignore[misc]  # a name that is only known when it runs

    assert chosen == expected
    assert taken_back == Community("UTC")


def test_one_choice_leaves_the_others(tx: Tx) -> None:
    community.change(tx, actor=ADMIN, changes={"meetups_channel_id": 5})

    assert community.choose_zone(tx, actor=ADMIN, typed="leeds") == Community("Europe/London", meetups_channel_id=5)


def test_a_zone_nobody_knows_changes_nothing(tx: Tx) -> None:
    with pytest.raises(UnknownPlaceError):
        community.choose_zone(tx, actor=ADMIN, typed="Nowhereville")

    assert community.of(tx, GUILD) == Community("UTC")


def test_only_who_manages_the_server_sees_or_changes_it(tx: Tx) -> None:
    for actor in (ANA, BEN, EVE):
        with pytest.raises(NotAManagerError):
            community.set_up(tx, actor=actor)
        with pytest.raises(NotAManagerError):
            community.change(tx, actor=actor, changes={"anyone_plans": True})
        with pytest.raises(NotAManagerError):
            community.choose_zone(tx, actor=actor, typed="Leeds")

    assert community.of(tx, GUILD) == community.of(tx, EVE.guild_id) == Community("UTC")


def test_who_may_set_meetups_up(tx: Tx) -> None:
    holder = Actor(GUILD, 105, manages_events=False, role_ids=frozenset({ROLE, 78}))
    elsewhere = Actor(EVE.guild_id, 105, manages_events=False, role_ids=frozenset({ROLE}))

    def who() -> list[bool]:
        return [community.is_planner(tx, actor) for actor in (ANA, BEN, holder, elsewhere)]

    assert who() == [True, False, False, False]
    with pytest.raises(NotAnOrganiserError):
        community.require_planner(tx, BEN)
    community.change(tx, actor=ADMIN, changes={"organiser_role_id": ROLE})
    assert who() == [True, False, True, False]
    community.change(tx, actor=ADMIN, changes={"anyone_plans": True})
    assert who() == [True, True, True, False]
