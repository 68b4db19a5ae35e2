"""What organisers are told when something about a meetup went wrong."""

from collections.abc import Mapping
from typing import Any

from bot.discord_app.text import trouble
from bot.meetups.rules.meetup import Meetup
from bot.outbox import Trouble

from .messages import short

CARD = {"meetup", "outbox.card"}
WHAT = {
    "meetup": "The card of",
    "outbox.card": "The card of",
    "outbox.retraction": "Deleting an earlier card of",
    "meetup.reminder": "The reminder of",
    "meetup.reminder_direct": "The reminder of",
    "meetup.remind": "The reminder of",
    "meetup.start": "The word on the start of",
    "meetup.starting": "The word on the start of",
    "meetup.ask_maybe": "The question to those who said maybe to",
    "meetup.maybe_asked": "The question to those who said maybe to",
    "meetup.hand_on": "Passing on a free seat at",
    "meetup.offer_ends": "Passing on a free seat at",
    "meetup.seat_given": "The word on a free seat at",
    "meetup.seat_offered": "The offer of a free seat at",
    "meetup.on_again": "The word that people can come again to",
    "meetup.ask_afterwards": "The question how people found",
    "meetup.afterwards_asked": "The question how people found",
    "meetup.host_sought": "The question who would host",
    "meetup.host_found": "The word on who hosts",
    "meetup.moved": "The word on another time or place of",
    "meetup.cancelled": "The word that nobody needs to come to",
}


def told(meetup: Meetup, args: Mapping[str, Any]) -> str:
    """`args`: as a notice of a trouble has them."""
    said = trouble(f"{WHAT[args['what']]} {short(meetup)}", args)
    return f"{said}\nNobody can answer there until it is posted again." if is_about_card(args) else said


def is_about_card(args: Mapping[str, Any]) -> bool:
    return args["what"] in CARD and args["kind"] != Trouble.Kind.NOT_DONE
