"""The app: what the cogs are handed, and what they hand over."""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from typing import Any, Concatenate, ParamSpec, TypeVar

import discord
from discord.ext import commands

from bot import outbox
from bot.arrivals import arriving, leaving
from bot.database import Database, Tx
from bot.errors import UserFacingError
from bot.outbox import Delivery, Registry, Rendered
from bot.privacy import Privacy

from .interactions import answer_error
from .permissions import hello_in, in_voice, voice_channels_of
from .presses import Component, answer_unclaimed
from .sender import no_blind_repeat

log = logging.getLogger(__name__)
TroubleWording = Callable[[Tx, Delivery, str], Rendered | None]
"""Words what organisers are told of a trouble; the mark ends its buttons' ids. None: it is none any more."""
Beside = Callable[[Delivery, str], Sequence[Component]]
"""Makes buttons that stand under a message; the mark ends their ids."""
P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound=UserFacingError)

INTENTS = discord.Intents(guilds=True, guild_messages=True, voice_states=True)
"""None of them privileged. Messages are listened to for their ids alone: where a channel stands."""
REMEMBERED = discord.MemberCacheFlags(voice=True, joined=False)
"""Of people, those in voice channels: which of them are bots."""


def app_of(interaction: discord.Interaction[Any]) -> "App":
    app: App = interaction.client
    return app


class Tree(discord.app_commands.CommandTree["App"]):
    async def on_error(
        self, interaction: discord.Interaction["App"], error: discord.app_commands.AppCommandError, /
    ) -> None:
        """Answer what failed before a command could: an option that can't be read, a check that refused."""
        await answer_error(interaction, error)


class App(commands.Bot):
    """Created anew for each start; owns nothing that outlives it."""

    def __init__(self, db: Database, registry: Registry, privacy: Privacy) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=Tree,
            help_command=None,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=REMEMBERED,
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=30,
            http_trace=no_blind_repeat(),
        )
        self.db = db
        self.registry = registry
        self.privacy = privacy
        self.sentences: dict[type[UserFacingError], Callable[[Any], str]] = {}
        self.troubles: dict[str, TroubleWording] = {}
        self.presses: list[type[Component]] = []
        self.beside: dict[str, list[Beside]] = {}
        self.taking = True
        self._running: set[asyncio.Task[Any]] = set()

    def add_sentence(self, error: type[E], sentence: Callable[[E], str]) -> None:
        self.sentences[error] = sentence

    def add_troubles(self, topic: str, wording: TroubleWording) -> None:
        """Have this wording tell of troubles with the topic's subjects, which are called `topic:...`."""
        self.troubles[topic] = wording

    def add_beside(self, kind: str, buttons: Beside) -> None:
        """Have these buttons of another topic stand under messages of this kind."""
        self.beside.setdefault(kind, []).append(buttons)

    def add_presses(self, *presses: type[Component]) -> None:
        self.presses.extend(presses)
        self.add_dynamic_items(*presses)

    async def on_message(self, _message: discord.Message, /) -> None:
        """Messages are not commands."""

    async def on_interaction(self, interaction: discord.Interaction["App"]) -> None:
        await answer_unclaimed(interaction)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        await self._look_after(outbox.cards_at, {payload.message_id})

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        await self._look_after(outbox.cards_at, payload.message_ids)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._look_after(outbox.cards_in, channel.id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        await self._look_after(outbox.cards_in, payload.thread_id)

    async def _look_after(self, find: Callable[[Tx, T], Collection[str]], place: T) -> None:
        """What is missed here is noticed when the card is edited next."""
        if self._begins() and (cards := await self.db.read(find, place)):
            await self.db.write(outbox.look_after_cards, cards)

    async def note(self, work: Callable[Concatenate[Tx, P], None], *args: P.args, **kwargs: P.kwargs) -> None:
        """What is missed here is made up for at the next start."""
        if self._begins():
            await self.db.write(work, *args, **kwargs)

    def _begins(self) -> bool:
        """Count the event that is handled in. False: while ending, nothing is begun."""
        task = asyncio.current_task()
        if task is not None and self.taking:
            self.count_in(task)
        return self.taking

    async def on_ready(self) -> None:
        """Guilds in an outage are among them: they have not been left."""
        log.info("ready in %s guilds as %s", len(self.guilds), self.user)
        guilds = {guild.id: guild for guild in self.guilds}
        await self.note(arriving.take_stock, guild_ids=guilds, hello_in=lambda guild_id: hello_in(guilds[guild_id]))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.note(arriving.arrive, guild_id=guild.id, hello_in=hello_in(guild))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Not in an outage: that is another event."""
        await self.note(leaving.leave, guild_id=guild.id)

    def in_voice(self) -> dict[int, dict[int, frozenset[int]]]:
        """Return who is in which voice channel, by guild."""
        there = [guild for guild in self.guilds if not guild.unavailable]
        return {guild.id: {one.id: frozenset(in_voice(one)) for one in voice_channels_of(guild)} for guild in there}

    def count_in(self, task: asyncio.Task[Any]) -> None:
        """Have `finish_interactions` wait for this one."""
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish_interactions(self, seconds: float) -> None:
        """Take no more interactions, and let those that are running end."""
        self.taking = False
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
