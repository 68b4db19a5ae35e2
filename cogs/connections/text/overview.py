"""What organisers see of the introductions, and what they are told when something went wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.connections.outcomes import STORY
from bot.connections.overview import Overview
from bot.connections.rules.introductions import State
from bot.connections.rules.participation import State as Taking
from bot.discord_app.text import trouble
from bot.discord_app.wording import escape
from bot.outbox import Trouble
from bot.skills.rules.catalogue import Skill

MOST_LISTED = 15
WHAT = {
    "connections.consent_asked": "A question to a member, whether they would like to be introduced,",
    "connections.consent_ends": "The end of asking for an introduction",
    "connections.not_this_time": "The word to a member that an introduction did not come about",
    "connections.ask": "Asking members whether they would like to be introduced",
    "connections.open": "Opening the thread of an introduction",
    "connections.pause_ends": "The end of a member's break",
    "connections.pause_ended": "The word to a member that their break is over",
    "connections.ask_still_true": "The question whether a member's offers still hold",
    "connections.still_true_asked": "The question whether a member's offers still hold",
    "connections.rested": "The word to a member that they rest",
    "connections.story": "A line that people wanted to share",
    "introduction.opened": "The thread of an introduction",
    "introduction.nudged": "The word to the one who begins, in the thread of an introduction,",
    "introduction.asked": "The question whether people have met",
    "introduction.not_this_time": "The word that it does not work out, in the thread of an introduction,",
    "introduction.story_asked": "The question whether a line may be shared",
    "introduction.over": "The end of an introduction",
    "introductions.card": "The card that asks who is in the next round",
    "introductions.closes": "Drawing the groups of a round",
    "introductions.begins": "Introducing the people of a round",
    "introductions.ends": "The end of a round",
    "rounds.draw": "Drawing the groups of a round again",
    "rounds.preview": "The card on which organisers see the groups of a round",
    "rounds.wave": "Introducing some of the people of a round",
    "rounds.late": "Finding somebody for those who came late to a round",
    "rounds.left_out": "The word to a member that they wait in this round",
    "rounds.called_off": "The word to a member that a round did not come about",
    "rounds.called_off_for_many": "The word in the channel that a round did not come about",
    "rounds.sum_up": "Saying what has come of a round",
    "rounds.summed_up": "The word in the channel on what has come of a round",
    "programmes.announce": "Asking who is in the next round",
    "threads.nudge": "The word to the one who begins, in the thread of an introduction,",
    "threads.ask": "The question whether people have met",
    "threads.end": "The end of an introduction",
    "threads.archive": "Archiving the thread of an introduction",
    "threads.try_again": "Trying once more to write into a private thread",
}
TRIED_AGAIN = (
    "I try again every few hours. I need View Channel, Create Private Threads and Send Messages in Threads in the "
    "channel for introductions; `/setup` chooses another one. At a thousand open threads Discord opens no more."
)


def overview(found: Overview) -> str:
    stages = found.introductions
    made = stages.get(State.OPEN, 0) + stages.get(State.OVER, 0)
    resting = found.taking.get(Taking.RESTS, 0)
    lines = [
        "## Introductions here",
        f"- **Take part:** {found.joined} (of them resting, as they did not answer twice: {resting})",
        f"- **Waiting for an answer:** {stages.get(State.ASKING, 0)}",
        f"- **Introduced:** {made} (of them said “We met”: {found.met})",
        _skills("Needed, and nobody offers it", found.lacking, "Ask around: who could?"),
        _skills("Offered, and nobody has asked for it", found.idle, "Tell people that it is there."),
    ]
    if found.in_own_words:
        lines.append(
            f"- **Needs under no heading:** {found.in_own_words}. `/skills add` makes headings that are missed."
        )
    lines.append(
        "\n-# Numbers alone: who is asked, who says no and who takes a break is told to nobody. Only you see this."
    )
    return "\n".join(lines)


def _skills(what: str, skills: Sequence[tuple[Skill, int]], hint: str) -> str:
    if not skills:
        return f"- **{what}:** nothing"
    names = [(escape(skill.name), number) for skill, number in skills[:MOST_LISTED]]
    named = [f"{name} ({number})" if number > 1 else name for name, number in names]
    rest = len(skills) - MOST_LISTED
    return f"- **{what}:** {', '.join(named)}{f' and {rest} more' if rest > 0 else ''}. {hint}"


def troubled(args: Mapping[str, Any]) -> str:
    """`args`: as a notice of a trouble has them."""
    said = trouble(WHAT.get(args["what"], "Something about introductions"), args)
    tried_again = args["kind"] == Trouble.Kind.NOT_SENT and args["what"] != STORY
    return f"{said}\n{TRIED_AGAIN}" if tried_again else said
