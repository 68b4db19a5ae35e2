"""What is said when something can't be done in a circle, each with what would work."""

from typing import assert_never

from bot.checkins.circles.rules.refusals import (
    BegunAlreadyError,
    CardStandsError,
    CircleFullError,
    CircleHeldError,
    CircleHereError,
    CircleOverError,
    HostIsHereError,
    LapGoesOnError,
    MayNotWriteError,
    NobodyHasThePieceError,
    NobodyInVoiceError,
    NoCircleHereError,
    NoMeetupNowError,
    NoPromptError,
    NoSecondComeBackError,
    NoSuchCircleError,
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
    | NobodyHasThePieceError
    | BegunAlreadyError
    | PausedError
    | NotPausedError
    | LapGoesOnError
    | NoSecondComeBackError
    | NotInCircleError
    | TooFewError
    | NobodyInVoiceError
    | NoMeetupNowError
    | MayNotWriteError
    | NoPromptError
    | NoWordsError
    | NothingToTakeBackError
    | TooLateToTakeBackError
)
TurnError = OldTurnError | NotYourTurnError
HostError = NotTheCircleHostError | HostIsHereError
CardError = CardStandsError | CircleHereError | CircleHeldError
CircleError = Plain | TurnError | HostError | CardError | CircleFullError

PLAIN: dict[type[Plain], str] = {
    NoSuchCircleError: "I can't find that circle. `/circle show` shows the one in this channel, if there is one.",
    NoCircleHereError: "There is no circle in this channel just now. `/circle start` starts one.",
    CircleOverError: "This circle is over, so I did nothing. `/circle start` starts another.",
    NobodyHasThePieceError: "Nobody has the talking piece just now. The host can begin, or start another lap.",
    BegunAlreadyError: "The circle has begun already, so I did nothing.",
    PausedError: f"The circle is paused. The talking piece stays where it is until the host presses “{labels.GO_ON}”.",
    NotPausedError: "The circle is not paused; it goes on as it is.",
    LapGoesOnError: "This lap is not over. The next one can begin when everybody has had their turn.",
    NoSecondComeBackError: "I have come back to you once already. Take your turn, or pass: both are fine.",
    NotInCircleError: f"You are not in this circle. “{labels.JOIN}” on its card brings you in.",
    TooFewError: f"A circle takes two or more. Ask somebody to press “{labels.JOIN}” on the card, then begin.",
    NobodyInVoiceError: (
        "You are not in a voice channel, or I can't see it. Join one and try again, or start the circle for "
        f"“{labels.WHO[Who.JOIN]}”."
    ),
    NoMeetupNowError: (
        "No meetup is on in this channel just now. I know who is going from half an hour before one until an hour "
        f"after it; at other times, start the circle for “{labels.WHO[Who.JOIN]}”."
    ),
    MayNotWriteError: (
        "You may not write in this channel yourself, so I post nothing for you here. Ask whoever moderates it. "
        f"In a circle you can listen all the same, and “{labels.PASS}” is always fine."
    ),
    NoPromptError: "That prompt looks empty to me. Type a few words that everybody can answer to.",
    NoWordsError: f"That looks empty to me. Write a few words, or press “{labels.PASS}”: that is fine, too.",
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
        case CardStandsError() | CircleHereError() | CircleHeldError():
            return _about_a_card(error)
        case CircleFullError(most):
            return f"A circle has room for {most}. Two smaller ones, in two threads, let everybody be heard."
        case TooLongError():
            return too_long(error)
        case _:
            return PLAIN[type(error)]


def _about_a_card(error: CardError) -> str:
    card = linked("its card", error.guild_id, error.channel_id, error.message_id)
    match error:
        case CardStandsError():
            return f"Nothing of this circle is missing: see {card}."
        case CircleHereError():
            return f"There is a circle in this channel: see {card}. In a thread there is room for another."
        case CircleHeldError():
            another = f"`/circle start` for “{labels.WHO[Who.MEETUP]}” starts another."
            return f"This meetup has had that circle: see {card}. {another}"
        case _:
            assert_never(error)


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
            return f"That is for a host, and nobody hosts the circle just now. “{labels.TAKE_OVER}” makes you its host."
        case NotTheCircleHostError(host_id):
            return (
                f"That is for the host, {who(host_id)}, and for organisers. If the host is gone for a while, the card "
                f"offers “{labels.TAKE_OVER}” to everybody."
            )
        case HostIsHereError(host_id, free_at):
            return f"{who(host_id)} is the host. If nothing happens, you can take over {time_from_now(free_at)}."
        case _:
            assert_never(error)
