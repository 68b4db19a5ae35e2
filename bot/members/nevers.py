"""Whom a member never wants to be introduced to. It holds both ways and everywhere, and is shown to nobody else.

Whoever asks for two people who are kept apart reads the same, and waits as long, as for two of whom one can't or does
not answer.
"""

from collections.abc import Collection
from dataclasses import dataclass

from bot.database import Tx
from bot.errors import UserFacingError
from bot.guilds.rules.actors import Actor

from . import store


@dataclass
class ThatIsYouError(UserFacingError):
    """Another person is needed."""


def add(tx: Tx, *, actor: Actor, other_id: int) -> None:
    """Keep the actor apart from this one. Raises ThatIsYouError."""
    if other_id == actor.member_id:
        raise ThatIsYouError
    store.add_never(tx, actor.member_id, other_id)


def remove(tx: Tx, *, actor: Actor, other_id: int) -> list[int]:
    """Take back what the actor said of this one; return whom they keep apart from still."""
    store.remove_never(tx, actor.member_id, other_id)
    return mine(tx, actor=actor)


def mine(tx: Tx, *, actor: Actor) -> list[int]:
    """Return whom the actor has named, to the actor alone."""
    return store.nevers_of(tx, actor.member_id)


def apart_from(tx: Tx, member_id: int) -> frozenset[int]:
    """Return everybody who is kept apart from this member, whoever of the two said so."""
    return frozenset([*store.nevers_of(tx, member_id), *store.nevers_naming(tx, member_id)])


def among(tx: Tx, member_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return which two of these members are kept apart, whoever of the two said so."""
    wanted = set(member_ids)
    return [(one, other) for one, other in store.nevers_among(tx, wanted) if other in wanted]


def are_apart(tx: Tx, member_ids: Collection[int]) -> bool:
    """Whether any two of them are."""
    return bool(among(tx, member_ids))
