"""Every sentence with which something is refused that belongs to no one topic, each with what would work."""

from collections.abc import Sequence
from typing import assert_never

from bot.discord_app.text import too_long
from bot.discord_app.wording import channel_mention, escape
from bot.drafts.keeping import AlreadyConfirmedError, DraftGoneError
from bot.guilds.rules.actors import NotAManagerError, NotAnOrganiserError
from bot.guilds.rules.places import Place, SeveralPlacesError, UnknownPlaceError
from bot.guilds.rules.posting import CantPostHereError
from bot.guilds.rules.typed import TooLongError
from bot.members.nevers import ThatIsYouError


def _places(places: Sequence[Place]) -> str:
    return ", ".join(f"{place.name} (`{place.zone}`)" for place in places)


CommunityError = (
    NotAnOrganiserError
    | NotAManagerError
    | DraftGoneError
    | AlreadyConfirmedError
    | UnknownPlaceError
    | SeveralPlacesError
    | TooLongError
    | CantPostHereError
    | ThatIsYouError
)


def sentence(error: CommunityError) -> str:  # noqa: C901, PLR0911  a table, a line an error
    match error:
        case NotAnOrganiserError():
            return (
                "That is for organisers: members who may manage events here, or have the organisers' role. "
                "Ask one of them to set it up for you."
            )
        case NotAManagerError():
            return "That is for those who may manage this server. Ask one of them."
        case DraftGoneError():
            return "This form is no longer there: it was let go, or it is not yours. Please start again."
        case AlreadyConfirmedError():
            return "You have confirmed this already; it is posted and can't be changed here."
        case UnknownPlaceError(typed, nearest):
            meant = f" Did you mean {_places(nearest)}?" if nearest else ""
            return (
                f"I know no place called “{escape(typed, most=200)}”.{meant} "
                "Type a city such as `Leeds`, a country such as `Portugal`, or a zone such as `Europe/Lisbon`."
            )
        case SeveralPlacesError(typed, found):
            return (
                f"“{escape(typed, most=200)}” has more than one clock: {_places(found)}. "
                f"Type the one that is yours, such as `{found[0].zone}`, or pick it from the list as you type."
            )
        case CantPostHereError(channel_id, missing):
            where, lacking = channel_mention(channel_id), " and ".join(missing)
            return f"I can't post in {where}: I lack {lacking}. Ask an admin to allow it, or use another channel."
        case ThatIsYouError():
            return "That is you. Pick somebody else."
        case TooLongError():
            return too_long(error)
        case _:
            assert_never(error)
