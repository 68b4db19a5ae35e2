"""Every sentence with which something is refused here, each with what would work."""

from typing import assert_never

from bot.connections.rules.introductions import (
    AskedAlreadyError,
    NoSuchIntroductionError,
    NotInOneError,
    NotPeopleError,
    TooManyAskedError,
    WrongNumberError,
)
from bot.connections.rules.participation import NotJoinedError, OthersNotJoinedError
from bot.discord_app.text import too_long
from bot.discord_app.wording import escape, listed, mention
from bot.guilds.rules.typed import TooLongError
from bot.profiles.offering import NothingTypedError, UnknownEntryError
from bot.profiles.rules.entries import TooManyEntriesError
from bot.profiles.saying import Refused
from bot.questions.rules.questions import NotAskedError, QuestionClosedError

from .labels import SAID
from .profiles import EDIT_AGAIN, SIDES

ProfileError = TooLongError | TooManyEntriesError | NothingTypedError | UnknownEntryError
AnswerError = NotAskedError | QuestionClosedError | NoSuchIntroductionError | NotInOneError
AskingError = (
    NotJoinedError | OthersNotJoinedError | TooManyAskedError | AskedAlreadyError | NotPeopleError | WrongNumberError
)
ConnectionsError = ProfileError | AnswerError | AskingError


def sentence(error: ConnectionsError) -> str:
    match error:
        case NotAskedError() | QuestionClosedError() | NoSuchIntroductionError() | NotInOneError():
            return _about_an_answer(error)
        case TooLongError() | TooManyEntriesError() | NothingTypedError() | UnknownEntryError():
            return _about_a_profile(error)
        case _:
            return _about_asking(error)


def _about_a_profile(error: ProfileError) -> str:
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


def _about_an_answer(error: AnswerError) -> str:
    match error:
        case NotAskedError():
            return "This was asked of somebody else, or it is not there any more."
        case QuestionClosedError():
            return "This is settled, or its time is over; nothing was changed. `/find` shows who fits just now."
        case NoSuchIntroductionError():
            return "This is for those who were introduced here."
        case NotInOneError():
            return f"This comes after “{SAID['met']}”: press that first."
        case _:
            assert_never(error)


def _about_asking(error: AskingError) -> str:
    match error:
        case NotJoinedError():
            return "You take no part in introductions yet. `/connect join` says what that means, and begins it."
        case OthersNotJoinedError(member_ids):
            named = listed([mention(one) for one in member_ids])
            verb = "takes" if len(member_ids) == 1 else "take"
            return f"{named} {verb} no part in introductions here, so I don't ask. Tell them of `/connect join`."
        case TooManyAskedError(most):
            return (
                f"{most} introductions that you asked for wait for an answer; I keep to that many. Give people a while."
            )
        case AskedAlreadyError():
            return "You have asked for this already. People have a week to answer; you are told in any case."
        case NotPeopleError():
            return "A bot can't be introduced. Pick people."
        case WrongNumberError():
            return (
                "Pick two, three or four different people, and not yourself. "
                "For an introduction of your own, `/find` shows who fits."
            )
        case _:
            assert_never(error)


def refused(outcome: Refused) -> str:
    reason = _about_a_profile(outcome.error)  # type: ignore[arg-type]  # the reading raises no other
    return f"{reason}\n\nNothing is changed, and what you typed is kept: press “{EDIT_AGAIN}”."
