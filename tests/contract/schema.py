"""Requests against Discord's OpenAPI description: its routes, parameters and bodies."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from jsonschema_rs import Draft202012, Draft202012Validator, Registry, ValidationError, ValidationErrorKind

Json = dict[str, Any]
HOME = "urn:discord"
LONGEST = 200  # characters of a validator's message, which quotes the whole value

SNOWFLAKE = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0}
PERMISSIONS = {"permissions", "allow", "deny", "default_member_permissions"}

# What discord.py sends and Discord takes (documented, or ignored), but the description leaves out.
COMMAND, EDIT = {"nsfw": {"type": "boolean"}}, {"tts": {"type": "boolean"}}
UNDESCRIBED_FIELDS: dict[str, Json] = {
    "ApplicationCommandCreateRequest": COMMAND,
    "ApplicationCommandPatchRequestPartial": COMMAND,
    "ApplicationCommandUpdateRequest": COMMAND,
    "BaseCreateMessageCreateRequest": EDIT,
    "ComponentEmojiForRequest": {"animated": {"type": "boolean"}},
    "CreateForumThreadRequest": {"type": {"type": "integer"}},
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": EDIT,
    "IncomingWebhookUpdateRequestPartial": EDIT,
    "MessageEditRequestPartial": EDIT,
    "MessageReferenceRequest": {"type": {"enum": [0, 1]}},  # 1 is a forward
    "RichEmbed": {"flags": {"type": "integer"}},
}
UNDESCRIBED_IN_OVERWRITE = {"id": SNOWFLAKE}
UNDESCRIBED_QUERY = {"use_nested_fields", "delete_message_seconds"}


@dataclass(frozen=True)
class Parameter:
    """A value in the path or the query, and where its schema stands."""

    name: str
    pointer: str


@dataclass(frozen=True)
class Operation:
    """One method on one path template."""

    template: tuple[str, ...]
    in_path: Mapping[str, Parameter]
    in_query: Mapping[str, Parameter]
    takes_body: bool
    body: str | None

    def literals(self, segments: list[str]) -> int:
        """How many segments fit the template literally; -1 if it does not fit at all."""
        pairs = list(zip(self.template, segments, strict=True))
        if any(part != segment for part, segment in pairs if not part.startswith("{")):
            return -1
        return sum(part == segment for part, segment in pairs)


class Schema:
    """Discord's description, ready to judge requests."""

    def __init__(self, document: Json) -> None:
        _adapt(document)
        # One registry for all: a copy of the components in each schema costs over a gigabyte.
        self._registry = Registry([(HOME, document)], draft=Draft202012)
        self._validators: dict[str, Draft202012Validator] = {}
        self._operations: dict[tuple[str, int], list[Operation]] = defaultdict(list)
        for method, operation in _operations(document):
            self._operations[method, len(operation.template)].append(operation)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the description from its file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def faults(self, method: str, path: str, body: object, query: Mapping[str, object]) -> list[str]:
        """Say what in this request differs from the description."""
        segments = path.strip("/").split("/")
        operation = self._match(method, segments)
        if operation is None:
            return [f"Discord has no route {method} {path}"]
        return [
            *self._path_faults(operation, segments),
            *self._query_faults(operation, query),
            *self._body_faults(operation, body),
        ]

    def _match(self, method: str, segments: list[str]) -> Operation | None:
        """Find the operation; literal segments win: `messages/pins` over `messages/{message_id}`."""
        known = self._operations.get((method, len(segments)), [])
        best = max(known, key=lambda operation: operation.literals(segments), default=None)
        return best if best and best.literals(segments) >= 0 else None

    def _path_faults(self, operation: Operation, segments: list[str]) -> Iterator[str]:
        for part, segment in zip(operation.template, segments, strict=True):
            parameter = operation.in_path.get(part.strip("{}"))
            if part.startswith("{") and parameter and not self._fits(parameter, segment):
                yield f"{parameter.name} in the path cannot be {segment!r}"

    def _query_faults(self, operation: Operation, query: Mapping[str, object]) -> Iterator[str]:
        for name in query.keys() - operation.in_query.keys() - UNDESCRIBED_QUERY:
            yield f"the query has no parameter {name}"
        for name, parameter in operation.in_query.items():
            if name in query and not self._fits(parameter, query[name]):
                yield f"{name} in the query cannot be {query[name]!r}"

    def _body_faults(self, operation: Operation, body: object) -> Iterator[str]:
        if not operation.takes_body and body:
            yield "this route takes no body"
        if operation.body is None:
            return
        validator = self._validator(operation.body)
        if body is None and not validator.is_valid({}):
            yield "this route needs a body"
        elif body is not None:
            for error in validator.iter_errors(body):
                yield from _sentences(error)

    def _fits(self, parameter: Parameter, value: object) -> bool:
        validator = self._validator(parameter.pointer)
        return any(validator.is_valid(reading) for reading in _readings(value))

    def _validator(self, pointer: str) -> Draft202012Validator:
        if pointer not in self._validators:
            schema = {"$ref": f"{HOME}#{pointer}"}
            self._validators[pointer] = Draft202012Validator(schema, registry=self._registry, validate_formats=True)
        return self._validators[pointer]


