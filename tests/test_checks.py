import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer, unused_port
from pydantic import SecretStr
from sqlalchemy import update

from bot import outbox
from bot.checks import Finding, check
from bot.database import Database, Tx, facts
from bot.discord_app.permissions import NEEDED
from bot.outbox import channel
from bot.outbox.rules.steps import Post
from bot.outbox.store.deliveries import deliveries
from bot.outbox.worker import CLOCK_JUMPED
from bot.settings import DataSettings, DiscordSettings, Settings
from tests.conftest import NOON

GOOD = "good"
KITH: dict[str, Any] = {"id": "1", "username": "Kith", "discriminator": "0", "avatar": None, "bot": True}


def answer(body: Any, status: int = 200) -> web.Response:
    """Discord names no character set, and discord.py goes by that."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


@dataclass
class Guilds:
    """Discord as `kith check` sees it: the guilds that the bot is in, with what it may do there."""

    permissions: dict[str, discord.Permissions] = field(default_factory=dict)
    kicked: bool = False

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self.me)
        app.router.add_get("/api/v10/oauth2/applications/@me", self.application)
        app.router.add_get("/api/v10/users/@me/guilds", self.guilds)
        app.router.add_get("/api/v10/guilds/{number}", self.guild)
        app.router.add_get("/api/v10/guilds/{number}/members/1", self.member)
        app.router.add_get("/page/users/@me", self.page)
        return app

    async def me(self, request: web.Request) -> web.Response:
        accepted = request.headers["Authorization"] == f"Bot {GOOD}"
        return answer(KITH) if accepted else answer({"code": 0, "message": "401: Unauthorized"}, status=401)

    async def application(self, _request: web.Request) -> web.Response:
        about = {"description": "", "icon": None, "bot_public": True, "bot_require_code_grant": False}
        return answer({"id": "1", "name": "Kith", "verify_key": "", "owner": KITH, **about})

    async def guilds(self, _request: web.Request) -> web.Response:
        return answer([self.described(number) for number in range(len(self.permissions))])

    async def guild(self, request: web.Request) -> web.Response:
        return answer(self.described(int(request.match_info["number"]) - 10))

    async def member(self, request: web.Request) -> web.Response:
        if self.kicked:
            return answer({"code": 10007, "message": "Unknown Member"}, status=404)
        role = f"2{request.match_info['number']}"
        joined = {"joined_at": NOON.isoformat(), "deaf": False, "mute": False, "flags": 0}
        return answer({"user": KITH, "roles": [role], **joined})

    async def page(self, _request: web.Request) -> web.Response:
        return web.Response(text="<h1>Welcome</h1>", content_type="text/html")

    def described(self, number: int) -> dict[str, Any]:
        """Everybody in a guild may see channels; the bot's role may what was given."""
        name, held = list(self.permissions.items())[number]
        seen = discord.Permissions(view_channel=True)
        rest = {"color": 0, "colors": {"primary_color": 0}, "hoist": False, "managed": False, "mentionable": False}
        roles = [
            {"id": f"{10 + number}", "name": "@everyone", "permissions": str(seen.value), "position": 0, **rest},
            {"id": f"2{10 + number}", "name": "Kith", "permissions": str(held.value), "position": 1, **rest},
        ]
        return {"id": f"{10 + number}", "name": name, "owner_id": "99", "roles": roles, "features": [], "emojis": []}


