"""Keep a draft, change it, confirm it exactly once, or let it go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.database import Tx
from bot.errors import UserFacingError

from . import store
from .store import DraftState

KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Draft:
    id: int
    fields: dict[str, Any]


@dataclass
class DraftGoneError(UserFacingError):
    """It is not there, not theirs, or was let go."""


@dataclass
class AlreadyConfirmedError(UserFacingError):
    """A second press on Confirm; `result` is what the first one made."""

    kind: str
    result: Any


def keep(tx: Tx, *, kind: str, guild_id: int, member_id: int, fields: Mapping[str, Any]) -> int:
    return store.add(tx, kind=kind, guild_id=guild_id, member_id=member_id, fields=fields)


def open_draft(tx: Tx, draft_id: int, *, kind: str, guild_id: int, member_id: int) -> Draft:
    """Return the member's own open draft; raise DraftGoneError or AlreadyConfirmedError."""
    row = store.get(tx, draft_id)
    if row is None or (row["kind"], row["guild_id"], row["member_id"]) != (kind, guild_id, member_id):
        raise DraftGoneError
    match DraftState(row["state"]):
        case DraftState.CONFIRMED:
            raise AlreadyConfirmedError(kind, row["result"])
        case DraftState.DISCARDED:
            raise DraftGoneError
        case DraftState.OPEN:
            return Draft(draft_id, row["fields"])


def newest(tx: Tx, *, kind: str, guild_id: int, member_id: int) -> Draft | None:
    """Return the member's own open draft of this kind that was begun last."""
    mine = [row for row in store.of_member(tx, guild_id, member_id) if row["kind"] == kind]
    still_open = [row for row in mine if row["state"] == DraftState.OPEN]
    return Draft(still_open[-1]["id"], still_open[-1]["fields"]) if still_open else None


def revise(tx: Tx, draft: Draft, fields: Mapping[str, Any]) -> None:
    store.change(tx, draft.id, fields=dict(fields))


def confirm(tx: Tx, draft: Draft, *, result: Any) -> None:
    store.change(tx, draft.id, state=DraftState.CONFIRMED, result=result)


def discard(tx: Tx, draft: Draft) -> None:
    store.change(tx, draft.id, state=DraftState.DISCARDED)


def upkeep(tx: Tx) -> None:
    """Let drafts go that nobody has touched for a week."""
    store.prune(tx, before=tx.now - KEPT)


def export(tx: Tx, guild_id: int, member_id: int) -> Any:
    return [{"kind": row["kind"], **row["fields"]} for row in store.of_member(tx, guild_id, member_id)]


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    store.erase(tx, guild_id, member_id)


def erase(tx: Tx, guild_id: int) -> None:
    store.erase_guild(tx, guild_id)
