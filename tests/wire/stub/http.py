"""Requests and answers as Discord's API has them."""

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from .errors import INVALID_JSON, ApiError
from .shapes import Json

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(body: object, status: int = 200) -> web.Response:
    """discord.py reads JSON only if the content type says exactly that, with no charset."""
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


def done() -> web.Response:
    return web.Response(status=204)


async def body_of(request: web.Request) -> Json:
    found = json.loads(await _raw(request) or b"{}")
    if not isinstance(found, dict):
        raise ApiError(INVALID_JSON)
    return found


async def list_of(request: web.Request) -> list[Json]:
    found = json.loads(await _raw(request) or b"[]")
    if not isinstance(found, list):
        raise ApiError(INVALID_JSON)
    return found


def number(request: web.Request, name: str) -> int:
    return int(request.match_info[name])


async def _raw(request: web.Request) -> bytes:
    if request.content_type.startswith("multipart/"):
        raise ApiError(INVALID_JSON)  # files are not stood in for
    return await request.read()
