"""What is asked, and shown, after a meetup."""

from bot.discord_app.wording import escape, listed, mention
from bot.meetups.looking_back import LookingBack
from bot.meetups.rules.feedback import SHOWN_FROM, Rating
from bot.meetups.rules.meetup import Meetup, Outcome

from .labels import HOW_WAS_IT, RATINGS
from .messages import short

WORDS_ON_A_PAGE = 5
CHARACTERS_OF_ONE = 500
"""With the backslashes that keep markup from being one."""
LONGEST_BAR = 20


def asked(meetup: Meetup) -> str:
    """In the channel, an hour after the end."""
    if not meetup.host_id:
        return f"{short(meetup)} is over. If you were there: how was it?"
    asked = f"{short(meetup)} is over. If you were there: how was it? Only the host reads it."
    return f"{asked} {mention(meetup.host_id)}: how did it go?"


def thanks(meetup: Meetup) -> str:
    reader = mention(meetup.host_id) if meetup.host_id else "whoever hosts it"
    return f"Thank you. Only {reader} reads it, without your name. Press “{HOW_WAS_IT}” again to change it."


def looked_back(outcome: LookingBack, page: int) -> tuple[str, int]:
    """Return one page, counted from one, and how many there are."""
    lines = [f"## {escape(outcome.meetup.plan.title, most=200)}: how did it go?"]
    if outcome.unread:
        lines.append(
            f"I can't read “{escape(outcome.unread)}” as a number of people. What works: `12`. The rest is saved."
        )
    lines += [_noted(outcome.meetup.outcome), ""]
    if outcome.words is None:
        lines.append("-# What those who were there say of it is read by the host alone.")
        return "\n".join(lines), 1
    lines += _shape(outcome.shape)
    pages = max(1, -(-len(outcome.words) // WORDS_ON_A_PAGE))
    shown = outcome.words[(page - 1) * WORDS_ON_A_PAGE : page * WORDS_ON_A_PAGE]
    lines += [f"> {escape(words, most=CHARACTERS_OF_ONE)}" for words in shown]
    if pages > 1:
        lines.append(f"-# Page {page} of {pages}")
    lines.append("-# Only you see what was said, and nobody's name stands on it.")
    return "\n".join(lines), pages


def _noted(noted: Outcome) -> str:
    facts = {None: [], True: ["it took place"], False: ["it did not take place"]}[noted.took_place]
    if noted.attendance is not None:
        facts = [*facts, f"{noted.attendance} came"]
    line = f"\nFor next time: {escape(noted.for_next_time, most=CHARACTERS_OF_ONE)}" if noted.for_next_time else ""
    return f"You noted: {listed(facts) or 'nothing yet'}.{line}"


def _shape(shape: dict[Rating, int] | None) -> list[str]:
    if shape is None:
        return [f"How it was: too few have said so to be shown; I show it from {SHOWN_FROM} on."]
    most = max(shape.values())
    return ["How it was:", *(_bar(rating, number, most) for rating, number in shape.items())]


def _bar(rating: Rating, number: int, most: int) -> str:
    length = number if most <= LONGEST_BAR else -(-number * LONGEST_BAR // most)
    return f"`{'█' * length:<{min(most, LONGEST_BAR)}}` {RATINGS[rating]} ({number})"
