"""What a member says of themselves: asked, read back, shown."""

from collections.abc import Sequence

from bot.connections.rules.participation import Participant
from bot.discord_app import limits
from bot.discord_app.wording import escape, mention, shorten
from bot.profiles.offering import Added
from bot.profiles.renewing import Renewed
from bot.profiles.rules.entries import Choice, Phrase, Shown, Side
from bot.profiles.saying import Read, Understood
from bot.profiles.viewing import Profile

from .naming import PRIVATE, skills, within

HELLO = "Hello! Tell me about you"
AIM = "What would you like to achieve?"
AIM_HINT = "A hope, a plan, something you are in the middle of. It may be small."
NEEDS = "What would help you?"
NEEDS_HINT = "One thing a line, or with commas between. Asking is as welcome as giving."
OFFERS = "What can you offer?"
OFFERS_HINT = "What you know, can do, have, or like to do with others. Everybody has something."
EXAMPLES = {
    "aim": "Cycle to work, and know more people in my street",
    "needs": "bike repair, German conversation",
    "offers": "cooking for groups, listening, Excel",
}
CONFIRM = "That's right"
CHANGE = "Change the words"
EDIT_AGAIN = "Edit again"
CHANGE_PROFILE = "Change it"
STILL_TRUE = "Still true"
SIDES = {Side.NEED: "What would help you", Side.OFFER: "What you can offer"}
PICK = {Side.NEED: "Headings for what would help you", Side.OFFER: "Headings for what you can offer"}
AIM_SHOWN = ("My aim may stand in my introductions", "Keep my aim between you and me")
IN_OWN_WORDS = "in your own words; no heading fits yet"
OTHER_HEADING = "Another heading"
NO_HEADING = "None: my own words alone"
LONGEST = 120
"""Characters of somebody's words that are shown beside a heading."""
ROOM_FOR_A_SIDE, ROOM_IN_A_LIST, ROOM_IN_A_MESSAGE = 1400, 3500, 700
"""Characters for all that stands on one side."""


def understood(found: Understood) -> str:
    lines = ["## Did I get that right?", _aim(found.typed.aim)]
    for side, read in found.sides.items():
        lines += ["", f"**{SIDES[side]}:**{'' if read.phrases else ' nothing yet'}"]
        phrases = [_phrase(phrase, _names(number, read)) for number, phrase in enumerate(read.phrases)]
        lines += within(phrases, ROOM_FOR_A_SIDE)
    lines += ["", "Others find you by the headings; your own words stay beside them. Below, take off what is wrong."]
    lines.append(f"{PRIVATE} Nothing is kept until you press “{CONFIRM}”.")
    return "\n".join(lines)


def _names(number: int, read: Read) -> list[str]:
    return [one.skill.name for one in read.chosen if one.phrase == number]


def _phrase(phrase: Phrase, names: Sequence[str]) -> str:
    words = escape(phrase.words, most=LONGEST)
    return f"- {skills(names)} “{words}”" if names else f"- “{words}” ({IN_OWN_WORDS})"


def _aim(aim: str) -> str:
    return f"**What you would like to achieve:** {escape(aim, most=600) or 'nothing yet'}"


def in_a_choice(choice: Choice, phrases: Sequence[Phrase]) -> tuple[str, str]:
    """Return the heading, and for what it stands."""
    words = shorten(phrases[choice.phrase].words, limits.IN_A_CHOICE - 6)
    return shorten(choice.skill.name, limits.IN_A_CHOICE), f"for “{words}”"


def profile(found: Profile, *, takes_part: bool) -> str:
    lines = ["## What you have told me", _aim(found.aim)]
    for side in Side:
        entries = [_entry(one) for one in found.of(side)]
        lines += ["", f"**{SIDES[side]}:**{'' if entries else ' nothing yet'}", *within(entries, ROOM_FOR_A_SIDE)]
    lines += ["", *_who_sees(found, takes_part=takes_part)]
    return "\n".join(lines)


def _entry(shown: Shown) -> str:
    words = escape(shown.entry.words, most=LONGEST)
    beside = "" if shown.skill and shown.skill.name.casefold() == shown.entry.words.casefold() else f" “{words}”"
    rests = " (rests: you have not said for long whether it still holds)" if shown.entry.rests else ""
    return f"- {skills([shown.skill.name])}{beside}{rests}" if shown.skill else f"- “{words}”{rests}"


def _who_sees(found: Profile, *, takes_part: bool) -> list[str]:
    aim = "it may stand in your introductions." if found.aim_shown else "nobody but you."
    fits = "members who take part in introductions see your offers and needs, when something fits"
    others = f"{fits}." if takes_part else f"nobody yet. Once you take part, {fits}."
    return [
        f"**Who sees what:** {others} What you would like to achieve: {aim}",
        f"{PRIVATE} `/me export` gives you all that I keep about you, `/me forget` erases it.",
    ]


def still_true(mine: Participant, old: Sequence[Shown]) -> str:
    lines = [f"{mention(mine.member_id)}, you said this a while ago. Does it still hold?"]
    for side in Side:
        if entries := [one for one in old if one.entry.side is side]:
            lines += [f"**{SIDES[side]}:**", *within([_entry(one) for one in entries], ROOM_IN_A_MESSAGE)]
    lines.append(
        f"If so, press “{STILL_TRUE}”. If I hear nothing within two weeks, it rests: nothing is lost, and I ask you no "
        "more about it."
    )
    return "\n".join(lines)


def renewed(outcome: Renewed) -> str:
    if not outcome.number:
        return "You have said nothing yet that could grow old. `/hello` asks."
    return "Thank you! All that you offer and would like holds from today on."


def listed(found: Profile, side: Side) -> str:
    entries = found.of(side)
    if not entries:
        return f"**{SIDES[side]}:** nothing yet. `/{side} add` adds something, `/hello` asks for all at once."
    lines = within([_entry(one) for one in entries], ROOM_IN_A_LIST)
    return "\n".join([f"**{SIDES[side]}:**", *lines, PRIVATE])


def added(outcome: Added) -> str:
    entry = outcome.shown.entry
    words = escape(entry.words, most=LONGEST)
    if outcome.shown.skill is None:
        where = f"in your own words: “{words}”. No heading fits yet; below are some that come near."
    else:
        where = f"under {skills([outcome.shown.skill.name])}, your words beside it: “{words}”."
    return f"Noted for {SIDES[entry.side].lower()}, {where}\n{PRIVATE}"


def removed(shown: Shown) -> str:
    return f"Taken off {SIDES[shown.entry.side].lower()}: **{escape(shown.name, most=LONGEST)}**.\n{PRIVATE}"
