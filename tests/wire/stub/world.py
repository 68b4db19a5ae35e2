"""What Discord would keep: guilds, channels, messages, interactions."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from .changes import Changes
from .errors import (
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
    UNKNOWN_MESSAGE,
    ApiError,
)
from .shapes import Json

DISCORD_EPOCH_MS = 1_420_070_400_000
TEXT, DM, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 11, 12
EPHEMERAL, LOADING = 1 << 6, 1 << 7
ADMINISTRATOR, ALL_PERMISSIONS = 1 << 3, (1 << 53) - 1


class Kind(StrEnum):
    SLASH = "slash"
    BUTTON = "button"
    SELECT = "select"
    MODAL = "modal"
    AUTOCOMPLETE = "autocomplete"


@dataclass(frozen=True)
class Role:
    id: int
    name: str
    permissions: int


@dataclass
class Member:
    user_id: int
    role_ids: list[int] = field(default_factory=list)


@dataclass
class Guild:
    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)

    def permissions_of(self, user_id: int) -> int:
        if user_id == self.owner_id:
            return ALL_PERMISSIONS
        held = self.roles[self.id].permissions
        for role_id in self.members[user_id].role_ids:
            held |= self.roles[role_id].permissions
        return ALL_PERMISSIONS if held & ADMINISTRATOR else held


@dataclass
class Channel:
    """A text channel, a thread (`parent_id`) or a DM (`recipient_id`)."""

    id: int
    name: str
    type: int
    created_at: datetime
    guild_id: int | None = None
    parent_id: int | None = None
    recipient_id: int | None = None
    auto_archive_duration: int = 4320
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    deleted: bool = False
    member_ids: list[int] = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        return self.parent_id is not None


@dataclass
class Message:
    id: int
    channel_id: int
    author_id: int
    created_at: datetime
    content: str
    components: list[Json]
    embeds: list[Json]
    flags: int
    nonce: str | None
    mentions: list[int]
    edited_at: datetime | None = None
    edits: int = 0
    deleted: bool = False
    first_answer: Json = field(default_factory=dict)
    """As the POST was answered: a repeated nonce is answered the same."""

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)


@dataclass
class Interaction:
    """`source` is the message that was pressed on, `original` the one that answers and that `@original` names."""

    id: int
    token: str
    kind: Kind
    user_id: int
    channel_id: int
    created_at: datetime
    source: Message | None = None
    callback_type: int | None = None
    original: Message | None = None
    shown: Message | None = None
    reply: Json | None = None
    followups: list[Message] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """The member sees an answer."""
        return self.shown is not None or self.reply is not None


@dataclass
class Settings:
    nonce_window_s: float = 300
    ack_within_s: float = 3


class World:
    def __init__(self) -> None:
        self.settings = Settings()
        self.changes = Changes()
        self.users: dict[int, str] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.interactions: dict[int, Interaction] = {}
        self.commands: list[Json] = []
        self.unknown: list[str] = []
        self._newest_id = 0
        self.bot_id = self.new_id()
        self.users[self.bot_id] = "kith"

    def new_id(self) -> int:
        """Make a snowflake of the real time, above all before it."""
        milliseconds = time.time_ns() // 1_000_000 - DISCORD_EPOCH_MS
        self._newest_id = max(milliseconds << 22, self._newest_id + 1)
        return self._newest_id

    def now(self) -> datetime:
        return datetime.now(UTC)

    def guild(self, guild_id: int) -> Guild:
        if guild_id not in self.guilds:
            raise ApiError(UNKNOWN_GUILD)
        return self.guilds[guild_id]

    def member(self, guild_id: int, user_id: int) -> Member:
        members = self.guild(guild_id).members
        if user_id not in members:
            raise ApiError(UNKNOWN_MEMBER)
        return members[user_id]

    def channel(self, channel_id: int) -> Channel:
        channel = self.channels.get(channel_id)
        if channel is None or channel.deleted:
            raise ApiError(UNKNOWN_CHANNEL)
        return channel

    def message(self, channel_id: int, message_id: int) -> Message:
        """Return one that can be fetched: neither deleted nor ephemeral."""
        self.channel(channel_id)
        message = self.messages.get(message_id)
        if message is None or message.channel_id != channel_id or message.deleted or message.ephemeral:
            raise ApiError(UNKNOWN_MESSAGE)
        return message

    def history(self, channel_id: int) -> list[Message]:
        """Return what can be fetched there, oldest first."""
        found = (message for message in self.messages.values() if message.channel_id == channel_id)
        return sorted((m for m in found if not m.deleted and not m.ephemeral), key=lambda m: m.id)

    def threads(self, guild_id: int) -> Iterator[Channel]:
        """Yield the active ones."""
        for channel in self.channels.values():
            active = channel.is_thread and not channel.archived and not channel.deleted
            if active and channel.guild_id == guild_id:
                yield channel
