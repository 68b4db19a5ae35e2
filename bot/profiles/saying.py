"""Hello: three texts, kept as typed; the headings that fit are shown, and confirmed or changed by the member."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.database import Tx
from bot.drafts import keeping
from bot.drafts.keeping import Draft
from bot.errors import UserFacingError
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import check_length, paragraphs
from bot.skills import headings
from bot.skills.rules.catalogue import Catalogue

from . import store, viewing
from .rules import entries as rules
from .rules.entries import MOST_CHARACTERS, Choice, Phrase, Side
from .viewing import Profile

DRAFT = "hello"


@dataclass(frozen=True)
class Typed:
    aim: str
    needs: str
    offers: str

    def of(self, side: Side) -> str:
        return self.needs if side is Side.NEED else self.offers


@dataclass(frozen=True)
class Read:
    """One side as it was understood, and what is chosen of it."""

    phrases: tuple[Phrase, ...]
    choices: tuple[Choice, ...]
    chosen: tuple[Choice, ...]


@dataclass(frozen=True)
class Understood:
    """Ready to be confirmed. `aim_shown`: the aim may stand in the member's introductions."""

    draft_id: int
    typed: Typed
    sides: Mapping[Side, Read]
    aim_shown: bool


@dataclass(frozen=True)
class Refused:
    """Kept as typed; the error says what would work."""

    draft_id: int
    error: UserFacingError


def said_so_far(tx: Tx, *, actor: Actor) -> Typed:
    """Return what one would type to say it all again."""
    mine = viewing.mine(tx, actor=actor)
    lines = {side: "\n".join(dict.fromkeys(one.entry.words for one in mine.of(side))) for side in Side}
    return Typed(mine.aim, lines[Side.NEED], lines[Side.OFFER])


def say(tx: Tx, *, actor: Actor, typed: Typed) -> Understood | Refused:
    """Keep what was typed, then read it."""
    typed = Typed(**{name: paragraphs(text) for name, text in asdict(typed).items()})
    shown = store.aim(tx, actor.guild_id, actor.member_id)
    fields: dict[str, Any] = {"typed": asdict(typed), "aim_shown": shown is not None and shown["shown"], "chosen": {}}
    draft_id = keeping.keep(tx, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id, fields=fields)
    return _read(tx, actor, Draft(draft_id, fields))


def typed_so_far(tx: Tx, *, actor: Actor, draft_id: int) -> Typed:
    return Typed(**_mine(tx, actor, draft_id).fields["typed"])


def say_anew(tx: Tx, *, actor: Actor, draft_id: int, typed: Typed) -> Understood | Refused:
    """Keep what was typed instead; the headings are chosen anew."""
    draft = _mine(tx, actor, draft_id)
    typed = Typed(**{name: paragraphs(text) for name, text in asdict(typed).items()})
    return _revise(tx, actor, draft, typed=asdict(typed), chosen={})


def choose(
    tx: Tx, *, actor: Actor, draft_id: int, side: Side, chosen: Sequence[tuple[int, str]]
) -> Understood | Refused:
    """Have these headings stand for these phrases of one side, and no others."""
    draft = _mine(tx, actor, draft_id)
    return _revise(tx, actor, draft, chosen={**draft.fields["chosen"], side: [list(one) for one in chosen]})


def show_aim(tx: Tx, *, actor: Actor, draft_id: int, shown: bool) -> Understood | Refused:
    return _revise(tx, actor, _mine(tx, actor, draft_id), aim_shown=shown)


def confirm(tx: Tx, *, actor: Actor, draft_id: int) -> Profile:
    """Have it stand in the place of what the member said before. A second press says the same."""
    try:
        draft = _mine(tx, actor, draft_id)
    except keeping.AlreadyConfirmedError:
        return viewing.mine(tx, actor=actor)
    understood = _read(tx, actor, draft)
    if isinstance(understood, Refused):
        raise understood.error
    store.put_aim(tx, actor.guild_id, actor.member_id, aim=understood.typed.aim, shown=understood.aim_shown)
    store.clear(tx, actor.guild_id, actor.member_id)
    for side, read in understood.sides.items():
        for slug, words in _entries(read):
            store.add(tx, actor.guild_id, actor.member_id, side, slug=slug, words=words)
    keeping.confirm(tx, draft, result=None)
    return viewing.mine(tx, actor=actor)


def _entries(read: Read) -> list[tuple[str | None, str]]:
    """Each heading once, with the words of all phrases under it; a phrase without one is kept in its own words."""
    found: dict[object, tuple[str | None, list[str]]] = {}
    for number, phrase in enumerate(read.phrases):
        slugs: list[str | None] = [one.skill.slug for one in read.chosen if one.phrase == number]
        for slug in slugs or [rules.NO_HEADING if phrase.found else None]:
            found.setdefault(slug or (number,), (slug, []))[1].append(phrase.words)
    return [(slug, "; ".join(words)) for slug, words in found.values()]


def _mine(tx: Tx, actor: Actor, draft_id: int) -> Draft:
    return keeping.open_draft(tx, draft_id, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id)


def _revise(tx: Tx, actor: Actor, draft: Draft, **changes: Any) -> Understood | Refused:
    fields = {**draft.fields, **changes}
    keeping.revise(tx, draft, fields)
    return _read(tx, actor, Draft(draft.id, fields))


def _read(tx: Tx, actor: Actor, draft: Draft) -> Understood | Refused:
    typed, catalogue = Typed(**draft.fields["typed"]), headings.of(tx, actor.guild_id)
    try:
        for name, most in MOST_CHARACTERS.items():
            check_length(name, getattr(typed, name), most=most)
        sides = {side: _side(side, typed, draft.fields["chosen"].get(side), catalogue) for side in Side}
    except UserFacingError as error:
        return Refused(draft.id, error)
    return Understood(draft.id, typed, sides, draft.fields["aim_shown"])


def _side(side: Side, typed: Typed, chosen: Sequence[Sequence[Any]] | None, catalogue: Catalogue) -> Read:
    phrases = rules.read(side, typed.of(side), catalogue)
    offered = rules.choices(phrases)
    wanted = None if chosen is None else {(number, slug) for number, slug in chosen}
    picked = [one for one in offered if wanted is None or (one.phrase, one.skill.slug) in wanted]
    return Read(tuple(phrases), tuple(offered), tuple(rules.meant(phrases) if wanted is None else picked))
