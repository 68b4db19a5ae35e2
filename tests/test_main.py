"""What an operator types, and what it answers: in this process, and a few times in a real one."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from subprocess import PIPE

import pytest
from aiohttp.test_utils import TestServer

from bot import outbox
from bot.__main__ import main
from bot.clock import SystemClock
from bot.database import Database, Tx
from bot.database.migrate import migrate, newest, revision_of
from bot.database.owner import own
from bot.discord_app.permissions import NEEDED
from bot.outbox import channel
from bot.outbox.rules.steps import Post
from bot.outbox.store.deliveries import deliveries
from bot.outbox.store.due import due
from tests.conftest import NOON
from tests.test_checks import GOOD, Guilds
from tests.test_logs import logging_as_before

DATABASE = Path("data/kith.db")
FAULT = "Missing [red]Access[/blue] :smile: (50001)"
PYTHON = [sys.executable, "-W", "error", "-W", "ignore:'audioop' is deprecated:DeprecationWarning"]


@dataclass
class Ended:
    code: int | str | None
    out: str
    err: str

    def refused(self, code: int = 1) -> str:
        """Return the one sentence that was all that was said."""
        assert (self.code, self.out) == (code, "")
        [sentence] = self.err.splitlines()
        return sentence


Kith = Callable[..., Ended]


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is set, the terminal is wide, and logging is afterwards as it was before."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for name in list(os.environ):
        if name.upper().startswith("KITH_"):
            monkeypatch.delenv(name)
    with logging_as_before():
        yield


@pytest.fixture
def kith(capsys: pytest.CaptureFixture[str]) -> Kith:
    """Type a command into this process."""

    def typed(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        written = capsys.readouterr()
        return Ended(ended.value.code, written.out, written.err)

    return typed


async def really(*arguments: str, **variables: str) -> Ended:
    """Type it into a real process, in which a warning is an error too."""
    command = [*PYTHON, "-m", "bot", *arguments]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, env={**os.environ, **variables})
    out, err = await process.communicate()
    return Ended(process.returncode, out.decode(), err.decode())


def words(text: str) -> str:
    """Return what is said in a box, without the box."""
    return " ".join("".join(character for character in text if character not in "│─╭╮╰╯┃━").split())


def filled() -> None:
    """Make a database with a due item and two deliveries, one of which has failed and one of which is sent."""

    def work(tx: Tx) -> None:
        at = tx.now + timedelta(days=1)
        outbox.schedule(tx, key="remind:12", kind="x", guild_id=7, subject="a", at=at, useless_after=None)
        for key in ("thanks:12", "sent:12"):
            outbox.deliver(tx, key=key, kind="x", guild_id=7, target=channel(2), subject=key, steps=[Post()])
        tx.change(deliveries.update().where(deliveries.c.id == 1).values(state="failed", fault=FAULT))
        tx.change(deliveries.update().where(deliveries.c.id == 2).values(state="sent"))

    async def fill() -> None:
        db = Database(DATABASE, SystemClock())
        await db.write(work)
        await db.close()

    migrate(DATABASE, now=NOON)
    asyncio.run(fill())


def states() -> list[tuple[str, str]]:
    with closing(sqlite3.connect(DATABASE)) as connection:
        query = f"SELECT key, state FROM {due} UNION SELECT key, state FROM {deliveries} ORDER BY key"  # noqa: S608  our own names
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("command", "purpose"),
    [
        ("", "Kith: a Discord bot for people who look after a community."),
        ("run", "Run the bot, until Ctrl-C or SIGTERM."),
        ("sandbox", "Try Kith in a browser, with no Discord account."),
        ("check", "Test the settings and the database and, with a token, the login and the permissions in each"),
        ("migrate", "Bring the database up to this version. `kith run` does this too."),
        ("backup", "Copy the database to FILE, also while the bot runs."),
        ("outbox", "What is waiting, late or failed on its way to Discord."),
        ("outbox retry", "Have a waiting or failed entry tried again."),
        ("outbox drop", "Give a waiting or failed entry up for good."),
    ],
)
def test_each_command_says_what_it_is_for(kith: Kith, command: str, purpose: str) -> None:
    helped = kith(*command.split(), "--help")

    assert helped.code == 0
    assert purpose in words(helped.out)


# Migrate and backup


def test_migrate_makes_a_database_and_then_has_nothing_to_do(kith: Kith) -> None:
    assert kith("migrate") == Ended(0, "data/kith.db is made.\n", "")
    assert kith("migrate") == Ended(0, "data/kith.db is up to date already.\n", "")
    assert revision_of(DATABASE) == newest()


def test_migrate_refuses_what_a_newer_kith_wrote(kith: Kith) -> None:
    filled()
    with closing(sqlite3.connect(DATABASE)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    said = kith("migrate").refused()

    assert said.startswith("data/kith.db: was written by a newer Kith (revision 9999, this one knows ")


def test_a_folder_that_is_a_file_is_named(kith: Kith) -> None:
    Path("data").touch()

    assert kith("migrate").refused().startswith("data/kith.db: its folder can't be used (")


def test_backup_makes_a_copy_once(kith: Kith) -> None:
    filled()

    assert kith("backup", "copies/[a] 1.db") == Ended(0, "The copy is in copies/[a] 1.db.\n", "")
    assert kith("backup", "copies/[a] 1.db").refused() == "copies/[a] 1.db: exists already; choose another name"
    assert revision_of(Path("copies/[a] 1.db")) == newest()


@pytest.mark.parametrize("command", ["backup copy.db", "outbox", "outbox retry due-1"])
def test_what_needs_a_database_says_so(kith: Kith, command: str) -> None:
    assert kith(*command.split()).refused().startswith("data/kith.db: there is no database here")
    assert list(Path().iterdir()) == []


def test_the_settings_that_are_named_are_used(kith: Kith) -> None:
    Path("other.toml").write_text('[data]\nfolder = "elsewhere"', encoding="utf-8")

    assert kith("migrate", "--config", "other.toml").out == "elsewhere/kith.db is made.\n"


# The outbox


def test_an_outbox_with_nothing_in_it_says_so(kith: Kith) -> None:
    migrate(DATABASE, now=NOON)

    assert kith("outbox") == Ended(0, "Nothing is waiting, late or failed.\n", "")


def test_the_outbox_lists_what_is_open_failures_first(kith: Kith) -> None:
    filled()

    listed = kith("outbox")

    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in listed.out.splitlines() if "│" in line]
    assert [(row[0], row[1], row[2], row[3], row[6]) for row in rows] == [
        ("delivery-1", "failed", "thanks:12", "7", FAULT),
        ("due-1", "pending", "remind:12", "7", ""),
    ]


def test_in_a_narrow_terminal_an_id_can_still_be_copied(kith: Kith, monkeypatch: pytest.MonkeyPatch) -> None:
    filled()
    monkeypatch.setenv("COLUMNS", "70")

    assert "│ delivery-1 │" in kith("outbox").out


def test_what_has_failed_is_tried_again(kith: Kith) -> None:
    filled()

    done = kith("outbox", "retry", "delivery-1")

    assert done == Ended(0, "delivery-1 will be tried again within half a minute, if the bot runs.\n", "")
    assert states() == [("remind:12", "pending"), ("sent:12", "sent"), ("thanks:12", "waiting")]


def test_what_is_not_wanted_is_dropped(kith: Kith) -> None:
    filled()

    assert kith("outbox", "drop", "due-1") == Ended(0, "due-1 is given up.\n", "")
    assert states() == [("remind:12", "skipped"), ("sent:12", "sent"), ("thanks:12", "failed")]


@pytest.mark.parametrize("command", ["retry", "drop"])
@pytest.mark.parametrize(
    "entry_id", ["due-2", "delivery-2", "due-9999999999999999999", "due", "12", "due--1", "card-1"]
)
def test_an_id_that_names_nothing_open_changes_nothing(kith: Kith, command: str, entry_id: str) -> None:
    filled()
    before = states()

    said = kith("outbox", command, entry_id).refused()

    assert said == f"Nothing that is waiting or failed is called {entry_id}. `kith outbox` lists what there is."
    assert states() == before


@pytest.mark.parametrize("command", ["run", "check", "migrate", "backup copy.db", "outbox", "outbox drop due-1"])
def test_every_fault_of_the_settings_is_told_at_once(kith: Kith, command: str) -> None:
    Path("config.toml").write_text('token = "secret"\n[log]\nlevle = "info"\nformat = 5', encoding="utf-8")

    ended = kith(*command.split())

    assert (ended.code, ended.out) == (2, "")
    assert [line.partition(": ")[0] for line in ended.err.splitlines()] == [
        "The settings need a correction:",
        "  config.toml, line 1",
        "  config.toml, line 4",
        "  config.toml, line 3",
    ]
    assert "secret" not in ended.err


def test_run_without_a_token_begins_nothing(kith: Kith) -> None:
    ended = kith("run")

    assert ended.code == 2
    assert "there is no token: set the environment variable KITH_TOKEN" in ended.err
    assert not DATABASE.exists()


# In a real process


def test_a_fault_of_the_settings_ends_it_with_two() -> None:
    ended = asyncio.run(really("check", KITH_LOG__FORMAT="xml"))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("The settings need a correction:\n  environment, KITH_LOG__FORMAT: [log] format: ")
    assert len(ended.err.splitlines()) == 2


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_second_owner_is_turned_away(command: str) -> None:
    with own(DATABASE):
        ended = asyncio.run(really(command, KITH_TOKEN=GOOD))

    assert ended.refused(3) == "data/kith.db: is in use by another Kith; stop that one first"
    assert not DATABASE.exists()


def test_check_ends_with_one_where_something_is_wrong() -> None:
    ended = asyncio.run(really("check"))

    assert (ended.code, ended.err) == (1, "")
    assert [line[:5] for line in ended.out.splitlines()] == ["ok   ", "ok   ", "FAIL ", "     "]


async def test_check_is_content_where_all_is_well(path: Path) -> None:
    async with TestServer(Guilds({"Riverside": NEEDED}).app()) as server:
        given = {"KITH_TOKEN": GOOD, "KITH_DISCORD__API_URL": str(server.make_url("/api/v10"))}

        ended = await really("check", KITH_DATA__FOLDER=str(path.parent), **given)

    assert (ended.code, ended.err) == (0, "")
    assert [line.partition("  ")[0] for line in ended.out.splitlines()] == ["ok"] * 6
