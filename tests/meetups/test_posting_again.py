"""A card whose message is gone is posted again: by whom, where, and once."""

import pytest

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.posting import CantPostHereError
from bot.meetups import posting
from bot.meetups.posting import AlreadyPosted, Posted
from bot.meetups.rules.meetup import MeetupOverError, NoSuchMeetupError, NotTheHostError
from bot.meetups.store import meetups
from bot.meetups.subjects import subject
from bot.outbox.store import cards
from tests.builders import ADMIN, ANA, BEN, CHANNEL, EVE, GUILD, cancel, nothing_missing, post

ELSEWHERE = 11


def lose(tx: Tx) -> int:
    """Return the id of a meetup whose card is gone."""
    meetup_id = post(tx)
    cards.gone(tx, subject(meetup_id), "it was deleted")
    return meetup_id


def post_again(tx: Tx, meetup_id: int, *, unwritable: tuple[int, ...] = ()) -> Posted | AlreadyPosted:
    def missing_in(channel_id: int) -> tuple[str, ...]:
        return ("Send Messages",) if channel_id in unwritable else ()

    return posting.post_again(tx, actor=ANA, meetup_id=meetup_id, missing_in=missing_in)


def test_it_is_posted_where_it_stood(tx: Tx) -> None:
    meetup_id = lose(tx)

    assert post_again(tx, meetup_id) == Posted(meetup_id, CHANNEL)
    assert post_again(tx, meetup_id) == AlreadyPosted(GUILD, CHANNEL, None)


def test_where_its_channel_is_gone_it_is_posted_in_the_meetups_channel(tx: Tx) -> None:
    meetup_id = lose(tx)
    with pytest.raises(CantPostHereError):
        post_again(tx, meetup_id, unwritable=(CHANNEL,))
    community.change(tx, actor=ADMIN, changes={"meetups_channel_id": ELSEWHERE})

    assert post_again(tx, meetup_id, unwritable=(CHANNEL,)) == Posted(meetup_id, ELSEWHERE)
    meetup = meetups.get(tx, meetup_id)
    assert meetup is not None
    assert meetup.channel_id == ELSEWHERE, "what is said of it is said there too"


def test_one_that_stands_is_not_posted_again(tx: Tx) -> None:
    meetup_id = post(tx)

    assert post_again(tx, meetup_id) == AlreadyPosted(GUILD, CHANNEL, None)


def test_only_those_who_run_it_and_only_while_it_is_open(tx: Tx) -> None:
    meetup_id = lose(tx)

    for who, error in ((BEN, NotTheHostError), (EVE, NoSuchMeetupError)):
        with pytest.raises(error):
            posting.post_again(tx, actor=who, meetup_id=meetup_id, missing_in=nothing_missing)
    cancel(tx, meetup_id)
    with pytest.raises(MeetupOverError):
        post_again(tx, meetup_id)
