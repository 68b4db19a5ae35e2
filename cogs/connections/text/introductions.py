"""What people read of an introduction: asked, introduced, followed up."""

from collections.abc import Sequence
from datetime import datetime

from bot.connections.consenting import Consented
from bot.connections.outcomes import Said, Telling, Told
from bot.connections.rules.introductions import MOST_WORDS, Introduction
from bot.connections.viewing import Introduced, IntroductionView
from bot.discord_app import limits
from bot.discord_app.wording import channel_mention, escape, full_time, listed, mention
from bot.questions.rules.questions import YES, Verdict
from bot.threads.following import MET, NOT_YET

from . import labels
from .naming import LEVELS, skills
from .openings import opening

A_PAIR = 2
AIM_IN_THREAD, WORDS_IN_THREAD, OWN_WORDS = 180, 400, 90


def consent_asked(view: IntroductionView, member_id: int, until: datetime) -> str:
    """`member_id`: the one who is asked."""
    made = view.introduction
    others = [one for one in made.people if one != member_id]
    if made.by_hand:
        head = f"{mention(member_id)}, {_asker(made)} would like to introduce you to {_named(others)}."
        why = f"“{escape(made.words, most=WORDS_IN_THREAD)}”" if made.words else ""
    else:
        head = f"{mention(member_id)}, {mention(others[0])} would like to be introduced to you."
        why = ""
    reasons = _reasons_for(view, member_id)
    lines = [head, *filter(None, [why, *reasons])]
    opens = "If you say yes, a private thread opens for you both."
    if made.by_hand:
        opens = "If all of you say yes, a private thread opens for you."
    lines.append(
        f"{opens} If you would rather not, press that or simply let it be: nobody is told. "
        f"I wait until {full_time(until)}."
    )
    return "\n".join(lines)


def _asker(made: Introduction) -> str:
    return mention(made.asker_id) if made.asker_id else "a member"


def _named(member_ids: Sequence[int]) -> str:
    return listed([mention(one) for one in member_ids])


def _reasons_for(view: IntroductionView, member_id: int) -> list[str]:
    mine = view.people[member_id]
    lines = []
    if mine.gets:
        lines.append(f"They offer {skills(mine.gets)}, which would help you.")
    if mine.gives:
        lines.append(f"They would like help with {skills(mine.gives)}, which you offer.")
    return lines


def consented(outcome: Consented) -> str:
    if outcome.said != YES:
        return "All right. Nobody is told that you were asked and said no."
    if outcome.verdict is Verdict.AGREED:
        return "Good! A private thread opens for you in a moment."
    return "Good! When everybody who is asked has said yes, a private thread opens for you."


def not_this_time(view: IntroductionView, member_id: int) -> str:
    others = [one for one in view.introduction.people if one != member_id]
    what = "your introduction to" if member_id in view.introduction.people else "the introduction of"
    return (
        f"{mention(member_id)}, {what} {_named(others)} did not come about this time. It happens for many reasons, "
        "most of them a full week. `/find` shows who else fits just now."
    )


def introduced(view: IntroductionView, starter_id: int) -> str:
    """The first message of the thread: who each is, why, how to begin, when; in fewer names where it is too long."""
    starter_id = starter_id if starter_id in view.people else next(iter(view.people))
    for most in LEVELS:
        content = _introduced(view, starter_id, most)
        if len(content) <= limits.IN_A_MESSAGE:
            break
    return content


def _introduced(view: IntroductionView, starter_id: int, most: int) -> str:
    """`most`: so many headings are named of each; with none, what each offers and would like is left out."""
    made = view.introduction
    lines = [f"**Hello {_named(made.people)}, may I introduce you to each other?**"]
    if most:
        lines += [_person(one, most) for one in view.people.values()]
    lines += ["", *_why(view, most)]
    lines.append(f"**To begin with:** {mention(starter_id)}, would you? For instance: {question(view, starter_id)}")
    if view.times:
        lines.append(f"**Times that suit you all:** {listed([full_time(at) for at in view.times])}.")
    else:
        lines.append("No time came up that suits you all: write what does.")
    lines.append("-# Press when you have met, or if it does not work out. Those who may manage threads can read here.")
    return "\n".join(lines)


def _person(one: Introduced, most: int) -> str:
    said = []
    if one.aim:
        said.append(f"would like to achieve “{escape(one.aim, most=AIM_IN_THREAD)}”")
    if one.offers:
        said.append(f"offers {skills(one.offers, most=most)}")
    if one.needs:
        said.append(f"would like help with {skills(one.needs, most=most)}")
    return f"{mention(one.member_id)} {listed(said) or 'has just begun to say hello here'}."


