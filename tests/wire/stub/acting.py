"""Members: they type commands, press buttons and send forms, and see what comes of it."""

import secrets
from collections.abc import Mapping
from typing import Any

from . import payloads
from .components import BUTTON, LABEL, ROW, TEXT_INPUT, find
from .gateway import Gateway, Session
from .shapes import Answer, Json, Reason
from .world import EPHEMERAL, Channel, Interaction, Kind, Message, World

SUBCOMMAND, GROUP = 1, 2
USER_OPTION, CHANNEL_OPTION, ROLE_OPTION = 6, 7, 8
USER_SELECT, ROLE_SELECT, CHANNEL_SELECT = 5, 6, 8
NUMBERS: Mapping[int, type[int | float]] = {4: int, 10: float}


class ImpossibleError(ValueError):
    """No member could do that: the test is mistaken, or what it expected is not there."""


class Acting:
    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    async def act(self, wanted: Json) -> Answer:
        """Send it to the bot, and wait for what the member sees. Raises ImpossibleError."""
        interaction, data = self._made(wanted)
        self._world.interactions[interaction.id] = interaction
        session = self._gateway.newest()
        if session is None:
            return self._answer(interaction, session)
        await session.dispatch("INTERACTION_CREATE", payloads.interaction(self._world, interaction, data))
        most = wanted.get("timeout_s", 5.0)
        await self._world.changes.wait_until(lambda: interaction.answered or session.closed, most)
        return self._answer(interaction, session)

    def _answer(self, interaction: Interaction, session: Session | None) -> Answer:
        return Answer(
            answered=interaction.answered,
            reason=None if interaction.answered else _reason(session),
            interaction_id=interaction.id,
            callback_type=interaction.callback_type,
            data=seen(self._world, interaction),
            message_id=interaction.shown.id if interaction.shown else None,
        )

    def _made(self, wanted: Json) -> tuple[Interaction, Json]:
        place = self._place(wanted)
        kind, user_id = Kind(wanted["kind"]), int(wanted["user_id"])
        source: Message | None = None
        match kind:
            case Kind.SLASH | Kind.AUTOCOMPLETE:
                data = self._command(place, wanted)
            case Kind.BUTTON | Kind.SELECT:
                source = self._message(place, user_id, int(wanted["message_id"]))
                data = self._component(place, source, wanted)
            case Kind.MODAL:
                opener = self._opener(user_id, wanted["custom_id"])
                source = opener.source
                data = _form(opener.reply or {}, wanted)
        made = Interaction(
            id=self._world.new_id(),
            token=secrets.token_urlsafe(24),
            kind=kind,
            user_id=user_id,
            channel_id=place.id,
            created_at=self._world.now(),
            source=source,
        )
        return made, data

    def _place(self, wanted: Json) -> Channel:
        channel = self._world.channels.get(int(wanted["channel_id"]))
        if channel is None or channel.deleted:
            raise ImpossibleError("there is no such channel")
        user_id = int(wanted["user_id"])
        if channel.guild_id is not None and user_id not in self._world.guilds[channel.guild_id].members:
            raise ImpossibleError("nobody there has such an id")
        if wanted.get("guild_id") not in (None, channel.guild_id):
            raise ImpossibleError("the channel is in another guild")
        return channel

    # Commands

    def _command(self, place: Channel, wanted: Json) -> Json:
        path: list[str] = wanted["command"]
        top = _named(self._world.commands, path[0])
        leaf, kinds = top, []
        for name in path[1:]:
            leaf = _named(leaf["options"], name)
            kinds.append((name, leaf["type"]))
        if any(option["type"] in (SUBCOMMAND, GROUP) for option in leaf.get("options", [])):
            raise ImpossibleError(f"/{' '.join(path)} is a group")
        options, resolved = self._options(place, leaf, wanted)
        for name, kind in reversed(kinds):
            options = [{"name": name, "type": kind, "options": options}]
        return {
            "id": top["id"],
            "name": top["name"],
            "type": top["type"],
            "options": options,
            "resolved": resolved,
        }

    def _options(self, place: Channel, leaf: Json, wanted: Json) -> tuple[list[Json], Json]:
        given: dict[str, Any] = wanted.get("options", {})
        focused = wanted.get("focused")
        known = leaf.get("options", [])
        missing = {option["name"] for option in known if option.get("required")} - given.keys()
        if missing and focused is None:
            raise ImpossibleError(f"{', '.join(missing)} must be given")
        options: list[Json] = []
        resolved: Json = {}
        for name, value in given.items():
            kind = _named(known, name)["type"]
            option = {"name": name, "type": kind, "value": _typed(kind, value, focused=name == focused)}
            options.append(option | ({"focused": True} if name == focused else {}))
            self._resolve(place, resolved, kind, [value])
        return options, resolved

    # Components

    def _message(self, place: Channel, user_id: int, message_id: int) -> Message:
        message = self._world.messages.get(message_id)
        if message is None or message.deleted or message.channel_id != place.id:
            raise ImpossibleError("there is no such message in that channel")
        if message.flags & EPHEMERAL and user_id not in self._seen_by(message):
            raise ImpossibleError("that message is another member's")
        return message

    def _seen_by(self, message: Message) -> set[int]:
        interactions = self._world.interactions.values()
        return {i.user_id for i in interactions if message is i.original or message in i.followups}

    def _component(self, place: Channel, source: Message, wanted: Json) -> Json:
        part = find(source.components, wanted["custom_id"])
        if part is None or part.get("disabled"):
            raise ImpossibleError("there is no such component on that message, or it is disabled")
        if (part["type"] == BUTTON) != (wanted["kind"] == Kind.BUTTON):
            raise ImpossibleError("that component is of another kind")
        data: Json = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part["id"]}
        if part["type"] != BUTTON:
            data["values"] = [str(value) for value in wanted["values"]]
            data["resolved"] = {}
            kinds = {USER_SELECT: USER_OPTION, ROLE_SELECT: ROLE_OPTION, CHANNEL_SELECT: CHANNEL_OPTION}
            self._resolve(place, data["resolved"], kinds.get(part["type"], 0), wanted["values"])
        return data

    def _resolve(self, place: Channel, resolved: Json, kind: int, ids: list[Any]) -> None:
        """Add the whole of what is only named by its id."""
        world = self._world
        guild = world.guilds.get(place.guild_id or 0)
        for one in ids:
            if kind == USER_OPTION:
                resolved.setdefault("users", {})[str(one)] = payloads.user(world, int(one))
                if guild is not None and int(one) in guild.members:
                    member = payloads.acting_member(world, guild, int(one))
                    del member["user"]
                    resolved.setdefault("members", {})[str(one)] = member
            elif kind == CHANNEL_OPTION:
                channel = payloads.channel(world, world.channels[int(one)])
                resolved.setdefault("channels", {})[str(one)] = channel | {"permissions": "0"}
            elif kind == ROLE_OPTION and guild is not None:
                roles = {role["id"]: role for role in payloads.guild(guild)["roles"]}
                resolved.setdefault("roles", {})[str(one)] = roles[str(one)]

    # Forms

    def _opener(self, user_id: int, custom_id: str) -> Interaction:
        for interaction in reversed(self._world.interactions.values()):
            form = interaction.reply or {}
            if interaction.user_id == user_id and form.get("custom_id") == custom_id:
                return interaction
        raise ImpossibleError("no such form was opened for that member")


