"""Every sentence about the community as a whole, and about Kith itself."""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from bot.discord_app.wording import escape
from bot.drafts.keeping import AlreadyConfirmedError, DraftGoneError
from bot.guilds.rules.actors import NotAnOrganiserError
from bot.outbox import Trouble

PURPOSE = (
    "I help people who look after a community to bring others together: meetups that are announced, "
    "answered and remembered. I ask and suggest; you decide."
)
TOPICS = {"meetup": "Meetups", "help": "Kith"}


def help_page(commands: Sequence[tuple[str, str]]) -> str:
    """`commands`: each name with what it does, in the order in which they are shown."""
    lines = [
        "## What Kith is for",
        PURPOSE,
    ]
    for topic, heading in TOPICS.items():
        of_topic = [f"- `/{name}`: {what}" for name, what in commands if name.split()[0] == topic]
        lines += [f"### {heading}", *of_topic]
    lines.append("-# Answers to commands are seen by you alone. What everybody sees stands in the channel.")
    return "\n".join(lines)


CommunityError = NotAnOrganiserError | DraftGoneError | AlreadyConfirmedError


def sentence(error: CommunityError) -> str:
    match error:
        case NotAnOrganiserError():
            return "That is for organisers: members who may manage events here. Ask one of them to set it up for you."
        case DraftGoneError():
            return "This form is no longer there: it was let go, or it is not yours. Please start again."
        case AlreadyConfirmedError():
            return "You have confirmed this already; it is posted and can't be changed here."
        case _:
            assert_never(error)


HAPPENED = {
    Trouble.Kind.NOT_SENT: "could not be sent",
    Trouble.Kind.PERHAPS_SENT: "was perhaps sent; I could not find out, and did not send it again",
    Trouble.Kind.CARD_GONE: "can no longer be kept up to date: its message or channel is gone",
    Trouble.Kind.NOT_DONE: "could not be done",
    Trouble.Kind.DIRECT_MESSAGES_STOPPED: "has to wait: Discord takes no direct messages from me for ten minutes",
}
WHAT = {
    "meetup": "A meetup's card",
    "meetup.reminder": "A meetup's reminder",
    "meetup.remind": "A meetup's reminder",
    "outbox.card": "A new card",
}


def trouble(args: Mapping[str, Any]) -> str:
    what = WHAT.get(args["what"], "Something of mine")
    reason = escape(args["reason"], most=300)
    return f"**For organisers:** {what} ({args['subject']}) {HAPPENED[Trouble.Kind(args['kind'])]}.\n-# {reason}"
