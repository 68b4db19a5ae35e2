"""A written turn: what is written in it is never lost, and can be taken back until the circle closes."""

from dataclasses import dataclass
from typing import get_args

from bot import outbox
from bot.database import Tx
from bot.drafts import keeping as drafts
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import TooLongError, can_be_seen, check_length, paragraphs

from . import harvesting, rights, speaking
from .keeping import keep
from .rules import going
from .rules.circle import Circle, How
from .rules.refusals import (
    CircleOverError,
    MayNotWriteError,
    NobodyHasThePieceError,
    NoSuchCircleError,
    NothingToTakeBackError,
    NotYourTurnError,
    NoWordsError,
    OldTurnError,
    PausedError,
    TooLateToTakeBackError,
)
from .store import circles, words
from .subjects import words_key

WritingError = (
    NoSuchCircleError
    | CircleOverError
    | NobodyHasThePieceError
    | PausedError
    | OldTurnError
    | NotYourTurnError
    | MayNotWriteError
    | NoWordsError
    | TooLongError
)
REFUSALS = get_args(WritingError)
MOST_WORDS = 900
"""Characters; each takes two of a message's 2,000 at most."""


@dataclass(frozen=True)
class ToWrite:
    """What was written before and not taken."""

    circle: Circle
    turn: int
    typed: str = ""


@dataclass(frozen=True)
class Written:
    """`turn_id`: by which the words can be taken back."""

    circle: Circle
    turn_id: int


@dataclass(frozen=True)
class NotTaken:
    """Why the words could not be taken, and what they were: they are kept as a draft, and stand in the next form."""

    error: WritingError
    circle_id: int
    turn: int
    typed: str

    @property
    def can_be_mended(self) -> bool:
        """Whether other words would be taken now."""
        return isinstance(self.error, NoWordsError | TooLongError)


def to_write(tx: Tx, *, actor: Actor, circle_id: int, turn: int) -> ToWrite:
    """Return what stands in the form. Raises MayNotWriteError, and what `speaking.done` does."""
    rights.check_may_write(actor)
    circle = rights.here(tx, actor, circle_id)
    going.check_speaker(circle, actor.member_id, turn)
    draft = _draft(tx, actor, circle_id)
    return ToWrite(circle, turn, "" if draft is None else draft.fields["typed"])


def write(tx: Tx, *, actor: Actor, circle_id: int, turn: int, typed: str) -> Written | NotTaken:
    """Take the words, and have the piece go on; what can't be taken is kept as a draft."""
    try:
        return _write(tx, actor, circle_id, turn, typed)
    except REFUSALS as error:
        _keep_draft(tx, actor, circle_id, typed)
        return NotTaken(error, circle_id, turn, typed)


def _write(tx: Tx, actor: Actor, circle_id: int, turn: int, typed: str) -> Written:
    rights.check_may_write(actor)
    circle = rights.here(tx, actor, circle_id)
    going.check_speaker(circle, actor.member_id, turn)
    said = paragraphs(typed)
    if not can_be_seen(said):
        raise NoWordsError
    check_length("text", said, most=MOST_WORDS)
    words.put(tx, circle, actor.member_id, said)
    turn_id = words.turn_id(tx, circle, actor.member_id)
    if circle.plan.how is How.POSTED:
        harvesting.post_words(tx, circle, turn_id)
    draft = _draft(tx, actor, circle_id)
    if draft is not None:
        drafts.discard(tx, draft)
    return Written(speaking.done(tx, actor=actor, circle_id=circle_id, turn=turn).circle, turn_id)


def take_back(tx: Tx, *, actor: Actor, turn_id: int) -> Circle:
    """Have one's words be as if they had not been said. Raises NothingToTakeBackError, or TooLateToTakeBackError."""
    row = words.get(tx, turn_id)
    circle = None if row is None else circles.get(tx, row["circle_id"])
    if row is None or circle is None or (circle.guild_id, row["member_id"]) != (actor.guild_id, actor.member_id):
        raise NothingToTakeBackError
    if not circle.is_live:
        raise TooLateToTakeBackError
    words.drop(tx, [turn_id])
    outbox.retract(tx, key=words_key(turn_id))
    return keep(tx, circle, lambda kept: kept, by=actor.member_id)


def _draft_kind(circle_id: int) -> str:
    return f"circle words {circle_id}"


def _draft(tx: Tx, actor: Actor, circle_id: int) -> drafts.Draft | None:
    return drafts.newest(tx, kind=_draft_kind(circle_id), guild_id=actor.guild_id, member_id=actor.member_id)


def _keep_draft(tx: Tx, actor: Actor, circle_id: int, typed: str) -> None:
    """In the place of what was kept before, unless there is nothing to be seen."""
    if not can_be_seen(typed):
        return
    fields = {"typed": typed}
    draft = _draft(tx, actor, circle_id)
    if draft is not None:
        drafts.revise(tx, draft, fields)
    else:
        kind = _draft_kind(circle_id)
        drafts.keep(tx, kind=kind, guild_id=actor.guild_id, member_id=actor.member_id, fields=fields)
