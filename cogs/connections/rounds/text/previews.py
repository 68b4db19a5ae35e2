"""What organisers read of a draw: who with whom and why, and why two are not."""

from collections.abc import Sequence

from bot.connections.rounds.explaining import Explained, Verdict
from bot.connections.rounds.previewing import Cause, Group, Preview, Waiting
from bot.connections.rules.matching import levels
from bot.connections.rules.matching.asked import LEAST
from bot.connections.rules.matching.reasons import Reason
from bot.discord_app.wording import clock_time, escape, full_time, listed, mention, time_from_now
from bot.programmes.rules.programme import Stage
from cogs.connections.text.naming import PRIVATE, skills, small

from . import labels

MOST_WAITING = 10
MOST_HELPS, MOST_SKILLS = 3, 2
MOST_IN_GROUPS = 2500
"""Characters: the rest of an answer is for what stands around it."""
DECIDED = {
    levels.NEW.name: "who has not met comes before who has",
    levels.LONG_AGO.name: "for those they are with, it is longer ago that they met",
    levels.NEEDS.name: "those they are with can do more for each other",
    levels.BRIDGES.name: "those they are with are from different parts of the community, or as they wish it",
}
NOTHING_ALONE = "nothing of these few alone; it came of all groups together, of chance, or somebody changed it by hand"


def summary(found: Preview) -> str:
    """The card in the organisers' channel; names are looked at privately."""
    plan, one = found.programme.plan, found.round
    head = f"**For organisers: {escape(plan.name)}, round {one.number}**"
    drawn = f"{found.people} {'is' if found.people == 1 else 'are'} in: {_groups(found.number)}"
    waits = f", {_wait(len(found.waiting))}" if found.waiting else ""
    match one.stage:
        case Stage.PREPARED:
            goes = f"I introduce them by myself {time_from_now(one.begins_at)}, at {clock_time(one.begins_at)}."
            return f"{head}\n{drawn}{waits}. {goes} Until then you may look, change it, or call it off."
        case Stage.CANCELLED:
            return f"{head}\nIt is called off."
        case _:
            done = f"{found.introduced} of {found.number}" if found.introduced < found.number else "All"
            return f"{head}\n{drawn}{waits}. {done if found.number else 'None'} are introduced."


def head(found: Preview) -> str:
    one = found.round
    lines = [f"## {escape(found.programme.plan.name)}, round {one.number}"]
    if found.is_stale:
        lines.append("**Somebody has changed it meanwhile, so nothing of yours was done.** This is how it is now.")
    if found.is_drawing:
        lines.append(f"**I draw again; the groups that you keep stay.** Press “{labels.LOOK_AGAIN}” in a moment.")
    if found.is_sending:
        lines.append("**The introductions go out now.**")
    elif one.stage is Stage.PREPARED:
        lines.append(f"They go out by themselves {time_from_now(one.begins_at)}: {full_time(one.begins_at)}.")
    pages = f", page {found.page + 1} of {found.pages}" if found.pages > 1 else ""
    lines.append(f"{_groups(found.number)}{pages}.")
    return "\n".join(lines)


def groups(found: Preview) -> str:
    """Of who could help whom, so much as there is room for."""
    for most in range(MOST_HELPS, -1, -1):
        said = "\n".join(_group(one, most) for one in found.groups)
        if len(said) <= MOST_IN_GROUPS:
            break
    return said


def _group(one: Group, most: int) -> str:
    lock = " (stays)" if one.is_locked else ""
    return f"**{one.number}{lock}: {_people(one.member_ids)}**\n{reason(one.reason, len(one.member_ids), most=most)}"


def reason(why: Reason, people: int, *, most: int = MOST_HELPS) -> str:
    """Made from data. `people`: so many there are in the group; `most`: of who could help whom."""
    said = [
        f"{mention(one.getter_id)} would like help with {skills(one.what, most=MOST_SKILLS)}, which "
        f"{mention(one.giver_id)} offers"
        for one in why.helps[:most]
    ]
    all_new = len(why.newcomers) == people
    said.append("the first introduction for each of them" if all_new else _met(why.times, people))
    if why.newcomers and not all_new:
        said.append(f"the first introduction for {_people(why.newcomers)}")
    if why.bridge:
        said.append("from different parts of the community")
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _met(times: int, people: int) -> str:
    if not times:
        return "not introduced before"
    who = "" if people == LEAST else "two of them were "
    return f"{who}introduced {'once' if times == 1 else f'{times} times'} before"


def waiting(found: Preview) -> str:
    if not found.waiting:
        return "Nobody is left out."
    cause = {
        Cause.ALONE: "nobody else is in",
        Cause.ODD: "it is an odd number, and somebody has to wait whom no pair could take up",
        Cause.NO_FIT: "no fit this time, for one of many reasons that I don't tell apart",
    }[found.cause]
    lines = [f"**Left out:** {cause}. The more often somebody was left out, the earlier they come next time."]
    lines += [f"- {mention(one.member_id)}{_so_far(one)}" for one in found.waiting[:MOST_WAITING]]
    if (more := len(found.waiting) - MOST_WAITING) > 0:
        lines.append(f"- and {more} more")
    return "\n".join(lines)


def _so_far(one: Waiting) -> str:
    times, rounds = one.left_out.times, one.left_out.rounds
    if not rounds:
        return ": their first round"
    return f": left out in {times} of {rounds} {'round' if rounds == 1 else 'rounds'} before"


def why(found: Explained, one_id: int, other_id: int) -> str:
    two = _people([one_id, other_id])
    when = f"the round of {full_time(found.round.begins_at)}"
    match found.verdict:
        case Verdict.TOGETHER:
            why_them = reason(found.reason, found.people) if found.reason else ""
            return f"{two} are together in {when}. {why_them}\n{PRIVATE}"
        case Verdict.NO_FIT:
            return (
                f"{two}: no fit in {when}. They may have no time together, or one takes a break, or it is "
                f"one of many other reasons; I don't tell them apart, for anybody.\n{PRIVATE}"
            )
        case Verdict.OTHERS:
            return _others(found, two, when)


def _others(found: Explained, two: str, when: str) -> str:
    lines = [f"{two} could be together in {when}: {small(reason(found.reason, 2))}" if found.reason else ""]
    lines += [
        f"- Instead {_people(people)}: {small(reason(why_them, len(people)))}" for people, why_them in found.instead
    ]
    speaks = DECIDED.get(found.decided or "", NOTHING_ALONE)
    lines.append(f"\n**What speaks for it:** {speaks}.\n{PRIVATE}")
    return "\n".join(lines)


def _people(member_ids: Sequence[int]) -> str:
    return listed([mention(one) for one in member_ids])


def _groups(number: int) -> str:
    return f"{number or 'no'} {'group' if number == 1 else 'groups'}"


def _wait(number: int) -> str:
    return f"{number} {'waits' if number == 1 else 'wait'}"