def seen(world: World, interaction: Interaction) -> Json | None:
    """Return what the member sees: a message, a form or choices."""
    return payloads.message(world, interaction.shown) if interaction.shown else interaction.reply


def _reason(session: Session | None) -> Reason:
    if session is None:
        return "not connected"
    return "disconnected" if session.closed else "timed out"


def _named(among: list[Json], name: str) -> Json:
    for one in among:
        if one["name"] == name:
            return one
    raise ImpossibleError(f"there is no {name} among {', '.join(one['name'] for one in among) or 'nothing'}")


def _typed(kind: int, value: Any, *, focused: bool) -> Any:
    """Write a value as its option's type has it; what is being typed is text."""
    if focused or kind not in {*NUMBERS, 5}:
        return str(value)
    return NUMBERS[kind](value) if kind in NUMBERS else bool(value)


def _form(form: Json, wanted: Json) -> Json:
    """Fill in a form: fields that are not named keep what stood in them."""
    fields: dict[str, Any] = wanted.get("fields", {})
    for custom_id in fields:
        if find(form["components"], custom_id) is None:
            raise ImpossibleError(f"the form has no field {custom_id}")
    return {
        "custom_id": form["custom_id"],
        "components": [_filled(part, fields) for part in form["components"]],
    }


def _filled(part: Json, fields: Mapping[str, Any]) -> Json:
    filled: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == ROW:
        return filled | {"components": [_filled(inner, fields) for inner in part["components"]]}
    if part["type"] == LABEL:
        return filled | {"component": _filled(part["component"], fields)}
    if "custom_id" not in part:
        return filled
    filled["custom_id"] = part["custom_id"]
    if part["type"] == TEXT_INPUT:
        return filled | {"value": _text(part, fields)}
    standing = [option["value"] for option in part.get("options", []) if option.get("default")]
    value = fields.get(part["custom_id"], standing)
    return filled | ({"values": value} if isinstance(value, list) else {"value": value})


def _text(part: Json, fields: Mapping[str, Any]) -> str:
    text = str(fields.get(part["custom_id"], part.get("value") or ""))
    if not text and part.get("required", True):
        raise ImpossibleError(f"{part['custom_id']} must be filled in")
    return text
