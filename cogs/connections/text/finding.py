"""Who fits: what they could do for the one who looks, and the other way round."""

from bot.connections.finding import FoundPeople, Person
from bot.connections.rules.introductions import ASKED_FOR, Introduction
from bot.discord_app.wording import full_time, mention, people
from bot.skills.rules.catalogue import Skill

from .naming import LEVELS, MOST, PRIVATE, skills

ASK = "Ask for an introduction"
ROOM_FOR_PEOPLE = 3000
NO_FIT = "I see nothing just now that the two of you could do for each other here."


def found(outcome: FoundPeople) -> str:
    looked_for = f" for {_names(outcome.wanted)}" if outcome.wanted else ""
    if outcome.people:
        more = (
            f" These are the first {len(outcome.people)} of {len(outcome.people) + outcome.more}."
            if outcome.more
            else ""
        )
        return (
            f"## Who fits{looked_for}\n"
            f"Those come first who could help you and whom you could help.{more} "
            f"They are asked before anything happens.\n{PRIVATE}"
        )
    if not outcome.wanted and not outcome.said:
        return (
            "I know too little of you yet. `/hello` asks what would help you and what you can offer; then look again."
        )
    hint = "Look again in a while: people join, and needs change."
    if outcome.wanted:
        hint += f" `/need add` notes it for you, so that whoever offers {_names(outcome.wanted)} finds you."
    return f"Nobody fits{looked_for} just now. {hint}\n{PRIVATE}"


def persons(outcome: FoundPeople) -> list[str]:
    """Say of each what they could do for the one who looks; in fewer names where all of it would be too long."""
    for most in LEVELS:
        said = [person(one, most=most) for one in outcome.people]
        if sum(map(len, said)) <= ROOM_FOR_PEOPLE:
            break
    return said


def person(one: Person, *, most: int = MOST) -> str:
    lines = [f"**{mention(one.member_id)}**"]
    if one.gives:
        lines.append(f"offers {_names(one.gives, most)}" + (", which would help you" if one.gets else ""))
    if one.gets:
        lines.append(f"would like help with {_names(one.gets, most)}, which you offer")
    return "\n".join(lines)


def together(one: Person | None, other_id: int) -> str:
    if one is None or not (one.gives or one.gets):
        return f"{mention(other_id)} and you: {NO_FIT[0].lower() + NO_FIT[1:]}\n{PRIVATE}"
    return f"{person(one)}\n{PRIVATE}"


def asked(made: Introduction, me: int) -> str:
    others = [one for one in made.people if one != me]
    until = full_time(made.made_at + ASKED_FOR)
    who = people(others, most=4)
    if made.by_hand:
        return (
            f"Thank you. I ask {who}, each alone, with your words. If all say yes, a private thread opens for them. "
            f"If not, I tell you on {until} that it did not come about; why, nobody is told.\n{PRIVATE}"
        )
    return (
        f"I ask {who} whether they would like to be introduced to you. If they say yes, a private thread opens for you "
        f"both. If not, I tell you on {until} that it did not come about; why, nobody is told.\n{PRIVATE}"
    )


def _names(found: tuple[Skill, ...], most: int = MOST) -> str:
    return skills([skill.name for skill in found], most=most)
