"""Whom a member never wants to be introduced to: private, both ways, everywhere."""

import pytest

from bot.database import Tx
from bot.members import nevers, privacy
from bot.members.nevers import ThatIsYouError
from tests.builders import ANA, BEN, CLEO, GUILD


def test_it_holds_both_ways_and_is_shown_to_one_alone(tx: Tx) -> None:
    nevers.add(tx, actor=BEN, other_id=CLEO.member_id)
    nevers.add(tx, actor=BEN, other_id=CLEO.member_id)

    assert nevers.apart_from(tx, BEN.member_id) == {CLEO.member_id}
    assert nevers.apart_from(tx, CLEO.member_id) == {BEN.member_id}
    assert nevers.are_apart(tx, [ANA.member_id, CLEO.member_id, BEN.member_id])
    assert not nevers.are_apart(tx, [ANA.member_id, CLEO.member_id])
    assert nevers.mine(tx, actor=BEN) == [CLEO.member_id]
    assert nevers.mine(tx, actor=CLEO) == []


def test_only_who_has_said_it_takes_it_back(tx: Tx) -> None:
    nevers.add(tx, actor=BEN, other_id=CLEO.member_id)
    nevers.remove(tx, actor=CLEO, other_id=BEN.member_id)
    assert nevers.apart_from(tx, CLEO.member_id) == {BEN.member_id}

    assert nevers.remove(tx, actor=BEN, other_id=CLEO.member_id) == []
    assert nevers.apart_from(tx, CLEO.member_id) == frozenset()


def test_nobody_is_kept_apart_from_themselves(tx: Tx) -> None:
    with pytest.raises(ThatIsYouError):
        nevers.add(tx, actor=BEN, other_id=BEN.member_id)


def test_being_forgotten_does_not_undo_what_others_have_said(tx: Tx) -> None:
    nevers.add(tx, actor=BEN, other_id=CLEO.member_id)
    nevers.add(tx, actor=CLEO, other_id=ANA.member_id)

    privacy.forget(tx, GUILD, CLEO.member_id)

    assert nevers.apart_from(tx, CLEO.member_id) == {BEN.member_id}
    assert nevers.mine(tx, actor=CLEO) == []


def test_a_members_file_has_their_own_list_and_nobody_elses(tx: Tx) -> None:
    nevers.add(tx, actor=BEN, other_id=CLEO.member_id)

    assert privacy.export(tx, GUILD, BEN.member_id)["never_introduced_to"] == [str(CLEO.member_id)]
    assert privacy.export(tx, GUILD, CLEO.member_id)["never_introduced_to"] == []
