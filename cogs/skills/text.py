"""Every sentence about the headings of skills."""

from collections.abc import Sequence
from typing import assert_never

from bot.discord_app.wording import escape, listed
from bot.skills.curating import Curated, Kind, Merged, NoSkillNameError, SameSkillError, SkillExistsError
from bot.skills.headings import UnknownSkillError
from bot.skills.rules.catalogue import Skill

ON_A_PAGE = 60
NAME_ON_A_PAGE, NAME_IN_A_CHANGE, CHANGES_SHOWN = 40, 30, 6
EARLIER, LATER = "Earlier in the alphabet", "Later in the alphabet"
SkillsError = UnknownSkillError | NoSkillNameError | SkillExistsError | SameSkillError


def added(skill: Skill) -> str:
    others = f" It is found as {listed([f'“{escape(one)}”' for one in skill.aliases])} too." if skill.aliases else ""
    return (
        f"**{escape(skill.name)}** is a heading here now.{others}\n"
        "-# Offers and needs that were kept in just these words stand under it from now on."
    )


def merged(outcome: Merged) -> str:
    return (
        f"What stood under **{escape(outcome.skill.name)}** stands under **{escape(outcome.into.name)}** now, and who "
        f"types the one gets the other. `/skills add` with the old name takes it apart again."
    )


def hidden(skill: Skill) -> str:
    return (
        f"**{escape(skill.name)}** is not offered any more. What members have put under it stays. "
        "`/skills add` with this name brings it back."
    )


def page(found: Curated, number: int) -> tuple[str, int]:
    """Return one page of the headings, counted from one, and how many pages there are."""
    pages = max(1, -(-len(found.offered) // ON_A_PAGE))
    names = [
        escape(skill.name, most=NAME_ON_A_PAGE)
        for skill in found.offered[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    ]
    lines = ["## Headings for offers and needs", " · ".join(names)]
    if number == 1:
        lines += _changes(found.changes)
    lines.append(f"-# Page {number} of {pages}. What members type finds its heading by other names and with slips too.")
    return "\n".join(lines), pages


def _changes(changes: Sequence[tuple[Kind, Skill, Skill | None]]) -> list[str]:
    """What this community has changed, a line a kind."""
    said = {Kind.OWN: "Added here", Kind.HIDDEN: "Not offered here", Kind.MERGED: "Put together here"}
    lines = []
    for kind, what in said.items():
        names = [
            escape(skill.name, most=NAME_IN_A_CHANGE)
            + (f" → {escape(into.name, most=NAME_IN_A_CHANGE)}" if into else "")
            for of, skill, into in changes
            if of is kind
        ]
        if names:
            rest = f" and {len(names) - CHANGES_SHOWN} more" if len(names) > CHANGES_SHOWN else ""
            lines.append(f"**{what}:** {', '.join(names[:CHANGES_SHOWN])}{rest}")
    return lines


def sentence(error: SkillsError) -> str:
    match error:
        case UnknownSkillError(typed, nearest):
            near = f" Did you mean {listed([escape(one.name) for one in nearest])}?" if nearest else ""
            return f"No heading is called “{escape(typed, most=200)}”.{near} Pick one from the list as you type."
        case NoSkillNameError(typed):
            return (
                f"“{escape(typed, most=200)}” can't be a heading: it needs a word that says what it is, "
                "such as `Bike polo`."
            )
        case SkillExistsError(typed, skill):
            return f"“{escape(typed, most=200)}” stands for the heading **{escape(skill.name)}** already."
        case SameSkillError(skill):
            return f"Both are **{escape(skill.name)}**. Pick two different headings."
        case _:
            assert_never(error)
