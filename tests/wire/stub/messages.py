"""Messages: posting with a nonce, looking through a history, editing."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from . import payloads
from .components import walk, with_ids
from .errors import EMPTY_MESSAGE, FOREIGN_MESSAGE, INVALID_BODY, THREAD_ARCHIVED, ApiError
from .shapes import Json
from .world import LOADING, Channel, Message, World

COMPONENTS_V2 = 1 << 15
MOST_ON_A_PAGE = 100
USER_MENTION = re.compile(r"<@!?(\d+)>")


def post(world: World, channel: Channel, body: Json) -> tuple[Message, bool]:
    """Return the message, and whether it is a new one: a nonce that is known is answered with the first."""
    nonce = None if body.get("nonce") is None else str(body["nonce"])
    if nonce and body.get("enforce_nonce") and (first := _of_nonce(world, nonce)):
        return first, False
    channel.archived = False  # writing in a thread opens it again
    message = create(world, channel.id, body, nonce=nonce)
    return message, True


def create(world: World, channel_id: int, body: Json, *, flags: int = 0, nonce: str | None = None) -> Message:
    flags |= body.get("flags", 0)
    _check_parts(body, flags)
    message = Message(
        id=world.new_id(),
        channel_id=channel_id,
        author_id=world.bot_id,
        created_at=world.now(),
        content=body.get("content") or "",
        components=with_ids(body.get("components") or []),
        embeds=body.get("embeds") or [],
        flags=flags,
        nonce=nonce,
        mentions=_mentions(world, body),
    )
    world.messages[message.id] = message
    message.first_answer = payloads.message(world, message) | ({} if nonce is None else {"nonce": nonce})
    return message


def edit(world: World, message: Message, body: Json) -> None:
    """Change what the body names. Filling in a message that was loading is no edit."""
    if message.author_id != world.bot_id:
        raise ApiError(FOREIGN_MESSAGE)
    if world.channels[message.channel_id].archived:
        raise ApiError(THREAD_ARCHIVED)
    merged = {"content": message.content, "components": message.components, "embeds": message.embeds, **body}
    flags = (message.flags | body.get("flags", 0)) & ~LOADING
    _check_parts(merged, flags)
    if not message.loading:
        message.edits += 1
        message.edited_at = world.now()
    message.flags = flags
    message.content = merged["content"] or ""
    message.components = with_ids(merged["components"] or [])
    message.embeds = merged["embeds"] or []
    message.mentions = _mentions(world, merged)
    world.changes.ring()


def page(world: World, channel_id: int, query: Mapping[str, str]) -> list[Message]:
    """Return a page of a history, newest first: the ones next to `before`, `after` or `around`."""
    limit = int(query.get("limit", 50))
    if not 1 <= limit <= MOST_ON_A_PAGE:
        raise ApiError(INVALID_BODY)
    history = world.history(channel_id)
    if "after" in query:
        found = [message for message in history if message.id > int(query["after"])][:limit]
    elif "around" in query:
        found = _around(history, int(query["around"]), limit)
    else:
        before = int(query.get("before", 1 << 63))
        found = [message for message in history if message.id < before][-limit:]
    return found[::-1]


def _around(history: Sequence[Message], middle: int, limit: int) -> list[Message]:
    older = [message for message in history if message.id < middle]
    newer = [message for message in history if message.id >= middle]
    start = max(len(older) - limit // 2, 0)
    return [*older[start:], *newer][:limit]


def _of_nonce(world: World, nonce: str) -> Message | None:
    since = world.now() - timedelta(seconds=world.settings.nonce_window_s)
    same = (m for m in world.messages.values() if m.nonce == nonce and m.author_id == world.bot_id)
    return next((message for message in same if message.created_at > since), None)


def _check_parts(body: Json, flags: int) -> None:
    if flags & LOADING:
        return
    if not any(body.get(part) for part in ("content", "components", "embeds")):
        raise ApiError(EMPTY_MESSAGE)
    if flags & COMPONENTS_V2 and (body.get("content") or body.get("embeds")):
        raise ApiError(INVALID_BODY)


def _mentions(world: World, body: Json) -> list[int]:
    """Return the members who are pinged: those written there whom `allowed_mentions` lets through."""
    texts = [
        body.get("content") or "",
        *(part.get("content", "") for part in walk(body.get("components") or [])),
    ]
    written = {int(user_id) for text in texts for user_id in USER_MENTION.findall(text)} & world.users.keys()
    allowed = body.get("allowed_mentions")
    if allowed is None or "users" in allowed.get("parse", []):
        return sorted(written)
    return sorted(written & {int(user_id) for user_id in allowed.get("users", [])})
