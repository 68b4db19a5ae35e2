"""Every sentence with which something is refused here, each with what would work."""

from typing import assert_never

from bot.discord_app.text import too_long
from bot.discord_app.wording import escape
from bot.guilds.rules.typed import TooLongError
from bot.profiles.offering import NothingTypedError, UnknownEntryError
from bot.profiles.rules.entries import TooManyEntriesError
from bot.profiles.saying import Refused

from .profiles import EDIT_AGAIN, SIDES

ConnectionsError = TooLongError | TooManyEntriesError | NothingTypedError | UnknownEntryError


def sentence(error: ConnectionsError) -> str:
    match error:
        case TooLongError():
            return too_long(error)
        case TooManyEntriesError(side, most, typed):
            return (
                f"{SIDES[side]}: that would be {typed} things; I keep {most} at most, so that those that matter to you "
                f"are found. Leave some out, or take one off with `/{side} remove`."
            )
        case NothingTypedError(side):
            return f"I can't read a word in that. What works: `/{side} add` and, for instance, `bike repair`."
        case UnknownEntryError(side, typed):
            named = f" called “{escape(typed, most=200)}”" if typed else ""
            return f"You have nothing{named} there. `/{side} list` shows what there is; pick one as you type."
        case _:
            assert_never(error)


def refused(outcome: Refused) -> str:
    reason = sentence(outcome.error)  # type: ignore[arg-type]  # the reading raises no other
    return f"{reason}\n\nNothing is changed, and what you typed is kept: press “{EDIT_AGAIN}”."
