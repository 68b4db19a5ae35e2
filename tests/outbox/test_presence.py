"""Who is still in the guild, as far as Discord says."""

import pytest

from bot.outbox import Tools
from bot.outbox.presence import MANY, MOST_ASKED, Asked, gone, still_there
from bot.outbox.sender import TransientError
from bot.workers import InlineWorkers
from tests.builders import GUILD
from tests.conftest import NOON
from tests.outbox.doubles import DiscordDouble

CROWD = tuple(range(1, MANY + 1))


async def ask(*member_ids: int, left: set[int]) -> frozenset[int]:
    """Return who is gone."""
    discord = DiscordDouble(NOON)
    discord.left = left
    asked = Asked(GUILD, member_ids)
    return gone(asked, await still_there(Tools(discord, InlineWorkers()), asked))


@pytest.mark.parametrize("left", [{1}, {1, 2}, set(CROWD[1:])], ids=["one", "two", "all but one"])
async def test_who_has_left_is_gone(left: set[int]) -> None:
    assert await ask(*CROWD, left=left) == left


async def test_of_few_all_may_be_gone() -> None:
    assert await ask(*CROWD[1:], left=set(CROWD)) == set(CROWD[1:])


async def test_that_many_are_gone_at_once_is_not_believed() -> None:
    with pytest.raises(TransientError):
        await ask(*CROWD, left=set(CROWD))


async def test_of_a_crowd_the_first_ones_are_asked_after() -> None:
    crowd = range(1, MOST_ASKED + 501)

    assert await ask(*crowd, left={1, 2, MOST_ASKED + 7}) == {1, 2}


async def test_of_nobody_nothing_is_asked() -> None:
    assert await ask(left=set(CROWD)) == frozenset()
