"""Every sentence with which something about rounds is refused, each with what would work."""

from typing import assert_never

from bot.connections.rules.rounds import NotDrawnError, NotInRoundError, NotTogetherError, OnBreakError
from bot.discord_app.wording import escape, full_time, listed, mention
from bot.programmes.rules.programme import (
    NameTakenError,
    NoNameError,
    NoSuchProgrammeError,
    NoSuchRoundError,
    ProgrammeChangedError,
    RoundClosedError,
    TooManyProgrammesError,
)

ProgrammeError = NoSuchProgrammeError | TooManyProgrammesError | NameTakenError | NoNameError | ProgrammeChangedError
RoundError = NoSuchRoundError | RoundClosedError | OnBreakError | NotDrawnError | NotInRoundError | NotTogetherError
RoundsError = ProgrammeError | RoundError


def sentence(error: RoundsError) -> str:
    match error:
        case NoSuchProgrammeError() | TooManyProgrammesError() | NameTakenError() | NoNameError():
            return _about_a_programme(error)
        case ProgrammeChangedError():
            return _about_a_programme(error)
        case _:
            return _about_a_round(error)


def _about_a_programme(error: ProgrammeError) -> str:
    match error:
        case NoSuchProgrammeError(typed, names):
            called = f" called “{escape(typed, most=100)}”" if typed else ""
            if not names:
                return f"No programme{called} runs here. `/connect programme create` begins one."
            there = listed([f"“{escape(name)}”" for name in names])
            return f"No programme{called} runs here. There {'is' if len(names) == 1 else 'are'} {there}."
        case TooManyProgrammesError(most):
            return (
                f"{most} programmes run here, and that is the most. `/connect programme close` ends one; it counts "
                "until the round of it that is announced is over."
            )
        case NameTakenError(name):
            return f"Another programme here is called “{escape(name)}”. Give this one a name of its own."
        case ProgrammeChangedError(name):
            return (
                f"Somebody else has changed “{escape(name)}” meanwhile, so nothing of yours was saved. "
                "`/connect programme edit` shows how it is now."
            )
        case NoNameError():
            return "A programme needs a name that people can read, such as: Coffee round."
        case _:
            assert_never(error)


def _about_a_round(error: RoundError) -> str:
    match error:
        case NoSuchRoundError():
            return "This round is not here, or not any more."
        case RoundClosedError(next_at):
            when = f" The next one is {full_time(next_at)}; I ask the day before." if next_at else ""
            return (
                f"It is too late for this round, so nothing was changed.{when} If you are in and can't come after all, "
                "tell the others in your private thread."
            )
        case OnBreakError():
            return (
                "You are taking a break from introductions, so I did not count you in. `/connect resume` ends your "
                "break; then press again."
            )
        case NotDrawnError():
            return (
                "There is nothing to change or to look at just now: the groups are drawn two hours before the hour, "
                "and once people are introduced they stay so. `/connect programme list` shows how far each round is."
            )
        case NotInRoundError(member_ids):
            named = listed([mention(one) for one in member_ids])
            return f"{named} {'is' if len(member_ids) == 1 else 'are'} not in this round, so nothing was changed."
        case NotTogetherError():
            return (
                "These people can't be together this time, for one of many reasons that I don't tell apart. Nothing "
                "was changed; try other two."
            )
        case _:
            assert_never(error)
