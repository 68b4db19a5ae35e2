"""What goes over the control API, on both sides of it."""

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypedDict

Json = dict[str, Any]
Reason = Literal["not connected", "disconnected", "timed out"]

TOKEN = "x" * 24 + ".yyyyyy." + "z" * 27
"""The only one that is accepted; of the shape that Discord's tokens have."""


class Point(StrEnum):
    """Where a request is struck. Without a `pid` nobody is killed: the connection breaks off."""

    UNAPPLIED = "unapplied"
    """Read, not applied; killed."""
    APPLIED = "applied"
    """Applied, not answered; killed."""
    ANSWERED = "answered"
    """Applied, the answer written out; killed."""
    BAD_GATEWAY = "bad_gateway"
    """Applied and answered 502; nobody is killed."""
    BAD_GATEWAY_UNAPPLIED = "bad_gateway_unapplied"
    """Not applied and answered 502; nobody is killed."""
    LATE = "late"
    """Killed; applied `delay_s` later: the request was still on its way."""
    RANDOM = "random"
    """Killed `delay_s` from now, whatever is going on."""


class RoleSeed(TypedDict):
    name: str
    id: NotRequired[int]
    permissions: NotRequired[int]


class GuildSeed(TypedDict):
    name: str
    id: NotRequired[int]
    owner_id: NotRequired[int]
    roles: NotRequired[list[RoleSeed]]
    bot_permissions: NotRequired[int]


class ChannelSeed(TypedDict):
    name: str
    id: NotRequired[int]
    type: NotRequired[int]


class MemberSeed(TypedDict):
    """`permissions` come by a role of their own."""

    name: str
    id: NotRequired[int]
    permissions: NotRequired[int]
    roles: NotRequired[list[int]]


class SettingsSeed(TypedDict, total=False):
    nonce_window_s: float
    """For how long a nonce is known; 0: not at all."""
    ack_within_s: float
    """How soon an interaction must be acknowledged."""


class WorldSeed(TypedDict, total=False):
    """All of it optional; channels and members belong to the guild beside them."""

    guild: GuildSeed
    channels: list[ChannelSeed]
    members: list[MemberSeed]
    settings: SettingsSeed


class Seeded(TypedDict):
    """Ids in the order in which things were seeded."""

    bot_id: int
    guild_id: int | None
    role_ids: list[int]
    channel_ids: list[int]
    member_ids: list[int]


class GatewayState(TypedDict):
    """`sessions` counts those that have ever been ready."""

    connected: bool
    ready: bool
    sessions: int


class FaultState(TypedDict):
    """`done`: fired, and what is applied has been applied."""

    armed: bool
    fired: bool
    done: bool


class Answer(TypedDict):
    """What the member sees: a message, a form or choices; or why nothing."""

    answered: bool
    reason: Reason | None
    interaction_id: int | None
    callback_type: int | None
    data: Json | None
    message_id: int | None


class MessageState(TypedDict):
    id: int
    channel_id: int
    author_id: int
    content: str
    components: list[Json]
    flags: int
    nonce: str | None
    mentions: list[int]
    ephemeral: bool
    deleted: bool
    edits: int
    created_at: str
    edited_at: str | None


class InteractionState(TypedDict):
    id: int
    kind: str
    user_id: int
    channel_id: int
    created_at: str
    callback_type: int | None
    answered: bool
    data: Json | None
    message_id: int | None
    followup_ids: list[int]


class ThreadState(TypedDict):
    id: int
    parent_id: int | None
    name: str
    type: int
    archived: bool
    deleted: bool
    member_ids: list[int]
    created_at: str


class State(TypedDict):
    """`messages` by channel, oldest first, with those that are deleted or ephemeral; `roles` by guild and member."""

    messages: dict[int, list[MessageState]]
    interactions: list[InteractionState]
    threads: list[ThreadState]
    roles: dict[int, dict[int, list[int]]]
    commands: list[Json]
    unknown: list[str]
