"""The composition root: opens everything, loads the cogs, checks that nothing is unregistered, closes it all."""

import asyncio
import gc
import logging
import random
import signal
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import discord
import yarl
from discord.gateway import DiscordWebSocket

import cogs.checkins
import cogs.community
import cogs.connections
import cogs.meetups
import cogs.skills

from .arrivals.leaving import ERASE
from .arrivals.room import ROOM as ARRIVALS
from .checkins.room import ROOM as CHECKINS
from .clock import SystemClock
from .connections.room import ROOM as CONNECTIONS
from .database import Database, Tx
from .database.migrate import migrate
from .database.owner import own
from .discord_app.app import App
from .discord_app.sender import DiscordSender
from .discord_app.sync import sync_commands
from .drafts.room import ROOM as DRAFTS
from .errors import UserFacingError
from .guilds import community
from .guilds.room import ROOM as GUILDS
from .guilds.rules import places
from .meetups.room import ROOM as MEETUPS
from .members.room import ROOM as MEMBERS
from .notices.room import ROOM as NOTICES
from .notices.troubles import tell_organisers
from .outbox import Outbox, Registry, inspection
from .outbox.room import ROOM as OUTBOX
from .outbox.rules.waits import Timing
from .outbox.upkeep import UPKEEP, upkeep_of
from .privacy import Privacy
from .profiles.room import ROOM as PROFILES
from .programmes.room import ROOM as PROGRAMMES
from .questions.room import ROOM as QUESTIONS
from .settings import Settings
from .skills.room import ROOM as SKILLS
from .threads.room import ROOM as THREADS
from .workers import ProcessWorkers, Workers

log = logging.getLogger(__name__)

ROOMS = (
    GUILDS,
    MEMBERS,
    OUTBOX,
    ARRIVALS,
    DRAFTS,
    NOTICES,
    QUESTIONS,
    THREADS,
    PROGRAMMES,
    SKILLS,
    PROFILES,
    MEETUPS,
    CONNECTIONS,
    CHECKINS,
)
COGS = (cogs.community, cogs.skills, cogs.meetups, cogs.connections, cogs.checkins)
FINISH_S = 4
"""For interactions, and again for the outbox: within ten seconds of being told to, the process has ended."""


@dataclass(frozen=True)
class Assembled:
    app: App
    outbox: Outbox


async def assemble(
    db: Database, workers: Workers, *, timing: Timing | None = None, rng: random.Random | None = None
) -> Assembled:
    """Put the app and the outbox together; nothing is connected or started yet."""
    registry = Registry(on_trouble=tell_organisers)
    registry.due[UPKEEP] = upkeep_of(registry)
    privacy = Privacy(ROOMS)
    registry.jobs[ERASE] = privacy.erasing
    for room in ROOMS:
        registry.due.update(room.due)
        registry.jobs.update(room.jobs)
        registry.fallbacks.update({kind: fallback for kind, fallback in room.deliveries.items() if fallback})
        registry.upkeep.extend(room.upkeep)
    app = App(db, registry, privacy)
    for cog in COGS:
        await cog.setup(app)
    if faults := list(unregistered(app)):
        raise RuntimeError("; ".join(faults))
    return Assembled(app, Outbox(db, DiscordSender(app), registry, workers, timing=timing, rng=rng))


def next_up(tx: Tx) -> tuple[datetime, str] | None:
    """Return when the next thing comes by itself, and its key: what the sandbox moves its clock to."""
    coming = [(entry.when, entry.what) for entry in inspection.entries(tx) if entry.when > tx.now]
    return min(coming, default=None)


def unregistered(app: App) -> Iterator[str]:
    """Yield what would fail only when it is needed: each kind and each error has exactly one of each."""
    registry = app.registry
    deliveries = {kind for room in ROOMS for kind in room.deliveries}
    cards = {kind for room in ROOMS for kind in room.cards}
    yield from _differences("wording of delivery", deliveries, registry.deliveries)
    yield from _differences("wording of card", cards, registry.cards)
    yield from _differences("sentence for", set(_kinds_of(UserFacingError)), app.sentences)
    buttons = Counter(press.kind for press in app.presses)
    yield from (f"two buttons called {kind}" for kind, number in buttons.items() if number > 1)
    handlers = Counter(kind for room in ROOMS for kind in [*room.due, *room.jobs])
    yield from (f"two handlers of {kind}" for kind, number in handlers.items() if number > 1)


def _differences(what: str, wanted: Collection[object], registered: Iterable[object]) -> Iterator[str]:
    yield from (f"no {what} {kind}" for kind in set(wanted) - set(registered))
    yield from (f"a {what} {kind}, which nobody makes" for kind in set(registered) - set(wanted))


def _kinds_of(base: type[UserFacingError]) -> Iterator[type[UserFacingError]]:
    """Every kind of failure that this program defines."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith(f"{__package__}."):
            yield kind
        yield from _kinds_of(kind)


def point_at(settings: Settings) -> None:
    """Have discord.py speak to the Discord that the settings name. It knows one for the whole process."""
    discord.http.Route.BASE = settings.discord.api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord.gateway_url)


async def run(settings: Settings) -> None:
    """Run until told to stop by SIGTERM or Ctrl-C, then finish what is under way and end.

    Raises ConfigError, DatabaseUnusableError, discord.LoginFailure; each before anything was begun.
    """
    token = settings.bot_token().get_secret_value()
    clock = SystemClock()
    path = settings.data.database
    with own(path):
        migrated = migrate(path, now=clock.now())
        log.info("database %s is at %s (was %s)", path, migrated.after, migrated.before)
        db = Database(path, clock)
        workers = ProcessWorkers()
        try:
            await db.write(community.set_default_zone, zone=settings.community.zone)
            point_at(settings)
            kith = await assemble(db, workers)
            gc.freeze()  # what is loaded by now stays: Python's sweeps of memory, which hold the loop, leave it out
            await _serve(kith, token)
        finally:
            await db.close()
            workers.close()


async def _serve(kith: Assembled, token: str) -> None:
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, told_to_stop.set)
    async with kith.app as app:
        working = asyncio.create_task(_work(kith, token))
        stopping = asyncio.create_task(told_to_stop.wait())
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        log.info("ending")
        await app.finish_interactions(FINISH_S)
        await kith.outbox.stop(FINISH_S)
        stopping.cancel()
    if not working.done():
        working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    if not working.cancelled():
        working.result()


async def _work(kith: Assembled, token: str) -> None:
    await kith.app.login(token)
    await sync_commands(kith.app)
    await kith.outbox.start()
    await asyncio.gather(kith.app.connect(), asyncio.to_thread(places.load))
