"""Every sentence with which something about meetups is refused, each with what would work."""

from typing import assert_never

from bot.discord_app.text import too_long
from bot.discord_app.wording import escape, full_time, mention, weekday
from bot.guilds.rules.typed import TooLongError
from bot.meetups.finding import SeveralMeetupsError, UnknownTitleError
from bot.meetups.rules.feedback import NoRatingError, NotThereError, Rating
from bot.meetups.rules.meetup import (
    MOST_SEATS,
    HostedAlreadyError,
    MeetupOverError,
    NoSuchMeetupError,
    NoTitleError,
    NotOverYetError,
    NotTheHostError,
    StartsInThePastError,
    UnreadableSeatsError,
)
from bot.meetups.rules.when import (
    AmbiguousTimeError,
    NoHourError,
    PastTimeError,
    TooFarAheadError,
    UnreadableLengthError,
    UnreadableTimeError,
    WrongWeekdayError,
)

from . import readings as reading_text
from .labels import CHANGE, EDIT_AGAIN, HOW_DID_IT_GO, RATINGS

EXAMPLES = "`friday 7pm`, `tomorrow noon`, `in 2 hours` or `2026-12-03 18:30`"

TimeError = (
    UnreadableTimeError | NoHourError | WrongWeekdayError | PastTimeError | TooFarAheadError | AmbiguousTimeError
)
AfterwardsError = NotOverYetError | NotThereError | NoRatingError
WhichError = NotTheHostError | HostedAlreadyError | UnknownTitleError | SeveralMeetupsError
MeetupError = (
    TooLongError
    | NoTitleError
    | StartsInThePastError
    | MeetupOverError
    | WhichError
    | NoSuchMeetupError
    | AfterwardsError
    | TimeError
    | UnreadableLengthError
    | UnreadableSeatsError
)


def sentence(error: MeetupError) -> str:  # noqa: C901, PLR0911  a table, a line an error
    match error:
        case TooLongError():
            return too_long(error)
        case NoTitleError():
            return "A meetup needs a title, such as “Board games at the library”."
        case StartsInThePastError(at):
            return f"That time has passed meanwhile ({full_time(at)}). Press {CHANGE} and give a later one."
        case MeetupOverError(title):
            return f"**{escape(title)}** is over or cancelled. `/meetup list` shows what is coming."
        case NotTheHostError() | HostedAlreadyError() | UnknownTitleError() | SeveralMeetupsError():
            return _about_which(error)
        case NotOverYetError() | NotThereError() | NoRatingError():
            return _about_afterwards(error)
        case NoSuchMeetupError():
            return "I don't know this meetup any more. `/meetup list` shows what is coming."
        case UnreadableLengthError(typed):
            typed = escape(typed, most=200)
            return f"I can't read “{typed}” as a length. What works: `90 min`, `1h30` or `2 hours`; 14 days at most."
        case UnreadableSeatsError(typed):
            typed = escape(typed, most=200)
            return f"I can't read “{typed}” as a number of seats. What works: `12`; {MOST_SEATS} at most."
        case _:
            return _about_a_time(error)


def _about_afterwards(error: AfterwardsError) -> str:
    match error:
        case NotOverYetError(title):
            return f"**{escape(title)}** is not over yet, or it was cancelled. Press again when it has taken place."
        case NotThereError(title):
            return (
                f"This is asked of those who said that they would come to **{escape(title)}**. "
                f"If you hosted it: press “{HOW_DID_IT_GO}”."
            )
        case NoRatingError():
            return f"Please choose one, such as “{RATINGS[Rating.GOOD]}”; a few words may stand beside it."
        case _:
            assert_never(error)


def _about_a_time(error: TimeError) -> str:
    match error:
        case UnreadableTimeError(typed):
            return f"I can't read “{escape(typed, most=200)}” as a time. What works: {EXAMPLES}."
        case NoHourError(typed):
            return f"“{escape(typed, most=200)}” says on which day, but not at what hour. What works: {EXAMPLES}."
        case WrongWeekdayError(typed, at, zone):
            on = weekday(at, zone)
            return f"“{escape(typed)}” does not fit together: that date is a {on}. Press {EDIT_AGAIN} and mend it."
        case PastTimeError(typed, at):
            return (
                f"“{escape(typed)}” would be {full_time(at)}, which is past. Give a time to come, such as {EXAMPLES}."
            )
        case TooFarAheadError(typed, at):
            return f"“{escape(typed)}” would be {full_time(at)}. I plan 18 months ahead at most."
        case AmbiguousTimeError(typed, readings):
            both = reading_text.all_of(readings)
            return f"“{escape(typed)}” could be {both}. Press the one that you mean, or press {EDIT_AGAIN} and say it."
        case _:
            assert_never(error)


def _about_which(error: WhichError) -> str:
    match error:
        case HostedAlreadyError(title, host_id):
            return f"{mention(host_id)} hosts **{escape(title)}**. Thank you all the same!"
        case NotTheHostError(title):
            return f"**{escape(title)}** can be changed by its host and by organisers. Tell one of them what you need."
        case UnknownTitleError(typed):
            return f"No coming meetup is called “{escape(typed, most=200)}”. Pick one from the list as you type."
        case SeveralMeetupsError(typed, meetups):
            times = " and ".join(full_time(meetup.plan.starts_at) for meetup in meetups[:5])
            return f"“{escape(typed, most=200)}” is the title of several: {times}. Pick one from the list as you type."
        case _:
            assert_never(error)
