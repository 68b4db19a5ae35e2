"""Would Discord take this request? Its own OpenAPI description answers, and the rules that it leaves out.

What the bot sends in a test against simcord is checked by one line at the end of the test:

    assert check_log(load(find()), env.http_requests) == []

simcord's public log holds a copy of each body, made before the route is handled, from the HTTP client and from
the webhook adapter alike, so refused requests are in it too. Of a multipart request it holds the payload_json;
the files themselves are left out, but discord.py names each of them under `attachments`.
"""

import functools
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from simcord import HttpLogEntry

from tests.contract import rules
from tests.contract.schema import Schema

VARIABLE = "DISCORD_OPENAPI"
MISSING = f"set {VARIABLE} to Discord's openapi.json to check requests against it"


class Contract:
    """What Discord takes. Without a schema only the rules are checked that need none."""

    def __init__(self, schema: Schema | None) -> None:
        self._schema = schema

    def faults(
        self, method: str, path: str, body: object | None, query: Mapping[str, object] | None = None
    ) -> list[str]:
        """Say what Discord would refuse in this request; `path` comes without host and version."""
        try:
            sent = json.loads(json.dumps(body, allow_nan=False))
        except (TypeError, ValueError) as error:
            return [f"the body cannot be sent as JSON: {error}"]
        found = self._schema.faults(method, path, sent, query or {}) if self._schema else []
        return found + rules.faults(method, path, sent)


def find(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where Discord's description lies on this machine, if it does."""
    path = Path(environment.get(VARIABLE, ""))
    return path if path.is_file() else None


@functools.cache
def load(path: Path | None) -> Contract:
    """Read the description once for all tests; None gives the rules alone."""
    return Contract(Schema.read(path) if path else None)


def check_log(contract: Contract, entries: Iterable[HttpLogEntry]) -> list[str]:
    """Say what Discord would have refused of all that simcord was asked, each with its request."""
    return [
        f"{entry.method} {entry.path}: {fault}"
        for entry in entries
        for fault in contract.faults(entry.method, entry.path, entry.json, entry.params)
    ]