@pytest.fixture(autouse=True)
def discord_as_before() -> Iterator[None]:
    """discord.py knows one Discord for the whole process: put it back."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
def guilds() -> Guilds:
    return Guilds()


@pytest.fixture
async def server(guilds: Guilds) -> AsyncIterator[BaseTestServer]:
    async with TestServer(guilds.app()) as started:
        yield started


def settings(folder: Path, *, api_url: object = "http://127.0.0.1:1", token: str | None = None) -> Settings:
    return Settings(
        token=None if token is None else SecretStr(token),
        data=DataSettings(folder=folder),
        discord=DiscordSettings(api_url=str(api_url)),
    )


async def without_token(folder: Path, **more: Any) -> list[Finding]:
    """What is found about the database; that there is no token is left out."""
    first, *found, last = await check(settings(folder), **more)
    assert first == Finding(good=True, what="settings can be read")
    assert not last.good
    assert last.what.startswith("there is no token: set the environment variable KITH_TOKEN")
    return found


async def with_token(server: BaseTestServer, folder: Path, token: str = GOOD) -> list[Finding]:
    """What is found about Discord."""
    return (await check(settings(folder, api_url=server.make_url("/api/v10"), token=token)))[2:]


# The database


async def test_where_there_is_no_database_yet_one_can_be_made(tmp_path: Path) -> None:
    what = f"{tmp_path}/deep/data/kith.db is not there yet; `kith run` makes it"

    assert await without_token(tmp_path / "deep" / "data") == [Finding(good=True, what=what)]
    assert not (tmp_path / "deep").exists()


async def test_where_none_can_be_made_it_is_said_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    [finding] = await without_token(tmp_path / "data")

    assert not finding.good
    assert finding.advice == f"{tmp_path}/data must be a folder in which the user who runs Kith may write."


async def test_a_database_in_order_is_in_order(path: Path) -> None:
    assert await without_token(path.parent) == [
        Finding(good=True, what=f"{path} is in order"),
        Finding(good=True, what="0 things are late or failed on their way to Discord"),
    ]


async def test_a_network_file_system_is_found(path: Path) -> None:
    [finding] = await without_token(path.parent, mounts={path.parent: "nfs4"})

    assert not finding.good
    assert finding.what == f"{path} lies on a network file system (nfs4)"


async def test_a_database_of_another_version_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    [finding] = await without_token(path.parent)

    assert not finding.good
    assert "is of another version (9999, not " in finding.what
    assert finding.advice == "Run `kith migrate`, or install the version of Kith that wrote it."


async def test_a_file_that_is_no_database_is_found(tmp_path: Path) -> None:
    shutil.copy(__file__, tmp_path / "kith.db")

    [finding] = await without_token(tmp_path)

    assert not finding.good
    assert "can't be read as a database" in finding.what
    assert "restore a backup" in finding.advice


async def test_what_is_stuck_is_counted(db: Database, path: Path) -> None:
    def stick(tx: Tx) -> None:
        for key in "ab":
            outbox.deliver(tx, key=key, kind="x", guild_id=1, target=channel(2), subject=key, steps=[Post()])
        tx.change(update(deliveries).where(deliveries.c.key == "a").values(state="failed"))
        tx.change(update(deliveries).values(created_at=tx.now - timedelta(days=1)))

    await db.write(stick)

    finding = (await without_token(path.parent))[1]

    assert finding == Finding(
        good=False,
        what="2 things are late or failed on their way to Discord",
        advice="`kith outbox` lists them; `kith outbox retry ID` tries one again.",
    )


async def test_a_clock_that_jumped_is_told(db: Database, path: Path) -> None:
    await db.write(facts.remember, CLOCK_JUMPED, 3600.0)

    told = (await without_token(path.parent))[2]

    assert told.what == "this machine's clock jumped by 3600 s (noticed 2026-11-25 12:00 UTC)"


# Discord


async def test_permissions_that_are_lacking_are_named_guild_by_guild(
    server: BaseTestServer, guilds: Guilds, tmp_path: Path
) -> None:
    guilds.permissions = {
        "Riverside": NEEDED,
        "Hilltop": discord.Permissions(send_messages=True),
        "Seaside": discord.Permissions(administrator=True),
    }

    assert await with_token(server, tmp_path) == [
        Finding(good=True, what="logged in as Kith"),
        Finding(good=True, what="no privileged intents are needed"),
        Finding(good=True, what="Riverside: has the permissions it needs"),
        Finding(
            good=False,
            what="Hilltop: lacks Read Message History, Create Private Threads, Send Messages in Threads",
            advice="Give Kith's role these in Server Settings, Roles.",
        ),
        Finding(good=True, what="Seaside: has the permissions it needs"),
    ]


async def test_a_token_that_is_refused_is_found_and_not_shown(server: BaseTestServer, tmp_path: Path) -> None:
    [finding] = await with_token(server, tmp_path, token="wrong")  # noqa: S106  what is refused

    assert finding == Finding(
        good=False,
        what="Discord does not accept the token",
        advice="Make a new token in the developer portal, under Bot.",
    )


async def test_a_guild_that_has_just_removed_the_bot_ends_the_check(
    server: BaseTestServer, guilds: Guilds, tmp_path: Path
) -> None:
    guilds.permissions = {"Riverside": NEEDED}
    guilds.kicked = True

    *_, last = await with_token(server, tmp_path)

    assert not last.good
    assert "Unknown Member" in last.what


@pytest.mark.parametrize(
    ("place", "what"),
    [("/api", "Discord can't be reached at {} (404 Not Found"), ("/page", "{} answers, but not as Discord does")],
)
async def test_what_is_not_discord_is_found(server: BaseTestServer, tmp_path: Path, place: str, what: str) -> None:
    url = server.make_url(place)

    *_, finding = await check(settings(tmp_path, api_url=url, token=GOOD))

    assert not finding.good
    assert finding.what.startswith(what.format(url))


async def test_where_nobody_answers_it_is_said_where_to_look(tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{unused_port()}"

    *_, finding = await check(settings(tmp_path, api_url=nowhere, token=GOOD))

    assert finding.what.startswith(f"Discord can't be reached at {nowhere} (")
    assert finding.advice == "Look at the network, and at [discord] api_url."
