"""What the sandbox leans on in simcord beyond its public names: if one of these changes, this says which."""

import ast
import inspect
from importlib.metadata import version
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord import _clock, _runtime
from simcord.backend import Backend, access, cdn, models
from simcord.enums import AppCommandType
from simcord.preview import Preview, _pages, _server

import bot.sandbox

CALLS: list[tuple[Any, str, list[str]]] = [
    (simcord.Env, "_begin_operation", ["self", "label"]),
    (simcord.Env, "_end_operation", ["self"]),
    (simcord.Env, "_detach_bot", ["self"]),
    (_runtime, "_attach_bot", ["self", "bot"]),
    (Backend, "edit_bot_profile", ["self", "username"]),
    (Backend, "create_thread", ["self", "parent_id", "name", "owner_id"]),
    (Backend, "get_channel", ["self", "channel_id"]),
    (Backend, "visible_commands", ["self", "user_id", "channel_id", "type"]),
    (models.Message, "visible_to", ["self", "user_id"]),
    (access, "can_access_channel", ["env", "channel_id", "viewer", "history"]),
    (Preview, "_viewer", ["self", "viewer_id"]),
    (Preview, "_publish", ["self", "page", "reason"]),
    (Preview, "_page_payload", ["self", "page"]),
    (Preview, "_action", ["self", "context_id", "body"]),
    (Preview, "_open_page", ["self", "viewer_id", "target_id"]),
    (Preview, "_get_page", ["self", "context_id"]),
    (_server.PreviewServer, "__init__", ["self", "preview", "port"]),
    (_server.PreviewServer, "start", ["self"]),
    (_server.PreviewServer, "close", ["self"]),
    (_server.PreviewServer, "_authorized", ["self", "request", "context"]),
    *(
        (_server.PreviewServer, name, ["self", "request"])
        for name in ("_pages", "_delete_page", "_state", "_commands", "_action_result", "_action", "_asset")
    ),
]
"""Whose, what it is called, and its first parameters."""
FIELDS: list[tuple[type, list[str]]] = [
    (models.User, ["id", "name", "avatar"]),
    (models.Channel, ["guild_id", "thread_metadata"]),
    (models.channel.ThreadMetadata, ["archived"]),
    (models.Message, ["id", "author_id"]),
    (_pages._Page, ["viewer", "channel_id", "target_id", "window_end_id", "modal", "modal_handle", "revision"]),
]


def test_the_version_is_the_one_that_was_looked_at() -> None:
    assert version("simcord") == "3.2.1"


@pytest.mark.parametrize(("owner", "name", "parameters"), CALLS, ids=lambda value: getattr(value, "__name__", None))
def test_what_is_called_or_overridden_takes_the_same(owner: Any, name: str, parameters: list[str]) -> None:
    found = list(inspect.signature(getattr(owner, name)).parameters)

    assert found[: len(parameters)] == parameters


@pytest.mark.parametrize(("model", "fields"), FIELDS, ids=lambda value: getattr(value, "__name__", None))
def test_what_is_read_or_set_is_there(model: Any, fields: list[str]) -> None:
    assert set(fields) <= set(model.__dataclass_fields__)


def test_what_has_no_signature_is_there() -> None:
    env = simcord.Env(discord.Client(intents=discord.Intents.none()))
    user = env.create_user("ana")

    assert env._generation == 0
    assert env.backend.clock._epoch == env.now()
    assert isinstance(env.backend.clock, _clock.Clock)
    assert env.backend.subscribers == []
    assert env.backend.messages == {}
    assert env.backend.bot_user.bot
    assert user._env is env
    assert cdn.CDN_BASE.startswith("https://")
    assert int(AppCommandType.USER) == discord.AppCommandType.user.value
    assert Preview._MAX_PAGES == 16


def test_nothing_else_is_leant_on() -> None:
    """Private names of others in the sandbox's own files, against those that stand above."""
    files = sorted(Path(bot.sandbox.__file__).parent.glob("*.py"))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    own: set[str] = set()
    used: set[str] = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            own.add(node.name)
        elif isinstance(node, ast.Attribute) and is_private(node.attr):
            (own if isinstance(node.ctx, ast.Store) else used).add(node.attr)
        elif isinstance(node, ast.alias) and is_private(node.name):
            used.add(node.name)

    watched = {name for _, name, _ in CALLS} | {
        "_env",
        "_epoch",
        "_generation",
        "_python",
        "_pages",
        "_server",
        "_runtime",
    }
    assert used - own <= watched


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
