"""Rules for a message, new or edited, whatever route takes it."""

from collections.abc import Iterator

from tests.contract import components
from tests.contract.parts import Json, inner, integer, kind, listed, text, too_long, too_many

V2 = 1 << 15
SHOWS = ("embeds", "components", "attachments", "poll", "sticker_ids", "shared_client_theme")
KEPT_BY_EDIT = ("content", "embeds", "components", "attachments")
NOT_IN_V2 = ("content", "embeds", "poll", "sticker_ids")
FORWARD = 1


def whole(message: Json) -> Iterator[str]:
    """Check a new message."""
    forwards = kind(inner(message, "message_reference")) == FORWARD
    words = text(message, "content").strip()  # Discord strips it, too
    if not forwards and not words and not any(message.get(key) for key in SHOWS):
        yield "the message is empty"
    yield from _either(message)


def edited(message: Json) -> Iterator[str]:
    """Check the change of a message; what it does not name stays."""
    if all(key in message and not message[key] for key in KEPT_BY_EDIT):
        yield "the edit leaves the message empty"
    yield from _either(message)


def _either(message: Json) -> Iterator[str]:
    yield from too_long("content", text(message, "content"), 2000)
    yield from too_long("nonce", str(message.get("nonce") or ""), 25)
    yield from _embeds(listed(message, "embeds"))
    yield from _pings(inner(message, "allowed_mentions"))
    yield from components.each(listed(message, "components"))
    if integer(message, "flags") & V2:
        yield from _with_layout(message)
    else:
        yield from _without_layout(listed(message, "components"))


def _with_layout(message: Json) -> Iterator[str]:
    for key in NOT_IN_V2:
        if message.get(key):
            yield f"{key} cannot stand beside Components V2"
    every = list(components.walk(listed(message, "components")))
    yield from too_many("components, nested ones included", len(every), 40)
    shown = "".join(text(part, "content") for part in every if kind(part) == components.TEXT)
    yield from too_long("the text of all text displays together", shown, 4000)


def _without_layout(parts: list[Json]) -> Iterator[str]:
    """Check an old-style message; discord.py sends the flag with each edit of a layout, too."""
    yield from too_many("rows without the Components V2 flag", len(parts), 5)
    for which in sorted(components.LAYOUT & {kind(part) for part in components.walk(parts)}):
        yield f"a component of type {which} needs the Components V2 flag"


def _embeds(embeds: list[Json]) -> Iterator[str]:
    yield from too_long("the text of all embeds together", "".join(map(_said, embeds)), 6000)
    for field in (field for embed in embeds for field in listed(embed, "fields")):
        for key in ("name", "value"):
            if not text(field, key).strip():
                yield f"an embed's field has an empty {key}"


def _said(embed: Json) -> str:
    fields = "".join(text(field, "name") + text(field, "value") for field in listed(embed, "fields"))
    ends = text(inner(embed, "footer"), "text") + text(inner(embed, "author"), "name")
    return text(embed, "title") + text(embed, "description") + fields + ends


def _pings(allowed: Json) -> Iterator[str]:
    parse = allowed.get("parse")
    for whom in ("users", "roles"):
        ids = allowed.get(whom)
        if not isinstance(ids, list) or not ids:
            continue
        yield from too_many(f"{whom} in allowed_mentions", len(ids), 100)
        if isinstance(parse, list) and whom in parse:
            yield f"allowed_mentions has {whom} both in parse and as a list"
