"""`kith check`: what is in order, what is not, and how to mend it."""

import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import discord

from .clock import SystemClock
from .database import Database, DatabaseUnusableError, facts
from .database.migrate import newest, revision_of
from .database.owner import NETWORK_FILE_SYSTEMS, file_system_of
from .discord_app.permissions import missing
from .outbox import inspection
from .outbox.worker import CLOCK_JUMPED
from .settings import ConfigError, Settings
from .wiring import point_at


@dataclass(frozen=True)
class Finding:
    good: bool
    what: str
    advice: str = ""


async def check(settings: Settings, mounts: Mapping[Path, str] | None = None) -> list[Finding]:
    """Look at everything that can be looked at; what is needed for a later check and missing ends the list."""
    found = [Finding(good=True, what="settings can be read")]
    found += await _database(settings, mounts)
    found += [finding async for finding in _discord(settings)]
    return found


async def _database(settings: Settings, mounts: Mapping[Path, str] | None) -> list[Finding]:
    path = settings.data.database
    if (kind := file_system_of(path, mounts)) in NETWORK_FILE_SYSTEMS:
        advice = "Set [data] folder to a local disk."
        return [Finding(good=False, what=f"{path} lies on a network file system ({kind})", advice=advice)]
    try:
        revision = revision_of(path)
    except DatabaseUnusableError as error:
        return [Finding(good=False, what=str(error), advice="Set [data] folder to another one, or restore a backup.")]
    if revision is None:
        folder = next(parent for parent in [path.parent, *path.absolute().parents] if parent.exists())
        writable = folder.is_dir() and os.access(folder, os.W_OK)
        advice = "" if writable else f"{folder} must be a folder in which the user who runs Kith may write."
        return [Finding(good=writable, what=f"{path} is not there yet; `kith run` makes it", advice=advice)]
    if revision != newest():
        advice = "Run `kith migrate`, or install the version of Kith that wrote it."
        return [Finding(good=False, what=f"{path} is of another version ({revision}, not {newest()})", advice=advice)]
    return [Finding(good=True, what=f"{path} is in order"), *await _outbox(settings)]


async def _outbox(settings: Settings) -> list[Finding]:
    db = Database(settings.data.database, SystemClock())
    try:
        entries = await db.read(inspection.entries)
        jump = await db.read(facts.recall, CLOCK_JUMPED)
    finally:
        await db.close()
    stuck = sum(entry.state not in inspection.CALM for entry in entries)
    advice = "`kith outbox` lists them; `kith outbox retry ID` tries one again." if stuck else ""
    found = [Finding(good=not stuck, what=f"{stuck} things are late or failed on their way to Discord", advice=advice)]
    if jump is not None:
        seconds, at = jump
        what = f"this machine's clock jumped by {seconds:.0f} s (noticed {at:%Y-%m-%d %H:%M} UTC)"
        found.append(Finding(good=True, what=what, advice="Let the machine keep its time by NTP."))
    return found


async def _discord(settings: Settings) -> AsyncIterator[Finding]:
    try:
        token = settings.bot_token().get_secret_value()
    except ConfigError as error:
        yield Finding(good=False, what=error.faults[0], advice="Without a token nothing of Discord was checked.")
        return
    point_at(settings)
    where_to_look = "Look at the network, and at [discord] api_url."
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            await client.login(token)
            yield Finding(good=True, what=f"logged in as {client.user}")
            yield Finding(good=True, what="no privileged intents are needed")
            async for guild in client.fetch_guilds(limit=None):
                yield await _guild(client, guild.id)
        except discord.LoginFailure:
            advice = "Make a new token in the developer portal, under Bot."
            yield Finding(good=False, what="Discord does not accept the token", advice=advice)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            what = f"Discord can't be reached at {settings.discord.api_url} ({error})"
            yield Finding(good=False, what=what, advice=where_to_look)
        except (LookupError, TypeError):  # discord.py has read something else, such as a web page
            what = f"{settings.discord.api_url} answers, but not as Discord does"
            yield Finding(good=False, what=what, advice=where_to_look)


async def _guild(client: discord.Client, guild_id: int) -> Finding:
    guild = await client.fetch_guild(guild_id)
    me = await guild.fetch_member(client.user.id if client.user else 0)
    if lacking := missing(me.guild_permissions):
        what = f"{guild.name}: lacks {', '.join(lacking)}"
        return Finding(good=False, what=what, advice="Give Kith's role these in Server Settings, Roles.")
    return Finding(good=True, what=f"{guild.name}: has the permissions it needs")
