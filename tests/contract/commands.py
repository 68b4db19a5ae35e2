"""Rules for application commands."""

import re
from collections.abc import Iterator

from tests.contract.parts import Json, crossed, inner, kind, listed, objects, repeated, text, too_long, too_many

SLASH = 1
SUBCOMMANDS = {1, 2}  # option types: subcommand, group of subcommands
NAME = re.compile(r"[-_'\w]{1,32}")  # Python's \w is Discord's \p{L}\p{N} and the underscore
MOST = {SLASH: 100, 2: 15, 3: 15}  # commands of each type in one place


def bulk(body: list[object]) -> Iterator[str]:
    """Check the whole set of commands, as it is synced."""
    found = objects(body)
    kinds = [_kind(each) for each in found]
    for which, limit in MOST.items():
        yield from too_many(f"commands of type {which}", kinds.count(which), limit)
    for which, name in repeated((_kind(each), text(each, "name")) for each in found):
        yield f"there are two commands {name!r} of type {which}"
    for each in found:
        yield from command(each)


def command(body: Json) -> Iterator[str]:
    """Check a new command."""
    if _kind(body) == SLASH:
        yield from _name("command", text(body, "name"))
        yield from _description(f"the command {text(body, 'name')!r}", body)
    else:
        yield from _menu(body)
    yield from _inside(body)


def changed(body: Json) -> Iterator[str]:
    """Check the change of a command, whose type it does not tell; what it does not name stays."""
    yield from too_long("a command's description", text(body, "description"), 100)
    yield from _inside(body)


def _inside(body: Json) -> Iterator[str]:
    yield from _options(body)
    if (size := _size(body)) > 8000:
        yield f"the command {text(body, 'name')!r} has {size} characters in all, Discord takes 8000"


def _menu(body: Json) -> Iterator[str]:
    """Check a command of a context menu: its name may have capitals and spaces, and that is all it has."""
    name = text(body, "name")
    if not 1 <= len(name) <= 32:
        yield f"the context menu {name!r} needs a name of 1 to 32 characters"
    for key in ("description", "options"):
        if body.get(key):
            yield f"the context menu {name!r} cannot have {key}"


def _options(owner: Json) -> Iterator[str]:
    options = listed(owner, "options")
    yield from too_many("options", len(options), 25)
    for name in repeated(text(option, "name") for option in options):
        yield f"{text(owner, 'name')!r} has two options {name!r}"
    kinds = {kind(option) in SUBCOMMANDS for option in options}
    if len(kinds) > 1:
        yield f"{text(owner, 'name')!r} has both subcommands and options"
    yield from _order(options)
    for option in options:
        yield from _option(option)


def _order(options: list[Json]) -> Iterator[str]:
    optional: str | None = None
    for option in options:
        if kind(option) in SUBCOMMANDS:
            continue
        if option.get("required") and optional is not None:
            yield f"the required option {text(option, 'name')!r} stands after {optional!r}, which is not"
        elif not option.get("required"):
            optional = text(option, "name")


def _option(option: Json) -> Iterator[str]:
    what = f"the option {text(option, 'name')!r}"
    choices = listed(option, "choices")
    yield from _name("option", text(option, "name"))
    yield from _description(what, option)
    yield from too_many(f"choices in {what}", len(choices), 25)
    for name in repeated(text(choice, "name") for choice in choices):
        yield f"{what} has two choices {name!r}"
    if choices and option.get("autocomplete"):
        yield f"{what} has both choices and autocomplete"
    yield from crossed(what, option, "min_value", "max_value")
    yield from crossed(what, option, "min_length", "max_length")
    yield from _options(option)


def _name(what: str, name: str) -> Iterator[str]:
    if not NAME.fullmatch(name):
        yield f"the {what} name {name!r} must be 1 to 32 letters, digits, - or _"
    if name != name.lower():
        yield f"the {what} name {name!r} has capitals"


def _description(what: str, body: Json) -> Iterator[str]:
    if not text(body, "description"):
        yield f"{what} has no description"
    yield from too_long(f"the description of {what}", text(body, "description"), 100)


def _kind(body: Json) -> int:
    return kind(body) or SLASH


def _size(body: Json) -> int:
    """Count the characters that Discord counts: names, descriptions and values, down to each choice."""
    own = _longest(body, "name") + _longest(body, "description") + len(text(body, "value"))
    return own + sum(_size(part) for key in ("options", "choices") for part in listed(body, key))


def _longest(body: Json, key: str) -> int:
    translated = inner(body, f"{key}_localizations").values()
    return max(len(value) for value in (text(body, key), *translated) if isinstance(value, str))
