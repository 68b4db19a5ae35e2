"""Every step of a delivery but its message: threads, roles, what is deleted."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, assert_never

from bot.database import Database

from .rules.records import Delivery
from .rules.steps import (
    AddToThread,
    ArchiveThread,
    DeletePost,
    GiveRole,
    OpenPrivateThread,
    OpenThreadOnPost,
    Post,
    Step,
    TakeRole,
    post_of,
    required,
    thread_of,
)
from .sender import PermanentError, Sender
from .store import deliveries

log = logging.getLogger(__name__)


class Stepping:
    """`turn` waits for a request's turn."""

    def __init__(self, db: Database, sender: Sender, turn: Callable[[], Awaitable[None]]) -> None:
        self._db = db
        self._sender = sender
        self._turn = turn

    async def do(self, delivery: Delivery, step: Step) -> Any:
        """Return what the step came to: the thread that was opened, who was added. Raises what the sender does."""
        match step:
            case OpenPrivateThread(name, _):
                return await self._sender.open_private_thread(delivery.target.id, name)
            case OpenThreadOnPost(name):
                post_id = required(post_of(delivery.steps, delivery.results))
                return await self._sender.open_thread_on(delivery.target.id, post_id, name)
            case AddToThread():
                thread_id = required(thread_of(delivery.steps, delivery.results))
                return await self._add_to_thread(thread_id, step)
            case GiveRole() | TakeRole() | ArchiveThread() | DeletePost():
                return await self._do_by_itself(delivery, step)
            case Post():
                raise AssertionError("a message has a life of its own")
            case _:
                assert_never(step)

    async def _do_by_itself(self, delivery: Delivery, step: GiveRole | TakeRole | ArchiveThread | DeletePost) -> None:
        """Do what needs nothing that an earlier step has made."""
        match step:
            case GiveRole(member_id, role_id):
                await self._sender.give_role(delivery.guild_id, member_id, role_id)
            case TakeRole(member_id, role_id):
                await self._sender.take_role(delivery.guild_id, member_id, role_id)
            case ArchiveThread(thread_id):
                await self._sender.archive_thread(thread_id)
            case DeletePost(key):
                await self._delete_post(key)

    async def _add_to_thread(self, thread_id: int, step: AddToThread) -> list[int]:
        """Add those who can be added."""
        added: list[int] = []
        refused: PermanentError | None = None
        for member_id in step.member_ids:
            await self._turn()
            try:
                await self._sender.add_to_thread(thread_id, member_id)
                added.append(member_id)
            except PermanentError as error:
                log.warning("member %s can't be added to thread %s: %s", member_id, thread_id, error.reason)
                refused = error
        if refused is not None and (step.whole or not added):
            raise refused
        return added

    async def _delete_post(self, key: str) -> None:
        if (posted := await self._db.read(deliveries.posted_as, key)) is not None:
            await self._sender.delete(*posted)