def _why(view: IntroductionView, most: int) -> list[str]:
    made, lines = view.introduction, list[str]()
    if made.by_hand and made.words:
        lines.append(f"**Why you:** {_asker(made)} says: “{escape(made.words, most=WORDS_IN_THREAD)}”")
    reasons = [_reason(view, one, most) for one in view.people.values() if one.gets and most]
    if reasons:
        lines.append(f"**{'And' if lines else 'Why you'}:** {'; '.join(reasons)}.")
    if not view.met_before:
        lines.append("I have not introduced you before.")
    return lines


def _reason(view: IntroductionView, one: Introduced, most: int) -> str:
    helpers = [other.member_id for other in view.people.values() if other != one and set(other.gives) & set(one.gets)]
    offers = f"{_named(helpers)} {'offers' if len(helpers) == 1 else 'offer'}"
    wanted = skills(one.gets, most=most)
    return f"{mention(one.member_id)} would like help with {wanted}{_in_own_words(one)}, which {offers}"


def _in_own_words(one: Introduced) -> str:
    """What they said of the first thing, where it is more than its heading."""
    words = one.words.get(one.gets[0], "")
    return f" (“{escape(words, most=OWN_WORDS)}”)" if words and words.casefold() != one.gets[0].casefold() else ""


def question(view: IntroductionView, starter_id: int) -> str:
    """About what the one who begins would like, if there is something."""
    people = sorted(view.people.values(), key=lambda one: one.member_id != starter_id)
    return opening(view.introduction.id, [name for one in people for name in one.gets])


def nudged(view: IntroductionView, starter_id: int) -> str:
    return (
        f"{mention(starter_id)}, nobody has written here yet. Would you write the first line? It may be short. "
        f"For instance: {question(view, starter_id)}"
    )


def asked(view: IntroductionView, member_ids: Sequence[int], times: int) -> str:
    """`times`: whether it is asked for the first or the second and last time."""
    head = "it has been a week. Have you met?" if times == 1 else "I ask once more, and then I let it be: have you met?"
    lines = [f"{' '.join(mention(one) for one in member_ids)}, {head}"]
    lines += [
        f"{mention(one.member_id)}, you wanted to achieve “{escape(one.aim, most=AIM_IN_THREAD)}”: did it bring you a "
        "step closer?"
        for one in view.people.values()
        if one.aim and one.member_id in member_ids
    ]
    if times > 1:
        lines.append("-# In a week I archive this thread. Whoever writes in it opens it again.")
    return "\n".join(lines)


def cant_in_thread(people: int) -> str:
    after = "`/find` shows who else fits." if people == A_PAIR else "The others can meet all the same."
    return f"For one of you it does not work out this time. That happens, and it is nobody's fault. {after}"


def said(outcome: Said) -> str:
    if outcome.said == MET:
        return f"How good! If you like, press “{labels.TELL}”: it is for you, and shared only if all of you agree."
    if outcome.said == NOT_YET:
        return "All right, there is time. I ask once more."
    return "Noted. The others read that it does not work out this time, not who or why."


APART = (
    "Noted, for you alone: I will not introduce you to each other again. To the others it reads as if you had no "
    "time. `/connect never` shows you your list, and takes it back."
)


def with_whom(others: Sequence[int]) -> str:
    return f"With whom would you rather not be introduced again: {_named(others)}? Nobody learns of it."


def step_asked(found: Telling) -> str:
    return f"You wanted to achieve: {found.aim}"


def told(outcome: Told) -> str:
    if outcome.asked:
        return "Thank you! I ask the others in the thread. It is shared only if all of them agree."
    return "Thank you! It is kept for you; `/me export` shows it."


def story_asked(view: IntroductionView, teller_id: int, words: str, asked_ids: Sequence[int]) -> str:
    return (
        f"{' '.join(mention(one) for one in asked_ids)}, {mention(teller_id)} would like everybody in "
        f"{channel_mention(view.introduction.channel_id)} to read what came of it: "
        f"“{escape(words, most=2 * MOST_WORDS)}”\nIs that all right with you? It is shared only if all agree."
    )


def story(teller_id: int, words: str) -> str:
    return (
        f"**What came of an introduction:** “{escape(words, most=2 * MOST_WORDS)}”\n"
        f"-# Told by {mention(teller_id)}, and shared because everybody who was in it agrees. `/hello` is how it began."
    )


def story_answered(verdict: Verdict) -> str:
    match verdict:
        case Verdict.AGREED:
            return "Thank you: everybody agrees, and it is shared."
        case Verdict.WAITING:
            return "Thank you. It is shared when all have agreed."
        case Verdict.NOT_AGREED:
            return "Noted: it is not shared, and nobody is told who would rather not."
