"""Everything that a room needs said, somebody says; nothing is registered twice or left out."""

from pathlib import Path
from typing import Any

import discord
import pytest

from bot import wiring
from bot.database import Database
from bot.discord_app.app import App
from bot.discord_app.presses import Component
from bot.guilds.rules.actors import NotAnOrganiserError
from bot.meetups.posting import CARD
from bot.meetups.reminding import REMINDER
from bot.workers import InlineWorkers
from cogs.meetups import ui
from tests.acting import community


async def assembled(db: Database) -> App:
    return (await wiring.assemble(db, InlineWorkers())).app


async def test_as_it_is_nothing_is_missing(db: Database) -> None:
    assert list(wiring.unregistered(await assembled(db))) == []


async def test_what_is_missing_is_named(db: Database) -> None:
    app = await assembled(db)
    del app.registry.cards[CARD]
    del app.registry.deliveries[REMINDER]
    del app.sentences[NotAnOrganiserError]

    faults = list(wiring.unregistered(app))

    assert f"no wording of card {CARD}" in faults
    assert f"no wording of delivery {REMINDER}" in faults
    assert any("NotAnOrganiserError" in fault for fault in faults)


async def test_two_buttons_of_one_name_are_named(db: Database) -> None:
    app = await assembled(db)
    app.presses.append(ui.AnswerPress)

    assert list(wiring.unregistered(app)) == ["two buttons called answer"]


async def test_a_wording_that_nobody_needs_is_named(db: Database) -> None:
    app = await assembled(db)
    app.registry.cards["balloon"] = app.registry.cards[CARD]

    assert list(wiring.unregistered(app)) == ["a wording of card balloon, which nobody makes"]


async def test_every_press_that_is_defined_is_handed_over(db: Database) -> None:
    app = await assembled(db)

    def defined(kind: type[Any]) -> set[type[Component]]:
        found = set(kind.__subclasses__())
        return found.union(*(defined(one) for one in found))

    concrete = {press for press in defined(Component) if press.kind}
    assert concrete == set(app.presses)


def sources() -> list[Path]:
    root = Path(__file__).parent.parent
    return [path for folder in ("bot", "cogs") for path in sorted((root / folder).rglob("*.py"))]


@pytest.mark.parametrize("view", ["ui.View(", "ui.LayoutView("])
def test_every_view_lives_for_ever(view: str) -> None:
    """One view that times out takes its buttons' classes with it, for everybody."""
    calls = [line for path in sources() for line in path.read_text(encoding="utf-8").splitlines() if view in line]

    assert calls
    assert [line for line in calls if "timeout=None" not in line] == []


async def test_every_component_of_every_message_is_known_to_the_app(path: Path) -> None:
    async with community(path) as c:
        shown = await c.ana.slash(c.channel, "meetup create", title="x", when="soon")
        card = await c.post_meetup()
        patterns = [press.__discord_ui_compiled_template__ for press in c.kith.app.presses]
        messages = [shown.response.message if shown.response else card, card]
        ids = [
            part.custom_id
            for message in messages
            for part in discord.ui.LayoutView.from_message(message).walk_children()
            if isinstance(part, discord.ui.Button) and part.custom_id
        ]

        assert ids
        assert [key for key in ids if not any(pattern.fullmatch(key) for pattern in patterns)] == []
