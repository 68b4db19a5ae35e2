"""What is refused about members and introductions says what would work."""

from typing import get_args

import pytest

from bot.connections.rules.introductions import TooManyAskedError
from bot.connections.rules.participation import OthersNotJoinedError
from bot.errors import UserFacingError
from bot.guilds.rules.typed import TooLongError
from bot.profiles.offering import NothingTypedError, UnknownEntryError
from bot.profiles.rules.entries import Side, TooManyEntriesError
from bot.skills.curating import NoSkillNameError, SameSkillError, SkillExistsError
from bot.skills.headings import UnknownSkillError
from bot.skills.rules.catalogue import Skill
from cogs.connections.text import refusals
from cogs.skills import text as skills

SKILL = Skill("chess", "Chess")
MADE: dict[type[UserFacingError], UserFacingError] = {
    TooLongError: TooLongError("line", 200, 340),
    TooManyEntriesError: TooManyEntriesError(Side.OFFER, 20, 200),
    NothingTypedError: NothingTypedError(Side.NEED),
    UnknownEntryError: UnknownEntryError(Side.NEED, "@everyone"),
    OthersNotJoinedError: OthersNotJoinedError((1, 2)),
    TooManyAskedError: TooManyAskedError(5),
    UnknownSkillError: UnknownSkillError("@everyone", (SKILL,)),
    NoSkillNameError: NoSkillNameError("@everyone"),
    SkillExistsError: SkillExistsError("@everyone", SKILL),
    SameSkillError: SameSkillError(SKILL),
}


@pytest.mark.parametrize("error", get_args(refusals.ConnectionsError), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(error: type[UserFacingError]) -> None:
    said = refusals.sentence(MADE.get(error) or error())  # type: ignore[arg-type]  # one of the union

    assert said.endswith(".")
    assert "@everyone" not in said


@pytest.mark.parametrize("error", get_args(skills.SkillsError), ids=lambda kind: kind.__name__)
def test_so_has_every_one_about_headings(error: type[UserFacingError]) -> None:
    said = skills.sentence(MADE[error])  # type: ignore[arg-type]  # one of the union

    assert said.endswith(".")
    assert "@everyone" not in said
