"""What organisers see: how many, and what is lacking. Of nobody who they are."""

from collections import Counter
from dataclasses import dataclass

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.profiles import viewing
from bot.profiles.rules.entries import Side
from bot.skills.rules.catalogue import Skill

from . import store
from .rules.introductions import State
from .rules.participation import State as Taking


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
    """Return it to an organiser. Only of those who take part."""
    community.require_organiser(tx, actor)
    everybody = store.everybody(tx, actor.guild_id)
    said = viewing.everybody(tx, actor.guild_id)
    entries = [entry for one in everybody for entry in said.get(one.member_id, ())]
    wanted, offered = (
        Counter(one.skill for one in entries if one.skill and one.entry.side is side)
        for side in (Side.NEED, Side.OFFER)
    )
    return Overview(
        joined=len(everybody),
        taking=dict(Counter(one.state for one in everybody)),
        introductions=store.counts(tx, actor.guild_id),
        met=store.met(tx, actor.guild_id),
        lacking=[(skill, number) for skill, number in wanted.most_common() if skill not in offered],
        idle=[(skill, number) for skill, number in offered.most_common() if skill not in wanted],
        in_own_words=sum(one.entry.side is Side.NEED and one.skill is None for one in entries),
    )
