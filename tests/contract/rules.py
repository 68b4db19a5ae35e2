"""Rules that Discord enforces and its description leaves out; none of them needs its file."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from tests.contract import commands, components
from tests.contract.messages import edited, whole
from tests.contract.parts import Json, inner, kind, listed, text, too_many

Rule = Callable[[Json], Iterator[str]]

MESSAGE, UPDATE, AUTOCOMPLETE, MODAL = 4, 7, 8, 9
EXTERNAL = 3  # a scheduled event that takes place outside Discord


def faults(method: str, path: str, body: object) -> list[str]:
    """Say what Discord would refuse in this body though its description allows it."""
    if isinstance(body, list):
        return list(commands.bulk(body)) if method == "PUT" and COMMANDS.fullmatch(path) else []
    if not isinstance(body, dict):
        return []
    rule = next((rule for verb, where, rule in RULES if verb == method and where.fullmatch(path)), None)
    return list(rule(body)) if rule else []


def callback(body: Json) -> Iterator[str]:
    """Check the first answer to an interaction."""
    which, data = kind(body), inner(body, "data")
    if which == MESSAGE and not body.get("data"):
        yield "an answer of type 4 needs data"
    elif which == MESSAGE:
        yield from whole(data)
    elif which == UPDATE:
        yield from edited(data)
    elif which == AUTOCOMPLETE:
        yield from too_many("choices", len(listed(data, "choices")), 25)
    elif which == MODAL:
        yield from components.modal(data)


def forum_post(body: Json) -> Iterator[str]:
    """Check a new thread; only one in a forum has a message."""
    if isinstance(body.get("message"), dict):
        yield from whole(body["message"])


def event(body: Json) -> Iterator[str]:
    """Check a new scheduled event."""
    yield from event_times(body)
    outside = body.get("entity_type") == EXTERNAL
    if outside and not body.get("scheduled_end_time"):
        yield "an event outside Discord needs an end"
    if outside and not text(inner(body, "entity_metadata"), "location"):
        yield "an event outside Discord needs a location"
    if not outside and not body.get("channel_id"):
        yield "an event in a voice or stage channel needs its channel_id"


def event_times(body: Json) -> Iterator[str]:
    """Check that an event ends after it starts, where both are told."""
    try:
        start = datetime.fromisoformat(text(body, "scheduled_start_time"))
        end = datetime.fromisoformat(text(body, "scheduled_end_time"))
    except ValueError:
        return  # one of them is absent, or no time at all, which the description catches
    if start.timestamp() >= end.timestamp():
        yield "the event ends before it starts"


def _where(template: str) -> re.Pattern[str]:
    return re.compile(template.replace("*", "[^/]+"))


COMMANDS = _where(r"/applications/*(/guilds/*)?/commands")
RULES: list[tuple[str, re.Pattern[str], Rule]] = [
    ("POST", _where("/channels/*/messages"), whole),
    ("PATCH", _where("/channels/*/messages/*"), edited),
    ("POST", _where("/channels/*/threads"), forum_post),
    ("POST", _where("/interactions/*/*/callback"), callback),
    ("POST", _where("/webhooks/*/*"), whole),
    ("PATCH", _where("/webhooks/*/*/messages/*"), edited),
    ("POST", COMMANDS, commands.command),
    ("PATCH", _where(r"/applications/*(/guilds/*)?/commands/*"), commands.changed),
    ("POST", _where("/guilds/*/scheduled-events"), event),
    ("PATCH", _where("/guilds/*/scheduled-events/*"), event_times),
]
