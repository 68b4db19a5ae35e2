"""Taking part in introductions: what that means, how one wishes them to be, and whom one is never introduced to."""

from collections.abc import Sequence

from bot.connections.joining import Taking
from bot.connections.rules.participation import Mix, Participant, Size, State
from bot.connections.rules.slots import PARTS
from bot.discord_app.wording import channel_mention, full_time, mention, people

from .naming import PRIVATE, WEEKDAYS

JOIN = "Take part in introductions"
RESUME = "I'm back"
TAKE_BACK = "Take somebody off this list"
EVERY = {
    7: "At most once a week",
    14: "At most every two weeks",
    28: "At most every four weeks",
    0: "As often as somebody fits",
}
SIZES = {
    Size.EITHER: "In rounds: two or three of us, as it comes",
    Size.PAIR: "In rounds: only two of us",
    Size.TRIO: "In rounds: rather three of us",
}
MIXES = {
    Mix.ANY: "In rounds: from whichever part of the community",
    Mix.OTHER: "In rounds: rather people from other parts of the community",
    Mix.SAME: "In rounds: rather people from my part of the community",
}
TIMES = "When you usually have time"
PARTS_OF_DAY = "morning afternoon evening".split()
ASKED_FIRST = (
    "When somebody fits, they can ask to be introduced to you, or a member may want to introduce you to another. "
    "I ask you first, each time. If all say yes, a private thread opens for you."
)
VISIBLE = (
    "**What others see:** your offers and needs, when something fits. Nobody sees who is asked, who says no, or who "
    "takes a break.\n"
    "**What organisers see:** how many take part, and which offers and needs there are, without names; of rounds in "
    "which you are in, with whom, and what speaks for it. Those who may manage threads can read private threads, also "
    "those of introductions."
)


def taking(found: Taking) -> str:
    lines = [
        "## You take part in the introductions",
        ASKED_FIRST,
        VISIBLE,
        f"I ask you in a private thread with you alone, in {channel_mention(found.channel_id)}.",
        *_state(found.participant),
    ]
    if found.waiting or found.open:
        lines.append(f"**Now:** {_number(found.waiting)} waiting for an answer, {found.open} under way.")
    lines += [
        f"**How you would like it:** below; saved at once. Times are by your clock ({found.living.zone}).",
        f"{PRIVATE} `/connect pause` gives you a break, `/connect never` keeps somebody off, `/connect leave` ends it.",
    ]
    return "\n".join(lines)


def _number(waiting: int) -> str:
    return "1 that you asked for is" if waiting == 1 else f"{waiting} that you asked for are"


def _state(mine: Participant) -> list[str]:
    if mine.state is State.PAUSED and mine.paused_until is not None:
        return [f"**You are taking a break** until {full_time(mine.paused_until)}. I tell you when it ends."]
    if mine.state is State.RESTS:
        return [f"**You are resting:** I ask you nothing until you press “{RESUME}”."]
    return []


def slot(number: int) -> str:
    day, part = divmod(number, len(PARTS))
    begin, end = PARTS[part]
    return f"{WEEKDAYS[day]} {PARTS_OF_DAY[part]} ({begin} to {end})"


LEFT = (
    "You take part no more, and nobody is introduced to you. What you have told me of you is still here, for you "
    "alone: `/me profile` shows it, `/me forget` erases it. `/connect join` brings you back."
)


def pause_ended(mine: Participant) -> str:
    return (
        f"{mention(mine.member_id)}, your break from introductions is over: from now on I may ask you again. "
        "`/connect pause` makes it longer, `/connect leave` ends it."
    )


def rested(mine: Participant) -> str:
    return (
        f"{mention(mine.member_id)}, I have asked you twice and heard nothing, so I let you rest: I introduce you to "
        f"nobody for now. That is all right. Press “{RESUME}” whenever you like."
    )


def kept_apart(other_id: int) -> str:
    return (
        f"Noted, for you alone: I never introduce you and {mention(other_id)} to each other, whoever asks. "
        "Nobody learns of it, they neither. `/connect never` shows you the list, and takes it back."
    )


def nevers(member_ids: Sequence[int]) -> str:
    if not member_ids:
        return f"You have asked to be kept apart from nobody. `/connect never` and a name does it.\n{PRIVATE}"
    return f"**You are never introduced to:** {people(member_ids, most=60)}\n{PRIVATE} Nobody else ever does."
