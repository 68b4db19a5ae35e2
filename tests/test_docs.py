"""What the documents say is so."""

import re
from pathlib import Path

import pytest
from discord import app_commands

from bot import wiring
from bot.__main__ import cli, outbox_cli
from bot.database import Database
from bot.discord_app.permissions import NEEDED
from bot.workers import InlineWorkers

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


async def test_the_command_table_is_what_can_be_typed(db: Database) -> None:
    app = (await wiring.assemble(db, InlineWorkers())).app
    commands = [command for command in app.tree.walk_commands() if isinstance(command, app_commands.Command)]

    table = dict(re.findall(r"^\| `/([^`]+)` \| ([^|]+) \|", README, flags=re.MULTILINE))

    assert table == {command.qualified_name: command.description for command in commands}


def test_the_command_line_is_told_whole() -> None:
    named = re.findall(r"^\| `kith (\w+)", README, flags=re.MULTILINE)
    there = {command.callback.__name__ for command in cli.registered_commands if command.callback}

    assert set(named) == there | {"outbox"}
    assert {command.callback.__name__ for command in outbox_cli.registered_commands if command.callback} == {
        "retry",
        "drop",
    }


def test_the_invite_link_asks_for_exactly_what_is_needed() -> None:
    assert f"permissions={NEEDED.value}\n" in README


@pytest.mark.parametrize("document", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda path: path.name)
def test_every_link_and_file_that_is_named_is_there(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []
