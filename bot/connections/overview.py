"""What organisers see: how many, and what is lacking. Of nobody who they are."""

from collections import Counter
from dataclasses import dataclass

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.profiles import viewing
from bot.profiles.rules.entries import Side
from bot.skills.rules.catalogue import Skill

from .rules.introductions import State
from .rules.participation import State as Taking
from .store import introductions, participants


@dataclass(frozen=True)
class Overview:
    """`lacking`: what is needed and nobody offers, `idle`: what is offered and nobody needs, each with how many.

    `in_own_words`: needs under no heading.
    """

    joined: int
    taking: dict[Taking, int]
    introductions: dict[State, int]
    met: int
    lacking: list[tuple[Skill, int]]
    idle: list[tuple[Skill, int]]
    in_own_words: int


def overview(tx: Tx, *, actor: Actor) -> Overview:
    """Return it to an organiser; of those alone who take part, whatever others have said of themselves."""
    community.require_organiser(tx, actor)
    taking = participants.how_many(tx, actor.guild_id)
    said = viewing.numbers(tx, actor.guild_id, participants.member_ids(tx, actor.guild_id))
    return Overview(
        joined=sum(taking.values()),
        taking=taking,
        introductions=introductions.counts(tx, actor.guild_id),
        met=introductions.met(tx, actor.guild_id),
        lacking=_but(said[Side.NEED], said[Side.OFFER]),
        idle=_but(said[Side.OFFER], said[Side.NEED]),
        in_own_words=said[Side.NEED][None],
    )


def _but(these: Counter[Skill | None], those: Counter[Skill | None]) -> list[tuple[Skill, int]]:
    """Return what is among these and not among those, the most frequent first."""
    return [(skill, number) for skill, number in these.most_common() if skill is not None and skill not in those]
