"""Routes by which the bot answers interactions."""

from datetime import timedelta

from aiohttp import web

from . import messages, payloads
from .channels import announce
from .components import with_ids
from .errors import (
    ALREADY_ACKNOWLEDGED,
    INVALID_BODY,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    ApiError,
)
from .gateway import Gateway
from .http import answer, body_of, done, number
from .shapes import Json
from .world import EPHEMERAL, LOADING, Interaction, Kind, Message, World

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9


class Answers:
    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        webhook = r"/webhooks/{application:\d+}/{token}"
        return [
            web.post(r"/interactions/{interaction:\d+}/{token}/callback", self.acknowledge),
            web.get(webhook + "/messages/@original", self.original),
            web.patch(webhook + "/messages/@original", self.edit_original),
            web.post(webhook, self.follow_up),
        ]

    async def acknowledge(self, request: web.Request) -> web.Response:
        interaction = self._waiting(request)
        body = await body_of(request)
        kind, data = body["type"], body.get("data") or {}
        self._check_answer(interaction, kind)
        if kind in (MESSAGE, DEFERRED_MESSAGE):
            await self._new_original(interaction, data, loading=kind == DEFERRED_MESSAGE)
        elif kind in (UPDATE, DEFERRED_UPDATE):
            self._update_source(interaction, data, now=kind == UPDATE)
        else:
            interaction.reply = {**data, "components": with_ids(data["components"])} if kind == FORM else data
        interaction.callback_type = kind
        self._world.changes.ring()
        return answer(self._callback(interaction)) if "with_response" in request.query else done()

    async def original(self, request: web.Request) -> web.Response:
        _, message = self._original(request)
        return answer(payloads.message(self._world, message))

    async def edit_original(self, request: web.Request) -> web.Response:
        interaction, message = self._original(request)
        await self._fill(interaction, message, await body_of(request))
        return answer(payloads.message(self._world, message))

    async def follow_up(self, request: web.Request) -> web.Response:
        """The first after a deferred answer takes its place, and is as private as that was."""
        interaction = self._acknowledged(request)
        body = await body_of(request)
        original = interaction.original
        if original is not None and original.loading:
            message = original
            await self._fill(interaction, message, body | {"flags": body.get("flags", 0) & ~EPHEMERAL})
        else:
            message = messages.create(self._world, interaction.channel_id, body)
            await self._show(interaction, message)
        interaction.followups.append(message)
        return answer(payloads.message(self._world, message))

    # Steps

    async def _new_original(self, interaction: Interaction, data: Json, *, loading: bool) -> None:
        flags = LOADING if loading else 0
        message = messages.create(self._world, interaction.channel_id, data, flags=flags)
        interaction.original = message
        if not loading:
            await self._show(interaction, message)

    def _update_source(self, interaction: Interaction, data: Json, *, now: bool) -> None:
        interaction.original = interaction.source
        if now and interaction.source is not None:
            messages.edit(self._world, interaction.source, data)
            interaction.shown = interaction.source

    async def _fill(self, interaction: Interaction, message: Message, body: Json) -> None:
        was_loading = message.loading
        messages.edit(self._world, message, body)
        if was_loading:
            message.first_answer = payloads.message(self._world, message)
            await self._show(interaction, message)
        interaction.shown = message
        self._world.changes.ring()

    async def _show(self, interaction: Interaction, message: Message) -> None:
        interaction.shown = message
        if not message.ephemeral:
            await announce(self._world, self._gateway, message)
        self._world.changes.ring()

    def _callback(self, interaction: Interaction) -> Json:
        kind, message = interaction.callback_type, interaction.original
        told: Json = {"id": str(interaction.id), "type": payloads.interaction_type(interaction.kind)}
        if message is not None:
            told["response_message_id"] = str(message.id)
            told["response_message_loading"] = message.loading
            told["response_message_ephemeral"] = message.ephemeral
        if message is not None and kind in (MESSAGE, UPDATE):
            resource = {"type": kind, "message": payloads.message(self._world, message)}
            return {"interaction": told, "resource": resource}
        return {"interaction": told}

    # What is asked for

    def _waiting(self, request: web.Request) -> Interaction:
        """Return the interaction, if it can still be acknowledged."""
        interaction = self._world.interactions.get(number(request, "interaction"))
        if interaction is None or interaction.token != request.match_info["token"]:
            raise ApiError(UNKNOWN_INTERACTION)
        if interaction.callback_type is not None:
            raise ApiError(ALREADY_ACKNOWLEDGED)
        most = timedelta(seconds=self._world.settings.ack_within_s)
        if self._world.now() - interaction.created_at > most:
            raise ApiError(UNKNOWN_INTERACTION)
        return interaction

    def _acknowledged(self, request: web.Request) -> Interaction:
        token = request.match_info["token"]
        interaction = next((i for i in self._world.interactions.values() if i.token == token), None)
        if interaction is None or interaction.callback_type is None:
            raise ApiError(UNKNOWN_WEBHOOK)
        return interaction

    def _original(self, request: web.Request) -> tuple[Interaction, Message]:
        interaction = self._acknowledged(request)
        if interaction.original is None or interaction.original.deleted:
            raise ApiError(UNKNOWN_MESSAGE)
        return interaction, interaction.original

    def _check_answer(self, interaction: Interaction, kind: int) -> None:
        """Refuse what does not answer such an interaction."""
        possible = {MESSAGE, DEFERRED_MESSAGE, FORM}
        if interaction.kind is Kind.AUTOCOMPLETE:
            possible = {CHOICES}
        elif interaction.source is not None:
            possible |= {UPDATE, DEFERRED_UPDATE}
        if interaction.kind is Kind.MODAL:
            possible.discard(FORM)
        if kind not in possible:
            raise ApiError(INVALID_BODY)