def _adapt(document: Json) -> None:
    """Take what Discord takes (IDs as integers, permissions as strings) and no field that nobody knows."""
    components: Json = document["components"]["schemas"]
    components["SnowflakeType"] = SNOWFLAKE
    for name, fields in UNDESCRIBED_FIELDS.items():
        components[name]["properties"].update(fields)
    overwrite = document["paths"]["/channels/{channel_id}/permissions/{overwrite_id}"]["put"]
    overwrite["requestBody"]["content"]["application/json"]["schema"]["properties"].update(UNDESCRIBED_IN_OVERWRITE)
    for node in _nodes(document):
        known = node.get("properties")
        if node.get("type") != "object" or not isinstance(known, dict):
            continue
        node.setdefault("additionalProperties", False)
        for name in PERMISSIONS & known.keys():
            _take_digits(known[name])


def _take_digits(field: Json) -> None:
    if isinstance(field["type"], list) and "integer" in field["type"]:
        field["type"] = [*field["type"], "string"]
        field["pattern"] = "^[0-9]+$"


def _nodes(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in within:
        yield from _nodes(part)


def _operations(document: Json) -> Iterator[tuple[str, Operation]]:
    for path, item in document["paths"].items():
        shared = f"/paths/{quote(path.replace('/', '~1'))}"
        for method, described in item.items():
            if method == "parameters":
                continue
            parameters = [
                *_parameters(item, f"{shared}/parameters"),
                *_parameters(described, f"{shared}/{method}/parameters"),
            ]
            content = described.get("requestBody", {}).get("content", {})
            as_json = f"{shared}/{method}/requestBody/content/application~1json/schema"
            yield (
                method.upper(),
                Operation(
                    template=tuple(path.strip("/").split("/")),
                    in_path={found.name: found for place, found in parameters if place == "path"},
                    in_query={found.name: found for place, found in parameters if place == "query"},
                    takes_body=bool(content),
                    body=as_json if "application/json" in content else None,
                ),
            )


def _parameters(item: Json, pointer: str) -> Iterator[tuple[str, Parameter]]:
    for index, parameter in enumerate(item.get("parameters", [])):
        yield parameter["in"], Parameter(parameter["name"], f"{pointer}/{index}/schema")


def _readings(value: object) -> Iterator[object]:
    """Yield what a value in an address may stand for: everything there is text."""
    text = str(value)
    yield text
    if text.isdecimal():
        yield int(text)
    if text.lower() in {"0", "1", "true", "false"}:
        yield text.lower() in {"1", "true"}


def _sentences(error: ValidationError) -> Iterator[str]:
    """Say what is wrong; of several allowed shapes take the one that was most likely meant."""
    match error.kind:
        case ValidationErrorKind.OneOfNotValid(shapes) | ValidationErrorKind.AnyOf(shapes):
            fit = min(reversed(shapes), key=lambda shape: _distance(error, shape))
            tags = [fault for fault in fit if _is_tag(error, fault)]
            if tags:
                yield f"{_place(error)} of type {tags[0].instance} cannot stand here"
            else:
                for fault in fit:
                    yield from _sentences(fault)
        case ValidationErrorKind.AdditionalProperties(names):
            for name in names:
                yield f"{_place(error)} has no field {name}"
        case _:
            yield f"{_place(error)}: {_shortened(error.message)}"


def _distance(error: ValidationError, shape: list[ValidationError]) -> tuple[bool, bool, int]:
    """Tell how far a value is from a shape: another kind of value, another `type` tag, number of faults."""
    another_kind = any(
        isinstance(fault.kind, ValidationErrorKind.Type) and fault.instance_path == error.instance_path
        for fault in shape
    )
    return another_kind, any(_is_tag(error, fault) for fault in shape), len(shape)


def _is_tag(error: ValidationError, fault: ValidationError) -> bool:
    is_choice = isinstance(fault.kind, ValidationErrorKind.Enum | ValidationErrorKind.Constant)
    return is_choice and fault.instance_path == [*error.instance_path, "type"]


def _place(error: ValidationError) -> str:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
    return steps.lstrip(".") or "the body"


def _shortened(message: str) -> str:
    if len(message) <= LONGEST:
        return message
    return f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"
