"""What can't be done in a circle, and what its sentence needs to know."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import UserFacingError


@dataclass
class NoSuchCircleError(UserFacingError):
    """There is none, or not in this guild."""


@dataclass
class NoCircleHereError(UserFacingError):
    """None is going on in this channel."""


@dataclass
class CircleHereError(UserFacingError):
    """One is going on in this channel already. `message_id` is its card's, as soon as it stands."""

    guild_id: int
    channel_id: int
    message_id: int | None


@dataclass
class CardStandsError(UserFacingError):
    """It need not be posted again. `message_id` is the card's, as soon as it stands."""

    guild_id: int
    channel_id: int
    message_id: int | None


@dataclass
class CircleHeldError(UserFacingError):
    """The meetup has been opened, or closed, with a circle already. `message_id` is its card's."""

    guild_id: int
    channel_id: int
    message_id: int | None


@dataclass
class CircleOverError(UserFacingError):
    pass


@dataclass
class NobodyHasThePieceError(UserFacingError):
    """It still gathers, or a lap is over."""


@dataclass
class BegunAlreadyError(UserFacingError):
    """It does not gather any more."""


@dataclass
class PausedError(UserFacingError):
    pass


@dataclass
class NotPausedError(UserFacingError):
    pass


@dataclass
class LapGoesOnError(UserFacingError):
    """The lap is not over yet."""


@dataclass
class OldTurnError(UserFacingError):
    """The button belonged to a turn that is over. `speaker_id`: who has the piece now."""

    speaker_id: int | None


@dataclass
class NotYourTurnError(UserFacingError):
    """`speaker_id` has the piece. `ahead`: how many are called before the one who pressed; None: not in this lap."""

    speaker_id: int | None
    ahead: int | None


@dataclass
class NoSecondComeBackError(UserFacingError):
    """They have been come back to already."""


@dataclass
class NotInCircleError(UserFacingError):
    pass


@dataclass
class TooFewError(UserFacingError):
    """A circle begins with two."""


@dataclass
class CircleFullError(UserFacingError):
    most: int


@dataclass
class NotTheCircleHostError(UserFacingError):
    """For its host, and for organisers. `host_id` 0: nobody hosts it."""

    host_id: int


@dataclass
class HostIsHereError(UserFacingError):
    """Somebody hosts it, and was there lately. `free_at`: when somebody else may, if the host does nothing."""

    host_id: int
    free_at: datetime


@dataclass
class NobodyInVoiceError(UserFacingError):
    """Those in the voice channel were meant, and there is none, or nobody in it."""


@dataclass
class NoMeetupNowError(UserFacingError):
    """Those going to the meetup were meant, and none is on in this channel."""


@dataclass
class MayNotWriteError(UserFacingError):
    """Whoever would have the bot post their words may not post any here themselves."""


@dataclass
class NoPromptError(UserFacingError):
    """Nothing that can be seen was typed."""


@dataclass
class NoWordsError(UserFacingError):
    """Nothing that can be seen was typed."""


@dataclass
class TooLateToTakeBackError(UserFacingError):
    """The circle is over."""


@dataclass
class NothingToTakeBackError(UserFacingError):
    """The words are not theirs, or are taken back already."""
