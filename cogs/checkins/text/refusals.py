"""What is said when something can't be done in a circle, each with what would work."""

from typing import assert_never

from bot.checkins.circles.rules.refusals import (
    BegunAlreadyError,
    CircleFullError,
    CircleHeldError,
    CircleHereError,
    CircleOverError,
    HostIsHereError,
    LapGoesOnError,
    NobodyInVoiceError,
    NoCircleHereError,
    NoMeetupNowError,
    NoPromptError,
    NoSecondComeBackError,
    NoSuchCircleError,
    NotBegunError,
    NothingToTakeBackError,
    NotInCircleError,
    NotPausedError,
    NotTheCircleHostError,
    NotYourTurnError,
    NoWordsError,
    OldTurnError,
    PausedError,
    TooFewError,
    TooLateToTakeBackError,
)
from bot.checkins.circles.starting import Who
from bot.discord_app.text import too_long
from bot.discord_app.wording import linked, number, time_from_now
from bot.guilds.rules.typed import TooLongError

from . import labels
from .naming import who

Plain = (
    NoSuchCircleError
    | NoCircleHereError
    | CircleOverError
    | NotBegunError
    | BegunAlreadyError
    | PausedError
    | NotPausedError
    | LapGoesOnError
    | NoSecondComeBackError
    | NotInCircleError
    | TooFewError
    | NobodyInVoiceError
    | NoMeetupNowError
    | NoPromptError
    | NoWordsError
    | NothingToTakeBackError
    | TooLateToTakeBackError
)
TurnError = OldTurnError | NotYourTurnError
HostError = NotTheCircleHostError | HostIsHereError
CircleError = Plain | TurnError | HostError | CircleHereError | CircleHeldError | CircleFullError

PLAIN: dict[type[Plain], str] = {
    NoSuchCircleError: "I know no such circle here. `/circle show` shows what goes on in this channel.",
    NoCircleHereError: "No circle goes on in this channel. `/circle start` begins to gather one.",
    CircleOverError: "This circle is over, so I did nothing. `/circle start` begins to gather another.",
    NotBegunError: "Nobody has the talking piece just now. The host can begin, or start another lap.",
    BegunAlreadyError: "It has begun already, so I did nothing.",
    PausedError: f"The circle is paused. The talking piece stays where it is until the host presses “{labels.GO_ON}”.",
    NotPausedError: "It is not paused, so it goes on as it is.",
    LapGoesOnError: "This lap is not over. The next one can begin when everybody has had their turn.",
    NoSecondComeBackError: (
        f"I have come back to you once already. “{labels.DONE}” and “{labels.PASS}” are both fine now."
    ),
    NotInCircleError: f"You are not in this circle. “{labels.JOIN}” on its card brings you in.",
    TooFewError: f"A circle takes two or more. Ask somebody to press “{labels.JOIN}” on the card, then begin.",
    NobodyInVoiceError: (
        "I see nobody in a voice channel with you. Join one and try again, or start the circle for "
        f"“{labels.WHO[Who.JOIN]}”."
    ),
    NoMeetupNowError: (
        "No meetup is on in this channel just now. I know who is going from half an hour before one until an hour "
        f"after it; at other times, start the circle for “{labels.WHO[Who.JOIN]}”."
    ),
    NoPromptError: "I see no letters in that prompt. Type a few words, or leave it empty and I suggest one.",
    NoWordsError: f"I see no letters in that. Write a few words, or press “{labels.PASS}”: that is fine, too.",
    NothingToTakeBackError: "There is nothing of yours to take back here.",
    TooLateToTakeBackError: (
        "Words can be taken back until the circle closes, and it is over. Whoever moderates this channel can delete "
        "the message."
    ),
}


def sentence(error: CircleError | TooLongError) -> str:
    match error:
        case OldTurnError() | NotYourTurnError():
            return _about_a_turn(error)
        case NotTheCircleHostError() | HostIsHereError():
            return _about_the_host(error)
        case CircleHereError() | CircleHeldError():
            return _about_another(error)
        case CircleFullError(most):
            return f"A circle has room for {most}. Two smaller ones, in two threads, let everybody be heard."
        case TooLongError():
            return too_long(error)
        case _:
            return PLAIN[type(error)]


def _about_another(error: CircleHereError | CircleHeldError) -> str:
    card = linked("its card", error.guild_id, error.channel_id, error.message_id)
    if isinstance(error, CircleHereError):
        return f"There is a circle in this channel: see {card}. In a thread there is room for another."
    return (
        f"This meetup has had that circle: see {card}. `/circle start` for “{labels.WHO[Who.MEETUP]}” gathers another."
    )


def _about_a_turn(error: TurnError) -> str:
    match error:
        case OldTurnError(None):
            return "That turn is over already, so I did nothing. The lap is over, too."
        case OldTurnError(speaker_id):
            return f"That turn is over already, so I did nothing. The talking piece is with {who(speaker_id)} now."
        case NotYourTurnError(speaker_id, None):
            return f"The talking piece is with {who(speaker_id)}. No turn of yours is left in this lap."
        case NotYourTurnError(speaker_id, 0):
            return f"The talking piece is with {who(speaker_id)}. You are next."
        case NotYourTurnError(speaker_id, ahead):
            return f"The talking piece is with {who(speaker_id)}. You come after {number(ahead or 0, 'other')}."
        case _:
            assert_never(error)


def _about_the_host(error: HostError) -> str:
    match error:
        case NotTheCircleHostError(0):
            return f"That is for a host, and nobody hosts it just now. “{labels.TAKE_OVER}” makes you the host."
        case NotTheCircleHostError(host_id):
            return (
                f"That is for the host, {who(host_id)}, and for organisers. If nothing happens for five minutes, "
                "anybody may go on with it."
            )
        case HostIsHereError(host_id, free_at):
            return f"{who(host_id)} hosts it. If nothing happens, you may go on with it {time_from_now(free_at)}."
        case _:
            assert_never(error)
