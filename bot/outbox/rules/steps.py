"""What one delivery does, step by step. Each can be repeated without harm, or found again."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Post:
    """The message: into the thread that an earlier step opened, or else to the delivery's target."""


@dataclass(frozen=True)
class OpenPrivateThread:
    """In the delivery's channel. Opened twice, the first one stays empty and unseen, and is tidied away.

    `key`: later deliveries with the same one write into the same thread, as long as it is there.
    """

    name: str
    key: str = ""


@dataclass(frozen=True)
class OpenThreadOnPost:
    """On the message that an earlier step posted: a message has at most one."""

    name: str


@dataclass(frozen=True)
class AddToThread:
    """`whole`: all of them or the step has failed; else one who can't be added keeps nobody out."""

    member_ids: tuple[int, ...]
    whole: bool = False


@dataclass(frozen=True)
class GiveRole:
    member_id: int
    role_id: int


@dataclass(frozen=True)
class TakeRole:
    member_id: int
    role_id: int


@dataclass(frozen=True)
class ArchiveThread:
    """It can be read on, and is opened again by whoever writes there. Other than deleting, it needs no permission."""

    thread_id: int


@dataclass(frozen=True)
class DeletePost:
    """The message that the delivery with this key has posted. Where there is none, nothing is left to be done."""

    key: str


Step = Post | OpenPrivateThread | OpenThreadOnPost | AddToThread | GiveRole | TakeRole | ArchiveThread | DeletePost
KINDS: dict[str, Callable[..., Step]] = {
    "post": Post,
    "open_private_thread": OpenPrivateThread,
    "open_thread_on_post": OpenThreadOnPost,
    "add_to_thread": AddToThread,
    "give_role": GiveRole,
    "take_role": TakeRole,
    "archive_thread": ArchiveThread,
    "delete_post": DeletePost,
}
NAMES: dict[object, str] = {kind: name for name, kind in KINDS.items()}


def to_json(step: Step) -> dict[str, Any]:
    return {"do": NAMES[type(step)], **asdict(step)}


def from_json(stored: dict[str, Any]) -> Step:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
    del values["do"]
    return KINDS[stored["do"]](**values)


def is_about(step: Step, member_id: int) -> bool:
    """Whether this step is done for that member alone."""
    if isinstance(step, AddToThread):
        return step.member_ids == (member_id,)
    return isinstance(step, GiveRole | TakeRole) and step.member_id == member_id


def names(step: Step, member_id: int) -> bool:
    return is_about(step, member_id) or (isinstance(step, AddToThread) and member_id in step.member_ids)


def without(step: Step, member_id: int) -> Step:
    """Return the step as it is for the others."""
    if isinstance(step, AddToThread):
        return AddToThread(tuple(other for other in step.member_ids if other != member_id), step.whole)
    return step


def required(result: int | None) -> int:
    """Return the result of an earlier step, or say that the steps stand in an impossible order."""
    if result is None:
        raise ValueError("a step needs what an earlier step would have made")
    return result


def thread_of(steps: tuple[Step, ...], results: tuple[Any, ...]) -> int | None:
    """Return the thread that the steps done so far have opened."""
    done = zip(steps, results, strict=False)
    return next((result for step, result in done if isinstance(step, OpenPrivateThread | OpenThreadOnPost)), None)


def key_of_thread(steps: tuple[Step, ...]) -> str:
    """Return the key under which these steps' thread is found again; nothing where it is for them alone."""
    return next((step.key for step in steps if isinstance(step, OpenPrivateThread)), "")


def post_of(steps: tuple[Step, ...], results: tuple[Any, ...]) -> int | None:
    """Return the message that the steps done so far have posted."""
    return next((result for step, result in zip(steps, results, strict=False) if isinstance(step, Post)), None)
