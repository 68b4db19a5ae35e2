"""What the app itself says."""

from collections.abc import Mapping
from typing import Any

from bot.guilds.rules.typed import TooLongError
from bot.outbox import Trouble

from .wording import escape

BUSY = "That was too much at once and nothing was saved. Please try again in a minute."
ONLY_IN_A_SERVER = "That works in a server, not here. Type it in a channel of your community."
RESTARTING = "I am just restarting and nothing was saved. Please try again in a minute."
PLACE = "A city, a country or a time zone"
PLACE_EXAMPLE = "Leeds"
NO_REMINDERS = "No reminders"
OLD_BUTTON = "This button is from an older version of me and no longer works. Type `/help` to see what does."


HAPPENED = {
    Trouble.Kind.NOT_SENT: "could not be sent",
    Trouble.Kind.PERHAPS_SENT: "was perhaps sent; I could not find out, and did not send it again",
    Trouble.Kind.CARD_GONE: "can no longer be kept up to date: its message or channel is gone",
    Trouble.Kind.NOT_DONE: "could not be done",
    Trouble.Kind.DIRECT_MESSAGES_STOPPED: "has to wait: Discord takes no direct messages from me for ten minutes",
}


def trouble(what: str, args: Mapping[str, Any]) -> str:
    """What organisers are told; `args` as a notice of a trouble has them."""
    reason = escape(args["reason"], most=300)
    return f"**For organisers:** {what} {HAPPENED[Trouble.Kind(args['kind'])]}.\n-# {reason}"


def remind_before(length: str) -> str:
    return f"Remind {length} before"


def too_long(error: TooLongError) -> str:
    return f"The {error.field} has {error.typed} characters; {error.most} fit. Please shorten it."


def fault(code: str) -> str:
    return (
        "Something went wrong on my side; I can't say whether it was saved. Please look, and try again if not.\n"
        f"If it keeps happening, tell the person who runs me this code: `{code}`"
    )


def lost_form(typed: str) -> str:
    return not_taken("I was restarted while you were typing and could not take this.", typed)


def not_taken(why: str, typed: str) -> str:
    return f"{why} Here it is, for you to copy:\n{typed}" if typed else why
