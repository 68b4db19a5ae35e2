"""Pages, on which people do things while time stands still."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bot.sandbox import riverside
from tests.sandbox.visiting import JSON, Visitor, places, sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visitor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Visitor]:
    """Each of these leaves the world as usable as it was."""
    async with sandbox(tmp_path_factory.mktemp("sandbox")) as entered:
        yield entered


async def test_cards_follow_at_once_though_time_stands_still(visitor: Visitor) -> None:
    sofia = await visitor.open("sofia")
    before = datetime.fromisoformat((await visitor.state())["now"])

    for label, line in [("Going", "**Going (3):**"), ("Can't", "**Can't (1):**"), ("Maybe", "**Maybe (1):**")]:
        assert f"{line} @" in await sofia.press(label, on=riverside.WALK)

    assert visitor.stage.world.now - before < timedelta(seconds=15)


async def test_a_page_that_is_behind_may_still_press(visitor: Visitor) -> None:
    tom, sofia = await visitor.open("tom"), await visitor.open("sofia")

    await sofia.press("Going", on=riverside.WALK)
    await visitor.do("kill")

    assert "You are going to" in await tom.press("Going", on=riverside.WALK)


async def test_unread_is_what_others_said_where_one_may_look(visitor: Visitor) -> None:
    before = await visitor.state()

    await (await visitor.open("ruth", "organisers")).do("send_message", content="The key is with me.")
    await (await visitor.open("tom", "random")).do("send_message", content="Lost: one glove.")
    after = await visitor.state()

    assert changed(before, after, "ruth") == ["random"]
    assert changed(before, after, "tom") == []
    assert changed(before, after, "sofia") == ["random"]


async def test_a_form_that_was_opened_before_the_bot_was_killed_loses_nothing(visitor: Visitor) -> None:
    ruth = await visitor.open("ruth")
    await ruth.run("meetup create", title="Soup", when="soon")
    await ruth.press("Edit again")
    await visitor.do("kill")
    await ruth.look()

    typed = {"title": "A long and careful title", "when": "friday 7pm"}
    await ruth.do("modal_submit", modal_handle=ruth.snapshot["modal"]["handle"], values=typed)

    shown = await ruth.look()
    assert "A long and careful title" in shown
    assert "friday 7pm" in shown


def changed(before: JSON, after: JSON, person: str) -> list[str]:
    """Return where something new stands that this person can read and has not written."""
    old = places(before, person)
    return [key for key, place in places(after, person).items() if place["newest"] != old[key]["newest"]]
